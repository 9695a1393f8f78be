#include "bayon/source/ca_sema/alias_text.hpp"

#include <algorithm>
#include <array>

#include "bayon/base/text.hpp"

namespace bayon::source::ca_sema {

namespace {

struct Label {
  std::string_view word;
  std::string_view language;
};

constexpr std::array labels{
    Label{"russian", "rus"},   Label{"belarusian", "bel"}, Label{"belarussian", "bel"},
    Label{"ukrainian", "ukr"}, Label{"arabic", "ara"},     Label{"persian", "fas"},
    Label{"farsi", "fas"},     Label{"hebrew", "heb"},     Label{"french", "fra"},
    Label{"english", "eng"},   Label{"spanish", "spa"},    Label{"burmese", "mya"}};

// Words that stand behind a comma and belong to the name before it.
constexpr std::array<std::string_view, 30> legal_forms{
    "LLC",      "L.L.C.",    "LTD",  "LTD.", "LIMITED", "INC",  "INC.", "CO",  "CO.", "CO. LTD",
    "CO. LTD.", "CO., LTD.", "JSC",  "PJSC", "OJSC",    "CJSC", "OOO",  "OAO", "ZAO", "PAO",
    "AO",       "FSUE",      "FGUP", "GMBH", "S.A.",    "S.A",  "ООО",  "ОАО", "АО",  "ФГУП"};

bool legal_form(std::string_view text) {
  return std::find(legal_forms.begin(), legal_forms.end(), upper_ascii(text)) != legal_forms.end();
}

// Splits at each of several separators.
std::vector<std::string_view> pieces(std::string_view text,
                                     std::initializer_list<std::string_view> separators) {
  std::vector<std::string_view> out{text};
  for (const auto separator : separators) {
    std::vector<std::string_view> finer;
    for (const auto piece : out) {
      for (const auto part : split(piece, separator)) finer.push_back(part);
    }
    out = std::move(finer);
  }
  return out;
}

std::vector<std::string> at_commas(std::string_view text) {
  std::vector<std::string> out;
  for (const auto piece : split(text, ',')) {
    const auto name = trim(piece);
    if (name.empty()) continue;
    if (!out.empty() && legal_form(name)) {
      out.back().append(", ").append(name);
    } else {
      out.emplace_back(name);
    }
  }
  return out;
}

// "Russian: name" names its language; a bracket without its partner is dropped.
AliasName labelled(std::string_view text) {
  AliasName out;
  text = trim(text);
  if (text.starts_with('(') && text.find(')') == std::string_view::npos) text.remove_prefix(1);
  if (text.ends_with(')') && text.find('(') == std::string_view::npos) text.remove_suffix(1);
  const auto colon = text.find(':');
  if (colon != std::string_view::npos) {
    std::string_view word = trim(text.substr(0, colon));
    if (word.ends_with("\u00a0")) word = trim(word.substr(0, word.size() - 2));
    const std::string lower = lower_ascii(word);
    for (const auto& label : labels) {
      if (label.word != lower) continue;
      out.language = label.language;
      text.remove_prefix(colon + 1);
      break;
    }
  }
  out.text = trim(text);
  return out;
}

bool joined_by_or(std::string_view text) { return text.find(" or ") != std::string_view::npos; }

}  // namespace

std::vector<AliasName> read_aliases(std::string_view field) {
  std::vector<AliasName> out;
  const auto keep = [&](std::string_view text) {
    AliasName name = labelled(text);
    if (!name.text.empty()) out.push_back(std::move(name));
  };
  for (const auto part : pieces(field, {";", "\n", "\r"})) {
    if (joined_by_or(part)) {
      keep(part);
      continue;
    }
    for (const auto side : pieces(part, {" / ", "/ ", " /"})) {
      for (const auto& name : at_commas(side)) keep(name);
    }
  }
  return out;
}

}  // namespace bayon::source::ca_sema
