// How long does a real list take from its files to a committed version?
//
// Into an empty case in the temporary folder (TMPDIR), read, sorted, rooted, written and synced.
// Needs the real lists (BAYON_SHARED); the number of facts is checked.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>
#include <vector>

#include "bayon/store/loader.hpp"
#include "test/support/generated_world.hpp"
#include "test/support/peak_memory.hpp"
#include "test/support/place.hpp"

namespace bayon::bench {
namespace {

struct List {
  std::string format, version, folder;
  std::vector<std::string> files;
  std::uint64_t facts;
};

void load_list(benchmark::State& state, const List& list) {
  const auto folder = testing::shared_data("data/lists/" + list.folder);
  store::LoadRequest request;
  const auto format = source::find_format(list.format);
  if (!format) return state.SkipWithError(format.error().text().c_str());
  request.format = *format;
  request.request.dataset = "list";
  request.request.version = list.version;
  std::uint64_t bytes = 0;
  for (const auto& name : list.files) {
    if (!std::filesystem::exists(folder / name)) {
      return state.SkipWithError(("skipped: BAYON_SHARED has no " + list.folder).c_str());
    }
    request.request.files.push_back({folder / name, name});
    bytes += std::filesystem::file_size(folder / name);
  }
  testing::start_peak_memory();
  for (auto _ : state) {
    state.PauseTiming();
    const testing::ScratchFolder scratch;
    const auto path = scratch.path() / "case";
    const auto created = store::CaseFolder::create(path);
    if (!created) return state.SkipWithError(created.error().text().c_str());
    auto opened = store::CaseFolder::open(path, store::Access::write);
    if (!opened) return state.SkipWithError(opened.error().text().c_str());
    state.ResumeTiming();
    Silent silent;
    const auto outcome = store::load(*opened, request, silent);
    if (!outcome) return state.SkipWithError(outcome.error().text().c_str());
    if (outcome->record.facts != list.facts) {
      return state.SkipWithError((std::to_string(outcome->record.facts) + " facts").c_str());
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * list.facts));
  state.counters["peak_MB"] = static_cast<double>(testing::peak_memory_bytes()) / 1e6;
}

BENCHMARK_CAPTURE(load_list, ofac_2021,
                  List{"ofac_sdn",
                       "2021-07-07",
                       "ofac/2021-07-07",
                       {"sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"},
                       204'972})
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(
    load_list, un_2025,
    List{"un_consolidated", "2025-04-19", "un", {"un_consolidated_2025-04-19.xml"}, 25'623})
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bayon::bench
