// How answers read: what an analyst must see, what must be said loudly, what is cut.
#include "faces/cli/say.hpp"

#include <regex>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayon::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string said(void (*say)(const Json&, Page&), const Json& answer, bool all = false) {
  Look look;
  look.all = all;
  Page page(look);
  say(answer, page);
  return page.text();
}

// The same of JSON text.
std::string said_of(void (*say)(const Json&, Page&), const std::string& text) {
  return said(say, Json::parse(text));
}

Json hit() {
  return Json::parse(R"({
    "dataset": "us_ofac_sdn", "version": "2021-07-07", "entity": "ofac-306", "schema": "Company",
    "caption": "BANCO NACIONAL DE CUBA", "score": 9700, "listed": "yes",
    "because": [
      {"kind": "name.transliterated", "asked": "БАНКО", "listed": "BANCO",
       "property": "Thing:alias",
       "entity": "ofac-306", "score": 9700, "held": "yes",
       "evidence": {"dataset": "us_ofac_sdn", "version": "2021-07-07", "file": "alt.csv",
                    "sha256": "00", "record": 12}},
      {"kind": "birth_date.differs", "asked": "1960", "listed": "1950",
       "property": "Person:birthDate",
       "entity": "ofac-306", "score": -1500, "held": "unknown",
       "evidence": {"file": "sdn.csv", "record": 3}}],
    "more_names": 2, "via": [{"entity": "w-1", "schema": "CryptoWallet", "caption": "T123"}],
    "topics": ["sanction"],
    "listings": [{"entity": "s-1", "authority": "OFAC", "programme": "CUBA",
                  "programme_id": "US-CUBA",
                  "listed": "1986-12-10", "from": "1986-12-10", "held": "yes",
                  "evidence": {"file": "sdn.csv", "record": 3}}]})");
}

Json screened() {
  Json out;
  out["question"] = {{"name", "БАНКО"}, {"as_of", "2021-08-01"}, {"known_at", "2021-08-02"}};
  out["hits"] = Json::array({hit()});
  out["hits_found"] = 1;
  out["not_in_force"] = Json::array();
  out["coverage"] = Json::parse(R"([
    {"dataset": "us_ofac_sdn", "reach": "answered", "version": "2021-07-07", "day": "2021-07-07",
     "age_days": 25, "next_version": "2023-01-21", "next_day": "2023-01-21", "remarks": []}])");
  out["remarks"] = Json::array();
  return out;
}

TEST(SayScreen, a_hit_says_why_under_which_programme_and_since_when) {
  const std::string text = said(say_screen, screened());
  EXPECT_THAT(text, HasSubstr("on 2021-08-01, as known on 2021-08-02: 1 hit\n"));
  EXPECT_THAT(text, HasSubstr("LISTED  BANCO NACIONAL DE CUBA  0.97\n"));
  EXPECT_THAT(text, HasSubstr("us_ofac_sdn 2021-07-07, ofac-306"));
  EXPECT_THAT(text, HasSubstr("why    name, once both are in Latin letters: asked \"БАНКО\", "
                              "listed \"BANCO\" (alias) [alt.csv,\n         record 12]\n"));
  EXPECT_THAT(text, HasSubstr("birth date DIFFERS"));
  EXPECT_THAT(text, HasSubstr("unknown whether on that day"));
  EXPECT_THAT(text, HasSubstr("and 2 further names"));
  EXPECT_THAT(text, HasSubstr("via    CryptoWallet T123 (w-1)"));
  EXPECT_THAT(text, HasSubstr("under  CUBA, by OFAC, since 1986-12-10 [sdn.csv, record 3]"));
  EXPECT_THAT(text,
              HasSubstr("yes, by its version of 2021-07-07, 25 days before that day; the next "
                        "is of 2023-01-21"));
  EXPECT_THAT(text, Not(HasSubstr("could not tell")));
}

TEST(SayScreen, a_list_that_could_not_tell_is_said_loudly) {
  Json answer = screened();
  answer["hits"] = Json::array();
  answer["hits_found"] = 0;
  answer["coverage"].push_back(
      {{"dataset", "eu_journal"}, {"reach", "unknown"}, {"remarks", {"first version 2024-01-01"}}});
  answer["coverage"].push_back({{"dataset", "un"}, {"reach", "before_first"}, {"version", "2025"}});
  const std::string text = said(say_screen, answer);
  EXPECT_THAT(text, HasSubstr("no hit on the list that could tell\n"));
  EXPECT_THAT(text, HasSubstr("2 of 3 lists could not tell for that day. Unknown is not \"not "
                              "listed\"."));
  EXPECT_THAT(text, HasSubstr("UNKNOWN: no version was known on that day"));
  EXPECT_THAT(text, HasSubstr("only in part"));
  EXPECT_THAT(text, HasSubstr("eu_journal: first version 2024-01-01"));
}

