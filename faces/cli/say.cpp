#include "faces/cli/say.hpp"

#include <iostream>
#include <string>

#include <fmt/format.h>

namespace bayon::cli {

int say_error(const Error& error) {
  const ErrorEntry& known = entry(error.code);
  std::cerr << "bayon: " << error.text() << "\n  " << known.meaning
            << "\n  remedy: " << known.remedy << "\n";
  return known.exit;
}

void say_json(const Json& json) {
  std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
}

namespace {

std::string text(const Json& json, const char* key) {
  return json.contains(key) ? json[key].get<std::string>() : std::string();
}

}  // namespace

void say_loaded(const Json& loaded) {
  const std::string what =
      text(loaded, "dataset") + (loaded.contains("version") ? " " + text(loaded, "version") : "");
  if (!loaded["changed"].get<bool>()) {
    fmt::print("{}: nothing new, the case holds it already\n", what);
    return;
  }
  fmt::print("{}: {} rows read, {} accepted, {} rejected, {} facts\n", what,
             loaded["rows"].get<std::uint64_t>(), loaded["accepted"].get<std::uint64_t>(),
             loaded["rejected"].get<std::uint64_t>(), loaded["facts"].get<std::uint64_t>());
  const auto count = [&](const char* key, std::string_view sentence) {
    if (const auto n = loaded[key].get<std::uint64_t>(); n != 0)
      fmt::print("  {} {}\n", n, sentence);
  };
  count("kept_as_notes", "pieces were kept as notes");
  count("known_before", "flows were held already, under their reference");
  count("possible_repeats", "rows are possible repeats: alike, and without a reference");
  for (const auto& remark : loaded["remarks"]) fmt::print("  {}\n", remark.get<std::string>());
}

void say_status(const Json& answer) {
  fmt::print("snapshot {}\n", text(answer, "snapshot"));
  for (const auto& dataset : answer["datasets"]) {
    fmt::print("{} ({}, {})\n", text(dataset, "dataset"), text(dataset, "kind"),
               text(dataset, "format"));
    for (const auto& load : dataset["loads"]) {
      fmt::print("  {:<12} {:>10} facts, {} rejected\n",
                 load.contains("version") ? text(load, "version") : "load",
                 load["facts"].get<std::uint64_t>(), load["rejected"].get<std::uint64_t>());
    }
  }
}

void say_trace(const Json& answer) {
  std::size_t unmatched = 0;
  for (const auto& report : answer["reports"]) unmatched += report["match"] == "none" ? 1 : 0;
  fmt::print("{} reported payments, {} without a matching flow\n", answer["reports"].size(),
             unmatched);
  for (const auto& rule : answer["rules"]) {
    fmt::print("\n{}: {} accounts followed, {} flows replayed{}\n", text(rule, "rule"),
               rule["accounts_followed"].get<std::uint64_t>(), rule["events"].get<std::uint64_t>(),
               rule["cut"].get<bool>() ? ", cut by the budget" : "");
    for (const auto& claim : rule["claims"]) {
      fmt::print(
          "  {:<24} lost {:>16} {:<5} held {:>16}  at stops {:>16}  returned {:>12}  fees {:>12}\n",
          text(claim, "victim"), text(claim, "loss"), text(claim, "asset"), text(claim, "held"),
          text(claim, "stopped"), text(claim, "returned"), text(claim, "fees"));
    }
  }
}

void say_verified(const Json& verified) {
  fmt::print("{} loads, {} answers, {} audit entries: {}\n", verified["loads"].get<std::uint64_t>(),
             verified["answers"].get<std::uint64_t>(),
             verified["audit_entries"].get<std::uint64_t>(),
             verified["mismatches"].empty() ? "all hold" : "some answers differ");
  fmt::print("snapshot {}\naudit    {}\n", text(verified, "snapshot"),
             text(verified, "audit_root"));
  for (const auto& mismatch : verified["mismatches"]) {
    fmt::print("  answer {} ({}) differs\n", mismatch["answer"].get<std::uint64_t>(),
               text(mismatch, "verb"));
  }
}

}  // namespace bayon::cli
