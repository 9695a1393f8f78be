// How fast does each format read, with nothing behind it?
//
// Every format reads the files of its first sample, over and over: small files, so this shows the
// cost of a load's beginning as well as of its bytes. Formats whose files are large have benchmarks
// of their own.
#include <benchmark/benchmark.h>

#include "bayon/base/check.hpp"
#include "bayon/source/format.hpp"
#include "test/support/collecting_sink.hpp"
#include "test/support/format_sample.hpp"

namespace bayon::source {
namespace {

void read_sample(benchmark::State& state, const Format& format) {
  const auto samples = ::bayon::testing::samples_of(format);
  BAYON_CHECK(!samples.empty(), bench.sample_present);
  const ::bayon::testing::SampleRequest input(samples.front());
  std::size_t bytes = 0;
  for (const auto& file : samples.front().files) bytes += file.bytes.size();
  std::uint64_t facts = 0;
  for (auto _ : state) {
    ::bayon::testing::CountingSink sink;
    Silent progress;
    BAYON_CHECK(format.read(input.request(), sink, progress).ok(), bench.right_answer);
    BAYON_CHECK(facts == 0 || facts == sink.facts, bench.right_answer);
    facts = sink.facts;
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * facts));
}

[[maybe_unused]] const bool registered = [] {
  for (const Format* format : formats()) {
    benchmark::RegisterBenchmark(
        ("sample/" + std::string(format->name)).c_str(),
        [format](benchmark::State& state) { read_sample(state, *format); });
  }
  return true;
}();

}  // namespace
}  // namespace bayon::source
