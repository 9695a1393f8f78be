// Does a decision rest on rules that stay, and on orders whose records are named?
#include <gtest/gtest.h>

#include <fstream>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/engine/rule_books.hpp"
#include "test/support/engine_case.hpp"

namespace bayon {
namespace {

using testing::EngineCase;

Json order() {
  return {{"id", "O1"},
          {"classification", "EAR99"},
          {"destination", "kh"},
          {"end_use", "civil"},
          {"parties", {{{"role", "end_user"}, {"name", "Example Unit 7"}, {"kind", "civil"}}}}};
}

std::string rules_saying(std::string_view outcome) {
  return "rule: sample_rule\ntitle: A rule made up for a test\nissuer: Example Authority\n"
         "instrument: Example Act 1\ncitation: Example Gazette 1\nbasis: general_knowledge\n"
         "last_seen: 2026-01-01\ndestinations: [kh]\noutcome: " +
         std::string(outcome) +
         "\nevents:\n  - event: impose\n    legal_effective: 2020-01-01\n    published: "
         "2020-01-01\n    citation: Example Gazette 1\n";
}

TEST(Decide, TheBookOfAnAnswerStaysWhenItsFilesChange) {
  EngineCase one;
  const auto file = one.write("rules.yml", rules_saying("case_by_case"));
  const Json question{{"orders", {order()}}, {"rules", {file}}};
  const auto answer = one.ask("decide", question);
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer->at("decisions").at(0).at("outcome"), "case_by_case");
  const std::string book = answer->at("book").at("sha256");
  const auto kept = read_file(one.folder() / "rules" / (book + ".yml"));
  ASSERT_TRUE(kept) << kept.error().text();
  EXPECT_EQ(sha256(*kept).hex(), book);

  one.write("rules.yml", rules_saying("prohibited"));
  const auto verified = one.verify();
  ASSERT_TRUE(verified) << verified.error().text();
  EXPECT_TRUE(verified->at("mismatches").empty()) << verified->dump();
  const auto by_hash = one.ask("decide", {{"orders", {order()}}, {"book", book}});
  ASSERT_TRUE(by_hash) << by_hash.error().text();
  EXPECT_EQ(by_hash->at("decisions"), answer->at("decisions"));
  const auto anew = one.ask("decide", question);
  ASSERT_TRUE(anew) << anew.error().text();
  EXPECT_EQ(anew->at("decisions").at(0).at("outcome"), "prohibited");
}

// Memory grows with the orders of a question, so there is a bound, and it is said.
TEST(Decide, MoreOrdersThanOneQuestionTakesAreRefused) {
  EngineCase one;
  Json orders = Json::array();
  for (int n = 0; n < 1'501; ++n) {
    orders.push_back(order());
    orders.back()["id"] = "O" + std::to_string(n);
  }
  const auto many = one.ask("decide", {{"orders", orders}});
  ASSERT_FALSE(many.ok());
  EXPECT_EQ(many.error().code, errors::question_out_of_range);
  EXPECT_NE(many.error().detail.find("1501 orders"), std::string::npos) << many.error().detail;
  const auto some = one.ask("decide", {{"orders", orders}, {"order_ids", {"O7", "O1500"}}});
  ASSERT_TRUE(some) << some.error().text();
  EXPECT_EQ(some->at("decisions").size(), 2u);
}

TEST(Decide, ABookThatIsNotThereOrNotItselfIsAnError) {
  EngineCase one;
  const std::string none(64, '0');
  const auto missing = one.ask("decide", {{"orders", {order()}}, {"book", none}});
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, errors::file_not_found);

  const auto file = one.write("rules.yml", rules_saying("case_by_case"));
  const auto answer = one.ask("decide", {{"orders", {order()}}, {"rules", {file}}});
  ASSERT_TRUE(answer) << answer.error().text();
  const std::string book = answer->at("book").at("sha256");
  std::ofstream(one.folder() / "rules" / (book + ".yml"), std::ios::app) << "# changed\n";
  const auto changed = one.verify();
  ASSERT_FALSE(changed.ok());
  EXPECT_EQ(changed.error().code, errors::case_damaged);
}

