// What does a finished case look like, for tests of what is made from it?
//
// A made-up answer to `report` in the engine's form: a scam centre whose sums hold. What enters an
// account leaves it or is held, losses are split without rest, and each total is the sum of its
// parts, under each rule. Seeded; the same size and seed give the same answer.
//
// Threads: free functions.
#pragma once

#include <cstdint>

#include "bayon/base/json.hpp"

namespace bayon::testing {

struct SampleSize {
  std::uint64_t seed = 20251014;
  std::size_t victims = 24;
  std::size_t receivers = 12;
  std::size_t layers = 20;
  std::size_t intermediaries = 6;
  std::size_t exchange_entries = 4;
  std::size_t exchange_members = 14;
  std::size_t groups = 3;
  std::size_t mules = 6;
  std::size_t cash_outs = 4;
  std::size_t fan_out = 3;  ///< edges that leave one account of the layers
  std::size_t orders = 4;
  std::size_t rings_of_a_kind = 3;
};

/// 434 victims, 144 accounts at one exchange, about 3,000 accounts, 50,000 edges, 100,000 flows.
SampleSize large_sample();

Json sample_answer(const SampleSize& size = {});

/// Names that try to leave their place: tags, quotes, ends of scripts, turned directions.
const char* const* hostile_names();
inline constexpr std::size_t hostile_names_count = 8;
/// The sample with every name, title, reason and remark replaced by a hostile one.
Json hostile_answer();

}  // namespace bayon::testing
