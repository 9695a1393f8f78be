// Is an answer that no longer follows from its snapshot found?
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "bayon/base/error_codes.hpp"
#include "bayon/engine/detail/answer_file.hpp"
#include "bayon/store/case_folder.hpp"
#include "bayon/store/snapshot.hpp"
#include "test/support/engine_case.hpp"

namespace bayon {
namespace {

using testing::EngineCase;

TEST(Verify, RecomputesEveryAnswerFromTheSnapshotItNames) {
  EngineCase one;
  one.load_list();
  ASSERT_TRUE(one.ask("screen", {{"name", "Example Trading 01 Co"}}));
  one.load_ledger();
  one.load_reports();
  ASSERT_TRUE(one.ask("trace", {}));
  ASSERT_TRUE(one.ask("rings", {{"accounts_min", 2}}));
  ASSERT_TRUE(one.ask("screen", {{"name", "Example Trading 01 Co"}}));
  ASSERT_TRUE(
      one.ask("decide",
              {{"orders", {{{"id", "O1"}, {"classification", "EAR99"}, {"destination", "kh"}}}}}));
  const auto verified = one.verify();
  ASSERT_TRUE(verified) << verified.error().text();
  EXPECT_EQ(verified->at("answers"), 5);
  EXPECT_TRUE(verified->at("mismatches").empty()) << verified->dump();
}

// verify.mismatch is what a face makes of this finding.
TEST(Verify, FindsAnAnswerThatDoesNotFollow) {
  EngineCase one;
  one.load_list();
  const auto answer = one.ask("screen", {{"name", "Example Trading 01 Co"}});
  ASSERT_TRUE(answer) << answer.error().text();
  {
    auto folder = store::CaseFolder::open(one.folder(), store::Access::write);
    ASSERT_TRUE(folder) << folder.error().text();
    auto answers = folder->ledger().answers();
    ASSERT_TRUE(answers) << answers.error().text();
    ASSERT_EQ(answers->size(), 1u);
    store::AnswerRecord forged = answers->front();
    forged.answer = sha256("another answer");
    ASSERT_TRUE(folder->ledger().record(forged, R"({"event":"answer"})"));
    ASSERT_TRUE(folder->settle_audit());
  }
  const auto verified = one.verify();
  ASSERT_TRUE(verified) << verified.error().text();
  ASSERT_EQ(verified->at("mismatches").size(), 1u) << verified->dump();
  EXPECT_EQ(verified->at("mismatches").at(0).at("verb"), "screen");
}

// Whatever page of the flows or of their index a question touches: damage of a segment is named,
// that of an index is mended unseen, and the answer is never another.
TEST(Verify, AnAnswerOverADamagedPageIsNotGiven) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  const auto whole = one.ask("trace", {});
  ASSERT_TRUE(whole) << whole.error().text();
  int named = 0, mended = 0;
  for (const char* kind : {"segments", "index"}) {
    for (const auto& file : std::filesystem::directory_iterator(one.folder() / kind)) {
      const std::string bytes = *read_file(file.path());
      for (std::size_t at = 128; at < bytes.size(); at += 61) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 4);
        ASSERT_TRUE(write_file(file.path(), damaged));
        const auto answer = one.ask("trace", {});
        if (answer) {
          ASSERT_EQ(answer->dump(), whole->dump()) << file.path() << " byte " << at;
          mended += std::string_view(kind) == "index" ? 1 : 0;
        } else {
          ASSERT_STREQ(kind, "segments") << answer.error().text();
          EXPECT_EQ(answer.error().where.file, file.path().string());
          named += answer.error().code == errors::store_page_damaged ? 1 : 0;
        }
        ASSERT_TRUE(write_file(file.path(), bytes));
      }
    }
  }
  EXPECT_GT(named, 10);
  EXPECT_GT(mended, 10);
}

