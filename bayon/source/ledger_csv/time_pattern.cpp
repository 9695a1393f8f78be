#include "bayon/source/ledger_csv/time_pattern.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"

namespace bayon::source::ledger_csv {

namespace {

constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};

bool digit(char c) { return c >= '0' && c <= '9'; }

Failure malformed(std::string_view text) {
  return fail(errors::instant_malformed, fmt::format("'{}'", text.substr(0, 40)));
}

// What the parts of a text said.
struct Said {
  int year = 0, month = 0, day = 0;
  std::int64_t hour = 0, minute = 0, second = 0, nanos = 0;
};

bool take_month_name(std::string_view& left, int& month) {
  const std::string name = lower_ascii(left.substr(0, 3));
  const auto found = std::find(months.begin(), months.end(), name);
  if (found == months.end()) return false;
  month = static_cast<int>(found - months.begin()) + 1;
  left.remove_prefix(3);
  return true;
}

std::string_view take_digits(std::string_view& left, std::size_t most) {
  std::size_t count = 0;
  while (count < left.size() && count < most && digit(left[count])) ++count;
  const auto out = left.substr(0, count);
  left.remove_prefix(count);
  return out;
}

void set(Said& said, char directive, std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  switch (directive) {
    case 'Y':
      said.year = value;
      return;
    case 'y':
      said.year = value + (value < 69 ? 2000 : 1900);
      return;
    case 'm':
      said.month = value;
      return;
    case 'd':
      said.day = value;
      return;
    case 'H':
      said.hour = value;
      return;
    case 'M':
      said.minute = value;
      return;
    case 'S':
      said.second = value;
      return;
    default:
      said.nanos = value;
      for (auto places = digits.size(); places < 9; ++places) said.nanos *= 10;
  }
}

}  // namespace

Result<TimePattern::Part> TimePattern::part_of(char directive) {
  switch (directive) {
    case '%':
      return Part{0, '%', 0, 0};
    case 'Y':
      return Part{'Y', 0, 4, 4};
    case 'y':
      return Part{'y', 0, 2, 2};
    case 'b':
      return Part{'b', 0, 0, 0};
    case 'f':
      return Part{'f', 0, 1, 9};
    case 'm':
    case 'd':
    case 'H':
    case 'M':
    case 'S':
      return Part{directive, 0, 1, 2};
    default:
      return fail(errors::instant_malformed,
                  fmt::format("there is no %{} in a layout of times; there are %Y %y %m %b %d %H "
                              "%M %S %f %%",
                              directive));
  }
}

Result<TimePattern> TimePattern::make(std::string_view pattern) {
  TimePattern out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '%') {
      out.parts_.push_back({0, pattern[at], 0, 0});
      continue;
    }
    if (++at == pattern.size()) return fail(errors::instant_malformed, "it ends behind a '%'");
    BAYON_TRY(out.parts_.emplace_back(), part_of(pattern[at]));
  }
  const auto numeric = [](const Part& part) { return part.digits_max != 0 || digit(part.literal); };
  for (std::size_t i = 0; i < out.parts_.size(); ++i) {
    Part& part = out.parts_[i];
    const bool beside = (i != 0 && numeric(out.parts_[i - 1])) ||
                        (i + 1 < out.parts_.size() && numeric(out.parts_[i + 1]));
    if (part.digits_max == 2 && beside) part.digits_min = 2;
  }
  BAYON_TRY_VOID(out.check());
  return out;
}

Result<void> TimePattern::check() const {
  const auto count = [&](std::string_view directives) {
    return std::count_if(parts_.begin(), parts_.end(), [&](const Part& part) {
      return part.directive != 0 && directives.find(part.directive) != directives.npos;
    });
  };
  struct Group {
    std::string_view directives, name;
  };
  const Group groups[] = {{"Yy", "year"},  {"mb", "month"}, {"d", "day"},     {"H", "hour"},
                          {"M", "minute"}, {"S", "second"}, {"f", "fraction"}};
  bool larger = true;
  for (const Group& group : groups) {
    const auto found = count(group.directives);
    if (found > 1) {
      return fail(errors::instant_malformed, fmt::format("it has the {} twice", group.name));
    }
    const bool needed =
        group.directives == "Yy" || group.directives == "mb" || group.directives == "d";
    if (found == 0 && needed) {
      return fail(errors::instant_malformed, fmt::format("it lacks the {}", group.name));
    }
    if (found != 0 && !larger) {
      return fail(errors::instant_malformed,
                  fmt::format("it has the {} without what is larger", group.name));
    }
    larger = found != 0;
  }
  return {};
}

Result<Instant> TimePattern::read(std::string_view text) const {
  std::string_view left = text;
  Said said;
  for (const Part& part : parts_) {
    if (part.directive == 0) {
      if (left.empty() || left.front() != part.literal) return malformed(text);
      left.remove_prefix(1);
    } else if (part.directive == 'b') {
      if (!take_month_name(left, said.month)) return malformed(text);
    } else {
      const auto digits = take_digits(left, part.digits_max);
      if (digits.size() < part.digits_min) return malformed(text);
      set(said, part.directive, digits);
    }
  }
  if (!left.empty() || said.hour > 23 || said.minute > 59 || said.second > 59) {
    return malformed(text);
  }
  if (said.month == 0 || said.day == 0) return malformed(text);
  BAYON_TRY(const PartialDate date, PartialDate::make(said.year, said.month, said.day));
  BAYON_TRY(Instant out, start_of(date.first()));
  out.nanos += ((said.hour * 60 + said.minute) * 60 + said.second) * nanos_per_second + said.nanos;
  return out;
}

}  // namespace bayon::source::ledger_csv
