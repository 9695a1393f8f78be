// Of which phrases does a remark consist?
//
// Treasury remarks are phrases between semicolons: "DOB 12 Mar 1965; POB Example City; Passport
// X0000001 (Cuba)." A remark longer than its column is cut and goes on in the comments table; where
// no comment continues it, its last phrase is broken and must not become a fact.
//
// Threads:  free functions.
// Lifetime: phrases are views into the remark.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace bayon::source::reading::ofac {

/// Characters that fit into the remark column; a remark of this length was cut.
inline constexpr std::size_t remark_characters_max = 1000;

/// Was a remark of this text cut by its column?
bool remark_cut(std::string_view remark);

struct Phrase {
  std::string_view whole;  ///< as written, without the full stop that ends the remark
  std::string_view words;  ///< without a leading "alt. "
  bool broken = false;     ///< the text stops inside it
};

/// The phrases of `remark`; `broken_end` where it was cut and nothing continues it. Cost: one pass.
std::vector<Phrase> split_remark(std::string_view remark, bool broken_end);

}  // namespace bayon::source::reading::ofac