TEST(SayScreen, a_list_of_wallets_does_not_speak_of_names) {
  Json answer = screened();
  answer["hits"] = Json::array();
  answer["hits_found"] = 0;
  answer["coverage"][0]["holds"] = "wallets";
  std::string text = said(say_screen, answer);
  EXPECT_THAT(text, HasSubstr("no hit, and no list that could tell\n"));
  EXPECT_THAT(text, HasSubstr("not of names: a list of wallets, by its version of 2021-07-07"));
  answer["question"].erase("name");
  answer["question"]["identifiers"] = {"T123"};
  text = said(say_screen, answer);
  EXPECT_THAT(text, HasSubstr("no hit on the list that could tell\n"));
}

TEST(SayScreen, a_list_that_lacks_a_part_could_tell_only_in_part) {
  Json answer = screened();
  answer["hits"] = Json::array();
  answer["hits_found"] = 0;
  Json& list = answer["coverage"][0];
  list["reach"] = "partial";
  list["remarks"] = {"it can tell in part only: aliases are missing: alt.csv was not loaded"};
  std::string text = said(say_screen, answer);
  EXPECT_THAT(text, HasSubstr("no hit, and no list that could tell in full\n"));
  EXPECT_THAT(text,
              HasSubstr("1 of 1 list could tell only in part: not found there is unknown, not "
                        "\"not listed\"."));
  EXPECT_THAT(text, HasSubstr("only in part, by its version of 2021-07-07"));
  EXPECT_THAT(text, HasSubstr("alt.csv was not loaded"));
  EXPECT_THAT(text, Not(HasSubstr("yes, ")));

  list["reach"] = "answered";
  list["age_days"] = 0;
  list.erase("next_day");
  text = said(say_screen, answer);
  EXPECT_THAT(text, HasSubstr("yes, by its version of that very day"));
  list["age_days"] = 1379;
  text = said(say_screen, answer);
  EXPECT_THAT(text, HasSubstr("1,379 days before that day; no later one was known"));
}

TEST(SayScreen, whether_it_was_listed_may_be_unknown_or_over) {
  Json answer = screened();
  answer["hits"][0]["listed"] = "unknown";
  Json past = hit();
  past["listed"] = "no";
  past["caption"] = "OLD LISTING";
  answer["not_in_force"].push_back(past);
  const std::string text = said(say_screen, answer);
  EXPECT_THAT(text, HasSubstr("UNKNOWN whether listed  BANCO"));
  EXPECT_THAT(text, HasSubstr("not in force  OLD LISTING"));
}

TEST(SayScreen, many_hits_are_cut_and_say_so) {
  Json answer = screened();
  for (int more = 0; more < 24; ++more) answer["hits"].push_back(hit());
  answer["hits_found"] = 140;
  const std::string text = said(say_screen, answer);
  EXPECT_THAT(text, HasSubstr("140 hits\n"));
  EXPECT_THAT(text, HasSubstr("... 15 more hits: --all prints them, --json every detail"));
  EXPECT_THAT(text, HasSubstr("140 hits were found"));
  EXPECT_THAT(said(say_screen, answer, true), Not(HasSubstr("more hits:")));
}

TEST(SayScreen, what_a_list_says_cannot_act_on_the_terminal) {
  Json answer = screened();
  answer["hits"][0]["caption"] = "EVIL\x1b[2J\nNAME";
  answer["question"]["name"] = "\x1b]0;x\x07";
  EXPECT_THAT(said(say_screen, answer), Not(HasSubstr("\x1b")));
}

