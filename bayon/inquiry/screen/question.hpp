// Who is being asked about, on which day, and how sure must a hit be?
//
// Threads: plain values.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bayon/model/clocks.hpp"

namespace bayon::screen {

/// Bounds of a question; beyond them it is refused with question.out_of_range.
inline constexpr int score_min_usual = 8'500;
inline constexpr std::size_t hits_most = 10'000;
inline constexpr std::size_t identifiers_most = 1'000;
inline constexpr std::size_t name_characters_most = 512;

struct Question {
  std::string name;    ///< as written, any script; may be empty when there are identifiers
  std::string schema;  ///< "Person", "Vessel"...; empty: any party
  /// Passport, tax and registration numbers, IMO numbers, wallet addresses, e-mail, phone: of any
  /// kind, as written. Each is looked up under every property that holds such.
  std::vector<std::string> identifiers;
  std::string birth_date;  ///< 1965, 1965-03 or 1965-03-12; empty: not known
  std::string country;     ///< code or name of a territory; empty: not known
  model::Clocks clocks;
  int score_min = score_min_usual;    ///< 1 to 10,000; weaker hits are dropped
  std::size_t hits_max = 100;         ///< 1 to hits_most
  std::vector<std::string> datasets;  ///< lists to ask; empty: all lists of the case
};

}  // namespace bayon::screen
