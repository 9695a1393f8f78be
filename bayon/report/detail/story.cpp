#include "bayon/report/detail/story.hpp"

#include <algorithm>
#include <array>

#include "bayon/report/detail/fields.hpp"
#include "bayon/report/detail/markup.hpp"

namespace bayon::report {

namespace {

// Where accounts of a part stand when the answer does not say: words of a stage's key, best first.
struct Standing {
  std::string_view part;
  std::array<std::string_view, 3> stages;
};
constexpr Standing standings[] = {
    {"victim_account", {"victims", "victim", ""}},
    {"receiver", {"receiver", "", ""}},
    {"layer", {"layer", "", ""}},
    {"intermediary", {"intermediar", "", ""}},
    {"custody_entry", {"custody_entry", "entry", "entries"}},
    {"custody_member", {"custody_member", "cycle", "member"}},
    {"consolidation_feeder", {"consolidation_feeder", "feeder", "consolidation"}},
    {"consolidation_holder", {"consolidation_holder", "holder", "consolidation"}},
    {"mule", {"mule", "", ""}},
    {"recipient", {"recipient", "", ""}},
};

void add_once(std::vector<std::string>& to, const std::string& text) {
  if (!text.empty() && std::find(to.begin(), to.end(), text) == to.end()) to.push_back(text);
}

}  // namespace

Story::Story(const Json& answer) : answer_(&answer) {
  const Json& money = value(answer, "money");
  if (money.is_object()) {
    for (const auto& [rule, by_asset] : money.items()) {
      add_once(rules_, rule);
      if (!by_asset.is_object()) continue;
      for (const auto& [asset, picture] : by_asset.items()) add_once(assets_, asset);
    }
  }
  for (const auto& rule : texts(answer, "question.rules")) add_once(rules_, rule);
  if (rules_.empty()) rules_ = {"fifo", "haircut"};
  for (const auto& loss : items(answer, "summary.losses")) add_once(assets_, text(loss, "asset"));
  for (const auto& stage : items(answer, "stages")) {
    stages_.push_back({text(stage, "key"), text(stage, "label")});
  }
  std::size_t row = 0;
  for (const auto& account : items(answer, "accounts")) {
    accounts_.emplace(text(account, "account"), row++);
  }
}

bool Story::tells() const {
  for (const auto* key : {"victims", "reports", "accounts", "edges", "freeze", "listed", "orders",
                          "rings.shown", "timeline"}) {
    if (!items(*answer_, key).empty()) return true;
  }
  return false;
}

std::string Story::stage_label(std::string_view key) const {
  for (const auto& stage : stages_) {
    if (stage.key == key && !stage.label.empty()) return stage.label;
  }
  std::string out(key);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::optional<std::size_t> Story::stage_of(const Json& account) const {
  const std::string part = text(account, "part");
  const auto find = [&](auto&& fits) -> std::optional<std::size_t> {
    const auto found = std::find_if(stages_.begin(), stages_.end(), fits);
    if (found == stages_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - stages_.begin());
  };
  for (const std::string& exact : {text(account, "stage"), part}) {
    if (exact.empty()) continue;
    if (const auto stage = find([&](const Stage& one) { return one.key == exact; })) return stage;
  }
  if (part.starts_with("stop:")) {
    const std::string category = part.substr(5);
    if (const auto stage = find([&](const Stage& one) { return one.key == category; }))
      return stage;
    for (const std::string_view stem : {"stop", "cash"}) {
      const auto fits = [&](const Stage& one) { return one.key.find(stem) != one.key.npos; };
      if (const auto stage = find(fits)) return stage;
    }
  }
  for (const auto& standing : standings) {
    if (standing.part != part) continue;
    for (const std::string_view stem : standing.stages) {
      if (stem.empty()) break;
      const auto fits = [&](const Stage& one) { return one.key.find(stem) != one.key.npos; };
      if (const auto stage = find(fits)) return stage;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> Story::account(const std::string& key) const {
  const auto found = accounts_.find(key);
  if (found == accounts_.end()) return std::nullopt;
  return found->second;
}

std::string Story::account_link(const std::string& key) const {
  const auto row = account(key);
  if (!row) return "<span class=id>" + name(key) + "</span>";
  return lead(key, "a:" + std::to_string(*row), "id");
}

std::string Story::part_label(std::string_view part) const {
  for (const auto& one : items(*answer_, "parts.by_part")) {
    if (text(one, "part") == part && has(one, "label")) return text(one, "label");
  }
  std::string out(part);
  if (out == "stop:payer") return "stop: it paid a reported sum itself";
  if (out == "stop:hub" || out == "stop:asked") return "stop: " + out.substr(5);
  if (out.starts_with("stop:")) out = "cash-out: " + out.substr(5);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string rule_label(std::string_view rule) {
  if (rule == "fifo") return "FIFO";
  std::string out(rule);
  std::replace(out.begin(), out.end(), '_', ' ');
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

}  // namespace bayon::report