TEST(Decide, TheBuiltInBookIsThatOfTheRepository) {
  const auto built_in = engine::open_book({});
  ASSERT_TRUE(built_in) << built_in.error().text();
  const auto read = engine::open_book({(testing::root() / "data/rules").string()});
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(built_in->sha256, read->sha256);
  EXPECT_GE(built_in->book.rules().size(), 9u);
}

TEST(Decide, OrdersOfAFileNameTheirRecords) {
  EngineCase one;
  const std::string text =
      "id,goods,classification,destination,end_user,end_user_country,end_user_kind,value,currency,"
      "shipped\n"
      "O1,trucks,EAR99,Cambodia,Example Unit 7,KH,police,1250.5,USD,2025-11\n"
      "O2,,VIII(h),kh,,,,,,\n";
  const auto file = one.write("orders.csv", text);
  const auto orders = Engine::read_orders(file);
  ASSERT_TRUE(orders) << orders.error().text();
  ASSERT_EQ(orders->size(), 2u);
  const auto& first = orders->at(0);
  EXPECT_EQ(first.at("value"), "1250.50");
  EXPECT_EQ(first.at("currency"), "USD");
  EXPECT_EQ(first.at("shipped"), "2025-11");
  EXPECT_EQ(first.at("evidence").at(0).at("file"), "orders.csv");
  EXPECT_EQ(first.at("evidence").at(0).at("sha256"), sha256(text).hex());
  EXPECT_EQ(orders->at(1).at("evidence").at(0).at("record"), 3);
  EXPECT_FALSE(orders->at(1).contains("goods")) << "what is not said is left out";

  const auto loaded = one.load({.format = "orders",
                                .dataset = "orders",
                                .version = "2026-02-05",
                                .mapping = {},
                                .files = {file},
                                .rejects_ppm_max = {}});
  ASSERT_TRUE(loaded) << loaded.error().text();
  const auto given = one.ask("decide", {{"orders", *orders}});
  const auto kept = one.ask("decide", {});
  ASSERT_TRUE(given) << given.error().text();
  ASSERT_TRUE(kept) << kept.error().text();
  ASSERT_EQ(kept->at("decisions").size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    Json a = given->at("decisions").at(i), b = kept->at("decisions").at(i);
    EXPECT_EQ(a.at("evidence").at(0).at("record"), b.at("evidence").at(0).at("record"));
    a.erase("evidence");
    b.erase("evidence");
    EXPECT_EQ(a, b) << "an order that is loaded answers as one that is given";
  }
}

TEST(Decide, AMalformedOrderIsRefused) {
  const EngineCase one;
  const auto with = [](const char* field, const Json& value) {
    Json out = order();
    out[field] = value;
    return out;
  };
  const Json wrong[] = {Json("O1"),
                        Json{{"id", "O1"}},
                        with("id", ""),
                        with("colour", "red"),
                        with("destination", "Atlantis"),
                        with("value", "5"),
                        with("parties", {{{"role", "friend"}}}),
                        with("parties", {{{"role", "end_user"}, {"age", "7"}}})};
  for (const auto& bad : wrong) {
    const auto answer = one.ask("decide", {{"orders", {bad}}});
    ASSERT_FALSE(answer.ok()) << bad.dump();
    EXPECT_EQ(answer.error().code, errors::order_malformed) << bad.dump();
  }
}

Json munitions(std::string_view id, std::string_view shipped) {
  Json out = order();
  out["id"] = id;
  out["classification"] = "VIII(h)";
  out["end_use"] = "military";
  out["parties"][0]["kind"] = "military";
  if (!shipped.empty()) out["shipped"] = shipped;
  return out;
}

