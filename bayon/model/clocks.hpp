// True when, and known when?
//
// Valid time says when a fact held in the world, known time which versions of a list said so. Every
// question takes both as `Clocks`. A bound that nobody stated is open; a day that falls inside a
// partial date (1965 asked on 1965-06-01) can be neither confirmed nor denied.
#pragma once

#include <cstdint>

#include "bayon/base/partial_date.hpp"

namespace bayon::model {

enum class Truth : std::uint8_t { no, unknown, yes };

/// When a fact held: from the first to the last day, both included. Unknown bounds are open.
struct Interval {
  PartialDate from;
  PartialDate until;

  friend constexpr auto operator<=>(const Interval&, const Interval&) = default;
  constexpr bool open() const { return !from.known() && !until.known(); }
};

/// Did the fact hold on `day`? Unknown where only a partial date decides.
Truth held(const Interval& interval, Day day);

/// The two days of a question.
struct Clocks {
  Day as_of = 0;     ///< valid time: the day asked about
  Day known_at = 0;  ///< known time: only versions dated on or before this day count

  friend constexpr auto operator<=>(const Clocks&, const Clocks&) = default;
};

}  // namespace bayon::model
