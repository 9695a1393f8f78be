// How many orders a second are decided under the shipped rules, in full and in short form?
#include <benchmark/benchmark.h>

#include <array>
#include <filesystem>

#include "bayon/base/random.hpp"
#include "bayon/decide/change_points.hpp"
#include "bayon/decide/read_rules.hpp"
#include "test/support/place.hpp"

namespace bayon::decide {
namespace {

const RuleBook& shipped() {
  static const RuleBook book = *read_rules(std::array{testing::root() / "data/rules"});
  return book;
}

const std::vector<model::Order>& orders() {
  static const std::vector<model::Order> made = [] {
    constexpr std::array codes{"VIII(h)", "9A610.x", "5A002", "5A992.c", "EAR99", "3A991", ""};
    constexpr std::array words{"civil", "military", "weapons", "demining", ""};
    constexpr std::array kinds{"civil", "military", "police", "government", ""};
    Random random(1);
    std::vector<model::Order> out(1'000);
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i].id = "order-" + std::to_string(i);
      out[i].classification = codes[random.below(codes.size())];
      out[i].end_use = words[random.below(words.size())];
      out[i].destination = random.chance(0.8) ? "kh" : "th";
      out[i].parties = {{"exporter", "Example Exporter Co", "us", ""},
                        {"consignee", "Example Trading 07 Co", "kh", "civil"},
                        {"end_user", "Example Unit 07", "kh", kinds[random.below(kinds.size())]}};
    }
    return out;
  }();
  return made;
}

const model::Clocks clocks{day_of(2025, 11, 6), day_of(2026, 3, 1)};

void decide_in_full(benchmark::State& state) {
  std::int64_t done = 0;
  for (auto _ : state) {
    for (const auto& order : orders()) benchmark::DoNotOptimize(decide(order, shipped(), clocks));
    done += static_cast<std::int64_t>(orders().size());
  }
  state.SetItemsProcessed(done);
}
BENCHMARK(decide_in_full);

void rule_in_short(benchmark::State& state) {
  std::int64_t done = 0;
  for (auto _ : state) {
    for (const auto& order : orders()) benchmark::DoNotOptimize(rule_on(order, shipped(), clocks));
    done += static_cast<std::int64_t>(orders().size());
  }
  state.SetItemsProcessed(done);
}
BENCHMARK(rule_in_short);

void find_change_points(benchmark::State& state) {
  std::int64_t done = 0;
  for (auto _ : state) {
    for (const auto& order : orders()) {
      benchmark::DoNotOptimize(
          change_points(order, shipped(), day_of(2021, 1, 1), day_of(2026, 3, 1), clocks.known_at));
    }
    done += static_cast<std::int64_t>(orders().size());
  }
  state.SetItemsProcessed(done);
}
BENCHMARK(find_change_points);

void read_the_shipped_rules(benchmark::State& state) {
  const std::array paths{testing::root() / "data/rules"};
  for (auto _ : state) benchmark::DoNotOptimize(read_rules(paths));
}
BENCHMARK(read_the_shipped_rules);

}  // namespace
}  // namespace bayon::decide
