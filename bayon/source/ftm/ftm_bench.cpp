// How fast are FollowTheMoney entities read, with nothing behind the reader?
//
// A file of invented entities from a seed, 120 MB, shaped as exports are: companies, people,
// ownerships and sanctions, about a quarter of the names in Cyrillic. The sink only counts. Run on
// one thread and on all.

#include <benchmark/benchmark.h>

#include <string>

#include <fmt/format.h>

#include "bayon/base/check.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/source/ftm/format.hpp"
#include "test/support/collecting_sink.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::ftm {

namespace {

constexpr std::size_t file_bytes = 120'000'000;

std::string entity(Random& random, std::uint64_t number) {
  const std::uint64_t other = random.below(number + 1);
  const int year = 1930 + static_cast<int>(random.below(90));
  constexpr std::string_view tail =
      R"(,"referents":["bench-old-{0}"],"datasets":["bench_one","bench_two"],)"
      R"("first_seen":"2023-04-20T10:14:15","last_seen":"2026-01-20T10:14:15","target":true}})";
  switch (random.below(8)) {
    case 0:
      return fmt::format(
                 R"({{"id":"bench-{0}","caption":"Ownership","schema":"Ownership","properties":{{)"
                 R"("owner":["bench-{1}"],"asset":["bench-{0}"],"percentage":["51.5"],)"
                 R"("startDate":["{2}-03"],"recordId":["{0}"]}})",
                 number, other, year) +
             fmt::format(tail, number);
    case 1:
      return fmt::format(
                 R"({{"id":"bench-{0}","caption":"Programme","schema":"Sanction","properties":{{)"
                 R"("entity":["bench-{1}"],"authority":["Office of Invented Lists"],"country":["us"],)"
                 R"("program":["EXAMPLE-{3}"],"reason":["Designated for benchmark purposes under the )"
                 R"(invented order {3}, which exists in this file alone."],"startDate":["{2}-03-05"]}})",
                 number, other, year, other % 17) +
             fmt::format(tail, number);
    case 2:
      return fmt::format(
                 R"({{"id":"bench-{0}","caption":"Тестовая компания {0}","schema":"Company","properties":{{)"
                 R"("name":["Тестовая компания {0}","Example Trading {0} Co"],"alias":["Тест {0}"],)"
                 R"("country":["ru"],"jurisdiction":["ru"],"innCode":["77{0:08}"],"topics":["sanction"],)"
                 R"("address":["Примерная улица {1}, Образцово"],"legalForm":["ООО"]}})",
                 number, other) +
             fmt::format(tail, number);
    default:
      return fmt::format(
                 R"({{"id":"bench-{0}","caption":"Test Person {0}","schema":"Person","properties":{{)"
                 R"("name":["Test Person {0}","Person {0} Test"],"alias":["T. P. {0}","Testie {1}"],)"
                 R"("firstName":["Test"],"lastName":["Person {0}"],"birthDate":["{2}-11-07"],)"
                 R"("nationality":["kh","cn"],"country":["kh"],"gender":["male"],"topics":["role.pep"],)"
                 R"("position":["Director of Example Trading {1} Co"],"passportNumber":["X{0:09}"],)"
                 R"("notes":["An invented person who is known for nothing but this file."]}})",
                 number, other, year) +
             fmt::format(tail, number);
  }
}

const testing::MemoryFile& entities_file() {
  static const testing::MemoryFile file = [] {
    Random random(20260115);
    std::string text;
    text.reserve(file_bytes + 4096);
    for (std::uint64_t number = 0; text.size() < file_bytes; ++number) {
      text += entity(random, number);
      text += '\n';
    }
    return testing::MemoryFile(text);
  }();
  return file;
}

void read_entities(benchmark::State& state) {
  Request request;
  request.dataset = "bench";
  request.files = {entities_file().input("entities.ftm.json")};
  set_threads(static_cast<std::size_t>(state.range(0)));
  testing::CountingSink sink;
  for (auto _ : state) {
    sink = testing::CountingSink();
    Silent silent;
    const auto outcome = format().read(request, sink, silent);
    BAYON_CHECK(outcome.ok() && sink.rejected_rows == 0, ftm_bench.all_read);
  }
  set_threads(0);
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(file_bytes));
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(sink.accepted_rows));
  state.counters["statements"] = static_cast<double>(sink.facts);
}

BENCHMARK(read_entities)
    ->Arg(1)
    ->Arg(0)
    ->ArgName("threads")
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace

}  // namespace bayon::source::ftm