Json traced() {
  Json out = Json::parse(R"({
    "reports": [
      {"report": "R1", "victim": "V1", "amount": "1000.00", "asset": "USD", "when": "2025-03-01",
       "to": "mule", "match": "reference"},
      {"report": "R2", "victim": "V2", "amount": "12345.60", "asset": "USD", "when": "2025-03-02",
       "to": "", "match": "none", "why": "no account is named"}],
    "rules": [{"rule": "fifo", "events": 12345, "cut": false, "accounts_followed": 3,
      "claims": [
        {"victim": "V1", "asset": "USD", "loss": "1000000.00", "held": "400000.50",
         "stopped": "599999.00", "returned": "0.00", "fees": "0.50", "dust": "0.00"},
        {"victim": "V3", "asset": "USD", "loss": "1.00", "held": "1.00", "stopped": "0.00",
         "returned": "0.00", "fees": "0.00", "dust": "0.00"}],
      "held": [{"account": "den", "amount": "400001.50", "asset": "USD", "claims": 2}],
      "stops": [{"account": "casino", "amount": "599999.00", "asset": "USD", "claims": 1,
                 "reason": "label", "category": "casino"}],
      "edges": [],
      "unknown_inflows": [{"account": "mule-9", "asset": "USD", "amount": "250.00"}]}]})");
  return out;
}

TEST(SayTrace, sums_places_and_unmatched_reports) {
  const std::string text = said(say_trace, traced());
  EXPECT_THAT(text, HasSubstr("2 payments reported; 1 found in the ledgers (1 by reference"));
  EXPECT_THAT(text, HasSubstr("1 without a matching flow: that money is not traced"));
  EXPECT_THAT(text, HasSubstr("fifo  3 accounts followed, 12,345 flows replayed\n"));
  EXPECT_THAT(text, HasSubstr("USD    1,000,001.00  400,001.50  599,999.00"));
  EXPECT_THAT(text, HasSubstr("den      400,001.50        2  held\n"));
  EXPECT_THAT(text, HasSubstr("stop: casino"));
  EXPECT_LT(text.find("casino  "), text.find("den  ")) << "largest first";
  EXPECT_THAT(text,
              HasSubstr("R2      V2      12,345.60  USD    2025-03-02  not stated  no account "
                        "is named"));
  EXPECT_THAT(text, Not(HasSubstr("CUT")));
}

TEST(SayTrace, a_cut_is_said_loudly_and_long_lists_are_cut) {
  Json answer = traced();
  answer["rules"][0]["cut"] = true;
  for (int more = 0; more < 30; ++more) {
    Json place = answer["rules"][0]["held"][0];
    answer["rules"][0]["held"].push_back(place);
  }
  const std::string text = said(say_trace, answer);
  EXPECT_THAT(text, HasSubstr("CUT by the budget"));
  EXPECT_THAT(text, HasSubstr("... 24 more accounts"));
}

Json ringed() {
  return Json::parse(R"({
    "question": {}, "window": "8d",
    "searched": [
      {"kind": "cycle", "instances": 1, "steps": 900, "complete": true},
      {"kind": "fan_in", "instances": 1000000, "steps": 5000000, "complete": false,
       "cut": "the budget of 1,000,000 instances ended the search"}],
    "instances": [
      {"kind": "cycle", "accounts": [{"account": "a", "role": "member"},
       {"account": "b", "role": "member"}],
       "account_counts": {"member": 2}, "flow_count": 2,
       "flows": [{}, {}], "first": "2025-01-01T00:00:00Z", "last": "2025-01-02T00:00:00Z",
       "sums": [{"leg": "around", "asset": "USD", "amount": "2500.00"}]},
      {"kind": "fan_in", "accounts": [{"account": "hub", "role": "hub"},
       {"account": "s1", "role": "source"},
       {"account": "s2", "role": "source"}], "account_counts": {"hub": 1, "source": 2},
       "flow_count": 2, "flows": [{}, {}], "first": "x", "last": "y",
       "sums": [{"leg": "in", "asset": "USD", "amount": "10.00"}]}],
    "shown": 2, "found": 1000001,
    "kinds": [{"kind": "cycle", "summary": "money comes back", "innocent": "a family shares rent"},
              {"kind": "fan_in", "summary": "many pay one", "innocent": "a shop"},
              {"kind": "fan_out", "summary": "one pays many", "innocent": "a payroll"}]})");
}

TEST(SayRings, windows_around_one_hub_are_one_line) {
  Json answer = ringed();
  Json larger = answer["instances"][1];
  larger["account_counts"]["source"] = 3;  // of which the answer does not list all
  answer["instances"].push_back(larger);
  const std::string text = said(say_rings, answer);
  EXPECT_THAT(text, HasSubstr("3 payers > hub"));
  EXPECT_THAT(text, HasSubstr("2 times"));
  EXPECT_THAT(text, Not(HasSubstr("2 payers > hub")));
}

