// What was asked, once it is understood?
//
// The texts of a question as they are compared: the name folded and cut into words, identifiers
// with their keys, the birth date and territory as values. Made once, then asked of every list.
//
// Threads:  constant after `understand`.
// Lifetime: an Asked keeps the question's texts itself.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/partial_date.hpp"
#include "bayon/base/result.hpp"
#include "bayon/inquiry/screen/question.hpp"
#include "bayon/match/jaro_similarity.hpp"
#include "bayon/model/vocabulary.hpp"

namespace bayon::screen::detail {

/// A name as it is compared.
struct AskedName {
  std::string text;        ///< NFC with single blanks
  std::string folded;      ///< bayon/base/text.hpp
  bool complete = true;    ///< every letter was put into Latin
  bool latin = true;       ///< nothing had to be put into Latin
  bool by_letters = true;  ///< bayon/base/script.hpp
  std::vector<match::JaroWord> words;
  std::size_t letters = 0;  ///< of all words
};

struct AskedIdentifier {
  std::string text;
  std::vector<std::string> keys;
};

struct Asked {
  std::optional<AskedName> name;
  std::vector<AskedIdentifier> identifiers;
  std::optional<model::SchemaId> schema;
  PartialDate birth_date;
  std::string country;  ///< a territory's code, or empty
  model::Clocks clocks;
  int score_min = 0;
  std::size_t hits_max = 0;
};

/// Fails with party.nameless, text.invalid_utf8, question.out_of_range, schema.unknown and the
/// codes of dates, in this order.
Result<Asked> understand(const Question& question);

/// Is `text` in Latin letters, marks and all?
bool in_latin(std::string_view text);

}  // namespace bayon::screen::detail
