// What did the lists say of this id on that day?
//
// All statements about one entity, list by list, each with its source pointer, as the version in
// force said them. A list that does not reach the day says so in the coverage; one that reaches it
// and does not know the id is covered and absent from `found`.
//
// Threads: free functions over constant data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/inquiry/screen/answer.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::screen {

struct EntityFact {
  std::string property;  ///< "Thing:name"
  std::string value;
  std::string original;
  std::string language;
  model::Interval valid;
  model::Truth held = model::Truth::yes;  ///< on the day asked
  model::Evidence evidence;

  friend auto operator<=>(const EntityFact&, const EntityFact&) = default;
};

struct Entity {
  std::string dataset;
  std::string version;
  std::string id;
  std::string schema;
  std::string caption;
  std::vector<EntityFact> facts;  ///< by property, value, language, interval

  friend auto operator<=>(const Entity&, const Entity&) = default;
};

struct EntityAnswer {
  std::vector<Entity> found;  ///< by dataset
  std::vector<Coverage> coverage;

  friend bool operator==(const EntityAnswer&, const EntityAnswer&) = default;
};

/// Every list's entity `id` at `clocks`. Fails with question.out_of_range for days outside the
/// years 1 to 9999, snapshot.empty when there is no list, and the codes of segments. Cost: a few
/// binary searches for each list, then its facts.
Result<EntityAnswer> entity(const store::Snapshot& snapshot, std::string_view id,
                            model::Clocks clocks);

}  // namespace bayon::screen