// An order that shipped is judged by the law of its own day, unless the question names one.
TEST(Decide, OrdersAreJudgedByTheLawOfTheirShippingDay) {
  EngineCase one;
  const Json orders = {munitions("A", "2021-12-08"), munitions("B", "2021-12-09"),
                       munitions("C", "2025-11-06"), munitions("D", "2025-11-07"),
                       munitions("E", "2025-11"),    munitions("F", "")};
  const auto outcomes = [&](Json question) {
    question["orders"] = orders;
    question["known_at"] = "2026-02-03";
    const auto answer = one.ask("decide", question);
    EXPECT_TRUE(answer) << answer.error().text();
    return *answer;
  };
  const auto own = outcomes(Json::object());
  EXPECT_EQ(own.at("question").at("orders_by"), "shipped");
  const std::string today = own.at("question").at("as_of");
  const char* expected[] = {"case_by_case", "policy_of_denial", "policy_of_denial", "case_by_case"};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto& decision = own.at("decisions").at(i);
    EXPECT_EQ(decision.at("outcome"), expected[i]) << decision.at("sentence");
    EXPECT_EQ(decision.at("judged_by"), "shipped");
    EXPECT_EQ(decision.at("judged_on"), orders[i].at("shipped"));
  }
  for (std::size_t i = 4; i < 6; ++i) {
    EXPECT_EQ(own.at("decisions").at(i).at("judged_by"), "as_of");
    EXPECT_EQ(own.at("decisions").at(i).at("judged_on"), today);
  }
  const auto asked = outcomes({{"as_of", "2023-05-01"}});
  EXPECT_EQ(asked.at("question").at("orders_by"), "as_of");
  for (const auto& decision : asked.at("decisions")) {
    EXPECT_EQ(decision.at("judged_on"), "2023-05-01");
    EXPECT_EQ(decision.at("outcome"), "policy_of_denial");
  }
  const auto both = outcomes({{"as_of", "2023-05-01"}, {"orders_by", "shipped"}});
  EXPECT_EQ(both.at("decisions").at(0).at("outcome"), "case_by_case");
  EXPECT_EQ(both.at("decisions").at(5).at("judged_on"), "2023-05-01");
  const auto wrong = one.ask("decide", {{"orders", orders}, {"orders_by", "paid"}});
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().code, errors::question_out_of_range);
  const auto verified = one.verify();
  ASSERT_TRUE(verified) << verified.error().text();
  EXPECT_TRUE(verified->at("mismatches").empty()) << verified->dump();
}

TEST(Decide, PartiesAreScreenedOnTheDayOfTheirOrder) {
  EngineCase one;
  one.load_list();
  Json before = order(), after = order();
  for (Json* each : {&before, &after}) {
    (*each)["parties"] = {{{"role", "end_user"},
                           {"name", "Example Trading 01 Co"},
                           {"country", "kh"},
                           {"kind", "civil"}}};
  }
  before["id"] = "before";
  before["shipped"] = "2020-01-01";
  after["id"] = "after";
  after["shipped"] = "2025-12-01";
  const auto answer = one.ask("decide", {{"orders", {after, before}}, {"known_at", "2026-02-03"}});
  ASSERT_TRUE(answer) << answer.error().text();
  const auto& decisions = answer->at("decisions");
  EXPECT_EQ(decisions.at(0).at("outcome"), "prohibited");
  EXPECT_NE(decisions.at(1).at("outcome"), "prohibited") << "no list spoke of that day";
  ASSERT_EQ(answer->at("remarks").size(), 1u);
  const std::string remark = answer->at("remarks").at(0);
  EXPECT_NE(remark.find("1 of the 2 days of these orders, from 2020-01-01 to 2020-01-01"),
            std::string::npos)
      << remark;
  EXPECT_EQ(answer->at("coverage").at(0).at("reach"), "before_first");
}

