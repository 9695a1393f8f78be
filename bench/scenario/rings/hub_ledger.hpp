// What does a ledger look like in which a few accounts deal with nearly everybody?
//
// A seeded ledger in the shape of AMLSim's: instants that are whole days over two years, partners
// that are paid again and again, and popularity on a power law, so that the largest hub has a
// hundred thousand flows while half of the accounts have a handful. Known rings are planted beside
// the traffic.
//
// Threads: an object belongs to one thread.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bayon/base/random.hpp"
#include "test/support/flow_fixture.hpp"

namespace bayon::bench {

struct HubLedger {
  std::uint64_t seed = 1;
  std::uint32_t accounts = 60'000;
  std::uint32_t pairs = 250'000;  ///< who pays whom at all
  std::uint32_t flows = 1'500'000;
  std::int64_t days = 720;
  // Popularity falls with (rank + plateau)^-skew: a group of hubs of about the same size, then a
  // tail.
  double skew_in = 2.4, plateau_in = 100;
  double skew_out = 0.6, plateau_out = 0;
  bool whole_days = true;  ///< instants are days, as AMLSim's are; else seconds
};

// Ranks drawn with weight (rank + plateau)^-skew.
class Popularity {
 public:
  Popularity(std::uint32_t count, double skew, double plateau) {
    double sum = 0;
    for (std::uint32_t rank = 1; rank <= count; ++rank) {
      sum += std::pow(static_cast<double>(rank) + plateau, -skew);
      upto_.push_back(sum);
    }
  }
  std::uint32_t draw(Random& random) const {
    const double at = random.unit() * upto_.back();
    const auto found = std::upper_bound(upto_.begin(), upto_.end(), at);
    return static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(
        found - upto_.begin(), static_cast<std::ptrdiff_t>(upto_.size()) - 1));
  }

 private:
  std::vector<double> upto_;
};

inline std::vector<testing::GivenFlow> make_flows(const HubLedger& world) {
  Random random(world.seed);
  const Popularity payers(world.accounts, world.skew_out, world.plateau_out);
  const Popularity payees(world.accounts, world.skew_in, world.plateau_in);
  struct Pair {
    std::uint32_t from, to;
    std::int64_t first, every;
  };
  std::vector<Pair> pairs;
  while (pairs.size() < world.pairs) {
    const Pair pair{payers.draw(random), payees.draw(random), random.between(0, world.days - 1),
                    random.chance(0.5) ? 0 : random.between(3, 60)};
    if (pair.from != pair.to) pairs.push_back(pair);
  }
  // Standing payments first, then payments at random between the same pairs.
  std::vector<testing::GivenFlow> out;
  const auto add = [&](const Pair& pair, std::int64_t day) {
    testing::GivenFlow flow =
        testing::flow(fmt::format("a{:05}", pair.from), fmt::format("a{:05}", pair.to),
                      random.between(1'000, 1'000'000), testing::day(day));
    if (!world.whole_days) flow.at.nanos += random.between(0, 86'399) * nanos_per_second;
    out.push_back(std::move(flow));
  };
  for (const Pair& pair : pairs) {
    if (out.size() >= world.flows) break;
    add(pair, pair.first);
    for (std::int64_t day = pair.first + pair.every;
         pair.every > 0 && day < world.days && out.size() < world.flows; day += pair.every) {
      add(pair, day);
    }
  }
  while (out.size() < world.flows) {
    add(pairs[random.below(pairs.size())], random.between(0, world.days - 1));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
  return out;
}

}  // namespace bayon::bench
