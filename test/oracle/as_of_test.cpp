// Does one case with several versions of a list answer on each day as if it had never heard of the
// other versions?
//
// The oracle is a fresh case that holds the version of that day alone: every entity and every fact
// must come out equal, its dates, its source record and its file's hash included.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/base/random.hpp"
#include "bayon/index/party_reader.hpp"
#include "bayon/store/loader.hpp"
#include "bayon/store/snapshot.hpp"
#include "test/support/faulty_run.hpp"
#include "test/support/list_fixture.hpp"
#include "test/support/place.hpp"

namespace bayon::testing {
namespace {

struct GivenVersion {
  std::string format;
  std::string dataset;
  std::string version;
  std::vector<std::filesystem::path> files;
};

// A case that a test fills step by step.
class Filled {
 public:
  explicit Filled(std::filesystem::path path) : path_(std::move(path)) {
    EXPECT_TRUE(store::CaseFolder::create(path_).ok());
  }

  // Whether the load changed the case.
  bool load(const GivenVersion& given) {
    Silent progress;
    auto folder = store::CaseFolder::open(path_, store::Access::write);
    if (!folder.ok()) {
      ADD_FAILURE() << folder.error().text();
      return false;
    }
    store::LoadRequest request;
    request.format = *source::find_format(given.format);
    request.request.dataset = given.dataset;
    request.request.version = given.version;
    // Comments of another day's list come with the real files: they are rejects, and not the point.
    request.rejects_ppm_max = 100'000;
    for (const auto& file : given.files) {
      request.request.files.push_back({file, file.filename().string()});
    }
    const auto outcome = store::load(*folder, request, progress);
    if (!outcome.ok()) {
      ADD_FAILURE() << given.version << ": " << outcome.error().text();
      return false;
    }
    return outcome->changed;
  }

  std::shared_ptr<const store::Snapshot> snapshot() const {
    const auto folder = store::CaseFolder::open(path_, store::Access::read);
    auto out = store::Snapshot::open(*folder);
    EXPECT_TRUE(out.ok());
    return *out;
  }
  std::string root() const { return snapshot()->root().hex(); }
  std::uint64_t bytes() const {
    std::uint64_t out = 0;
    for (const auto& file : std::filesystem::directory_iterator(path_ / "segments")) {
      out += file.file_size();
    }
    return out;
  }

