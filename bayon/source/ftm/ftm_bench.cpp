// How fast are FollowTheMoney entities read, with nothing behind the reader?
//
// A file of invented entities from a seed, 120 MB, shaped as exports are: companies, people, ownerships and
// sanctions, about a quarter of the names in Cyrillic. The sink only counts. Run on one thread and on all.

#include <benchmark/benchmark.h>

#include <string>

#include <fmt/format.h>

#include "bayon/base/check.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/source/ftm/format.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::ftm {

namespace {

constexpr std::size_t file_bytes = 120'000'000;

class CountingSink final : public Sink {
 public:
  void begin_file(std::string_view) override {}
  void end_file(const Digest&, std::uint64_t) override {}
  void is_delta() override {}
  void removed(std::uint64_t, std::string_view) override {}
  std::uint16_t asset(const model::Asset&) override { return 0; }
  void books(model::Books) override {}
  void statement(std::uint64_t, const model::StatementView& statement) override {
    ++statements;
    bytes += statement.value.size();
  }
  void flow(std::uint64_t, const model::FlowView&) override {}
  void order(std::uint64_t, const model::Order&) override {}
  void accepted(std::uint64_t count) override { rows += count; }
  Result<void> reject(Reject) override {
    ++rejects;
    return {};
  }
  void kept_as_note(std::uint64_t) override {}
  void remark(std::string_view) override {}

  std::uint64_t rows = 0;
  std::uint64_t statements = 0;
  std::uint64_t bytes = 0;
  std::uint64_t rejects = 0;
};

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
          number, other, year) + fmt::format(tail, number);
    case 1:
      return fmt::format(
          R"({{"id":"bench-{0}","caption":"Programme","schema":"Sanction","properties":{{)"
          R"("entity":["bench-{1}"],"authority":["Office of Invented Lists"],"country":["us"],)"
          R"("program":["EXAMPLE-{3}"],"reason":["Designated for benchmark purposes under the )"
          R"(invented order {3}, which exists in this file alone."],"startDate":["{2}-03-05"]}})",
          number, other, year, other % 17) + fmt::format(tail, number);
    case 2:
      return fmt::format(
          R"({{"id":"bench-{0}","caption":"Тестовая компания {0}","schema":"Company","properties":{{)"
          R"("name":["Тестовая компания {0}","Example Trading {0} Co"],"alias":["Тест {0}"],)"
          R"("country":["ru"],"jurisdiction":["ru"],"innCode":["77{0:08}"],"topics":["sanction"],)"
          R"("address":["Примерная улица {1}, Образцово"],"legalForm":["ООО"]}})",
          number, other) + fmt::format(tail, number);
    default:
      return fmt::format(
          R"({{"id":"bench-{0}","caption":"Test Person {0}","schema":"Person","properties":{{)"
          R"("name":["Test Person {0}","Person {0} Test"],"alias":["T. P. {0}","Testie {1}"],)"
          R"("firstName":["Test"],"lastName":["Person {0}"],"birthDate":["{2}-11-07"],)"
          R"("nationality":["kh","cn"],"country":["kh"],"gender":["male"],"topics":["role.pep"],)"
          R"("position":["Director of Example Trading {1} Co"],"passportNumber":["X{0:09}"],)"
          R"("notes":["An invented person who is known for nothing but this file."]}})",
          number, other, year) + fmt::format(tail, number);
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
  CountingSink sink;
  for (auto _ : state) {
    sink = CountingSink();
    Silent silent;
    const auto outcome = format().read(request, sink, silent);
    BAYON_CHECK(outcome.ok() && sink.rejects == 0, ftm_bench.all_read);
  }
  set_threads(0);
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(file_bytes));
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(sink.rows));
  state.counters["statements"] = static_cast<double>(sink.statements);
}

BENCHMARK(read_entities)->Arg(1)->Arg(0)->ArgName("threads")->UseRealTime()->MeasureProcessCPUTime();

}  // namespace

}  // namespace bayon::source::ftm
