#include "bayon/source/reading/ofac/party_names.hpp"

#include "bayon/base/text.hpp"

namespace bayon::source::reading::ofac {

namespace {

std::string key_of(std::string_view name) {
  std::string key;
  name = trim(name);
  while (name.ends_with('.')) name = trim(name.substr(0, name.size() - 1));
  for (const char c : upper_ascii(name)) {
    if (c != ' ' || (!key.empty() && key.back() != ' ')) key += c;
  }
  return key;
}

}  // namespace

void PartyNames::add(std::string_view name, std::string_view number, Numbers& numbers) {
  const auto [held, fresh] = numbers.emplace(key_of(name), number);
  if (!fresh && held->second != number) held->second.clear();
}

std::optional<std::string_view> PartyNames::find(std::string_view name) const {
  const std::string key = key_of(name);
  if (key.empty()) return std::nullopt;
  for (const Numbers* numbers : {&main_, &aliases_}) {
    const auto found = numbers->find(key);
    if (found == numbers->end()) continue;
    if (found->second.empty()) return std::nullopt;
    return found->second;
  }
  return std::nullopt;
}

}  // namespace bayon::source::reading::ofac