TEST(SayRings, kinds_instances_honest_explanations_and_cuts) {
  const std::string text = said(say_rings, ringed());
  EXPECT_THAT(text, HasSubstr("Shapes inside 8d"));
  EXPECT_THAT(text, HasSubstr("at least 1,000,000"));
  EXPECT_THAT(text, HasSubstr("CUT by its budget: there may be more"));
  EXPECT_THAT(text, HasSubstr("fan_in: the budget of 1,000,000 instances ended the search"));
  EXPECT_THAT(text, HasSubstr("a > b"));
  EXPECT_THAT(text, HasSubstr("in all 2,500.00 USD"));
  EXPECT_THAT(text, HasSubstr("2 payers > hub"));
  EXPECT_THAT(text, HasSubstr("An honest business looks the same: a family shares rent"));
  EXPECT_THAT(text, HasSubstr("none found"));
  EXPECT_THAT(text, HasSubstr("The answer holds 2 of the 1,000,001 that were found"));
}

Json decided() {
  return Json::parse(R"json({
    "question": {"as_of": "2025-11-06", "known_at": "2025-11-06"},
    "book": {"sha256": "00", "rules": 2, "read_to": "2026-02-03",
             "advice": "Not legal advice. The rules were followed to 2026-02-03."},
    "rules": [
      {"rule": "r1", "title": "Policy of denial for Cambodia", "issuer": "Department of State",
       "instrument": "ITAR 126.1", "citation": "86 FR 70053", "basis": "primary",
       "last_seen": "2026-02-03", "text_read": true,
       "standings": [{"standing": "in_force", "since": "2021-12-09", "past_last_seen": false,
                      "past_known_at": false, "seen": "text read on 2026-02-03", "noted": []}]},
      {"rule": "r2", "title": "Old control", "issuer": "BIS", "citation": "X",
       "basis": "secondary",
       "standings": [{"standing": "in_force", "noted": []},
                     {"standing": "lifted", "since": "2025-11-07", "past_known_at": true,
                      "seen": "last seen on 2026-02-03 by trade press; the text itself was not read then",
                      "event": {"kind": "lift", "basis": "secondary", "sentence": "lift: the rule itself was not found."},
                      "noted": []}]},
      {"rule": "r3", "title": "Elsewhere", "issuer": "BIS", "citation": "Y", "basis": "primary",
       "standings": [{"standing": "in_force", "noted": []}]}],
    "remarks": ["the list us_csl can tell in part only"],
    "decisions": [{
      "order": "O1", "goods": "rifle scopes", "classification": "0A504", "destination": "kh",
      "outcome": "unknown", "at_least": "policy_of_denial", "at_most": "prohibited",
      "parties": [{"role": "end_user", "name": "Unit 1", "dataset": "us_csl", "authority": "BIS",
                   "outcome": "prohibited", "certain": "unknown", "note": "alike name"}],
      "controls": [
        {"rule": "r1", "stands": 0, "standing": "in_force", "applies": "yes",
         "outcome": "policy_of_denial", "reason": "the destination is kh"},
        {"rule": "r2", "stands": 1, "standing": "lifted", "applies": "no",
         "because": [{"fact": "in_force", "value": "lifted", "truth": "no"}],
         "reason": "the rule is lifted"},
        {"rule": "r3", "stands": 0, "standing": "in_force", "applies": "no"}],
      "screened": "not_at_all",
      "open": [{"fact": "end_use", "question": "What is the end use?", "rule": "r1"}]}]
})json");
}

