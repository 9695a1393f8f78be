// Which days, months or years do these words of a list mean?
//
// Beside plain dates lists write "circa 1957", "between 1960 and 1962", "1963 or 1964", "4 Apr.
// 1944", "October 19, 2020". Several dates are alternatives: each is stated as a value of its own.
// A range of years stands for each of its years. Words that are understood only in part are not
// understood at all.
//
// Threads: free functions.
#pragma once

#include <string_view>
#include <vector>

#include "bayon/base/partial_date.hpp"
#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_builder.hpp"

namespace bayon::source::reading {

/// A range of more years than these says too little to be spelt out.
inline constexpr int range_years_max = 12;

/// The dates in the order written, without repeats; empty when the words are not understood.
std::vector<PartialDate> read_worded_dates(std::string_view words);

/// The first date in `words` behind the first place where `keyword` stands (ASCII case does not
/// matter); unknown when there is none.
PartialDate date_after(std::string_view words, std::string_view keyword);

/// States each date of `words` as a value of `property`, with the words as the original where they
/// say more than the date; words that are not understood become a note. Fails as
/// EntityBuilder::add.
Result<void> add_worded_dates(EntityBuilder& entity, std::string_view property,
                              std::string_view words, const Said& said = {});

}  // namespace bayon::source::reading
