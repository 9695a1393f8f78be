// Do the questions in test/spec/decide have the answers that stand below them?
//
// With BAYON_UPDATE_GOLDEN=1 the answers are written anew, to be read as a diff.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "bayon/base/file.hpp"
#include "bayon/base/text.hpp"
#include "bayon/decide/explain.hpp"
#include "bayon/decide/read_rules.hpp"
#include "test/support/place.hpp"

namespace bayon::decide {
namespace {

using model::Outcome;
using model::Truth;

const std::filesystem::path root = testing::root();

std::string told(const Decision& decision) {
  std::string out = fmt::format("outcome  {}", name(decision.outcome));
  if (decision.at_least != decision.at_most || decision.outcome != decision.at_most) {
    out +=
        fmt::format("  at_least {}  at_most {}", name(decision.at_least), name(decision.at_most));
  }
  out += '\n';
  for (const auto& answer : decision.controls) {
    if (answer.applies == Truth::no && answer.standing == Standing::in_force) continue;
    out += answer.applies == Truth::yes
               ? fmt::format("applies  {}  {}", answer.rule->id, name(answer.outcome))
           : answer.applies == Truth::unknown
               ? fmt::format("open     {}  at_most {}", answer.rule->id, name(answer.at_most))
               : fmt::format("not      {}", answer.rule->id);
    out += fmt::format("  {}\n", standing_line(answer));
    for (const auto& event : answer.noted) out += fmt::format("  note   {}\n", event_line(event));
  }
  for (const auto& fact : decision.open) {
    out += fmt::format("ask      {}: {}\n", fact.fact, fact.question);
  }
  return out;
}

// `name value  name value`, two blanks between the pairs.
model::Order read_order(std::string_view line) {
  model::Order out;
  std::string end_user;
  std::string country;
  for (const auto pair : split(line, "  ")) {
    const auto text = trim(pair);
    const auto blank = text.find(' ');
    if (text.empty()) continue;
    const auto key = text.substr(0, blank);
    const std::string value(trim(text.substr(blank)));
    const std::array<std::pair<std::string_view, std::string*>, 6> fields{
        {{"classification", &out.classification},
         {"jurisdiction", &out.jurisdiction},
         {"destination", &out.destination},
         {"end_use", &out.end_use},
         {"end_user", &end_user},
         {"end_user_country", &country}}};
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [&](const auto& one) { return one.first == key; });
    if (field == fields.end()) {
      ADD_FAILURE() << "a case knows no field " << key;
    } else {
      *field->second = value;
    }
  }
  out.parties.push_back({"end_user", "Example Unit 07", country, end_user});
  return out;
}

// Runs all questions of one case file; returns the file with the answers as they are now.
std::string answered(std::string_view text) {
  std::string out;
  std::string answer;
  std::optional<RuleBook> book;
  model::Clocks clocks{0, day_of(2026, 3, 1)};
  bool below = false;
  for (const auto line : split(text, '\n')) {
    const auto blank = line.find(' ');
    const auto key = line.substr(0, blank);
    const auto value = blank == std::string_view::npos ? "" : trim(line.substr(blank));
    if (below && !line.empty()) continue;
    below = false;
    out += std::string(line) + '\n';
    if (key == "rules") {
      const std::array paths{root / value};
      auto read = read_rules(paths);
      EXPECT_TRUE(read) << read.error().text();
      if (read) book = *std::move(read);
    } else if (key == "as_of" || key == "known_at") {
      (key == "as_of" ? clocks.as_of : clocks.known_at) = parse_date(value)->first();
    } else if (key == "decide") {
      EXPECT_TRUE(book.has_value()) << "no rules before the first question";
      if (book) answer = told(decide(read_order(value), *book, clocks));
    } else if (key == "----") {
      out += answer;
      below = true;
    }
  }
  while (out.size() > 1 && out.ends_with("\n\n")) out.pop_back();
  return out;
}

TEST(SpecCases, AnswerAsWritten) {
  const bool update = std::getenv("BAYON_UPDATE_GOLDEN") != nullptr;
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(root / "test/spec/decide")) {
    if (entry.path().extension() != ".case") continue;
    ++files;
    const auto text = read_file(entry.path());
    ASSERT_TRUE(text) << text.error().text();
    const auto now = answered(*text);
    if (update) {
      ASSERT_TRUE(write_file(entry.path(), now));
    } else {
      EXPECT_EQ(*text, now) << entry.path();
    }
  }
  EXPECT_GE(files, 4u);
}

}  // namespace
}  // namespace bayon::decide
