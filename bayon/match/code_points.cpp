#include "bayon/match/code_points.hpp"

namespace bayon::match {

namespace {

// Length of the sequence that begins at `at`, or 0 when it is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[at + i]) & 0xc0u) != 0x80u) return 0;
  }
  return length;
}

}  // namespace

std::u32string code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size() < points_max ? text.size() : points_max);
  for (std::size_t at = 0; at < text.size() && out.size() < points_max;) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = sequence_length(text, at);
    if (length <= 1) {
      // A stray byte stands above all code points, apart from every letter.
      out += length == 1 ? static_cast<char32_t>(lead) : static_cast<char32_t>(0x110000u + lead);
      ++at;
      continue;
    }
    char32_t point = lead & (0xffu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
      point = (point << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3fu);
    }
    out += point;
    at += length;
  }
  return out;
}

std::vector<std::u32string_view> words(std::u32string_view points) {
  std::vector<std::u32string_view> out;
  for (std::size_t at = 0; at < points.size();) {
    if (points[at] == U' ') {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < points.size() && points[end] != U' ') ++end;
    out.push_back(points.substr(at, end - at));
    at = end;
  }
  return out;
}

}  // namespace bayon::match
