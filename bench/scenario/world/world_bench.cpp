// How long does a whole case of ten million flows take: load, open, trace?
//
// The generator's ten-million world (data/scenarios/scam_centre_10m.toml), all its ledgers, victim
// reports and labels, loaded once into a case in the temporary folder (TMPDIR; about 3 GB), or in
// the folder that BAYON_BENCH_FOLDER names, where the world's files stay for the next run. The
// counts are those of the scenario's seed: another answer fails the benchmark.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>

#include "bayon/base/check.hpp"
#include "bayon/base/text.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/trace/trace.hpp"
#include "bayon/inquiry/trace/victim_payments.hpp"
#include "bayon/source/scenario/scenario.hpp"
#include "bayon/store/loader.hpp"
#include "test/support/generated_world.hpp"
#include "test/support/peak_memory.hpp"

namespace bayon::bench {
namespace {

constexpr double megabyte = 1e6;

// What the seed of the scenario gives.
constexpr std::uint64_t flows_expected = 9'834'123;
constexpr std::uint64_t reports_expected = 2'294;  // each matched to its payment

struct Followed {
  std::uint64_t accounts = 0;
  std::uint64_t events = 0;
};
constexpr Followed fifo{5'012, 118'366};
constexpr Followed haircut{5'055, 286'503};

template <typename T>
T must(Result<T> result) {
  if (!result.ok()) std::fprintf(stderr, "bench: %s\n", result.error().text().c_str());
  BAYON_CHECK(result.ok(), bench.right_answer);
  return *std::move(result);
}

struct Opened {
  std::shared_ptr<const store::Snapshot> snapshot;
  std::shared_ptr<const index::FlowIndex> flows;
};

Opened open_case(const std::filesystem::path& path) {
  Silent silent;
  const auto folder = must(store::CaseFolder::open(path, store::Access::read));
  Opened out;
  out.snapshot = must(store::Snapshot::open(folder));
  out.flows = must(index::FlowIndex::open(out.snapshot, folder.index(), silent,
                                          index::FlowIndex::Check::at_touch));
  return out;
}

// The world's files and the case that they are loaded into, once for all benchmarks.
class World {
 public:
  static const World& instance() {
    static const World world;
    return world;
  }
  std::filesystem::path path() const { return folder_ / "case"; }
  double load_seconds = 0;
  std::uint64_t records = 0;
  std::uint64_t source_bytes = 0;
  std::uint64_t flow_bytes = 0;  ///< of the ledgers' segments and the flow index
  std::uint64_t peak_bytes = 0;
  std::map<std::string, trace::Stop> labels;

 private:
  World() : folder_(scratch_.path()) {
    if (const char* kept = std::getenv("BAYON_BENCH_FOLDER")) folder_ = kept;
    Silent silent;
    const auto files = folder_ / "world";
    if (!std::filesystem::exists(files / "truth.json")) {
      must(source::scenario::generate(testing::shipped_scenario("scam_centre_10m.toml"), files,
                                      silent));
    }
    std::filesystem::remove_all(path());
    must(store::CaseFolder::create(path()).transform([] { return true; }));
    auto folder = must(store::CaseFolder::open(path(), store::Access::write));
    testing::start_peak_memory();
    const auto began = std::chrono::steady_clock::now();
    load_ledger(folder, files, "chain.csv", "erc20");
    load_ledger(folder, files, "exchange.csv", "custodian");
    for (const char bank : {'a', 'b', 'c', 'd'}) {
      load_ledger(folder, files, std::string("bank_") + bank + ".csv", "bank");
    }
    auto snapshot = must(store::Snapshot::open(folder));
    must(index::FlowIndex::open(snapshot, folder.index(), silent));
    load_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    peak_bytes = testing::peak_memory_bytes();
    for (const auto& file : std::filesystem::recursive_directory_iterator(path())) {
      if (file.is_regular_file()) flow_bytes += file.file_size();
    }
    store::LoadRequest reports;
    reports.format = must(source::find_format("victim_reports"));
    reports.request.dataset = "police_reports";
    reports.request.version = "2025-10-14";
    reports.request.files = {{files / "victim_reports.csv", "victim_reports.csv"}};
    must(store::load(folder, reports, silent));
    read_labels(files / "lists" / "labels.csv");
  }

