// How long does it take to find the rings of a whole ledger?
//
// The four typologies over 1.5 M flows with hubs, at a window of eight days, end to end: flows are
// laid out, searched, completed and ordered. What is found is checked, so that a wrong answer is no
// speed. `fan_ins_of_a_case` asks the same of a case that bench/peers has loaded.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <memory>
#include <set>
#include <string>

#include "bayon/base/check.hpp"
#include "bayon/inquiry/rings/rings.hpp"
#include "bayon/store/case_folder.hpp"
#include "bench/scenario/rings/hub_ledger.hpp"
#include "test/support/flow_fixture.hpp"
#include "test/support/peak_memory.hpp"

namespace bayon::bench {
namespace {

const index::FlowIndex& hub_flows() {
  static const testing::FlowFixture fixture(make_flows(HubLedger{}));
  return fixture.flows();
}

void tell_counts(benchmark::State& state, const rings::Answer& answer) {
  for (const auto& searched : answer.searched) {
    state.counters[searched.kind] = static_cast<double>(searched.instances);
  }
}

void rings_of_hub_ledger(benchmark::State& state, const std::vector<std::string>& kinds,
                         std::uint64_t expected) {
  const index::FlowIndex& flows = hub_flows();
  rings::Question question;
  question.kinds = kinds;
  rings::Answer answer;
  testing::start_peak_memory();
  for (auto _ : state) {
    Silent silent;
    auto found = rings::find_rings(flows, question, silent);
    BAYON_CHECK(found.ok(), bench.right_answer);
    answer = std::move(*found);
  }
  if (answer.instances.size() != expected) {
    return state.SkipWithError(
        ("found " + std::to_string(answer.instances.size()) + " instances").c_str());
  }
  tell_counts(state, answer);
  state.counters["complete"] = answer.complete() ? 1 : 0;
  state.counters["peak_MB"] = static_cast<double>(testing::peak_memory_bytes()) / 1e6;
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * flows.flows());
}

#define BAYON_RINGS(name, expected, ...)                                                        \
  BENCHMARK_CAPTURE(rings_of_hub_ledger, name, std::vector<std::string>{__VA_ARGS__}, expected) \
      ->Unit(benchmark::kMillisecond)                                                           \
      ->UseRealTime()                                                                           \
      ->MeasureProcessCPUTime()
BAYON_RINGS(fan_in, 33'496, "fan_in");
BAYON_RINGS(fan_out, 19'037, "fan_out");
BAYON_RINGS(gather_scatter, 23'107, "gather_scatter");
BAYON_RINGS(cycle, 334'376, "cycle");
BAYON_RINGS(all_four, 410'016, "fan_in", "fan_out", "gather_scatter", "cycle");
#undef BAYON_RINGS

// The peers' question: five payers or more within eight days, from opening the case on.
void fan_ins_of_a_case(benchmark::State& state) {
  const char* folder = std::getenv("BAYON_BENCH_CASE");
  if (folder == nullptr) return state.SkipWithError("skipped: BAYON_BENCH_CASE names no case");
  std::set<index::AccountId> hubs;
  std::size_t instances = 0;
  for (auto _ : state) {
    Silent silent;
    auto opened = store::CaseFolder::open(folder, store::Access::read);
    if (!opened) return state.SkipWithError(opened.error().text().c_str());
    auto snapshot = store::Snapshot::open(*opened);
    if (!snapshot) return state.SkipWithError(snapshot.error().text().c_str());
    auto flows = index::FlowIndex::open(*snapshot, opened->index(), silent);
    if (!flows) return state.SkipWithError(flows.error().text().c_str());
    rings::Question question;
    question.kinds = {"fan_in"};
    question.accounts_min = 5;
    const auto answer = rings::find_rings(**flows, question, silent);
    if (!answer) return state.SkipWithError(answer.error().text().c_str());
    instances = answer->instances.size();
    hubs.clear();
    for (const auto& one : answer->instances) hubs.insert(one.accounts.front().account);
  }
  state.counters["instances"] = static_cast<double>(instances);
  state.counters["hubs"] = static_cast<double>(hubs.size());
}
BENCHMARK(fan_ins_of_a_case)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace bayon::bench
