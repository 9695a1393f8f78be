// Here is an entity id and a day: what did the list say of it then?
//
// A Party is all statements that one dataset makes about one entity in the version in force at a
// pair of clocks, each with its source pointer. Statements whose own dates exclude the day asked
// are left out; those whose partial dates cannot decide it are kept and marked.
//
// Threads:  const methods may be called from any thread.
// Lifetime: views live as long as the snapshot.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/model/clocks.hpp"
#include "bayon/model/evidence.hpp"
#include "bayon/model/vocabulary.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::index {

struct Fact {
  std::string_view property;  ///< qualified, "Thing:name"
  std::string_view value;
  std::string_view original;
  std::string_view language;
  model::Interval valid;
  model::Truth held = model::Truth::yes;  ///< on the day asked
  std::uint32_t ordinal = 0;
};

struct Party {
  std::string_view id;
  std::string_view dataset;
  std::string schema;       ///< the most specific one that its statements give
  std::vector<Fact> facts;  ///< in canonical order

  /// First value of the plain property name, or empty.
  std::string_view first(std::string_view property) const;
  std::vector<std::string_view> all(std::string_view property) const;
  /// What people call it: a name, else its id.
  std::string caption() const;
};

/// One dataset as it answers at a pair of clocks.
class PartyReader {
 public:
  /// Nothing in `version` when every version is younger than known_at: unknown, not empty.
  static Result<PartyReader> open(const store::Dataset& dataset, model::Clocks clocks);

  /// What the list's load `version` says of the day asked, which lies before it: its facts hold
  /// then as far as they are dated, and are unknown otherwise.
  static Result<PartyReader> open_later(const store::Dataset& dataset, std::size_t version,
                                        model::Clocks clocks);

  const store::Dataset& dataset() const { return *dataset_; }
  /// The version that answers; nothing for a ledger's own statements and where no version was known
  /// yet.
  const std::optional<store::InForce>& in_force() const { return in_force_; }
  /// Is the answer for the day asked unknown because the version does not reach back so far?
  bool before_first() const { return !in_force_ || in_force_->before_first; }

  /// The entity, or nothing when the version in force does not speak of it on that day.
  std::optional<Party> party(std::string_view id) const;
  /// Is the statement with this ordinal part of what is in force?
  bool contains(std::uint32_t ordinal) const;
  std::span<const store::StatementPart> parts() const { return parts_; }
  /// Calls `visit(row, ordinal)` for every statement in force, part by part in order.
  template <typename Visit>
  void for_each(const Visit& visit) const {
    for (const auto& part : parts_) {
      for (std::uint32_t i = 0; i < part.table->size(); ++i) {
        if (contains(part.base + i)) visit(*part.table, i, part.base + i);
      }
    }
  }
  model::Evidence evidence(std::uint32_t ordinal) const;
  model::Truth held(const model::Interval& valid) const;

 private:
  const store::Dataset* dataset_ = nullptr;
  model::Clocks clocks_;
  std::optional<store::InForce> in_force_;
  std::span<const store::StatementPart> parts_;
  struct Loaded {
    std::size_t load;
    const store::VersionTable* table;
  };
  std::vector<Loaded> versions_;
};

}  // namespace bayon::index
