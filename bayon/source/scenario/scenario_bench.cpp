// How fast does a world of ten million flows come to be, files included? One core; rows go to the
// temporary folder (TMPDIR), so the disk behind it counts: a memory file system shows the generator
// alone.
#include <filesystem>

#include <benchmark/benchmark.h>

#include "bayon/source/scenario/scenario.hpp"
#include "test/support/place.hpp"

namespace bayon::source::scenario {
namespace {

void generate_world(benchmark::State& state, const std::string& name) {
  const auto root = testing::root();
  const auto folder = std::filesystem::temp_directory_path() / "bayon_scenario_bench";
  auto scenario = read_scenario(root / "data" / "scenarios" / name);
  if (!scenario) return state.SkipWithError(scenario.error().text().c_str());
  std::uint64_t flows = 0, bytes = 0;
  for (auto _ : state) {
    Silent silent;
    const auto summary = generate(*scenario, folder, silent);
    if (!summary) return state.SkipWithError(summary.error().text().c_str());
    flows += summary->flows;
    for (const auto& file : summary->files) bytes += file.bytes;
  }
  std::filesystem::remove_all(folder);
  state.SetItemsProcessed(static_cast<std::int64_t>(flows));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.counters["flows"] =
      benchmark::Counter(static_cast<double>(flows), benchmark::Counter::kAvgIterations);
}

BENCHMARK_CAPTURE(generate_world, demo, "scam_centre.toml")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(generate_world, ten_million, "scam_centre_10m.toml")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

}  // namespace
}  // namespace bayon::source::scenario
