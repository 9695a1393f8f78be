#include "faces/cli/shown.hpp"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "bayon/base/check.hpp"

namespace bayon::cli {

namespace {

struct Range {
  char32_t first, last;
};

// Letters that take two columns: East Asian Wide and Fullwidth, by blocks.
constexpr std::array wide{
    Range{0x1100, 0x115F}, Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},   Range{0xA960, 0xA97F},
    Range{0xAC00, 0xD7A3}, Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},
    Range{0xFFE0, 0xFFE6}, Range{0x1F300, 0x1FAFF}, Range{0x20000, 0x3FFFD},
};

// Marks that stand on the letter before them, in the scripts that lists are written in.
constexpr std::array combining{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F}, Range{0x0670, 0x0670}, Range{0x0E31, 0x0E31}, Range{0x0E34, 0x0E3A},
    Range{0x0E47, 0x0E4E}, Range{0x0EB1, 0x0EB1}, Range{0x0EB4, 0x0EBC}, Range{0x0EC8, 0x0ECE},
    Range{0x17B4, 0x17B5}, Range{0x17B7, 0x17BD}, Range{0x17C6, 0x17C6}, Range{0x17C9, 0x17D3},
    Range{0x200B, 0x200D}, Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F},
};

// What would act on the terminal instead of being read.
constexpr std::array acting{
    Range{0x00, 0x1F},     Range{0x7F, 0x9F},     Range{0x200E, 0x200F},
    Range{0x2028, 0x202E}, Range{0x2066, 0x2069}, Range{0x061C, 0x061C},
};

bool among(char32_t letter, std::span<const Range> ranges) {
  return std::ranges::any_of(
      ranges, [letter](const Range& one) { return one.first <= letter && letter <= one.last; });
}

struct Letter {
  char32_t value = 0xFFFD;
  std::size_t bytes = 1;
};

// The letter at the start of `text`, which is not empty; a broken one is U+FFFD of one byte.
Letter first_letter(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  char32_t value = lead & (0x7FU >> bytes);
  for (std::size_t at = 1; at < bytes; ++at) {
    if ((byte(at) & 0xC0U) != 0x80U) return {};
    value = value << 6U | (byte(at) & 0x3FU);
  }
  return {value, bytes};
}

std::size_t columns(char32_t letter) {
  if (letter < 0x300) return 1;
  if (among(letter, combining)) return 0;
  return among(letter, wide) ? 2 : 1;
}

bool digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return '0' <= c && c <= '9'; });
}

struct Decimal {
  bool negative = false;
  std::string_view whole, places;
};

std::optional<Decimal> read_decimal(std::string_view text) {
  Decimal out;
  if (text.starts_with('-')) {
    out.negative = true;
    text.remove_prefix(1);
  }
  const auto point = text.find('.');
  out.whole = text.substr(0, point);
  if (point != std::string_view::npos) out.places = text.substr(point + 1);
  if (!digits(out.whole) || (point != std::string_view::npos && !digits(out.places))) return {};
  return out;
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    if (letter.value == 0xFFFD || among(letter.value, acting)) {
      out += "\xEF\xBF\xBD";
    } else {
      out += text.substr(0, letter.bytes);
    }
    text.remove_prefix(letter.bytes);
  }
  return out;
}

std::size_t columns(std::string_view text) {
  std::size_t out = 0;
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    out += columns(letter.value);
    text.remove_prefix(letter.bytes);
  }
  return out;
}

std::string fitted(std::string_view text, std::size_t most) {
  if (columns(text) <= most) return std::string(text);
  std::string out;
  std::size_t used = 3;
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    used += columns(letter.value);
    if (used > most) break;
    out += text.substr(0, letter.bytes);
    text.remove_prefix(letter.bytes);
  }
  return out + "...";
}

std::string grouped(std::string_view decimal) {
  const auto read = read_decimal(decimal);
  if (!read) return std::string(decimal);
  std::string out = read->negative ? "-" : "";
  for (std::size_t at = 0; at < read->whole.size(); ++at) {
    if (at != 0 && (read->whole.size() - at) % 3 == 0) out += ',';
    out += read->whole[at];
  }
  std::string_view places = read->places;
  while (places.size() > 2 && places.back() == '0') places.remove_suffix(1);
  if (!places.empty()) out += "." + std::string(places);
  return out;
}

std::string grouped(std::uint64_t count) {
  return grouped(std::string_view(std::to_string(count)));
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

std::string score_text(std::int64_t ten_thousandths) {
  std::string out = amount_text(ten_thousandths, 4);
  for (int at = 0; at < 2 && out.back() == '0'; ++at) out.pop_back();
  return out;
}

std::string worded(std::string_view name) {
  std::string out(name);
  std::ranges::replace(out, '_', ' ');
  return out;
}

void DecimalSum::add(std::string_view decimal) {
  const auto read = read_decimal(decimal);
  if (!read || read->places.size() > static_cast<std::size_t>(exponent_max)) {
    known_ = false;
    return;
  }
  const int places = std::max(places_, static_cast<int>(read->places.size()));
  const auto here = parse_amount(amount_text(units_, places_), places);
  const auto there = parse_amount(decimal, places);
  const auto sum = here.ok() && there.ok() ? checked_add(*here, *there) : std::nullopt;
  known_ = known_ && sum.has_value();
  units_ = sum.value_or(0);
  places_ = places;
}

std::string DecimalSum::text() const {
  return known_ ? grouped(std::string_view(amount_text(units_, places_))) : "unknown";
}

bool more(std::string_view a, std::string_view b) {
  const auto read_a = read_decimal(a);
  const auto read_b = read_decimal(b);
  if (!read_a || !read_b) return read_a.has_value() && !read_b.has_value();
  const int places = static_cast<int>(
      std::min<std::size_t>(std::max(read_a->places.size(), read_b->places.size()), exponent_max));
  const auto amount_a = parse_amount(a, places);
  const auto amount_b = parse_amount(b, places);
  return amount_a.ok() && amount_b.ok() ? *amount_a > *amount_b : amount_a.ok() && !amount_b.ok();
}

const Json& field_of(const Json& json, std::string_view key) {
  static const Json null;
  const auto found = json.is_object() ? json.find(std::string(key)) : json.end();
  return found == json.end() ? null : *found;
}

const Json& list_of(const Json& json, std::string_view key) {
  static const Json none = Json::array();
  const Json& found = field_of(json, key);
  return found.is_array() ? found : none;
}

std::string text_of(const Json& json, std::string_view key) {
  const Json& found = field_of(json, key);
  if (found.is_string()) return harmless(found.get_ref<const std::string&>());
  if (found.is_boolean()) return found.get<bool>() ? "yes" : "no";
  return found.is_number_integer() ? found.dump() : std::string();
}

std::uint64_t count_of(const Json& json, std::string_view key) {
  const Json& found = field_of(json, key);
  BAYON_CHECK(found.is_number_unsigned() || (found.is_number_integer() && found >= 0),
              cli.answer_has_counts);
  return found.get<std::uint64_t>();
}

}  // namespace bayon::cli
