// Is this value of a file already as a statement wants it?
//
// The producers of FollowTheMoney files clean their values, so nearly all of them are taken as they
// are after one look at each byte; the rest goes through bayon/model/property_value.hpp. Both ways
// give the same answer, which a test compares.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/model/property_value.hpp"
#include "bayon/source/ftm/schema_names.hpp"

namespace bayon::source::ftm {

struct CleanedValue {
  model::PropertyValue::State state = model::PropertyValue::State::empty;
  std::string_view text;  ///< into the value asked about, or into the holder
};

/// Is `value` what clean_value would make of it? False means: not known without asking it.
/// Cost: one pass; a lookup for countries.
bool surely_clean(model::PropertyType type, std::string_view value);

/// `value` as a value of the property. Where it has to be rewritten, `holder` takes the text. A
/// value that is longer than the property allows is not understood. Fails with text.invalid_utf8.
Result<CleanedValue> clean(const PropertyName& property, std::string_view value,
                           std::string& holder);

}  // namespace bayon::source::ftm
