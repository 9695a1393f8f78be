#include "bayon/store/detail/reject_cell.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace bayon::store::detail {

namespace {

struct Acting {
  std::uint32_t code = 0;
  std::size_t width = 0;  // in bytes; 0: it is there to be read
};

// C0 but for tab and line break (cells may have those), DEL, C1, and the marks of direction.
Acting acting_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  if ((byte(0) < 0x20 && byte(0) != '\t' && byte(0) != '\n') || byte(0) == 0x7f)
    return {byte(0), 1};
  if (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) <= 0x9f) return {byte(1), 2};
  if (byte(0) == 0xd8 && byte(1) == 0x9c) return {0x61c, 2};
  if (byte(0) != 0xe2 || (byte(1) != 0x80 && byte(1) != 0x81)) return {};
  const std::uint32_t code = 0x2000 + (byte(1) - 0x80) * 0x40 + (byte(2) & 0x3f);
  const bool direction = code == 0x200e || code == 0x200f || (code >= 0x2028 && code <= 0x202e) ||
                         (code >= 0x2066 && code <= 0x2069);
  return direction ? Acting{code, 3} : Acting{};
}

}  // namespace

namespace {

// The record at the front with its line break, which may stand inside quotes.
std::string_view first_record(std::string_view text) {
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == '\n' && !quoted) return text.substr(0, at + 1);
  }
  return text;
}

}  // namespace

std::string rejects_that_stand(
    std::string_view table,
    const std::function<bool(std::string_view dataset, std::string_view loaded_at)>& stands) {
  const std::string_view head = first_record(table);
  const bool timed = head == rejects_header;
  table.remove_prefix(head.size());
  std::string out(rejects_header);
  while (!table.empty()) {
    const std::string_view row = first_record(table);
    table.remove_prefix(row.size());
    // Neither of the first two cells is quoted: names of datasets and times are plain.
    const std::string_view dataset = row.substr(0, row.find(','));
    const std::string_view rest = row.substr(std::min(row.size(), dataset.size() + 1));
    const std::string_view loaded_at = timed ? rest.substr(0, rest.find(',')) : std::string_view();
    if (!timed) {
      out += fmt::format("{},,{}", dataset, rest);
    } else if (loaded_at.empty() || stands(dataset, loaded_at)) {
      out += row;
    }
  }
  return out;
}

std::string reject_cell(std::string_view text) {
  std::string out = "\"";
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != text.npos;
  if (formula) out += '\'';
  for (std::size_t at = 0; at < text.size();) {
    if (const Acting acting = acting_at(text, at); acting.width != 0) {
      out += fmt::format("<U+{:04X}>", acting.code);
      at += acting.width;
      continue;
    }
    if (text[at] == '"') out += '"';
    out += text[at++];
  }
  return out + '"';
}

}  // namespace bayon::store::detail
