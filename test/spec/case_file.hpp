// What does a case file say, line by line?
//
//   # A comment.
//   file  ledger.csv                      a file of the case, whose lines follow
//   | first line
//   load  format ftm  dataset sample  version 2025-06-30  files data/lists/x.json
//   as_of  2025-07-01                     clocks of the questions that follow
//   screen  name Example Trading 01 Co  country kh
//   ----
//   what is expected, up to the next empty line
//
// Fields stand two blanks apart, each a word and its value. Paths are those of files of the case,
// else of the repository.
//
// Threads: plain values and free functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bayon/base/text.hpp"

namespace bayon::spec {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// One line of a case with what belongs to it.
struct Step {
  std::string word;   ///< load, file, as_of, known_at, a verb; empty: a comment or blank
  std::string value;  ///< all that stands after it
  Fields fields;      ///< the value as fields
  std::vector<std::string> text;  ///< the line as written; of a file, its content
  bool answered = false;          ///< "----" follows: the answer is expected there
  std::string expected;           ///< lines as written, each with its end
};

inline Fields read_fields(std::string_view text) {
  Fields out;
  for (const auto part : split(text, "  ")) {
    const auto pair = trim(part);
    if (pair.empty()) continue;
    const auto blank = pair.find(' ');
    const auto value = blank == std::string_view::npos ? std::string_view() : pair.substr(blank);
    out.emplace_back(pair.substr(0, blank), trim(value));
  }
  return out;
}

inline std::vector<Step> read_steps(std::string_view text) {
  std::vector<Step> out;
  bool below = false;
  for (const auto line : split(text, '\n')) {
    if (below && !line.empty()) {
      out.back().expected += std::string(line) + '\n';
      continue;
    }
    below = false;
    if (line == "----" && !out.empty()) {
      out.back().answered = below = true;
      continue;
    }
    if (line.starts_with("| ") && !out.empty() && out.back().word == "file") {
      out.back().text.emplace_back(line.substr(2));
      continue;
    }
    Step step;
    if (!line.empty() && line.front() != '#') {
      const auto blank = line.find(' ');
      step.word = line.substr(0, blank);
      if (blank != std::string_view::npos) step.value = trim(line.substr(blank));
      step.fields = read_fields(step.value);
    }
    if (step.word != "file") step.text.emplace_back(line);
    out.push_back(std::move(step));
  }
  return out;
}

/// The case as a file again, with `expected` as it stands in the steps.
inline std::string write_steps(const std::vector<Step>& steps) {
  std::string out;
  for (const auto& step : steps) {
    if (step.word == "file") {
      out += "file  " + step.value + '\n';
      for (const auto& line : step.text) out += "| " + line + '\n';
    } else {
      for (const auto& line : step.text) out += line + '\n';
    }
    if (step.answered) out += "----\n" + step.expected;
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace bayon::spec
