// Which shapes does this build know, and what must each one do?
//
// A Typology is one folder under bayon/inquiry/rings: it finds instances searched from one account
// at a time, and says who takes part in given flows if they form the shape. CMake finds the folders
// and generates the list behind `typologies()`.
//
// Threads:    a Typology is constant data and free functions; a Search belongs to one thread at a
//             time.
// Lifetime:   a Search refers to the flows and question it was made for.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/inquiry/rings/found.hpp"
#include "bayon/inquiry/rings/ordered_flows.hpp"
#include "bayon/inquiry/rings/rings.hpp"

namespace bayon::rings {

/// Looks for instances at one account after another. What it finds at an account depends on that
/// account alone, never on those it was asked before.
class Search {
 public:
  virtual ~Search() = default;

  /// Gives all instances that start at `account` to `found`, until found says that it is enough.
  virtual void at(index::AccountId account, Found& found) = 0;
};

/// Whose instances Question::only lets through.
enum class Centre : std::uint8_t {
  hub,     ///< the account that is searched from
  member,  ///< any account that takes part
};

struct Typology {
  std::string_view name;       ///< the folder's name, as --kind takes it
  std::string_view summary;    ///< one line for people
  std::string_view innocent;   ///< the honest business that looks the same
  std::uint32_t accounts_min;  ///< default of Question::accounts_min; 0: it has no such bound
  Centre centre;

  std::unique_ptr<Search> (*search)(const OrderedFlows& flows, const Question& question);

  /// Who takes part if `given` (ascending, in a window, none to oneself) form the shape.
  /// Fails with rings.not_an_instance, saying what is missing.
  Result<std::vector<Participant>> (*participants)(const index::FlowIndex& flows,
                                                   const Question& question,
                                                   std::span<const index::FlowId> given);
};

/// Every typology of this build, by name.
std::span<const Typology* const> typologies();

/// The typology called `name`. Fails with question.out_of_range, naming those there are.
Result<const Typology*> find_typology(std::string_view name);

/// The least number of counterparties: the question's, or the typology's own.
std::uint32_t accounts_needed(const Typology& typology, const Question& question);

}  // namespace bayon::rings