 private:
  std::filesystem::path path_;
};

// All that a case says of one dataset on one day: entity -> the hash of its facts, each with its
// dates and its source record.
using Answers = std::map<std::string, std::uint64_t, std::less<>>;

Answers everything(const store::Snapshot& snapshot, const std::string& dataset,
                   model::Clocks clocks) {
  Answers out;
  const auto reader = index::PartyReader::open(*snapshot.find(dataset), clocks);
  EXPECT_TRUE(reader.ok());
  std::set<std::string_view> ids;
  for (const auto& part : reader->parts()) {
    for (std::uint32_t row = 0; row < part.table->size(); ++row) {
      ids.emplace(part.table->entity(row));
    }
  }
  std::string said;
  const auto say = [&](std::string_view text) {
    said += text;
    said += '\n';
  };
  for (const auto id : ids) {
    const auto party = reader->party(id);
    if (!party) continue;
    said.clear();
    say(party->schema);
    for (const auto& fact : party->facts) {
      const auto evidence = reader->evidence(fact.ordinal);
      for (const std::string_view text :
           {fact.property, fact.value, fact.original, fact.language}) {
        say(text);
      }
      say(fact.valid.from.text());
      say(fact.valid.until.text());
      for (const auto& text :
           {evidence.dataset, evidence.version, evidence.file, evidence.sha256}) {
        say(text);
      }
      say(fmt::format("{} {}", static_cast<int>(fact.held), evidence.record));
    }
    out[std::string(id)] = xxh3_64(said);
  }
  return out;
}

// Entity by entity, so that a difference is named and not two lists printed.
void expect_equal_answers(const Answers& together, const Answers& alone) {
  std::size_t differences = 0;
  for (const auto& [id, facts] : alone) {
    const auto found = together.find(id);
    if (found != together.end() && found->second == facts) continue;
    if (++differences > 3) break;
    ADD_FAILURE() << id << (found == together.end() ? " is missing" : " answers differently");
  }
  for (const auto& [id, facts] : together) {
    if (alone.contains(id)) continue;
    if (++differences > 6) break;
    ADD_FAILURE() << id << " should not be there";
  }
  EXPECT_FALSE(alone.empty());
}

// For every version: the case with all of them, loaded in each order, against the version alone.
// On its own day, with all that is known today; and a day later, with what was known on that day.
void expect_as_of(const std::vector<GivenVersion>& versions, const Scratch& scratch) {
  const std::string dataset = versions.front().dataset;
  std::vector<std::size_t> order(versions.size());
  std::vector<std::array<model::Clocks, 2>> clocks;
  std::vector<std::array<Answers, 2>> alone(versions.size());
  std::uint64_t largest_alone = 0, together_bytes = 0;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    order[i] = i;
    const Day day = day_of(versions[i].version);
    clocks.push_back({model::Clocks{day, day_of("2030-01-01")}, model::Clocks{day + 1, day}});
    Filled fresh(scratch / fmt::format("alone-{}", i));
    EXPECT_TRUE(fresh.load(versions[i]));
    for (std::size_t c = 0; c < 2; ++c) {
      alone[i][c] = everything(*fresh.snapshot(), dataset, clocks[i][c]);
    }
    largest_alone = std::max(largest_alone, fresh.bytes());
  }
  std::string root;
  int number = 0;
  do {
    SCOPED_TRACE(fmt::format("order {}", number));
    Filled all(scratch / fmt::format("all-{}", number++));
    for (const std::size_t i : order) EXPECT_TRUE(all.load(versions[i]));
    if (root.empty()) root = all.root();
    EXPECT_EQ(all.root(), root) << "the root depends on the order of loading";
    EXPECT_FALSE(all.load(versions[order.front()])) << "the same files again";
    EXPECT_EQ(all.root(), root) << "loading again changed the case";
    const auto together = all.snapshot();
    for (std::size_t i = 0; i < versions.size(); ++i) {
      for (std::size_t c = 0; c < 2; ++c) {
        SCOPED_TRACE(fmt::format("{}, clocks {}", versions[i].version, c));
        expect_equal_answers(everything(*together, dataset, clocks[i][c]), alone[i][c]);
      }
    }
    together_bytes = std::max(together_bytes, all.bytes());
  } while (std::next_permutation(order.begin(), order.end()));
  fmt::print("{} versions in {} bytes, the largest alone in {}\n", versions.size(), together_bytes,
             largest_alone);
  // A version costs what it changes; these lists change by less than a third from one to the next.
  EXPECT_LT(together_bytes * 10, largest_alone * 13);
}

GivenVersion ofac(const std::string& day, const std::vector<std::string>& files) {
  GivenVersion out{"ofac_sdn", "us_ofac_sdn", day, {}};
  for (const auto& file : files) {
    out.files.push_back(shared_data("data/lists/ofac/" + day + "/" + file));
  }
  return out;
}

TEST(AsOfSlow, ThreeVersionsOfOfacAnswerAsEachAlone) {
  BAYON_NEEDS_SHARED("data/lists/ofac/2023-01-21/sdn.csv");
  const Scratch scratch("as-of-ofac");
  const std::vector<std::string> four{"sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"};
  expect_as_of({ofac("2019-01-15", four), ofac("2021-07-07", four),
                ofac("2023-01-21", {"sdn.csv", "sdn_address.csv"})},
               scratch);
}

TEST(AsOfSlow, TwoVersionsOfTheUnListAnswerAsEachAlone) {
  BAYON_NEEDS_SHARED("data/lists/un/un_consolidated_2026-02-27.xml");
  const Scratch scratch("as-of-un");
  std::vector<GivenVersion> versions;
  for (const char* day : {"2025-04-19", "2026-02-27"}) {
    versions.push_back({"un_consolidated",
                        "un_sc",
                        day,
                        {shared_data(fmt::format("data/lists/un/un_consolidated_{}.xml", day))}});
  }
  expect_as_of(versions, scratch);
}

// Entities that a test makes up: id -> its line of FtM JSON.
using Entities = std::map<std::string, std::string>;

std::string entity_line(const std::string& id, Random& random) {
  const bool person = random.next() % 2 == 0;
  std::string out = fmt::format(R"({{"id":"{}","schema":"{}","properties":{{"name":["{} {:04}"])",
                                id, person ? "Person" : "Company",
                                person ? "Test Person" : "Example Trading", random.next() % 10'000);
  if (random.next() % 3 == 0)
    out += fmt::format(R"(,"country":["k{}"])", random.next() % 2 == 0 ? "h" : "p");
  if (random.next() % 3 == 0) out += fmt::format(R"(,"notes":["note {}"])", random.next() % 50);
  return out + "}}";
}

std::string lines_of(const Entities& entities) {
  std::string out;
  for (const auto& [id, line] : entities) out += line + "\n";
  return out;
}

// Property: a delta after a full version makes the same version as the full list of the next day.
TEST(AsOf, DeltaEqualsTheFullVersion) {
  const Scratch scratch("as-of-delta");
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Random random(seed);
    Entities first, second;
    for (int i = 0; i < 60; ++i) {
      const std::string id = fmt::format("p-{:03}", i);
      first[id] = entity_line(id, random);
    }
    second = first;
    std::string delta;
    for (int i = 0; i < 90; ++i) {
      const std::string id = fmt::format("p-{:03}", i);
      const std::uint64_t choice = random.next() % 4;
      if (choice == 0 || (i >= 60 && choice != 1)) continue;
      if (i < 60 && choice == 1) {
        second.erase(id);
        delta += fmt::format(R"({{"op":"DEL","entity":{{"id":"{}"}}}})", id) + "\n";
        continue;
      }
      second[id] = entity_line(id, random);
      delta +=
          fmt::format(R"({{"op":"{}","entity":{}}})", i < 60 ? "MOD" : "ADD", second[id]) + "\n";
    }
    const auto file = [&](const std::string& name, const std::string& text) {
      const auto path = scratch / fmt::format("{}-{}.json", name, seed);
      EXPECT_TRUE(write_file(path, text).ok());
      return std::vector{path};
    };
    const GivenVersion base{"ftm", "list_a", "2024-01-01", file("first", lines_of(first))};
    const GivenVersion full{"ftm", "list_a", "2024-02-01", file("second", lines_of(second))};
    const GivenVersion changes{"ftm", "list_a", "2024-02-01", file("delta", delta)};
    Filled by_full(scratch / fmt::format("full-{}", seed));
    Filled by_delta(scratch / fmt::format("delta-{}", seed));
    EXPECT_TRUE(by_full.load(base) && by_full.load(full));
    EXPECT_TRUE(by_delta.load(base) && by_delta.load(changes));
    EXPECT_EQ(by_full.root(), by_delta.root());
    EXPECT_FALSE(by_delta.load(changes)) << "the same delta again";
    EXPECT_FALSE(by_delta.load(full)) << "what the delta made, said in full";
    EXPECT_EQ(by_full.root(), by_delta.root());
  }
}

}  // namespace
}  // namespace bayon::testing