  void load_ledger(store::CaseFolder& folder, const std::filesystem::path& files,
                   const std::string& name, const std::string& mapping) {
    Silent silent;
    store::LoadRequest request;
    request.format = must(source::find_format("ledger_csv"));
    request.request.dataset = std::filesystem::path(name).stem().string();
    request.request.mapping = mapping;
    request.request.files = {{files / name, name}};
    const auto outcome = must(store::load(folder, request, silent));
    records += outcome.record.facts;
    source_bytes += std::filesystem::file_size(files / name);
  }

  // Columns as in docs/formats/truth.md: the address first, the category where the header says so.
  void read_labels(const std::filesystem::path& path) {
    for (const auto& row : testing::csv_rows(path)) {
      labels[row.at("address")] = {trace::StopReason::label, row.at("category")};
    }
  }

  testing::ScratchFolder scratch_;
  std::filesystem::path folder_;
};

void load_world(benchmark::State& state) {
  const World& world = World::instance();
  for (auto _ : state) state.SetIterationTime(world.load_seconds);
  state.SetItemsProcessed(static_cast<std::int64_t>(world.records));
  state.SetBytesProcessed(static_cast<std::int64_t>(world.source_bytes));
  state.counters["records"] = static_cast<double>(world.records);
  state.counters["bytes_per_flow"] =
      static_cast<double>(world.flow_bytes) / static_cast<double>(world.records);
  state.counters["store_MB"] = static_cast<double>(world.flow_bytes) / megabyte;
  state.counters["peak_MB"] = static_cast<double>(world.peak_bytes) / megabyte;
}
BENCHMARK(load_world)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

// Opened anew for one question each round, about the account that comes first.
void open_world(benchmark::State& state) {
  const auto path = World::instance().path();
  std::uint64_t flows = 0;
  for (auto _ : state) {
    const Opened opened = open_case(path);
    flows = opened.flows->flows();
    for (const auto flow : opened.flows->out(0)) {
      if (opened.flows->flow(flow).from != 0) return state.SkipWithError("another's flow");
    }
  }
  if (flows != flows_expected) {
    return state.SkipWithError((std::to_string(flows) + " flows").c_str());
  }
  state.counters["flows"] = static_cast<double>(flows);
}
BENCHMARK(open_world)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

// Reports are matched to payments, and the payments followed, each round anew.
void trace_world(benchmark::State& state, trace::Rule rule, Followed expected) {
  const World& world = World::instance();
  const Opened opened = open_case(world.path());
  const index::FlowIndex& flows = *opened.flows;
  trace::Answer answer;
  trace::Question question;
  std::uint64_t reports = 0;
  testing::start_peak_memory();
  for (auto _ : state) {
    Silent silent;
    const model::Clocks clocks{must(store::version_day("2026-01-01")),
                               must(store::version_day("2026-01-01"))};
    const auto matched =
        must(trace::match_reports(flows, must(trace::read_reports(*opened.snapshot, clocks)), {}));
    reports = matched.size();
    question = {};
    question.rule = rule;
    for (const auto& [key, stop] : world.labels) {
      if (const auto account = flows.find_account(key)) question.stops.emplace(*account, stop);
    }
    BAYON_CHECK(trace::claims_of(flows, matched, question.claims, question.payments).ok(),
                bench.right_answer);
    answer = must(trace::trace_forward(flows, question, silent));
  }
  const Followed found{answer.followed.size(), answer.events};
  if (reports != reports_expected || question.payments.size() != reports_expected ||
      found.accounts != expected.accounts || found.events != expected.events) {
    return state.SkipWithError((std::to_string(reports) + " reports, " +
                                std::to_string(question.payments.size()) + " matched, " +
                                std::to_string(found.accounts) + " accounts followed, " +
                                std::to_string(found.events) + " events")
                                   .c_str());
  }
  state.counters["claims"] = static_cast<double>(question.claims.size());
  state.counters["moves"] = static_cast<double>(answer.moves.size());
  state.counters["followed"] = static_cast<double>(found.accounts);
  state.counters["events"] = static_cast<double>(found.events);
  state.counters["peak_MB"] = static_cast<double>(testing::peak_memory_bytes()) / megabyte;
}
BENCHMARK_CAPTURE(trace_world, fifo, trace::Rule::fifo, fifo)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(trace_world, haircut, trace::Rule::haircut, haircut)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bayon::bench