TEST(SayDecide, an_order_its_controls_what_is_open_and_the_advice) {
  const std::string text = said(say_decide, decided());
  EXPECT_THAT(text, HasSubstr("1 order on 2025-11-06, as known on 2025-11-06"));
  EXPECT_THAT(text, HasSubstr("O1  UNKNOWN  rifle scopes (0A504) to KH"));
  EXPECT_THAT(text, HasSubstr("at least policy of denial, at most prohibited"));
  EXPECT_THAT(text, HasSubstr("end user Unit 1: POSSIBLY listed, prohibited by BIS (us_csl): alike "
                              "name"));
  EXPECT_THAT(text, HasSubstr("policy of denial  Policy of denial for Cambodia [r1]\n"));
  EXPECT_THAT(text, HasSubstr("in force since 2021-12-09; text read on 2026-02-03"));
  EXPECT_THAT(text, HasSubstr("    86 FR 70053\n"));
  EXPECT_THAT(text, HasSubstr("because the destination is kh"));
  EXPECT_THAT(text, HasSubstr("does not apply  Old control [r2]\n"));
  EXPECT_THAT(text,
              HasSubstr("lifted since 2025-11-07, if nothing changed after the known day; last "
                        "seen on"));
  EXPECT_THAT(text, HasSubstr("trade press; the text itself was not read then"));
  EXPECT_THAT(text, HasSubstr("lift: the rule itself was not found."));
  EXPECT_THAT(text, HasSubstr("rests on secondary sources"));
  EXPECT_THAT(text, Not(HasSubstr("Elsewhere")));
  EXPECT_THAT(text, HasSubstr("1 other rule in force does not reach this order"));
  EXPECT_THAT(text, HasSubstr("open: What is the end use?"));
  EXPECT_THAT(text, HasSubstr("Not legal advice."));
  EXPECT_THAT(text, HasSubstr("  no party was screened\n"));
  EXPECT_THAT(text, HasSubstr("the list us_csl can tell in part only"));
}

TEST(SayDecide, an_order_that_shipped_and_law_that_could_not_be_known) {
  Json answer = decided();
  answer["question"]["orders_by"] = "shipped";
  Json& first = answer["decisions"][0];
  first["judged_on"] = "2021-12-09";
  first["judged_by"] = "shipped";
  first["if_unchanged"] = {{"sentence", "law was known only up to 2021-12-01; if nothing changed"}};
  Json second = first;
  second["judged_on"] = "2025-11-06";
  second["judged_by"] = "as_of";
  second.erase("if_unchanged");
  answer["decisions"].push_back(second);
  const std::string text = said(say_decide, answer);
  EXPECT_THAT(text,
              HasSubstr("2 orders, each on the day it shipped, else on 2025-11-06, as known"));
  EXPECT_THAT(text, HasSubstr("  by the law of 2021-12-09, the day it shipped\n"));
  EXPECT_THAT(text, HasSubstr("  by the law of 2025-11-06: no full shipping day is known\n"));
  EXPECT_THAT(text, HasSubstr("law was known only up to 2021-12-01; if nothing changed"));
  EXPECT_THAT(text, HasSubstr("1 other rule in force when last known does not reach this order"));
}

TEST(SayDecide, many_orders_begin_with_a_count_of_outcomes) {
  Json answer = decided();
  for (int more = 0; more < 9; ++more) {
    Json one = answer["decisions"][0];
    one["order"] = "P" + std::to_string(more);
    one["outcome"] = "no_licence_required";
    answer["decisions"].push_back(one);
  }
  const std::string text = said(say_decide, answer);
  EXPECT_THAT(text, HasSubstr("no licence required       9  P0, P1, P2"));
  EXPECT_THAT(text, HasSubstr("UNKNOWN                   1  O1"));
  EXPECT_THAT(text, HasSubstr("... 4 more orders"));
  const auto first = text.find("    86 FR 70053\n");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(text.find("    86 FR 70053\n", first + 1), std::string::npos) << "each rule once";
}

Json reported() {
  return Json::parse(R"({
    "title": "A case", "question": {"as_of": "2025-11-07", "known_at": "2025-11-07"},
    "summary": {"victims": 2, "losses": [{"asset": "USDT", "amount": "1234567.891000"}],
      "to_freeze": [{"asset": "USDT", "min": "100.00", "max": "2000.00"}],
      "sentences": ["2 victims lost much."]},
    "freeze": [{"account": "T1", "part": "mule", "asset": "USDT", "min": "100.00", "max": "2000.00",
                "victims": 2, "listed": "yes", "institution": "exchange-x",
                "holders": ["Test Holder"]}],
    "kept": [{"account": "S1", "part": "recipient", "asset": "USDT", "min": "1.00", "max": "1.50",
              "victims": 1, "listed": "no", "holders": []}],
    "remarks": ["Bank C did not answer."]})");
}