// The snapshot of nothing is one, and not the newest.
TEST(Verify, AnAnswerOfTheEmptyCaseStaysTrueWhenFactsCome) {
  EngineCase one;
  ASSERT_TRUE(one.ask("status", {}));
  ASSERT_TRUE(
      one.ask("decide",
              {{"orders", {{{"id", "O1"}, {"classification", "EAR99"}, {"destination", "kh"}}}}}));
  one.load_ledger();
  const auto verified = one.verify();
  ASSERT_TRUE(verified) << verified.error().text();
  EXPECT_EQ(verified->at("answers"), 2);
  EXPECT_TRUE(verified->at("mismatches").empty()) << verified->dump();
}

TEST(Verify, MissesAKeptRuleBookAndTheNextAnswerPutsItBack) {
  EngineCase one;
  const auto decide = [&](const char* day) {
    return one.ask(
        "decide", {{"orders", {{{"id", "O1"}, {"classification", "EAR99"}, {"destination", "kh"}}}},
                   {"as_of", day}});
  };
  ASSERT_TRUE(decide("2025-11-06"));
  const auto book = std::filesystem::directory_iterator(one.folder() / "rules")->path();
  const std::string whole = *read_file(book);
  const auto told = [&] {
    const auto verified = one.verify();
    return verified ? std::string("whole") : std::string(name(verified.error().code));
  };
  ASSERT_EQ(told(), "whole");
  std::string flipped = whole;
  flipped[flipped.size() / 2] ^= 1;
  for (const std::string& damaged : {std::string("garbage"), flipped, std::string()}) {
    ASSERT_TRUE(write_file(book, damaged));
    EXPECT_EQ(told(), "case.damaged");
    EXPECT_EQ(one.verify().error().where.file, book.string());
    ASSERT_TRUE(decide("2025-11-07"));
    EXPECT_EQ(*read_file(book), whole);
    EXPECT_EQ(told(), "whole");
  }
  std::filesystem::remove(book);
  EXPECT_EQ(told(), "case.damaged");
}

