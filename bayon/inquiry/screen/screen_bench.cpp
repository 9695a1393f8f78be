// How long does one name take against a list of 10,000 made-up parties, two names each? `open` is
// all that happens before the first question; `name` one question after it; `once` both, as a
// command would.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "bayon/base/random.hpp"
#include "bayon/inquiry/screen/screener.hpp"
#include "test/support/list_fixture.hpp"

namespace bayon::screen {
namespace {

constexpr std::size_t parties = 10'000;

std::string any_word(Random& random) {
  static const char* syllables[] = {"ex",  "am", "ple", "sam", "tes", "ta", "ri",
                                    "mo",  "ka", "du",  "len", "or",  "vi", "shi",
                                    "bra", "no", "gu",  "pel", "zi",  "ham"};
  std::string out;
  for (std::uint64_t i = 2 + random.below(3); i > 0; --i) out += syllables[random.below(20)];
  return out;
}

std::string any_name(Random& random) {
  std::string out = any_word(random);
  for (std::uint64_t i = 1 + random.below(3); i > 0; --i) out += " " + any_word(random);
  return out;
}

struct World {
  std::unique_ptr<testing::ListFixture> fixture;
  std::vector<Question> questions;
};

const World& world() {
  static const World made = [] {
    Random random(1);
    testing::GivenList list;
    for (std::size_t i = 0; i < parties; ++i) {
      list.entities.push_back({"p-" + std::to_string(i),
                               i % 2 == 0 ? "Person" : "Company",
                               {{"name", any_name(random)}, {"alias", any_name(random)}}});
    }
    World out;
    for (std::size_t i = 0; i < 256; ++i) {
      Question question;
      question.clocks = {testing::day_of("2024-06-01"), testing::day_of("2024-06-01")};
      // Half are listed, with a letter missing; half are strangers.
      question.name = i % 2 == 0 ? list.entities[i * 31].values[0].value : any_name(random);
      if (i % 2 == 0) question.name.erase(question.name.size() / 3, 1);
      out.questions.push_back(std::move(question));
    }
    out.fixture = std::make_unique<testing::ListFixture>(std::vector{list});
    return out;
  }();
  return made;
}

Screener opened() {
  Silent progress;
  auto out = Screener::open(world().fixture->snapshot(), world().fixture->index(), {}, progress);
  return *std::move(out);
}

void screen_open(benchmark::State& state) {
  opened();  // the index file is there from now on
  for (auto _ : state) {
    const auto screener = opened();
    benchmark::DoNotOptimize(&screener);
  }
}
BENCHMARK(screen_open)->Unit(benchmark::kMillisecond);

void screen_name(benchmark::State& state) {
  const auto screener = opened();
  Silent progress;
  std::size_t at = 0, hits = 0;
  for (auto _ : state) {
    Question question = world().questions[at++ % world().questions.size()];
    question.score_min = static_cast<int>(state.range(0));
    const auto answer = screener.screen(question, progress);
    if (!answer.ok()) state.SkipWithError("no answer");
    hits += answer.ok() ? answer->hits.size() : 0;
  }
  state.counters["hits"] =
      benchmark::Counter(static_cast<double>(hits), benchmark::Counter::kAvgIterations);
}
BENCHMARK(screen_name)->Arg(8'500)->Arg(7'000)->Unit(benchmark::kMillisecond);

void screen_once(benchmark::State& state) {
  opened();
  Silent progress;
  std::size_t at = 0;
  for (auto _ : state) {
    const auto answer = screen(*world().fixture->snapshot(), world().fixture->index(),
                               world().questions[at++ % world().questions.size()], progress);
    if (!answer.ok()) state.SkipWithError("no answer");
  }
}
BENCHMARK(screen_once)->Unit(benchmark::kMillisecond);

void screen_all(benchmark::State& state) {
  const auto screener = opened();
  Silent progress;
  for (auto _ : state) {
    const auto answers = screener.screen_all(world().questions, progress);
    benchmark::DoNotOptimize(answers.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(world().questions.size()));
}
BENCHMARK(screen_all)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace bayon::screen
