// How is a question asked through the program `bayon`?
//
// Threads: free functions; each call starts a process and waits for it.
#pragma once

#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/wait.h>

#include "bayon/base/file.hpp"
#include "test/spec/case_file.hpp"
#include "test/support/place.hpp"

namespace bayon::spec {

struct Ran {
  int exit = -1;
  std::string out;
  std::string error;
};

/// Runs the program with `arguments`; `place` holds what it writes to standard error.
inline Ran run_program(const std::vector<std::string>& arguments,
                       const std::filesystem::path& place) {
  const auto quoted = [](const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
  };
  std::string line = quoted(testing::program().string());
  for (const auto& argument : arguments) line += ' ' + quoted(argument);
  const auto errors = place / "stderr";
  line += " 2>" + quoted(errors.string()) + " </dev/null";
  Ran ran;
  FILE* pipe = ::popen(line.c_str(), "r");
  if (pipe == nullptr) return ran;
  char buffer[4096];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    ran.out.append(buffer, got);
  }
  const int status = ::pclose(pipe);
  if (WIFEXITED(status)) ran.exit = WEXITSTATUS(status);
  ran.error = read_file(errors).value_or("");
  return ran;
}

/// The command line of a question whose fields are those of the engine; nothing when the program
/// has no option for one of them.
inline std::optional<std::vector<std::string>> command_line(std::string_view verb,
                                                            const std::string& case_folder,
                                                            const Fields& fields) {
  struct Option {
    std::string_view field, option;
  };
  static constexpr Option renamed[] = {
      {"identifiers", "--identifier"}, {"datasets", "--dataset"}, {"kinds", "--kind"},
      {"accounts", "--account"},       {"stops", "--stop"},       {"hub_flows_max", "--hub"},
      {"order_ids", "--order"},        {"orders_by", "--by"},
  };
  static constexpr std::string_view same[] = {
      "schema", "birth_date",    "country",         "hits_max",  "window",   "ties",
      "from",   "accounts_min",  "receivers_min",   "hops_min",  "hops_max", "amount_min",
      "asset",  "instances_max", "instances_shown", "steps_max", "until",    "tolerance_days",
      "orders", "as_of",         "known_at"};
  std::vector<std::string> out{std::string(verb), case_folder};
  std::string name;
  for (const auto& [field, value] : fields) {
    if (field == "name") {
      name = value;
      continue;
    }
    std::string option;
    for (const auto& one : renamed) {
      if (one.field == field) option = one.option;
    }
    if (field == "label_stops" || field == "screen_parties") {
      if (value == "false") {
        out.emplace_back(field == "label_stops" ? "--through-labels" : "--no-screening");
      }
      continue;
    }
    if (field == "rules") option = verb == "decide" ? "--rules" : "--rule";
    for (const auto one : same) {
      if (one != field) continue;
      option = "--" + field;
      for (char& c : option) c = c == '_' ? '-' : c;
    }
    if (field == "score_min") {
      // The program takes scores as 0.85, the engine in ten-thousandths.
      const std::string digits = std::string(value.size() < 5 ? 5 - value.size() : 0, '0') + value;
      out.push_back("--score-min=" + digits.substr(0, digits.size() - 4) + "." +
                    digits.substr(digits.size() - 4));
      continue;
    }
    if (option.empty()) return std::nullopt;
    out.push_back(option + "=" + value);
  }
  out.emplace_back("--json");
  if (!name.empty()) {
    out.emplace_back("--");
    out.push_back(name);
  }
  return out;
}

}  // namespace bayon::spec