// What a person reads is a file; the case knows its hash.
TEST(Verify, ToldWhetherAFileIsARecordedAnswer) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  const auto answer = one.ask("report", {{"title", "A case"}});
  ASSERT_TRUE(answer) << answer.error().text();
  const auto recorded = [&](const std::string& text) {
    Silent progress;
    auto engine = Engine::open(one.folder(), Engine::Access::read);
    EXPECT_TRUE(engine);
    const auto verified = engine->verify(progress, {one.write("told.json", text)});
    EXPECT_TRUE(verified) << verified.error().text();
    return verified->at("files").at(0);
  };
  for (const int indent : {-1, 1, 2}) {
    const Json file = recorded(answer->dump(indent) + "\n");
    EXPECT_EQ(file.at("recorded"), true) << file.dump();
    EXPECT_EQ(file.at("verb"), "report");
    EXPECT_EQ(file.at("answer"), 1);
  }
  const Json investigated{{"case", "c"}, {"answer", *answer}, {"truth", Json::object()}};
  EXPECT_EQ(recorded(investigated.dump()).at("part"), "answer");
  std::string edited = answer->dump(1);
  const auto loss = edited.find("1000.00");
  ASSERT_NE(loss, std::string::npos);
  edited.replace(loss, 7, "9000.00");
  EXPECT_EQ(recorded(edited).at("recorded"), false);
  // The field twice: a person reads the first, a program the last.
  const std::string whole = answer->dump();
  EXPECT_EQ(recorded("{\"verb\":\"status\"," + whole.substr(1)).at("recorded"), false);
  Json longer = *answer;
  longer["remark"] = "nothing was lost";
  EXPECT_EQ(recorded(longer.dump()).at("recorded"), false);
  for (const std::string& none : {std::string("{"), std::string(), std::string("[]"),
                                  std::string(100'000, '['), std::string("\xff")}) {
    EXPECT_EQ(recorded(none).at("recorded"), false);
  }
}

// A page names its answer by hash and is what is drawn for it, or is not of the case.
TEST(Verify, APageIsWhatIsDrawnForTheAnswerThatItNames) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  const auto answer = one.ask("report", {{"title", "A case"}});
  ASSERT_TRUE(answer) << answer.error().text();
  const Engine::Draw draw = [](const Json& drawn) -> Result<std::string> {
    return "<!DOCTYPE html><meta name=bayon-answer content=" + answer_digest(drawn) + ">" +
           drawn.at("title").get<std::string>();
  };
  const auto told = [&](const std::string& text, const Engine::Draw& by) {
    Silent progress;
    auto engine = Engine::open(one.folder(), Engine::Access::read);
    EXPECT_TRUE(engine);
    const auto verified = engine->verify(progress, {one.write("told.html", text)}, by);
    EXPECT_TRUE(verified) << verified.error().text();
    return verified->at("files").at(0);
  };
  const std::string page = *draw(*answer);
  const Json whole = told(page, draw);
  EXPECT_EQ(whole.at("recorded"), true) << whole.dump();
  EXPECT_EQ(whole.at("part"), "page");
  EXPECT_EQ(whole.at("answer"), 1);
  for (std::size_t at = 0; at < page.size(); at += 7) {
    std::string changed = page;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    const Json other = told(changed, draw);
    ASSERT_EQ(other.at("recorded"), false) << at;
    EXPECT_FALSE(other.contains("answer")) << at;
  }
  EXPECT_EQ(told(page + "\n", draw).at("recorded"), false);
  EXPECT_EQ(told(page, {}).at("recorded"), false) << "who cannot draw cannot tell";
  const Engine::Draw broken = [](const Json&) -> Result<std::string> {
    return fail(errors::memory_exhausted);
  };
  Silent progress;
  const auto undrawn = Engine::open(one.folder(), Engine::Access::read)
                           ->verify(progress, {one.write("told.html", page)}, broken);
  ASSERT_FALSE(undrawn.ok()) << "an error of drawing says nothing of the page";
  EXPECT_EQ(undrawn.error().code, errors::memory_exhausted);
}

// The log is read whole at every opening: it names a large question by its hash.
TEST(Verify, ALargeQuestionStandsInTheLogByItsHash) {
  EngineCase one;
  one.load_list();
  const std::string number(600, '7');
  Json identifiers = Json::array();
  for (int i = 0; i < 8; ++i) identifiers.push_back(number + std::to_string(i));
  const auto answer = one.ask("screen", {{"identifiers", identifiers}});
  ASSERT_TRUE(answer.ok()) << answer.error().text();
  const auto log = read_file(one.folder() / "audit.log", 1 << 20);
  ASSERT_TRUE(log.ok());
  EXPECT_NE(log->find(sha256(json_line(answer->at("question"))).hex()), std::string::npos);
  EXPECT_EQ(log->find(number), std::string::npos);
  const auto verified = one.verify();
  ASSERT_TRUE(verified.ok()) << verified.error().text();
  EXPECT_TRUE(verified->at("mismatches").empty()) << verified->dump();
}

TEST(Verify, AnAnswerIsHashedInPartsAsItIsAsAWhole) {
  const char* texts[] = {
      R"({"a":[1,{"b":[[],{},null,"x\"\u00e9"]}],"c\n":{},"d":{"e":{"f":{"g":[true]}}}})", "[]",
      "{}", "7", R"(["one"])"};
  for (const char* text : texts) {
    const Json json = Json::parse(text);
    EXPECT_EQ(engine::canonical_digest(json), sha256(json_line(json))) << text;
  }
}

// answer.not_recorded is what a face makes of that finding; a file that is not there is an error.
TEST(Verify, AFileThatIsNotThereIsAnError) {
  EngineCase one;
  Silent progress;
  auto engine = Engine::open(one.folder(), Engine::Access::read);
  ASSERT_TRUE(engine);
  const auto verified = engine->verify(progress, {one.folder() / "none.json"});
  ASSERT_FALSE(verified.ok());
  EXPECT_EQ(verified.error().code, errors::file_not_found);
}

TEST(Verify, ASnapshotThatIsNotThereIsAnError) {
  const EngineCase one;
  const auto folder = store::CaseFolder::open(one.folder(), store::Access::read);
  ASSERT_TRUE(folder) << folder.error().text();
  const auto snapshot = store::Snapshot::open(*folder, 99);
  ASSERT_FALSE(snapshot.ok());
  EXPECT_EQ(snapshot.error().code, errors::snapshot_unknown);
}

}  // namespace
}  // namespace bayon
