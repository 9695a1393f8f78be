// What a load adds to what is there: ledgers by reference and by file, lists by version.
#include "bayon/store/loader.hpp"

#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/random.hpp"
#include "bayon/store/snapshot.hpp"
#include "test/support/faulty_run.hpp"

namespace bayon::store {
namespace {

// A format reads files; this one reads what the test on the same thread says next.
thread_local const std::function<Result<void>(source::Sink&)>* said = nullptr;

Result<void> read_said(const source::Request&, source::Sink& sink, Progress&) {
  return (*said)(sink);
}

constexpr source::Format ledger_format{.name = "said_ledger",
                                       .kind = source::Kind::ledger,
                                       .summary = "",
                                       .publisher = "",
                                       .licence = "",
                                       .cadence = "",
                                       .files = "",
                                       .read = &read_said};
constexpr source::Format list_format{.name = "said_list",
                                     .kind = source::Kind::list,
                                     .summary = "",
                                     .publisher = "",
                                     .licence = "",
                                     .cadence = "",
                                     .files = "",
                                     .read = &read_said};

struct SaidFlow {
  std::string from, to;
  Amount amount = 1;
  std::string reference;
};

class Loading : public ::testing::Test {
 protected:
  Loading() : scratch_("loading"), case_(scratch_ / "case") {
    EXPECT_TRUE(CaseFolder::create(case_).ok());
  }

  Result<LoadOutcome> load(const source::Format& format, const std::string& version,
                           const std::function<Result<void>(source::Sink&)>& says,
                           const std::string& dataset = "data_a",
                           std::uint32_t rejects_ppm_max = LoadRequest{}.rejects_ppm_max) {
    BAYON_TRY(auto folder, CaseFolder::open(case_, Access::write));
    LoadRequest request;
    request.format = &format;
    request.request.dataset = dataset;
    request.request.version = version;
    request.rejects_ppm_max = rejects_ppm_max;
    said = &says;
    Silent progress;
    return store::load(folder, request, progress);
  }

  Result<LoadOutcome> load_flows(const std::string& file, const std::vector<SaidFlow>& flows,
                                 std::uint32_t rejects_ppm_max = LoadRequest{}.rejects_ppm_max) {
    const auto says = [&](source::Sink& sink) -> Result<void> {
      sink.begin_file(file);
      std::uint64_t record = 0;
      for (const auto& flow : flows) {
        model::FlowView view;
        view.from = flow.from;
        view.to = flow.to;
        view.paid = {sink.asset({"USD", 2}), flow.amount};
        view.received = view.paid;
        view.at = Instant{static_cast<std::int64_t>(flow.amount) * nanos_per_day};
        view.reference = flow.reference;
        sink.flow(++record, view);
      }
      sink.accepted(record);
      sink.end_file(sha256(file), record);
      return {};
    };
    return load(ledger_format, "", says, "data_a", rejects_ppm_max);
  }

  Result<LoadOutcome> load_list(const std::string& version, const std::vector<std::string>& names) {
    return load(list_format, version, [&](source::Sink& sink) -> Result<void> {
      sink.begin_file("list");
      const auto person = *model::find_schema("Person");
      std::uint64_t record = 0;
      for (const auto& name : names) {
        model::StatementView view;
        view.entity = name;
        view.schema = person;
        view.property = *model::find_property(person, "name");
        view.value = name;
        sink.statement(++record, view);
      }
      sink.accepted(record);
      sink.end_file(sha256(version), record);
      return {};
    });
  }

  testing::Holding held() const {
    const auto out = testing::examine(case_);
    EXPECT_TRUE(out.findings.empty()) << out.findings.front();
    return out;
  }

