// Here are files of rules: what rules of law do they state?
//
// One YAML file holds one rule, or one set of goods that several rules name
// (docs/formats/rules.md). The reader is strict: a key it does not know, a word outside its closed
// list or a date that cannot be is an error with file and line, for a misspelt rule would be
// silent.
//
// Threads: free functions.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/decide/rule_book.hpp"

namespace bayon::decide {

/// The text of one file and the name by which errors speak of it.
struct RuleText {
  std::string name;
  std::string text;
};

/// Reads every `*.yml` of the files and folders (and of folders in them) into one book. The order
/// of `paths` does not matter. Fails with file.not_found, file.unreadable, file.too_large,
/// text.invalid_utf8, rules.malformed, rules.unknown_outcome, or a date's own code, each at file
/// and line; with rules.malformed where the paths hold no rule at all. Cost: linear in the bytes.
Result<RuleBook> read_rules(std::span<const std::filesystem::path> paths);

/// The texts of those files, by name. A name begins with the last part of the path that was given
/// ("rules/items/us_ccl.yml"), so that it does not depend on where a folder lies. Fails as
/// read_rules does, but for what only reading the rules can tell.
Result<std::vector<RuleText>> find_rule_texts(std::span<const std::filesystem::path> paths);

/// The rules that this build was made with: data/rules of the repository, named as
/// find_rule_texts does.
std::vector<RuleText> built_in_rules();

/// The same from texts already in memory.
Result<RuleBook> read_rule_texts(std::span<const RuleText> texts);

}  // namespace bayon::decide
