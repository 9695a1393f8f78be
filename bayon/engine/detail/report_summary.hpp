// What must a reader know first, and what rests on an assumption?
//
// Threads: free functions over constant data.
#pragma once

#include "bayon/engine/detail/case_money.hpp"

namespace bayon::engine {

/// The tracing rules used, with their source in law.
Json rules_section(const CaseMoney* money);
/// What is assumed, unknown or cut, in sentences.
Json remarks_section(const CaseMoney* money, const Json& sections);
/// Counts, sums and sentences for the head of the page.
Json summary_section(const CaseMoney* money, const Json& sections);

}  // namespace bayon::engine