  testing::Scratch scratch_;
  std::filesystem::path case_;
};

TEST_F(Loading, WhatAVersionLacksStaysWithItAndMakesAnotherRoot) {
  const auto load_lacking = [&](const std::string& version, const std::vector<std::string>& gaps,
                                bool delta) {
    return load(list_format, version, [&](source::Sink& sink) -> Result<void> {
      if (delta) sink.is_delta();
      sink.begin_file("list");
      const auto person = *model::find_schema("Person");
      model::StatementView view;
      view.entity = "a";
      view.schema = person;
      view.property = *model::find_property(person, "name");
      view.value = "A";
      sink.statement(1, view);
      sink.accepted(1);
      sink.end_file(sha256(version), 1);
      for (const auto& gap : gaps) sink.gap(gap);
      return {};
    });
  };
  const auto lacking = load_lacking("2024-01-01", {"names are missing"}, false);
  ASSERT_TRUE(lacking.ok()) << lacking.error().text();
  const auto whole = load_lacking("2024-02-01", {}, false);
  ASSERT_TRUE(whole.ok());
  EXPECT_NE(lacking->record.root, whole->record.root) << "answers differ, so roots do";
  const auto again = load_lacking("2024-01-01", {"names are missing"}, false);
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->changed);
  const auto filled = load_lacking("2024-01-01", {}, false);
  ASSERT_FALSE(filled.ok());
  EXPECT_EQ(name(filled.error().code), "version.conflict");
  // A change of a version that lacks something lacks it too.
  const auto change = load_lacking("2024-01-15", {"more is missing"}, true);
  ASSERT_TRUE(change.ok());
  const auto folder = CaseFolder::open(case_, Access::read);
  ASSERT_TRUE(folder.ok());
  const auto snapshot = Snapshot::open(*folder);
  ASSERT_TRUE(snapshot.ok());
  Silent progress;
  const auto verified = (*snapshot)->verify(progress);
  EXPECT_TRUE(verified.ok()) << verified.error().text();
  const auto loads = (*snapshot)->find("data_a")->loads();
  ASSERT_EQ(loads.size(), 3u);
  EXPECT_EQ(shortfalls(loads[0]), std::vector<std::string>{"names are missing"});
  EXPECT_EQ(
      shortfalls(loads[1]),
      (std::vector<std::string>{"more is missing", "its base 2024-01-01: names are missing"}));
  EXPECT_TRUE(shortfalls(loads[2]).empty());
  LoadRecord rejected;
  rejected.kind = source::Kind::list;
  rejected.rows = 9;
  rejected.rejected = 2;
  EXPECT_EQ(shortfalls(rejected), std::vector<std::string>{"2 of 9 rows were rejected"});
  rejected.kind = source::Kind::ledger;
  EXPECT_TRUE(shortfalls(rejected).empty()) << "a ledger states no list";
}

TEST_F(Loading, OverlappingExportsGiveEachReferenceOnce) {
  ASSERT_EQ(load_flows("january", {{"a", "b", 1, "r1"}, {"a", "c", 2, "r2"}})->record.facts, 2u);
  const auto again = load_flows("january and february",
                                {{"a", "b", 1, "r1"}, {"a", "c", 2, "r2"}, {"b", "c", 3, "r3"}});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->record.facts, 1u);
  EXPECT_EQ(again->known, 2u);
  EXPECT_EQ(again->record.rejected, 0u);
}

// The naive twin is a map from references to amounts. References in every form that is packed,
// given again within a load and in later ones, by the same flow and by another.
TEST_F(Loading, AnyOverlapOfReferencesIsFoundAsAMapFindsIt) {
  Random random(11);
  std::vector<std::string> references;
  for (int i = 0; i < 400; ++i) {
    const auto digits = fmt::format("{:016x}{:016x}", random.next(), random.next());
    const auto uuid = fmt::format("{}-{}-{}-{}-{}", digits.substr(0, 8), digits.substr(8, 4),
                                  digits.substr(12, 4), digits.substr(16, 4), digits.substr(20));
    references.push_back(uuid);
    references.push_back(fmt::format("0x{}{}:{}", digits, digits, i % 7));
    references.push_back(fmt::format("r{}", i));
    if (i % 4 == 0) references.push_back(uuid.substr(0, 35) + 'A');
  }
  std::map<std::string, Amount> twin;
  for (int file = 0; file < 4; ++file) {
    std::vector<SaidFlow> flows;
    std::uint64_t facts = 0, known = 0, conflicts = 0;
    for (int i = 0; i < 2'000; ++i) {
      SaidFlow flow{"a", "b", 1 + static_cast<Amount>(random.below(50)), ""};
      if (random.chance(0.8)) flow.reference = references[random.below(references.size())];
      const auto held = twin.find(flow.reference);
      if (held != twin.end() && random.chance(0.999)) flow.amount = held->second;
      if (flow.reference.empty()) {
        ++facts;
      } else if (held == twin.end()) {
        twin.emplace(flow.reference, flow.amount);
        ++facts;
      } else {
        ++(held->second == flow.amount ? known : conflicts);
      }
      flows.push_back(flow);
    }
    const auto out = load_flows(fmt::format("file {}", file), flows, 1'000'000);
    ASSERT_TRUE(out.ok()) << out.error().text();
    EXPECT_EQ(out->record.facts, facts);
    EXPECT_EQ(out->known, known);
    EXPECT_EQ(out->record.rejected, conflicts);
  }
}

