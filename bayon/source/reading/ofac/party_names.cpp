#include "bayon/source/reading/ofac/party_names.hpp"

#include <algorithm>

#include "bayon/base/text.hpp"

namespace bayon::source::reading::ofac {

namespace {

std::string key_of(std::string_view name) {
  name = trim(name);
  while (name.ends_with('.')) name = trim(name.substr(0, name.size() - 1));
  std::string key = upper_ascii(name);
  const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
  key.erase(std::unique(key.begin(), key.end(), both_blank), key.end());
  return key;
}

}  // namespace

void PartyNames::add(std::string_view name, std::string_view number, Numbers& numbers) {
  const auto id = numbers.names.intern(key_of(name));
  if (id == numbers.numbers.size()) {
    numbers.numbers.emplace_back(number);
  } else if (numbers.numbers[id] != number) {
    numbers.numbers[id].clear();
  }
}

std::optional<std::string_view> PartyNames::find(std::string_view name) const {
  const std::string key = key_of(name);
  if (key.empty()) return std::nullopt;
  for (const Numbers* numbers : {&main_, &aliases_}) {
    const auto id = numbers->names.find(key);
    if (!id) continue;
    if (numbers->numbers[*id].empty()) return std::nullopt;
    return numbers->numbers[*id];
  }
  return std::nullopt;
}

}  // namespace bayon::source::reading::ofac
