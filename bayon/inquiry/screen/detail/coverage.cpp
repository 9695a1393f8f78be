#include "bayon/inquiry/screen/detail/coverage.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/screen/screener.hpp"

namespace bayon::screen::detail {

Result<void> check_clocks(model::Clocks clocks) {
  for (const Day day : {clocks.as_of, clocks.known_at}) {
    if (day < day_of(1, 1, 1) || day > day_of(9999, 12, 31)) {
      return fail(errors::question_out_of_range,
                  fmt::format("a day of the years 1 to 9999, not day {} from 1970-01-01", day));
    }
  }
  return {};
}

Coverage coverage_of(const index::PartyReader& reader, model::Clocks clocks) {
  const auto& dataset = reader.dataset();
  Coverage out;
  out.dataset = dataset.name();
  out.holds = holds_of(dataset);
  const auto asked = std::min(clocks.as_of, clocks.known_at);
  if (!reader.in_force()) {
    out.remarks.push_back(fmt::format(
        "unknown: no version on or before {} is loaded, which does not mean that nobody was listed",
        PartialDate::from_day(asked).text()));
    return out;
  }
  const auto& in_force = *reader.in_force();
  out.version = dataset.loads()[in_force.version].version;
  out.day = dataset.day(in_force.version);
  out.age_days = std::int64_t{clocks.as_of} - *out.day;
  const auto shortfalls = store::shortfalls(dataset.loads()[in_force.version]);
  out.reach = in_force.before_first ? Reach::before_first
              : shortfalls.empty()  ? Reach::answered
                                    : Reach::partial;
  const std::size_t next = in_force.version + 1;
  if (!in_force.before_first && next < dataset.loads().size() &&
      dataset.day(next) <= clocks.known_at) {
    out.next_version = dataset.loads()[next].version;
    out.next_day = dataset.day(next);
  }
  if (in_force.before_first) {
    out.remarks.push_back(
        fmt::format("no version on or before {} is loaded: the first one known answers, and what "
                    "it does not date "
                    "is unknown for that day",
                    PartialDate::from_day(asked).text()));
  }
  if (clocks.as_of > clocks.known_at) {
    if (out.reach == Reach::answered) out.reach = Reach::partial;
    out.remarks.emplace_back(
        "it can tell in part only: the day asked lies after the day known, and who is listed "
        "between the two is not known");
  }
  for (const auto& shortfall : shortfalls) {
    out.remarks.push_back(fmt::format("it can tell in part only: {}", shortfall));
  }
  return out;
}

}  // namespace bayon::screen::detail