TEST_F(Loading, ReferenceThatSaysSomethingElseIsAReject) {
  ASSERT_TRUE(load_flows("first", {{"a", "b", 1, "r1"}}).ok());
  std::vector<SaidFlow> flows{{"a", "b", 2, "r1"}};
  for (int i = 0; i < 2'000; ++i) flows.push_back({"a", "b", 10 + i, fmt::format("s{}", i)});
  const auto second = load_flows("second", flows);
  ASSERT_TRUE(second.ok()) << second.error().text();
  EXPECT_EQ(second->record.rejected, 1u);
  EXPECT_EQ(second->record.rows, second->record.accepted + second->record.rejected);
  EXPECT_NE(read_file(case_ / "rejects.csv")->find("ledger.reference_conflict"), std::string::npos);
  EXPECT_EQ(held().loads.size(), 2u);
}

TEST_F(Loading, SameFileAgainChangesNothing) {
  ASSERT_TRUE(load_flows("first", {{"a", "b", 1, ""}, {"a", "b", 1, ""}}).ok());
  const auto before = held();
  const auto again = load_flows("first", {{"a", "b", 1, ""}, {"a", "b", 1, ""}});
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->changed);
  EXPECT_EQ(held().root, before.root);
}

TEST_F(Loading, RowsWithoutReferenceAreKeptAndCountedAsPossibleRepeats) {
  const auto one = load_flows("one", {{"a", "b", 1, ""}, {"a", "b", 1, ""}, {"a", "c", 1, ""}});
  EXPECT_EQ(one->record.facts, 3u);
  EXPECT_EQ(one->repeats, 1u);
  const auto two = load_flows("two", {{"a", "b", 1, ""}});
  EXPECT_EQ(two->record.facts, 1u);
  EXPECT_EQ(two->repeats, 1u);
}

TEST_F(Loading, RefusedLoadLeavesNothing) {
  ASSERT_TRUE(load_list("2024-01-01", {"a", "b"}).ok());
  const auto before = held();
  const auto files = [&] {
    return std::distance(std::filesystem::directory_iterator(case_ / "segments"), {});
  };
  const auto count = files();
  // The version is there already, with other facts: its segments were written before that was seen.
  const auto conflict = load_list("2024-01-01", {"a", "c"});
  ASSERT_FALSE(conflict.ok());
  EXPECT_EQ(name(conflict.error().code), "version.conflict");
  EXPECT_EQ(files(), count);
  EXPECT_EQ(held().root, before.root);
}

TEST_F(Loading, BrokenOffReadingLeavesNothing) {
  const auto broken = load(list_format, "2024-01-01", [](source::Sink& sink) -> Result<void> {
    sink.begin_file("list");
    return fail(errors::file_truncated);
  });
  EXPECT_EQ(name(broken.error().code), "file.truncated");
  EXPECT_TRUE(held().loads.empty());
}

TEST_F(Loading, FileWithoutARecordIsRefused) {
  EXPECT_EQ(load_list("2024-01-01", {}).error().code, errors::file_no_rows);
  EXPECT_EQ(load_flows("ledger", {}).error().code, errors::file_no_rows);
  EXPECT_TRUE(held().loads.empty());
}

TEST_F(Loading, DatasetStaysOfItsKind) {
  ASSERT_TRUE(load_list("2024-01-01", {"a"}).ok());
  EXPECT_EQ(name(load_flows("x", {{"a", "b", 1, ""}}).error().code), "dataset.bad_name");
}

TEST_F(Loading, CancelledLoadLeavesNothing) {
  auto folder = CaseFolder::open(case_, Access::write);
  LoadRequest request;
  request.format = &list_format;
  request.request.dataset = "data_a";
  request.request.version = "2024-01-01";
  const std::function<Result<void>(source::Sink&)> says = [](source::Sink& sink) -> Result<void> {
    sink.begin_file("list");
    sink.accepted(1);
    sink.end_file({}, 0);
    return {};
  };
  said = &says;
  Silent progress;
  progress.cancel();
  EXPECT_EQ(name(store::load(*folder, request, progress).error().code), "question.cancelled");
}

}  // namespace
}  // namespace bayon::store
