#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/engine/detail/hit_json.hpp"
#include "bayon/engine/detail/report_lists.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/index/party_reader.hpp"
#include "bayon/inquiry/screen/screener.hpp"

namespace bayon::engine {

Result<Holders> holders_of(const CaseView& view, const std::set<std::string>& accounts,
                           const model::Clocks& clocks) {
  Holders out;
  for (const auto& dataset : view.snapshot().datasets()) {
    if (dataset.kind() != source::Kind::ledger) continue;
    BAYON_TRY(const auto reader, index::PartyReader::open(dataset, clocks));
    const auto name_all = [&](const std::string& account, const index::Party& by,
                              std::string_view link) {
      for (const auto id : by.all(link)) {
        if (const auto holder = reader.party(id)) out[account].insert(holder->caption());
      }
    };
    for (const std::string& account : accounts) {
      if (const auto party = reader.party(account)) name_all(account, *party, "holder");
    }
    // A bank account does not name its owner: an Ownership names both.
    reader.for_each([&](const store::StatementTable& table, std::uint32_t row, std::uint32_t) {
      if (table.property(row) != "Ownership:asset") return;
      const auto account = accounts.find(std::string(table.row(row).value));
      if (account == accounts.end()) return;
      if (const auto ownership = reader.party(table.entity(row))) {
        name_all(*account, *ownership, "owner");
      }
    });
  }
  return out;
}

Result<void> name_holders(const CaseView& view, const Json& question,
                          std::initializer_list<const char*> sections, Json& out) {
  BAYON_TRY(const model::Clocks clocks, clocks_field(question));
  std::set<std::string> accounts;
  for (const char* section : sections) {
    for (const auto& row : out.at(section)) accounts.insert(row.at("account").get<std::string>());
  }
  BAYON_TRY(const Holders holders, holders_of(view, accounts, clocks));
  for (const char* section : sections) {
    for (auto& row : out.at(section)) {
      const auto named = holders.find(row.at("account").get<std::string>());
      row["holders"] = named == holders.end() ? Json::array() : Json(named->second);
    }
  }
  return {};
}

namespace {

constexpr std::size_t rings_shown_of_a_kind = 50;
constexpr std::size_t rings_flows_shown = 20'000;  // of a kind: the page carries them
constexpr int ring_counterparties_min = 4;

// One account that is asked about, and who holds it where a ledger says so.
struct Asked {
  std::string account;
  std::string part;
  bool by_name = false;
  screen::Question question;
};

Result<std::vector<Asked>> to_ask(const CaseView& view, const CaseMoney& money,
                                  const model::Clocks& clocks) {
  std::vector<Asked> out;
  std::set<std::string> suspects;
  std::map<std::string, std::string> part_of;
  for (const auto& one : money.parts.accounts) {
    if (one.part == trace::Part::victim) continue;
    Asked asked;
    asked.account = money.flows->account(one.account);
    asked.part = trace::name(one.part);
    asked.question.identifiers = {asked.account};
    asked.question.clocks = clocks;
    part_of[asked.account] = asked.part;
    if (trace::suspect(one.part)) suspects.insert(asked.account);
    out.push_back(std::move(asked));
  }
  BAYON_TRY(const auto names, holders_of(view, suspects, clocks));
  for (const auto& [account, of_account] : names) {
    for (const std::string& name : of_account) {
      Asked asked;
      asked.account = account;
      asked.part = part_of[account];
      asked.by_name = true;
      asked.question.name = name;
      asked.question.clocks = clocks;
      out.push_back(std::move(asked));
    }
  }
  return out;
}

void add_listed(const Asked& asked, const std::vector<screen::Hit>& hits, Json& out) {
  for (const screen::Hit& hit : hits) {
    // A label says what an account is, not that it is listed.
    if (hit.listings.empty() && hit.topics.empty()) continue;
    Json one;
    one["account"] = asked.account;
    one["part"] = asked.part;
    one["by"] = asked.by_name ? "holder" : "account";
    if (asked.by_name) one["holder"] = asked.question.name;
    one["hit"] = hit_json(hit);
    out.push_back(one);
  }
}

// The members of `answer` that the report repeats.
Json pick(const Json& answer, std::initializer_list<const char*> names) {
  Json out = Json::object();
  for (const char* name : names) {
    if (answer.contains(name)) out[name] = answer.at(name);
  }
  return out;
}

// What is not known about who is listed, in a few sentences.
Json listed_remarks(const Json& coverage, std::size_t unasked) {
  Json out = Json::array();
  if (!asks_parties(coverage)) {
    out.push_back(coverage.empty()
                      ? "No list was asked: whether anyone is listed is not known."
                      : "Only lists of wallets were asked, which label addresses: whether any "
                        "account or holder is listed is not known.");
  }
  for (const auto& list : coverage) {
    const std::string reach = list.at("reach");
    if (reach == "answered") continue;
    const std::string dataset = list.at("dataset");
    out.push_back(reach == "partial"
                      ? fmt::format("The list {} was loaded without all of its parts: not found "
                                    "on it is unknown, not \"not listed\".",
                                    dataset)
                  : reach == "before_first"
                      ? fmt::format("The list {} does not reach back to the day asked about: whom "
                                    "it named then is not known.",
                                    dataset)
                      : fmt::format("No version of the list {} was known on the day asked about: "
                                    "whom it named then is not known.",
                                    dataset));
  }
  if (unasked != 0) {
    out.push_back(fmt::format(
        "For {} of the accounts and holders there is no name or number that could be looked up.",
        unasked));
  }
  return out;
}

}  // namespace

bool asks_parties(const Json& coverage) {
  return std::any_of(coverage.begin(), coverage.end(),
                     [](const Json& list) { return list.at("holds") == "parties"; });
}

Result<Json> listed_section(CaseView& view, const Json& question, const CaseMoney* money,
                            Progress& progress) {
  Json out;
  out["listed"] = Json::array();
  out["coverage"] = Json::array();
  if (view.lists().empty()) {
    out["listed_remarks"] = listed_remarks(out["coverage"], 0);
    return out;
  }
  BAYON_TRY(const model::Clocks clocks, clocks_field(question));
  BAYON_TRY(const screen::Screener* screener, view.screener(progress));
  std::vector<Asked> asked;
  if (money != nullptr) {
    BAYON_TRY(asked, to_ask(view, *money, clocks));
  }
  std::vector<screen::Question> questions;
  for (const Asked& one : asked) questions.push_back(one.question);
  const auto answers = screener->screen_all(questions, progress);
  std::size_t unasked = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (!answers[i].ok()) {
      // A key too short to be an identifier cannot be looked up: that is no finding either way.
      if (answers[i].error().code == errors::party_nameless) {
        ++unasked;
        continue;
      }
      return fail(answers[i].error());
    }
    if (out["coverage"].empty()) out["coverage"] = coverage_json(answers[i]->coverage);
    for (const auto* hits : {&answers[i]->hits, &answers[i]->later}) {
      add_listed(asked[i], *hits, out["listed"]);
    }
  }
  out["listed_remarks"] = listed_remarks(out["coverage"], unasked);
  return out;
}

