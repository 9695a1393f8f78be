#include <map>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "bayon/engine/detail/report_sections.hpp"
#include "bayon/engine/fields.hpp"

namespace bayon::engine {

namespace {

// Source files by number: a case has a handful of files and a hundred thousand records.
class Files {
 public:
  std::size_t number(const model::Evidence& evidence) {
    const auto key = std::tuple(evidence.dataset, evidence.version, evidence.file, evidence.sha256);
    const auto [at, fresh] = numbers_.emplace(key, files_.size());
    if (fresh) {
      Json file = evidence_json(evidence);
      file.erase("record");
      files_.push_back(std::move(file));
    }
    return at->second;
  }
  const Json& json() const { return files_; }

 private:
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> numbers_;
  Json files_ = Json::array();
};

// "2024-07-13T18:44:37.887Z 900.00 900.00 850.00+0.50 0:1702,2:88": when, what was paid, what of it
// arrived under each rule and was burnt on the way, and the records that show it.
std::string record_text(const CaseMoney& money, const FlowSums& sums, Files& files) {
  const index::Flow flow = money.flows->flow(sums.flow);
  const auto& assets = money.flows->assets();
  std::string out =
      fmt::format("{} {}", flow.at.text(), amount_json(flow.paid.amount, assets[flow.paid.asset]));
  for (std::size_t rule = 0; rule < sums.arrived.size(); ++rule) {
    out += ' ' + amount_json(sums.arrived[rule], assets[flow.received.asset]);
    if (sums.burnt[rule] > 0) out += '+' + amount_json(sums.burnt[rule], assets[flow.paid.asset]);
  }
  char before = ' ';
  for (const auto& evidence : money.flows->evidence(sums.flow)) {
    out += fmt::format("{}{}:{}", before, files.number(evidence), evidence.record);
    before = ',';
  }
  return out;
}

}  // namespace

Json edges_section(const CaseTables& tables) {
  const CaseMoney& money = *tables.money;
  Json edges = Json::array();
  Files files;
  for (const auto& [key, flows] : tables.flows) {
    const auto sums = tables.edges.find(key);
    Json one;
    one["from"] = money.flows->account(key.from);
    one["to"] = money.flows->account(key.to);
    one["asset"] = money.flows->assets()[key.asset].code;
    one["amount"] = by_rule(money, sums->second.amount, key.asset);
    one["flows"] = flows.size();
    one["first"] = money.flows->at(flows.front().flow).text();
    one["last"] = money.flows->at(flows.back().flow).text();
    Json records = Json::array();
    for (const FlowSums& flow : flows) records.push_back(record_text(money, flow, files));
    one["records"] = std::move(records);
    edges.push_back(std::move(one));
  }
  Json fields = Json::array({"at", "paid"});
  for (const auto& answer : money.answers) fields.push_back(trace::name(answer.rule));
  fields.push_back("file:record");
  return {{"edges", std::move(edges)}, {"record_fields", fields}, {"record_files", files.json()}};
}

}  // namespace bayon::engine
