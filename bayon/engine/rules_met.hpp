// Which rules did the orders of an answer meet, and how did each stand on their days?
//
// Many orders meet the same few rules. What a rule says of itself, and how it stood, is told once
// for the whole answer; a control names its rule and one of the standings.
//
// Threads:  belongs to one thread.
// Lifetime: keeps the rules that it was shown; their book must outlive it.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <tuple>
#include <vector>

#include "bayon/decide/decide.hpp"
#include "bayon/engine/engine.hpp"

namespace bayon::engine {

class RulesMet {
 public:
  /// The number of the standing behind `answer` among those of its rule. All answers have the same
  /// known day, which decides what may be told of an event.
  std::size_t standing(const decide::ControlAnswer& answer);

  /// Every rule that was met, by id, with its standings in the order in which they were met.
  Json json() const;

 private:
  // The standing, its event, past the known day, past the day last seen, later events.
  using Key = std::tuple<decide::Standing, int, bool, bool, std::vector<int>>;
  struct Met {
    const model::Rule* rule = nullptr;
    std::map<Key, std::size_t> numbers;
    Json standings = Json::array();
  };
  std::map<std::string_view, Met> rules_;
};

}  // namespace bayon::engine
