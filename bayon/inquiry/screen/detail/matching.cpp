#include "bayon/inquiry/screen/detail/matching.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/text.hpp"
#include "bayon/inquiry/screen/detail/comparable.hpp"
#include "bayon/inquiry/screen/detail/subjects.hpp"
#include "bayon/match/comparator.hpp"

namespace bayon::screen::detail {

namespace {

struct Weight {
  ReasonKind kind;
  int score;
};

// The strongest kind that is true of a pair of names scored by name_tokens.
Weight weigh_name(const AskedName& asked, std::string_view listed, std::string_view original,
                  std::string_view folded, int tokens) {
  if (asked.text == listed || asked.text == original) {
    return {ReasonKind::name_exact, worth::name_exact};
  }
  if (asked.folded == folded) {
    if (asked.latin && in_latin(listed)) {
      return {ReasonKind::name_normalised, worth::name_normalised};
    }
    return {ReasonKind::name_transliterated, worth::name_transliterated};
  }
  // A slip of the pen is always worth less than the same words in another order.
  const int most = tokens == match::score_max ? worth::name_tokens_most : worth::name_tokens_slip;
  return {ReasonKind::name_tokens, std::min(tokens, most)};
}

void find_names(const ListAt& at, const OpenedPart& part, const AskedName& asked, int score_min,
                std::vector<Match>& out) {
  for (const auto& found : part.words->search(asked, score_min)) {
    for (std::uint32_t i = part.rows_at[found.name]; i < part.rows_at[found.name + 1]; ++i) {
      const std::uint32_t ordinal = part.base + part.rows[i];
      if (!at.reader.contains(ordinal)) continue;
      const auto row = part.table->row(part.rows[i]);
      const bool same_words = found.score == match::score_max;
      const std::string folded = same_words ? fold_name(row.value).text : std::string();
      Weight weight = weigh_name(asked, row.value, row.original, folded, found.score);
      const auto property = model::find_property(row.property);
      if (property && name_use(*property) == NameUse::weak) {
        weight.score += worth::weak_alias_step;
      }
      if (weight.score < score_min) continue;
      out.push_back(
          {weight.kind, asked.text, weight.score, ordinal, row, at.reader.held(row.valid)});
    }
  }
}

// Calls `visit(row, ordinal, property, sameness)` for statements in force under a key of `asked`.
template <typename Visit>
void for_each_identifier(const ListAt& at, const AskedIdentifier& asked, const Visit& visit) {
  for (const auto& part : at.list->parts) {
    const auto& identifiers = part.index->identifiers();
    for (const auto& key : asked.keys) {
      const auto [first, last] = identifiers.find(key);
      for (std::size_t entry = first; entry < last; ++entry) {
        const std::uint32_t ordinal = part.base + identifiers.row(entry);
        if (!at.reader.contains(ordinal)) continue;
        const auto row = part.table->row(identifiers.row(entry));
        const auto schema = model::find_schema(row.schema);
        const auto property = model::find_property(row.property);
        if (!schema || !property || !identifies(*schema, *property)) continue;
        visit(row, ordinal, *property,
              same_identifier(*property, asked.text, row.value, row.original));
      }
    }
  }
}

void find_identifiers(const ListAt& at, const AskedIdentifier& asked, int score_min,
                      std::vector<Match>& out) {
  for_each_identifier(at, asked,
                      [&](const store::StatementRow& row, std::uint32_t ordinal,
                          model::PropertyId property, Sameness sameness) {
                        if (sameness != Sameness::yes) return;
                        const bool wallet = wallet_property(property);
                        const Weight weight =
                            wallet ? Weight{ReasonKind::wallet_exact, worth::wallet}
                                   : Weight{ReasonKind::identifier_exact, worth::identifier};
                        if (weight.score < score_min) return;
                        out.push_back({weight.kind, asked.text, weight.score, ordinal, row,
                                       at.reader.held(row.valid)});
                      });
}

}  // namespace

std::vector<Match> find_matches(const ListAt& at, const Asked& asked) {
  std::vector<Match> out;
  for (const auto& identifier : asked.identifiers) {
    find_identifiers(at, identifier, asked.score_min, out);
  }
  if (!asked.name) return out;
  for (const auto& part : at.list->parts) {
    find_names(at, part, *asked.name, asked.score_min, out);
  }
  return out;
}

std::vector<std::string> matching_remarks(const ListAt& at, const Asked& asked) {
  std::vector<std::string> out;
  if (asked.name) {
    std::size_t unknown = 0;
    for (const auto& part : at.list->parts) {
      for (const std::uint32_t row : part.unknown_in_latin) {
        if (at.reader.contains(part.base + row)) ++unknown;
      }
    }
    if (unknown > 0) {
      out.push_back(
          fmt::format("{} of this list's names are unknown in Latin letters and were compared in "
                      "their own script "
                      "alone",
                      unknown));
    }
  }
  for (const auto& identifier : asked.identifiers) {
    bool near = false, same = false;
    for_each_identifier(
        at, identifier,
        [&](const store::StatementRow& row, std::uint32_t, model::PropertyId, Sameness sameness) {
          if (at.reader.held(row.valid) == model::Truth::no) return;
          near = near || sameness == Sameness::but_for_case;
          same = same || sameness == Sameness::yes;
        });
    if (near && !same) {
      out.push_back(fmt::format(
          "'{}' differs from a listed address only in the case of its letters, which tells such "
          "addresses apart: check the spelling",
          identifier.text));
    }
  }
  return out;
}

}  // namespace bayon::screen::detail
