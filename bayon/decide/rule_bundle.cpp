#include "bayon/decide/rule_bundle.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::decide {

namespace {
constexpr std::string_view opening = "--- # ";
}  // namespace

std::string make_bundle(std::span<const RuleText> texts) {
  std::vector<const RuleText*> ordered;
  for (const auto& text : texts) ordered.push_back(&text);
  std::sort(ordered.begin(), ordered.end(), [](const RuleText* a, const RuleText* b) {
    return std::tie(a->name, a->text) < std::tie(b->name, b->text);
  });
  std::string out;
  for (const auto* text : ordered) {
    out += fmt::format("{}{} {}\n{}\n", opening, text->text.size(), text->name, text->text);
  }
  return out;
}

Result<std::vector<RuleText>> read_bundle(std::string_view bundle) {
  std::vector<RuleText> out;
  std::string_view rest = bundle;
  while (!rest.empty()) {
    const auto refuse = [&] {
      return fail(errors::rules_malformed,
                  fmt::format("a bundle that breaks off at byte {}", bundle.size() - rest.size()));
    };
    if (!rest.starts_with(opening)) return refuse();
    const auto line_end = rest.find('\n');
    if (line_end == std::string_view::npos) return refuse();
    const auto line = rest.substr(opening.size(), line_end - opening.size());
    std::size_t bytes = 0;
    const auto [end, fault] = std::from_chars(line.data(), line.data() + line.size(), bytes);
    const auto digits = static_cast<std::size_t>(end - line.data());
    if (fault != std::errc() || digits + 1 >= line.size() || line[digits] != ' ') return refuse();
    const auto text = rest.substr(line_end + 1);
    if (bytes >= text.size() || text[bytes] != '\n') return refuse();
    out.push_back({std::string(line.substr(digits + 1)), std::string(text.substr(0, bytes))});
    rest = text.substr(bytes + 1);
  }
  return out;
}

}  // namespace bayon::decide
