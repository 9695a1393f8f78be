#include "bayon/report/detail/markup.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "bayon/base/text.hpp"

namespace bayon::report {

namespace {

struct Letter {
  std::uint32_t point = 0xFFFD;
  std::size_t bytes = 1;
};

// The letter at the start of `text`, which is not empty; U+FFFD where it is not well-formed.
Letter first_letter(std::string_view text) {
  const auto lead = static_cast<std::uint8_t>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (bytes > text.size() || !valid_utf8(text.substr(0, bytes))) return {};
  std::uint32_t point = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    point = (point << 6) | (static_cast<std::uint8_t>(text[i]) & 0x3FU);
  }
  return {point, bytes};
}

// Characters that nobody sees but that change how the rest reads: controls, marks and overrides of
// direction, separators of lines, joiners without width, tags, the byte order mark.
bool unseen(std::uint32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0xAD || point == 0x061C ||
         (point >= 0x200B && point <= 0x200F && point != 0x200C && point != 0x200D) ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) ||
         point == 0xFEFF || (point >= 0xFFF9 && point <= 0xFFFB) ||
         (point >= 0xE0000 && point <= 0xE007F);
}

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    if (letter.point == 0xFFFD) {
      out += "\xEF\xBF\xBD";
      text.remove_prefix(letter.bytes);
      continue;
    }
    if (letter.point == '\n' || letter.point == '\t' || letter.point == '\r') {
      out += ' ';
    } else if (unseen(letter.point)) {
      out += fmt::format("[U+{:04X}]", letter.point);
    } else {
      out += text.substr(0, letter.bytes);
    }
    text.remove_prefix(letter.bytes);
  }
  return out;
}

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : visible(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string name(std::string_view text) { return "<bdi>" + escape(text) + "</bdi>"; }

bool decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto part = point == std::string_view::npos ? "0" : text.substr(point + 1);
  return !whole.empty() && !part.empty() && std::all_of(whole.begin(), whole.end(), digit) &&
         std::all_of(part.begin(), part.end(), digit);
}

std::string grouped(std::string_view decimal_text) {
  if (!decimal(decimal_text)) return std::string(decimal_text);
  const bool negative = decimal_text.starts_with('-');
  if (negative) decimal_text.remove_prefix(1);
  const auto point = decimal_text.find('.');
  const auto whole = decimal_text.substr(0, point);
  // Two decimal places and whatever is not zero: 5.860000 reads 5.86 wherever it stands.
  while (point != std::string_view::npos && decimal_text.size() > point + 3 &&
         decimal_text.ends_with('0')) {
    decimal_text.remove_suffix(1);
  }
  std::string out = negative ? "-" : "";
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) out += ',';
    out += whole[i];
  }
  if (point != std::string_view::npos) out += decimal_text.substr(point);
  return out;
}

std::string brief(std::string_view decimal_text) {
  if (!decimal(decimal_text)) return std::string(decimal_text);
  const auto whole = decimal_text.substr(0, decimal_text.find('.'));
  if (whole.size() < 4) return std::string(whole);
  static constexpr std::string_view letters[] = {"", " k", " M", " bn", " tn"};
  // Three digits, rounded; a carry may make them four: 999.9 k is 1.00 M.
  int digits = (whole[0] - '0') * 100 + (whole[1] - '0') * 10 + (whole[2] - '0');
  if (whole[3] >= '5') ++digits;
  std::size_t length = whole.size();
  if (digits == 1000) {
    digits = 100;
    ++length;
  }
  const std::size_t thousands = std::min<std::size_t>((length - 1) / 3, 4);
  const std::size_t lead = length - thousands * 3;
  std::string out = std::to_string(digits);
  if (lead < 3) {
    out.insert(lead, ".");
  } else {
    out.append(lead - 3, '0');
  }
  return out + std::string(letters[thousands]);
}

double drawn(std::string_view decimal_text) {
  if (!decimal(decimal_text)) return 0;
  double out = 0, scale = 1;
  bool part = false;
  for (const char c : decimal_text) {
    if (c == '.') part = true;
    if (!digit(c)) continue;
    if (part) scale /= 10;
    out = part ? out + scale * (c - '0') : out * 10 + (c - '0');
  }
  return decimal_text.starts_with('-') ? -out : out;
}

std::string figure(std::string_view number, std::string_view key, std::string_view style) {
  if (number.empty()) return "<span class=u>unknown</span>";
  const std::string shown = grouped(number);
  const auto point = decimal(number) ? shown.find('.') : std::string::npos;
  std::string digits = escape(std::string_view(shown).substr(0, point));
  if (point != std::string::npos) digits += "<span class=f>" + shown.substr(point) + "</span>";
  return fmt::format("<button type=button class=\"n{}{}\" data-e=\"{}\">{}</button>",
                     style.empty() ? "" : " ", style, escape(key), digits);
}

std::string lead(std::string_view text, std::string_view key, std::string_view style) {
  if (text.empty()) return "<span class=u>unknown</span>";
  return fmt::format("<button type=button class=\"n t{}{}\" data-e=\"{}\">{}</button>",
                     style.empty() ? "" : " ", style, escape(key), name(text));
}

std::string words(std::string_view name) {
  std::string out = escape(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string badge(std::string_view text, std::string_view kind) {
  return fmt::format("<span class=\"badge {}\">{}</span>", kind, words(text));
}

std::string day(std::string_view instant) { return escape(instant.substr(0, 10)); }

}  // namespace bayon::report
