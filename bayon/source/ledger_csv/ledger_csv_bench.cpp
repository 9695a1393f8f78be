// How fast is a ledger read into typed flows, with nothing behind the reader?
//
// A transaction log of invented transfers from a seed, shaped as AMLSim's: 1.5 M rows, 11 columns,
// about 105 MB. The sink only counts. On one thread and on all; plain, gzip and Zstandard. Peers
// read the same file in bench/peers.
#include <benchmark/benchmark.h>

#include <string>

#include <fmt/format.h>

#include "bayon/base/check.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/source/ledger_csv/format.hpp"
#include "bayon/source/reading/csv.hpp"
#include "test/support/collecting_sink.hpp"
#include "test/support/memory_file.hpp"
#include "test/support/packing.hpp"

namespace bayon::source::ledger_csv {
namespace {

constexpr std::uint64_t rows = 1'500'000;

const std::string& ledger() {
  static const std::string made = [] {
    Random random(7);
    std::string out =
        "step,type,amount,nameOrig,oldbalanceOrig,newbalanceOrig,nameDest,oldbalanceDest,"
        "newbalanceDest,isSAR,alertID\n";
    out.reserve(115'000'000);
    const auto cents = [](std::uint64_t value) {
      return fmt::format("{}.{:02}", value / 100, value % 100);
    };
    for (std::uint64_t row = 0; row < rows; ++row) {
      const std::uint64_t amount = 1 + random.below(100'000);
      const std::uint64_t from = amount + random.below(10'000'000), to = random.below(10'000'000);
      fmt::format_to(std::back_inserter(out), "{},TRANSFER,{},{},{},{},{},{},{},{},{}\n",
                     row * 720 / rows, cents(amount), random.below(100'000), cents(from),
                     cents(from - amount), random.below(100'000), cents(to), cents(to + amount),
                     random.chance(0.01) ? 1 : 0, -1);
    }
    return out;
  }();
  return made;
}

void read_ledger(benchmark::State& state, const std::string& bytes) {
  const ::bayon::testing::MemoryFile file(bytes);
  Request request;
  request.dataset = "bench";
  request.mapping = "amlsim";
  request.files = {file.input("tx_log.csv")};
  set_threads(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    ::bayon::testing::CountingSink sink;
    Silent progress;
    const auto status = format().read(request, sink, progress);
    BAYON_CHECK(status.ok() && sink.facts == rows && sink.rejected_rows == 0, bench.right_answer);
    benchmark::DoNotOptimize(sink.sum);
  }
  set_threads(0);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * ledger().size()));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * rows));
}

void ledger_plain(benchmark::State& state) { read_ledger(state, ledger()); }
void ledger_gzip(benchmark::State& state) {
  static const std::string packed = ::bayon::testing::gzip(ledger());
  read_ledger(state, packed);
}
void ledger_zstd(benchmark::State& state) {
  static const std::string packed = ::bayon::testing::zstd(ledger());
  read_ledger(state, packed);
}
BENCHMARK(ledger_plain)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(ledger_gzip)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(ledger_zstd)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();

// The parts: bytes alone, then fields.
void bytes_alone(benchmark::State& state) {
  const ::bayon::testing::MemoryFile file(ledger());
  set_threads(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    Silent progress;
    auto stream = reading::ByteStream::open(file.input(), Bounds{}, progress);
    while (!stream->chunk()->empty()) {
    }
    benchmark::DoNotOptimize(stream->sha256());
  }
  set_threads(0);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * ledger().size()));
}
void fields_alone(benchmark::State& state) {
  const ::bayon::testing::MemoryFile file(ledger());
  set_threads(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    Silent progress;
    auto stream = reading::ByteStream::open(file.input(), Bounds{}, progress);
    reading::CsvReader reader(*stream, {});
    std::uint64_t fields = 0;
    for (auto record = reader.next(); *record != nullptr; record = reader.next()) {
      fields += (*record)->fields.size();
    }
    BAYON_CHECK(fields == 11 * (rows + 1), bench.right_answer);
  }
  set_threads(0);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * ledger().size()));
}
BENCHMARK(bytes_alone)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(fields_alone)->Arg(1)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace bayon::source::ledger_csv
