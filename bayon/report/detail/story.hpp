// What does every part of the page need to know about the answer?
//
// A Story indexes one answer: its rules, assets, stages, and where each account stands.
//
// Threads: const methods may run at once. Lifetime: the answer must outlive it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bayon/engine/engine.hpp"

namespace bayon::report {

struct Stage {
  std::string key;
  std::string label;
};

class Story {
 public:
  explicit Story(const Json& answer);

  const Json& answer() const { return *answer_; }
  const std::vector<std::string>& rules() const { return rules_; }
  const std::vector<std::string>& assets() const { return assets_; }
  const std::vector<Stage>& stages() const { return stages_; }
  /// Is there any finding at all?
  bool tells() const;

  std::string stage_label(std::string_view key) const;
  /// The stage at which accounts of a part stand; nothing where no stage fits.
  std::optional<std::size_t> stage_of(const Json& account) const;
  /// The row of `accounts` that holds this account.
  std::optional<std::size_t> account(const std::string& key) const;
  /// The account's name as a way to its row, or plain where it has none.
  std::string account_link(const std::string& key) const;
  /// What a part is called: the meaning that the answer gives, or the part's own words.
  std::string part_label(std::string_view part) const;

 private:
  const Json* answer_;
  std::vector<std::string> rules_;
  std::vector<std::string> assets_;
  std::vector<Stage> stages_;
  std::unordered_map<std::string, std::size_t> accounts_;
};

/// "fifo" -> "FIFO", "haircut" -> "Haircut".
std::string rule_label(std::string_view rule);

}  // namespace bayon::report
