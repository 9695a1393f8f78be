#include "faces/cli/verbs.hpp"

#include <algorithm>
#include <numeric>

#include <CLI/CLI.hpp>

#include "bayon/base/check.hpp"

namespace bayon::cli {

namespace {

// Letters to insert, drop or replace on the way from one word to the other.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

std::string most_like(std::string_view word, const std::vector<std::string>& names) {
  constexpr std::size_t edits_most = 2;
  std::string best;
  std::size_t least = edits_most + 1;
  for (const auto& name : names) {
    const std::size_t away = edits(word.substr(0, 64), name);
    if (away < least) {
      least = away;
      best = name;
    }
  }
  return best;
}

// Empty: all is well, as CLI11 has it.
std::string not_empty(const std::string& value) { return value.empty() ? "it is empty" : ""; }

}  // namespace

Verbs::Verbs(CLI::App& app) : app_(app) {
  add_case_verbs(*this);
  add_screen(*this);
  add_trace(*this);
  add_rings(*this);
  add_decide(*this);
  add_report_verbs(*this);
  add_generate(*this);
  add_formats(*this);
  add_completion(*this);
}

int Verbs::run() const {
  const auto parsed =
      std::ranges::find_if(entries_, [](const Entry& one) { return one.app->parsed(); });
  BAYON_CHECK(parsed != entries_.end(), cli.verb_was_parsed);
  return parsed->run();
}

bool Verbs::known(std::string_view name) const {
  return std::ranges::any_of(entries_,
                             [name](const Entry& one) { return one.app->get_name() == name; });
}

std::string Verbs::nearest(std::string_view word) const {
  std::vector<std::string> names;
  for (const auto& one : entries_) names.push_back(one.app->get_name());
  return most_like(word, names);
}

std::string Verbs::nearest_option(std::string_view verb, std::string_view word) const {
  std::vector<std::string> names;
  for (const auto& one : entries_) {
    if (one.app->get_name() != verb) continue;
    for (const CLI::Option* option : one.app->get_options()) {
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return most_like(word.substr(0, word.find('=')), names);
}

Verb Verbs::add(const std::string& name, const std::string& summary,
                const std::vector<std::string>& examples, std::function<int()> run) {
  auto* app = app_.add_subcommand(name, summary);
  std::string footer = "Example:";
  for (const auto& line : examples) footer += "\n  " + line;
  app->group("Verbs");
  app->footer(footer);
  entries_.push_back({app, std::move(run)});
  return {*app, words_};
}

void Verb::argument(const std::string& name, std::string& field, const std::string& help, Need need,
                    Words words) {
  auto* made =
      app_.add_option(name, field, help)->required(need == Need::required)->check(not_empty);
  if (!words.empty()) words_[made] = std::move(words);
}

void Verb::arguments(const std::string& name, std::vector<std::string>& field,
                     const std::string& help) {
  app_.add_option(name, field, help)->required()->check(not_empty);
}

void Verb::option(const std::string& names, std::string& field, const std::string& help,
                  Words words, Need need) {
  auto* made =
      app_.add_option(names, field, help)->required(need == Need::required)->check(not_empty);
  if (!words.empty()) words_[made] = std::move(words);
}

void Verb::option(const std::string& names, std::optional<std::int64_t>& field,
                  const std::string& help) {
  app_.add_option(names, field, help)->check(not_empty);
}

void Verb::option(const std::string& names, std::optional<std::uint64_t>& field,
                  const std::string& help) {
  app_.add_option(names, field, help)->check(not_empty);
}

void Verb::list(const std::string& names, std::vector<std::string>& field, const std::string& help,
                Words words) {
  // Without this, a list would swallow the arguments that follow it.
  auto* made = app_.add_option(names, field, help)
                   ->delimiter(',')
                   ->allow_extra_args(false)
                   ->check(not_empty);
  if (!words.empty()) words_[made] = std::move(words);
}

void Verb::each(const std::string& names, std::vector<std::string>& field,
                const std::string& help) {
  app_.add_option(names, field, help)->allow_extra_args(false)->check(not_empty);
}

void Verb::flag(const std::string& name, bool& field, const std::string& help) {
  app_.add_flag(name, field, help);
}

}  // namespace bayon::cli
