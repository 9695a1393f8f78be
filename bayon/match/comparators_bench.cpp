// How many pairs a second does each comparator score? Names of two to five words, seeded; once
// without and once with the usual minimum.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "bayon/base/random.hpp"
#include "bayon/match/comparator.hpp"

namespace bayon::match {
namespace {

std::vector<std::string> seeded_names(std::size_t count) {
  Random random(1);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    std::string name;
    for (std::uint64_t words = 2 + random.below(4); words > 0; --words) {
      if (!name.empty()) name += ' ';
      for (std::uint64_t letters = 3 + random.below(8); letters > 0; --letters) {
        name += static_cast<char>('a' + random.below(26));
      }
    }
    out.push_back(std::move(name));
  }
  return out;
}

void score_pairs(benchmark::State& state, const Comparator* comparator, int score_min) {
  const auto names = seeded_names(1'000);
  std::size_t at = 0;
  std::int64_t sum = 0;
  for (auto _ : state) {
    sum += comparator->score(names[at % 1'000], names[(at * 7 + 1) % 1'000], score_min);
    ++at;
  }
  benchmark::DoNotOptimize(sum);
  state.SetItemsProcessed(state.iterations());
}

const bool registered = [] {
  for (const Comparator* comparator : comparators()) {
    for (const int score_min : {0, 8'500}) {
      const std::string name =
          "match/" + std::string(comparator->name) + "/min:" + std::to_string(score_min);
      benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
        score_pairs(state, comparator, score_min);
      });
    }
  }
  return true;
}();

}  // namespace
}  // namespace bayon::match
