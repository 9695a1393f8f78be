#include "test/support/sample_answer_findings.hpp"

#include "test/support/sample_answer.hpp"

#include <chrono>
#include <map>

#include <fmt/format.h>

namespace bayon::testing {

namespace {

Json list_evidence(std::string_view record) {
  return Json::array(
      {{{"dataset", "sample_list"},
        {"version", "2025-10-14"},
        {"file", "list_2.csv"},
        {"sha256", "f6f0a4d3f2a1b0c9d8e7f6a5b8c5f3f0d2d1f6f3a54c1dd80b6f0f3a1f53e7c0"},
        {"record", record}}});
}

Json rule_met(std::string_view rule, std::string_view title, std::string_view citation,
              std::string_view standing, std::string_view sentence) {
  Json out;
  out["rule"] = rule;
  out["title"] = title;
  out["issuer"] = "US Department of Commerce";
  out["citation"] = citation;
  out["basis"] = "primary";
  out["last_seen"] = "2025-11-07";
  out["text_read"] = true;
  out["standings"] = {{{"standing", standing},
                       {"since", "2021-12-09"},
                       {"past_known_at", false},
                       {"past_last_seen", false},
                       {"seen", "text read on 2025-11-07"},
                       {"sentence", sentence},
                       {"noted", Json::array()}}};
  return out;
}

Json control(std::string_view rule, std::string_view applies, std::string_view outcome,
             std::string_view standing) {
  Json out;
  out["rule"] = rule;
  out["stands"] = 0;
  out["standing"] = standing;
  out["applies"] = applies;
  if (applies != "no") out["outcome"] = outcome;
  out["reason"] = applies == "yes" ? "the destination is KH" : "the goods are EAR99";
  out["because"] = Json::array({{{"fact", "destination"}, {"value", "KH"}, {"truth", "yes"}}});
  out["open"] = Json::array();
  return out;
}

Json dataset(std::string_view name, std::string_view kind, std::string_view format,
             std::string_view version, std::size_t rows) {
  Json load;
  if (!version.empty()) load["version"] = version;
  load["rows"] = rows;
  load["accepted"] = rows - rows / 1000;
  load["rejected"] = rows / 1000;
  load["facts"] = rows * 3;
  load["remarks"] = Json::array();
  load["gaps"] = Json::array();
  load["root"] = std::string(64, 'a');
  load["files"] = {
      {{"name", fmt::format("{}.csv", name)},
       {"sha256", "8c5f3f0d2d1f6f3a54c1dd80b6f0f3a1f53e7c0f6f0a4d3f2a1b0c9d8e7f6a5b"}}};
  return Json{{"dataset", name}, {"kind", kind}, {"format", format}, {"loads", {load}}};
}

}  // namespace

Json sample_record_files() {
  const auto file = [](const char* dataset, const char* sha256) {
    Json out;
    out["dataset"] = dataset;
    out["file"] = std::string(dataset) + ".csv";
    out["sha256"] = sha256;
    return out;
  };
  return Json::array({
      file("chain", "8c5f3f0d2d1f6f3a54c1dd80b6f0f3a1f53e7c0f6f0a4d3f2a1b0c9d8e7f6a5b"),
      file("bank_a", "1b0c9d8e7f6a5b8c5f3f0d2d1f6f3a54c1dd80b6f0f3a1f53e7c0f6f0a4d3f2a"),
      file("exchange", "7c0f6f0a4d3f2a1b0c9d8e7f6a5b8c5f3f0d2d1f6f3a54c1dd80b6f0f3a1f53e"),
  });
}

// long: one field after another, as an answer has them
Json sample_frame() {
  Json out;
  out["verb"] = "report";
  out["snapshot"] = "5b8c5f3f0d2d1f6f3a54c1dd80b6f0f3a1f53e7c0f6f0a4d3f2a1b0c9d8e7f6a";
  out["question"] = {
      {"title", "Sample"}, {"rules", {"fifo", "haircut"}}, {"kinds", {"fan_in", "cycle"}},
      {"window", "8d"},    {"as_of", "2025-11-06"},        {"known_at", "2025-11-06"}};
  out["title"] = "Scam centre, a made-up case";
  out["datasets"] = {dataset("chain", "ledger", "ledger_csv", "", 184'233),
                     dataset("bank_a", "ledger", "ledger_csv", "", 20'911),
                     dataset("police_reports", "list", "victim_reports", "2025-09", 2'106),
                     dataset("sample_list", "list", "ftm", "2025-10-14", 311)};
  out["stages"] = Json::array();
  const std::pair<const char*, const char*> stages[] = {
      {"victim", "Victims"},
      {"receivers", "Receiving addresses"},
      {"layers", "Layers"},
      {"mules", "Mule accounts"},
      {"intermediaries", "Intermediaries"},
      {"exchange_entry", "Exchange, entry accounts"},
      {"exchange_cycle", "Exchange, cycle accounts"},
      {"consolidation", "Consolidation"},
      {"stop:cash", "Cash"},
      {"stop:exchange", "Other exchange"},
      {"returned", "Back to victims"}};
  for (const auto& [key, label] : stages) out["stages"].push_back({{"key", key}, {"label", label}});
  out["rules_used"] = {{{"rule", "fifo"},
                        {"name", "First in, first out"},
                        {"source", "Devaynes v Noble (1816) 1 Mer 572"},
                        {"law", "England and Wales; used by many forensic accountants"}},
                       {{"rule", "haircut"},
                        {"name", "Haircut (pro rata)"},
                        {"source", "Barlow Clowes International Ltd v Vaughan [1992] 4 All ER 22"},
                        {"law", "Rateable sharing"}}};
  out["remarks"] = {
      "The ledgers end on 2025-06-30; what happened afterwards is unknown.",
      "The list does not reach back before 2025-10-14; on earlier days, listed means unknown.",
      "An account counts as a stop when a label list says that it is an outside exchange."};
  out["listed"] = Json::array();
  out["order_rules"] = {
      rule_met("us_ear_744_21_kh", "Military end use, Cambodia", "15 CFR 744.21; 86 FR 70015",
               "in_force", "in force according to US Department of Commerce since 2021-12-09"),
      rule_met("us_itar_126_1_kh", "Proscribed destination, Cambodia", "22 CFR 126.1; 86 FR 70053",
               "lifted", "lifted according to US Department of Commerce since 2025-11-07")};
  out["order_remarks"] = {
      "the list older_list does not reach back to that day: whom it named then "
      "is not known"};
  out["rule_book"] = {{"advice", "Not legal advice. The rules were followed to 2025-11-07."}};
  out["listed_remarks"] = {
      "The list older_list does not reach back to the day asked about: whom it named then is not "
      "known."};
  out["coverage"] = {{{"dataset", "sample_list"},
                      {"holds", "parties"},
                      {"reach", "answered"},
                      {"version", "2025-10-14"},
                      {"day", "2025-10-14"},
                      {"remarks", Json::array()}},
                     {{"dataset", "older_list"},
                      {"holds", "parties"},
                      {"reach", "before_first"},
                      {"remarks", {"first version is of 2025-12-01"}}}};
  return out;
}

std::string sample_name(std::size_t index) {
  static const char* const first[] = {"Ariya", "Boon", "Chan", "Dara", "Ester", "Fah", "Gun",
                                      "Hana",  "Ivo",  "Jaya", "Kim",  "Lek",   "Mali"};
  static const char* const last[] = {"Sample", "Example", "Placeholder", "Specimen", "Instance"};
  return fmt::format("{} {} {}", first[index % 13], last[index / 13 % 5], index + 1);
}

std::string sample_time(int day) {
  using namespace std::chrono;
  const year_month_day date(sys_days(year(2024) / 7 / 1) + days(day));
  return fmt::format("{:04}-{:02}-{:02}T12:00:00Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string sample_part_label(const std::string& part) {
  static const std::map<std::string, std::string> labels = {
      {"victim", "Victims' accounts"},
      {"receiver", "Receivers"},
      {"layer", "Layers"},
      {"intermediary", "Intermediaries"},
      {"custody_entry", "Exchange entry accounts"},
      {"custody_member", "Exchange cycle accounts"},
      {"consolidation_holder", "Consolidation holders"},
      {"mule", "Mules"},
      {"stop", "Where tracing ends"}};
  const auto found = labels.find(part);
  return found == labels.end() ? part : found->second;
}

std::string sample_part_meaning(const std::string& part) {
  if (part == "stop") return "The trail stops here: what goes in mixes with others' money.";
  if (part == "victim") return "Paid, by the victims' own reports.";
  return "Took in money from the stage before it and passed most of it on.";
}

Json sample_orders(std::size_t count) {
  Json out = Json::array();
  static const char* const outcomes[] = {"policy_of_denial", "no_licence_required", "case_by_case",
                                         "unknown"};
  for (std::size_t i = 0; i < count; ++i) {
    const std::string outcome = outcomes[i % 4];
    Json order;
    order["order"] = fmt::format("PO-2025-{:03}", i + 1);
    order["goods"] = i % 2 == 0 ? "Night vision monocular" : "Diesel generator, 40 kVA";
    order["classification"] = i % 2 == 0 ? "6A002.c" : "EAR99";
    order["destination"] = "KH";
    order["outcome"] = outcome;
    order["at_least"] = outcome == "unknown" ? "no_licence_required" : outcome;
    order["at_most"] = outcome == "unknown" ? "policy_of_denial" : outcome;
    order["parties"] = {{{"role", "consignee"},
                         {"name", "Example Trading Co."},
                         {"dataset", "sample_list"},
                         {"authority", "Sample authority"},
                         {"outcome", "no_licence_required"},
                         {"certain", true},
                         {"note", "not met on any list in force"},
                         {"evidence", list_evidence("14")}}};
    order["controls"] = {control("us_ear_744_21_kh", "yes", outcome, "in_force"),
                         control("us_itar_126_1_kh", "no", "no_licence_required", "lifted")};
    order["screened"] = i % 3 == 0 ? "in_part" : "in_full";
    order["gaps"] = Json::array();
    order["open"] = Json::array();
    if (outcome == "unknown") {
      order["open"].push_back({{"fact", "end_user"},
                               {"question", "Who is the end user?"},
                               {"could_be", "policy_of_denial"}});
    }
    order["sentence"] = "Under the rules of 2025-11-06: " + outcome + ".";
    order["evidence"] = list_evidence(std::to_string(i + 2));
    out.push_back(order);
  }
  return out;
}

Json sample_rings(std::size_t of_a_kind, const Json& accounts) {
  Json out;
  out["searched"] = Json::array();
  out["shown"] = Json::array();
  for (const std::string kind : {"fan_in", "cycle"}) {
    out["searched"].push_back({{"kind", kind},
                               {"instances", of_a_kind},
                               {"steps", 10'000},
                               {"complete", kind == "cycle"}});
    if (kind != "cycle") out["searched"].back()["cut"] = "steps_max reached";
    out["innocent"][kind] = kind == "cycle"
                                ? "An exchange that moves money between its own wallets."
                                : "A shop, a school or a landlord collects like this.";
    for (std::size_t i = 0; i < of_a_kind; ++i) {
      Json ring;
      ring["kind"] = kind;
      ring["accounts"] = Json::array();
      ring["flows"] = Json::array();
      const auto at = [&](std::size_t k) {
        return accounts[(i * 7 + k) % accounts.size()]["account"];
      };
      for (std::size_t k = 0; k < 4; ++k) {
        ring["accounts"].push_back({{"account", at(k)}, {"role", k == 0 ? "hub" : "spoke"}});
        ring["flows"].push_back({{"from", at(k)},
                                 {"to", at(k + 1)},
                                 {"amount", fmt::format("{}.500000", 1000 + i + k)},
                                 {"asset", "USDT"},
                                 {"at", sample_time(static_cast<int>(i + k))},
                                 {"evidence", list_evidence(std::to_string(i * 4 + k))}});
      }
      ring["first"] = sample_time(static_cast<int>(i));
      ring["last"] = sample_time(static_cast<int>(i + 3));
      ring["sums"] = {{{"leg", "in"},
                       {"asset", "USDT"},
                       {"amount", fmt::format("{}.000000", 4 * (1000 + i) + 8)}}};
      out["shown"].push_back(ring);
    }
  }
  return out;
}

Json sample_listed(const std::string& account) {
  Json hit;
  hit["dataset"] = "sample_list";
  hit["version"] = "2025-10-14";
  hit["entity"] = "sample-account-1";
  hit["schema"] = "CryptoWallet";
  hit["caption"] = account;
  hit["score"] = 10'000;
  hit["listed"] = "yes";
  hit["because"] = {{{"kind", "identifier"},
                     {"asked", account},
                     {"listed", account},
                     {"property", "publicKey"},
                     {"entity", "sample-account-1"},
                     {"score", 10'000},
                     {"held", "yes"},
                     {"evidence", list_evidence("88")}}};
  hit["via"] = {{{"entity", "sample-market"}, {"schema", "Company"}, {"caption", "Sample Market"}}};
  hit["topics"] = {"sanction"};
  hit["listings"] = {{{"entity", "sample-account-1"},
                      {"authority", "Sample authority"},
                      {"programme", "SCAM-CENTRES"},
                      {"listed", "yes"},
                      {"from", "2025-10-14"},
                      {"held", "yes"},
                      {"evidence", list_evidence("12")}}};
  return Json::array(
      {{{"account", account}, {"by", "account"}, {"hit", hit}},
       {{"account", account}, {"by", "holder"}, {"holder", "Sample Market Ltd"}, {"hit", hit}}});
}

SampleSize large_sample() {
  SampleSize size;
  size.victims = 434;
  size.receivers = 620;
  size.layers = 1'500;
  size.intermediaries = 35;
  size.exchange_entries = 22;
  size.exchange_members = 122;
  size.groups = 7;
  size.mules = 60;
  size.cash_outs = 25;
  size.fan_out = 30;
  size.orders = 12;
  size.rings_of_a_kind = 50;
  return size;
}

}  // namespace bayon::testing
