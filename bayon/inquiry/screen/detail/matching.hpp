// Which statements of a list, as it stood on that day, match what was asked?
//
// Threads:  free functions over constant data.
// Lifetime: matches view the snapshot's tables and the question.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/index/party_reader.hpp"
#include "bayon/inquiry/screen/answer.hpp"
#include "bayon/inquiry/screen/detail/asked.hpp"
#include "bayon/inquiry/screen/detail/opened_list.hpp"

namespace bayon::screen::detail {

/// An opened list at a pair of clocks.
struct ListAt {
  const OpenedList* list = nullptr;
  index::PartyReader reader;
};

struct Match {
  ReasonKind kind{};
  std::string_view asked;
  int score = 0;
  std::uint32_t ordinal = 0;
  store::StatementRow row;
  model::Truth held = model::Truth::yes;
};

/// Statements of the version in force whose name or identifier matches, each worth at least the
/// question's score_min; held or not. In no particular order.
std::vector<Match> find_matches(const ListAt& at, const Asked& asked);

/// What a person should know about matching against this list: names that stayed in their own
/// script, addresses that differ in case alone.
std::vector<std::string> matching_remarks(const ListAt& at, const Asked& asked);

}  // namespace bayon::screen::detail