TEST(SayReport, what_matters_first) {
  const std::string text = said(say_report, reported());
  EXPECT_TRUE(text.starts_with("A case\non 2025-11-07, as known on 2025-11-07\n")) << text;
  EXPECT_THAT(text, HasSubstr("2 victims lost much."));
  EXPECT_THAT(text, HasSubstr("lost       1,234,567.891  USDT\n"));
  EXPECT_THAT(
      text, HasSubstr("to freeze      2,000.00   USDT at most,  100.00  at least, by the rule\n"));
  EXPECT_THAT(
      text, HasSubstr("T1       Test Holder  USDT     100.00  2,000.00        2  exchange-x  yes"));
  EXPECT_THAT(text, HasSubstr("To ask, largest first: recipients, who may know nothing\n"));
  EXPECT_THAT(text, HasSubstr("S1       unknown  USDT       1.00     1.50        1  unknown  no"));
  EXPECT_THAT(text, HasSubstr("- Bank C did not answer."));
}

TEST(SayReport, nothing_to_freeze_is_none) {
  Json report = reported();
  report["summary"]["to_freeze"] = Json::array();
  report["freeze"] = Json::array();
  const std::string text = said(say_report, report);
  EXPECT_TRUE(std::regex_search(text, std::regex("to freeze +none"))) << text;
}

TEST(SayInvestigated, loads_findings_and_the_truth) {
  Json answer;
  answer["case"] = "demo-case";
  answer["report"] = "demo-case/report.html";
  answer["json"] = "demo-case/report.json";
  answer["loads"] =
      Json::parse(R"([{"dataset": "a", "changed": false}, {"dataset": "b", "changed": false}])");
  answer["answer"] = reported();
  answer["truth"] = Json::parse(R"({"holds": false, "checks": [
    {"name": "entry accounts", "expected": "22", "found": "22", "holds": true, "detail": ""},
    {"name": "members", "expected": "144", "found": "140", "holds": false,
     "detail": "4 missing"}]})");
  const std::string text = said(say_investigated, answer);
  EXPECT_THAT(text, HasSubstr("2 sources were held already"));
  EXPECT_THAT(text, HasSubstr("entry accounts        22     22  holds\n"));
  EXPECT_THAT(text, HasSubstr("members              144    140  DIFFERS  4 missing"));
  EXPECT_THAT(text, HasSubstr("The findings differ from the truth."));
  EXPECT_THAT(text, HasSubstr("report  demo-case/report.html\n"));
}

TEST(SayCase, loads_status_and_verification) {
  const std::string loaded = said_of(say_loaded, R"({
    "dataset": "bank", "changed": true, "rows": 1500000, "accepted": 1499999, "rejected": 1,
    "facts": 1499999, "kept_as_notes": 0, "known_before": 3, "possible_repeats": 0,
    "remarks": []})");
  EXPECT_THAT(loaded, HasSubstr("bank: 1,500,000 rows read, 1,499,999 accepted, 1 rejected"));
  EXPECT_THAT(loaded, HasSubstr("rejects.csv"));
  EXPECT_THAT(loaded, HasSubstr("3 flows were held already"));
  const std::string status = said_of(say_status, R"({"snapshot": "abc", "datasets": [
    {"dataset": "sdn", "kind": "list", "format": "ofac_sdn", "loads": [
      {"version": "2021-07-07", "rows": 10, "accepted": 10, "rejected": 0, "facts": 1000,
       "files": [{"name": "sdn.csv"}]},
      {"version": "2023-01-21", "rows": 12, "accepted": 11, "rejected": 1, "facts": 1200,
       "files": [{"name": "sdn.csv"}]}]}]})");
  EXPECT_THAT(status,
              HasSubstr("sdn      list  ofac_sdn  2021-07-07    10         0  1,000  sdn.csv"));
  EXPECT_THAT(status, HasSubstr("2023-01-21    12         1  1,200"));
  EXPECT_THAT(status, HasSubstr("snapshot abc"));
  EXPECT_THAT(said_of(say_status, R"({"snapshot": "abc", "datasets": []})"),
              HasSubstr("The case is empty"));
  const std::string verified = said_of(say_verified, R"({"snapshot": "abc", "loads": 2,
    "audit_entries": 3, "audit_root": "def", "answers": 1,
    "mismatches": [{"answer": 7, "verb": "trace", "question": {"as_of": "2025-01-01"}}]})");
  EXPECT_THAT(verified, HasSubstr("1 answer differs from what was recorded."));
  EXPECT_THAT(verified, HasSubstr("7  trace"));
}

}  // namespace
}  // namespace bayon::cli
