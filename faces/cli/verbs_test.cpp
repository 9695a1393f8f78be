#include "faces/cli/verbs.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>
#include <CLI/CLI.hpp>

#include "faces/cli/completion.hpp"

namespace bayon::cli {
namespace {

std::vector<std::string> names(const CLI::App& app) {
  std::vector<std::string> out;
  for (const auto* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    out.push_back(verb->get_name());
  }
  return out;
}

// The lines below "Example:" in a help text, without the program's name.
std::vector<std::string> examples(const CLI::App& verb) {
  const std::string footer = verb.get_footer();
  std::vector<std::string> out;
  std::size_t at = footer.find("Example:\n");
  while (at != std::string::npos && at < footer.size()) {
    at = footer.find("  bayon ", at);
    if (at == std::string::npos) break;
    const std::size_t end = std::min(footer.find('\n', at), footer.size());
    out.push_back(footer.substr(at + 8, end - at - 8));
    at = end;
  }
  return out;
}

TEST(Verbs, every_verb_has_an_example_that_parses) {
  CLI::App described;
  const Verbs of_described(described);
  for (const auto& name : names(described)) {
    const auto lines = examples(*described.get_subcommand(name));
    ASSERT_FALSE(lines.empty()) << name;
    for (auto line : lines) {
      // A redirection is the shell's part.
      line = line.substr(0, line.find(" > "));
      CLI::App app;
      app.require_subcommand(1);
      const Verbs verbs(app);
      EXPECT_NO_THROW(app.parse(line, false)) << "bayon " << line;
      EXPECT_TRUE(app.get_subcommand(name)->parsed()) << "bayon " << line;
    }
  }
}

TEST(Verbs, every_verb_and_option_says_what_it_is_for) {
  CLI::App app;
  const Verbs verbs(app);
  for (const auto& name : names(app)) {
    const auto* verb = app.get_subcommand(name);
    EXPECT_FALSE(verb->get_description().empty()) << name;
    for (const auto* option : verb->get_options()) {
      EXPECT_FALSE(option->get_description().empty()) << name << " " << option->get_name();
    }
  }
}

TEST(Verbs, a_misspelt_verb_finds_the_one_that_was_meant) {
  CLI::App app;
  const Verbs verbs(app);
  EXPECT_TRUE(verbs.known("screen"));
  EXPECT_FALSE(verbs.known("sreen"));
  EXPECT_EQ(verbs.nearest("sreen"), "screen");
  EXPECT_EQ(verbs.nearest("laod"), "load");
  EXPECT_EQ(verbs.nearest("photosynthesis"), "");
}

TEST(Verbs, a_list_leaves_the_arguments_after_it_alone) {
  CLI::App app;
  const Verbs verbs(app);
  EXPECT_NO_THROW(app.parse("trace --rule fifo,haircut --rule fifo ofac-case", false));
  const auto* trace = app.get_subcommand("trace");
  EXPECT_EQ(trace->get_option("--rule")->results(),
            (std::vector<std::string>{"fifo", "haircut", "fifo"}));
  EXPECT_EQ(trace->get_option("case")->results(), std::vector<std::string>{"ofac-case"});
}

TEST(Verbs, every_word_for_completion_belongs_to_an_option) {
  CLI::App app;
  const Verbs verbs(app);
  EXPECT_FALSE(verbs.words().empty());
  for (const auto& [option, words] : verbs.words()) EXPECT_FALSE(words.empty());
}

TEST(Verbs, completions_name_every_verb_and_option) {
  CLI::App app;
  const Verbs verbs(app);
  const std::string bash = bash_completion(verbs);
  const std::string zsh = zsh_completion(verbs);
  const std::string fish = fish_completion(verbs);
  for (const auto& name : names(app)) {
    for (const auto& script : {bash, zsh, fish}) EXPECT_NE(script.find(name), std::string::npos);
    for (const auto* option : app.get_subcommand(name)->get_options()) {
      for (const auto& longer : option->get_lnames()) {
        EXPECT_NE(bash.find("--" + longer), std::string::npos) << name << " " << longer;
        EXPECT_NE(zsh.find("--" + longer + "["), std::string::npos) << name << " " << longer;
        EXPECT_NE(fish.find(" -l " + longer), std::string::npos) << name << " " << longer;
      }
    }
  }
}

}  // namespace
}  // namespace bayon::cli
