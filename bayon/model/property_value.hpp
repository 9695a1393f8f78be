// What does this text say, as a value of that kind of property?
//
// Sources write values in many ways; statements hold them in one. Every value is NFC without blanks
// at its ends. Beyond that the type decides: a country becomes its code, a date `YYYY[-MM[-DD]]`, a
// gender `male`, `female` or `other`; names, addresses and strings have single blanks; identifiers,
// phones, emails and links stay as written. A text that does not say such a value (a country that
// no one knows, a date that is none) is `not_understood`: the caller keeps it in words, never as a
// guess.
//
// Threads: free functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "bayon/base/partial_date.hpp"
#include "bayon/base/result.hpp"
#include "bayon/model/vocabulary.hpp"

namespace bayon::model {

struct PropertyValue {
  enum class State : std::uint8_t { clean, empty, not_understood };

  State state = State::empty;
  std::string text;  ///< the value when clean; the trimmed text when not understood
};

/// `text` as a value of `type`. Control characters count as blanks.
/// Fails with text.invalid_utf8. Cost: one pass; a lookup for countries.
Result<PropertyValue> clean_value(PropertyType type, std::string_view text);

/// Is `text`, which says something, a value of `type` as it stands: plain ASCII with single blanks,
/// of a type that takes any text? Then clean_value would answer with `text` itself. Cost: one pass.
bool clean_as_written(PropertyType type, std::string_view text);

/// Dates as lists write them: ISO 8601 days (a time of day is dropped), "12 Mar 1965", "Mar 1965",
/// "1965", "24.9.2004". Nothing when the text is no such date or the calendar has no such day.
PartialDate read_list_date(std::string_view text);

/// Characters (code points) of valid UTF-8.
std::size_t character_count(std::string_view text);

/// NFC with single blanks between words and none at the ends. Fails with text.invalid_utf8.
Result<std::string> single_blanks(std::string_view text);

}  // namespace bayon::model
