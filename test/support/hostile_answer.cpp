#include <map>
#include <string>

#include <fmt/format.h>

#include "test/support/sample_answer.hpp"

namespace bayon::testing {

const char* const* hostile_names() {
  static const char* const names[hostile_names_count] = {
      "</script><script>window.hurt=1</script>",
      "\"><img src=x onerror=\"window.hurt=1\">",
      "' onmouseover='window.hurt=1",
      ("\xE2\x80\xAE"
       "gpj.exe"),
      "\xE2\x81\xA6isolated\xE2\x81\xA9 \xD8\xA7\xD8\xB3\xD9\x85",
      "</style></title><svg onload=window.hurt=1>",
      "&lt;b&gt; already escaped &amp; not",
      "]]>--><!-- \x01\x7F \xE2\x80\xA8line"};
  return names;
}

Json hostile_answer() {
  Json out = sample_answer();
  std::size_t next = 0;
  const auto hurt = [&](Json& object, const char* key) {
    if (object.contains(key)) object[key] = hostile_names()[next++ % hostile_names_count];
  };
  hurt(out, "title");
  for (auto& victim : out["victims"]) hurt(victim, "name"), hurt(victim, "victim");
  for (auto& report : out["reports"]) hurt(report, "name"), hurt(report, "to"), hurt(report, "why");
  for (auto& row : out["freeze"]) hurt(row, "institution"), hurt(row, "why");
  for (auto& row : out["accounts"]) hurt(row, "why"), hurt(row, "label");
  for (auto& row : out["listed"]) {
    hurt(row["hit"], "caption"), hurt(row["hit"], "dataset"), hurt(row["hit"], "version");
  }
  for (auto& order : out["orders"]) {
    hurt(order, "order"), hurt(order, "goods"), hurt(order, "sentence"), hurt(order, "outcome");
  }
  for (auto& rule : out["order_rules"]) {
    hurt(rule, "title"), hurt(rule, "issuer"), hurt(rule, "citation");
    for (auto& standing : rule["standings"]) hurt(standing, "sentence"), hurt(standing, "seen");
  }
  for (const char* remarks : {"order_remarks", "listed_remarks"}) {
    for (auto& remark : out[remarks]) remark = hostile_names()[next++ % hostile_names_count];
  }
  for (auto& stage : out["stages"]) hurt(stage, "label");
  for (auto& part : out["parts"]["by_part"]) hurt(part, "label"), hurt(part, "meaning");
  for (auto& remark : out["remarks"]) remark = hostile_names()[next++ % hostile_names_count];
  for (auto& sentence : out["summary"]["sentences"]) {
    sentence = hostile_names()[next++ % hostile_names_count];
  }
  // Accounts are keys: each must stay one of its kind.
  std::map<std::string, std::string> renamed;
  for (auto& row : out["accounts"]) {
    const std::string old = row["account"];
    renamed[old] = fmt::format("{}{}", hostile_names()[next++ % hostile_names_count], next);
    row["account"] = renamed[old];
  }
  for (auto& edge : out["edges"]) {
    edge["from"] = renamed[edge["from"]];
    edge["to"] = renamed[edge["to"]];
  }
  for (const char* rows : {"freeze", "stops"}) {
    for (auto& row : out[rows]) row["account"] = renamed[row["account"]];
  }
  return out;
}

}  // namespace bayon::testing