Result<Json> rings_section(CaseView& view, const Json& question, const CaseMoney* money,
                           Progress& progress) {
  Json out;
  out["searched"] = Json::array();
  out["shown"] = Json::array();
  out["innocent"] = Json::object();
  if (money == nullptr) return out;
  Json ask = pick(question, {"as_of", "known_at", "kinds", "window", "ties"});
  ask["accounts"] = Json::array();
  for (const auto& one : money->parts.accounts) {
    if (trace::suspect(one.part)) {
      ask["accounts"].push_back(std::string(money->flows->account(one.account)));
    }
  }
  if (ask["accounts"].empty()) return out;
  ask["accounts_min"] = ring_counterparties_min;
  ask["instances_shown"] = rings_shown_of_a_kind;
  ask["flows_shown"] = rings_flows_shown;
  BAYON_TRY(const Json answer, answer_rings(view, ask, progress));
  out["searched"] = answer.at("searched");
  out["shown"] = answer.at("instances");
  out["window"] = answer.at("window");
  for (const auto& kind : answer.at("kinds")) {
    out["innocent"][kind.at("kind").get<std::string>()] = kind.at("innocent");
  }
  return out;
}

Result<Json> orders_section(CaseView& view, const Json& question, Progress& progress) {
  Json out;
  out["orders"] = Json::array();
  const auto datasets = view.snapshot().datasets();
  const bool any = std::any_of(datasets.begin(), datasets.end(),
                               [](const store::Dataset& one) { return one.format() == "orders"; });
  if (!any) return out;
  BAYON_TRY(
      Json answer,
      answer_decide(view, pick(question, {"as_of", "known_at", "book", "orders_by"}), progress));
  out["orders"] = std::move(answer.at("decisions"));
  out["order_rules"] = answer.at("rules");
  out["order_coverage"] = answer.at("coverage");
  out["order_remarks"] = answer.at("remarks");
  out["rule_book"] = answer.at("book");
  return out;
}

}  // namespace bayon::engine