TEST(Decide, AReportJudgesItsOrdersAsItIsAsked) {
  EngineCase one;
  const auto file =
      one.write("orders.csv",
                "id,goods,classification,destination,end_use,end_user,end_user_kind,shipped\n"
                "O1,aircraft parts,VIII(h),kh,military,Example Unit 7,military,2021-12-09\n");
  const auto loaded = one.load({.format = "orders",
                                .dataset = "orders",
                                .version = "2026-02-05",
                                .mapping = {},
                                .files = {file},
                                .rejects_ppm_max = {}});
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  const auto judged = [&](Json question) {
    question["known_at"] = "2026-02-03";
    const auto answer = one.ask("report", question);
    EXPECT_TRUE(answer) << answer.error().text();
    return answer->at("orders").at(0);
  };
  const Json later{{"as_of", "2026-02-01"}};
  EXPECT_EQ(judged(later).at("outcome"), "case_by_case");
  EXPECT_EQ(judged(Json::object()).at("outcome"), "policy_of_denial");
  const Json by_shipping{{"as_of", "2026-02-01"}, {"orders_by", "shipped"}};
  EXPECT_EQ(judged(by_shipping).at("judged_on"), "2021-12-09");
}

TEST(Decide, LawThatCouldNotBeKnownSettlesNothing) {
  const EngineCase one;
  const auto answer = one.ask(
      "decide", {{"orders", {order()}}, {"as_of", "2025-11-08"}, {"known_at", "2021-12-01"}});
  ASSERT_TRUE(answer) << answer.error().text();
  const auto& decision = answer->at("decisions").at(0);
  EXPECT_EQ(decision.at("outcome"), "unknown");
  EXPECT_EQ(decision.at("at_least"), "unknown");
  EXPECT_EQ(decision.at("at_most"), "prohibited");
  EXPECT_EQ(decision.at("if_unchanged").at("outcome"), "no_licence_required");
  EXPECT_EQ(decision.at("if_unchanged").at("known_to"), "2021-12-01");
  for (const auto& control : decision.at("controls")) {
    EXPECT_NE(control.at("rule"), "us_itar_126_1_kh");
    EXPECT_NE(control.at("rule"), "us_ear_744_22_kh");
  }
}

// What may be said of a party by its name.
TEST(Decide, ANameAloneSettlesNothing) {
  EngineCase one;
  one.load_list();
  const auto decided = [&](const Json& party) {
    Json given = order();
    given["parties"] = {party};
    const auto answer = one.ask("decide", {{"orders", {given}}});
    EXPECT_TRUE(answer) << answer.error().text();
    return answer->at("decisions").at(0);
  };
  const Json named{{"role", "end_user"}, {"name", "Example Trading 01 Co"}, {"kind", "civil"}};
  const auto by_name = decided(named);
  ASSERT_EQ(by_name.at("parties").size(), 1u);
  EXPECT_EQ(by_name.at("parties").at(0).at("certain"), "unknown");
  EXPECT_EQ(by_name.at("outcome"), "unknown");
  EXPECT_EQ(by_name.at("at_most"), "prohibited");

  Json at_home = named;
  at_home["country"] = "kh";
  EXPECT_EQ(decided(at_home).at("parties").at(0).at("certain"), "yes");
  EXPECT_EQ(decided(at_home).at("outcome"), "prohibited");

  Json abroad = named;
  abroad["country"] = "fr";
  for (const auto& party : decided(abroad).at("parties")) {
    EXPECT_EQ(party.at("certain"), "unknown");
  }
  Json person{{"role", "end_user"}, {"name", "Образец Примеров"}, {"country", "kh"}};
  const auto of_person = decided(person);
  ASSERT_FALSE(of_person.at("parties").empty());
  EXPECT_EQ(of_person.at("parties").at(0).at("certain"), "unknown") << "people share names";
}

}  // namespace
}  // namespace bayon
