// Does a decision rest on rules that stay, and on orders whose records are named?
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/engine/rule_books.hpp"
#include "test/support/engine_case.hpp"
#include "test/support/json_schema.hpp"

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

TEST(Decide, RulesThatFailTheirOwnExamplesDecideNothing) {
  EngineCase one;
  const auto asked = [&](const char* outcome) {
    const auto file = one.write(
        "rules.yml",
        rules_saying("case_by_case") +
            "fires:\n  - order: {classification: EAR99, destination: kh, end_use: civil, "
            "end_user: civil, shipped: 2021-01-01}\n    as_of: 2021-01-01\n    outcome: " +
            outcome + "\n");
    return one.ask("decide", {{"orders", {order()}}, {"rules", {file}}});
  };
  EXPECT_TRUE(asked("case_by_case"));
  const auto wrong = asked("prohibited");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(name(wrong.error().code), "rules.example_fails");
  EXPECT_EQ(wrong.error().where.record, 16U);
}

Json many_orders(int count) {
  Json out = Json::array();
  for (int n = 0; n < count; ++n) {
    out.push_back(order());
    out.back()["id"] = "O" + std::to_string(n);
  }
  return out;
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

// Memory grows with the orders of a question, so there is a bound, and it is said.
TEST(Decide, MoreOrdersThanOneQuestionTakesAreRefused) {
  EngineCase one;
  Json orders = Json::array();
  for (int n = 0; n < 100'001; ++n) orders.push_back({{"id", "O"}, {"goods", "pumps"}});
  const auto many = one.ask("decide", {{"orders", std::move(orders)}});
  ASSERT_FALSE(many.ok());
  EXPECT_EQ(many.error().code, errors::question_out_of_range);
  EXPECT_NE(many.error().detail.find("100001 orders"), std::string::npos) << many.error().detail;
}

// What a rule says of itself is told once, however many orders met it; what an order adds is small.
TEST(Decide, TheTextsOfARuleAreToldOnce) {
  EngineCase one;
  const auto bytes = [&](int count) {
    const auto answer = one.ask("decide", {{"orders", many_orders(count)}});
    EXPECT_TRUE(answer) << answer.error().text();
    EXPECT_TRUE(testing::schema_faults(*answer, "decide").empty());
    const std::string all = answer->dump();
    const std::string title = answer->at("rules").at(0).at("title");
    const auto first = all.find(title);
    EXPECT_NE(first, std::string::npos);
    EXPECT_EQ(all.find(title, first + 1), std::string::npos);
    for (const auto& decision : answer->at("decisions")) {
      EXPECT_EQ(decision.at("controls").size(), answer->at("rules").size());
    }
    return all.size();
  };
  const auto few = bytes(10), many = bytes(110);
  EXPECT_LT((many - few) / 100, 8'000u) << "bytes an order";
}

// Each control names a rule of the answer and a way in which it stood; each of them is named.
TEST(Decide, AControlNamesAStandingOfItsRule) {
  EngineCase one;
  Json orders = Json::array();
  for (const char* day : {"2021-12-08", "2021-12-09", "2025-11-06", "2025-11-07", "2026-02-03"}) {
    orders.push_back(munitions(day, day));
  }
  const auto answer = one.ask("decide", {{"orders", orders}, {"known_at", "2026-02-03"}});
  ASSERT_TRUE(answer) << answer.error().text();
  std::map<std::string, std::set<std::size_t>> named;
  std::map<std::string, Json> rules;
  for (const auto& rule : answer->at("rules")) rules[rule.at("rule")] = rule;
  EXPECT_EQ(rules.size(), answer->at("rules").size());
  for (const auto& decision : answer->at("decisions")) {
    for (const auto& control : decision.at("controls")) {
      const std::string id = control.at("rule");
      ASSERT_TRUE(rules.contains(id)) << id;
      const std::size_t stands = control.at("stands");
      ASSERT_LT(stands, rules[id].at("standings").size());
      EXPECT_EQ(rules[id].at("standings").at(stands).at("standing"), control.at("standing"));
      EXPECT_EQ(control.contains("outcome"), control.at("applies") != "no");
      named[id].insert(stands);
    }
  }
  for (const auto& [id, rule] : rules) EXPECT_EQ(named[id].size(), rule.at("standings").size());
  const auto& itar = rules.at("us_itar_126_1_kh").at("standings");
  EXPECT_GE(itar.size(), 2u) << "it was imposed and lifted between these days";
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
  EXPECT_EQ(decisions.at(0).at("screened"), "in_full");
  EXPECT_TRUE(decisions.at(0).at("gaps").empty());
  EXPECT_EQ(decisions.at(1).at("screened"), "in_part");
  EXPECT_EQ(decisions.at(1).at("outcome"), "unknown");
  EXPECT_EQ(decisions.at(1).at("at_most"), "prohibited");
  ASSERT_EQ(answer->at("remarks").size(), 1u);
  const std::string remark = answer->at("remarks").at(0);
  EXPECT_NE(remark.find("1 of the 2 days of these orders, from 2020-01-01 to 2020-01-01"),
            std::string::npos)
      << remark;
  EXPECT_EQ(answer->at("coverage").at(0).at("reach"), "before_first");
}

// The tables of a list without its aliases.
void load_lacking_list(const EngineCase& one) {
  const auto file = one.write(
      "sdn.csv",
      "7,\"EXAMPLE TRADING 07 CO.\",-0- ,\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n");
  const auto loaded = one.load({.format = "ofac_sdn",
                                .dataset = "lacking_list",
                                .version = "2025-01-01",
                                .mapping = {},
                                .files = {file},
                                .rejects_ppm_max = {}});
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
}

Json decision_on(const EngineCase& one, Json asked) {
  const auto answer = one.ask("decide", {{"orders", {std::move(asked)}}, {"as_of", "2025-06-01"}});
  EXPECT_TRUE(answer) << answer.error().text();
  EXPECT_TRUE(testing::schema_faults(*answer, "decide").empty());
  return answer->at("decisions").at(0);
}

// An order is firm only where each list could say that its parties are not on it.
TEST(Decide, APartyThatAListCouldNotTellOfLeavesItsOrderOpen) {
  EngineCase one;
  load_lacking_list(one);
  const Json open = decision_on(one, order());
  EXPECT_EQ(open.at("outcome"), "unknown");
  EXPECT_EQ(open.at("at_least"), "no_licence_required");
  EXPECT_EQ(open.at("at_most"), "prohibited");
  EXPECT_EQ(open.at("screened"), "in_part");
  ASSERT_EQ(open.at("gaps").size(), 1u);
  EXPECT_EQ(open.at("gaps").at(0).at("dataset"), "lacking_list");
  EXPECT_EQ(open.at("gaps").at(0).at("parties").at(0), "Example Unit 7");
  const std::string question = open.at("open").at(0).at("question");
  EXPECT_NE(question.find("the list lacking_list names Example Unit 7"), std::string::npos);
  EXPECT_NE(open.at("sentence").get<std::string>().find(question), std::string::npos);

  Json nobody = order();
  nobody["parties"] = Json::array();
  const Json unnamed = decision_on(one, nobody);
  EXPECT_EQ(unnamed.at("screened"), "no_party_named");
  EXPECT_TRUE(unnamed.at("gaps").empty());

  Json nameless = order();
  nameless["parties"][0]["name"] = "???";
  const Json uncompared = decision_on(one, nameless);
  EXPECT_EQ(uncompared.at("outcome"), "unknown") << "a name that cannot be looked up is no \"no\"";
  ASSERT_EQ(uncompared.at("gaps").size(), 1u);
  EXPECT_FALSE(uncompared.at("gaps").at(0).contains("dataset"));
}

TEST(Decide, WithoutAListOfPartiesNoPartyWasScreened) {
  EngineCase one;
  for (const bool labels : {false, true}) {
    if (labels) one.load_labels("BANKA-00000900,USD,Example Exchange 1,exchange\n");
    const auto answer = one.ask("decide", {{"orders", {order()}}, {"as_of", "2025-06-01"}});
    ASSERT_TRUE(answer) << answer.error().text();
    const auto& decision = answer->at("decisions").at(0);
    EXPECT_EQ(decision.at("screened"), "not_at_all");
    EXPECT_NE(decision.at("sentence").get<std::string>().find("no party was screened"),
              std::string::npos);
    ASSERT_EQ(answer->at("remarks").size(), 1u);
    EXPECT_EQ(answer->at("remarks").at(0).get<std::string>().find("no list of parties") == 0,
              labels);
  }
  one.load_list();
  EXPECT_EQ(decision_on(one, order()).at("screened"), "in_part") << "a list of parties, too late";
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
    given["parties"] = Json::array({party});
    const auto answer = one.ask("decide", {{"orders", Json::array({given})}});
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
  const Json elsewhere = decided(abroad);
  for (const auto& party : elsewhere.at("parties")) {
    EXPECT_EQ(party.at("certain"), "unknown");
  }
  Json person{{"role", "end_user"}, {"name", "Образец Примеров"}, {"country", "kh"}};
  const auto of_person = decided(person);
  ASSERT_FALSE(of_person.at("parties").empty());
  EXPECT_EQ(of_person.at("parties").at(0).at("certain"), "unknown") << "people share names";
}

}  // namespace
}  // namespace bayon
