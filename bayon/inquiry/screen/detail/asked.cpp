#include "bayon/inquiry/screen/detail/asked.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/script.hpp"
#include "bayon/base/text.hpp"
#include "bayon/inquiry/screen/detail/comparable.hpp"
#include "bayon/inquiry/screen/detail/coverage.hpp"
#include "bayon/match/code_points.hpp"
#include "bayon/match/comparator.hpp"
#include "bayon/model/property_value.hpp"
#include "bayon/model/territory.hpp"

namespace bayon::screen::detail {

bool in_latin(std::string_view text) {
  // Blocks beyond the Latin ones at the beginning that hold Latin letters, punctuation and symbols.
  struct Block {
    char32_t first, last;
  };
  static constexpr Block blocks[] = {{0x0000, 0x036f}, {0x1d00, 0x1eff}, {0x2000, 0x2c00},
                                     {0x2c60, 0x2c7f}, {0xa720, 0xa7ff}, {0xab30, 0xab6f},
                                     {0xfb00, 0xfb06}, {0xfe00, 0xfe0f}, {0xff01, 0xff5e}};
  const auto points = match::code_points(text);
  return std::all_of(points.begin(), points.end(), [](char32_t point) {
    return std::any_of(std::begin(blocks), std::end(blocks), [&](const Block& block) {
      return point >= block.first && point <= block.last;
    });
  });
}

namespace {

Result<std::optional<AskedName>> understand_name(std::string_view text) {
  std::optional<AskedName> out;
  if (!valid_utf8(text)) return fail(errors::text_invalid_utf8, "in the name asked");
  AskedName name;
  BAYON_TRY(name.text, model::single_blanks(text));
  if (model::character_count(name.text) > name_characters_most) {
    return fail(errors::question_out_of_range,
                fmt::format("a name has at most {} characters, not {}", name_characters_most,
                            model::character_count(name.text)));
  }
  FoldedName folded = fold_name(name.text);
  name.folded = std::move(folded.text);
  name.complete = folded.complete;
  name.latin = in_latin(name.text);
  name.by_letters = spelled_by_letters(name.text);
  const auto points = match::code_points(name.folded);
  for (const auto word : match::words(points)) {
    name.words.emplace_back(word);
    name.letters += word.size();
  }
  if (!name.words.empty()) out = std::move(name);
  return out;
}

Result<std::vector<AskedIdentifier>> understand_identifiers(const std::vector<std::string>& texts) {
  std::vector<AskedIdentifier> out;
  if (texts.size() > identifiers_most) {
    return fail(errors::question_out_of_range,
                fmt::format("at most {} identifiers, not {}", identifiers_most, texts.size()));
  }
  for (const auto& text : texts) {
    if (trim(text).empty()) continue;
    if (!valid_utf8(text)) return fail(errors::text_invalid_utf8, "in an identifier asked");
    AskedIdentifier identifier{std::string(trim(text)), lookup_keys(text)};
    if (identifier.keys.empty()) {
      return fail(errors::question_out_of_range,
                  fmt::format("an identifier has letters or digits, not '{}'", identifier.text));
    }
    const bool known = std::any_of(out.begin(), out.end(), [&](const AskedIdentifier& other) {
      return other.text == identifier.text;
    });
    if (!known) out.push_back(std::move(identifier));
  }
  return out;
}

Result<void> check_bounds(const Question& question) {
  if (question.score_min < 1 || question.score_min > match::score_max) {
    return fail(errors::question_out_of_range, fmt::format("the least score is 1 to {}, not {}",
                                                           match::score_max, question.score_min));
  }
  if (question.hits_max < 1 || question.hits_max > hits_most) {
    return fail(errors::question_out_of_range,
                fmt::format("1 to {} hits can be asked for, not {}", hits_most, question.hits_max));
  }
  return check_clocks(question.clocks);
}

}  // namespace

Result<Asked> understand(const Question& question) {
  Asked out;
  const bool any_identifier = std::any_of(question.identifiers.begin(), question.identifiers.end(),
                                          [](const auto& text) { return !trim(text).empty(); });
  if (trim(question.name).empty() && !any_identifier) return fail(errors::party_nameless);
  BAYON_TRY(out.name, understand_name(question.name));
  if (!out.name && !any_identifier) {
    return fail(errors::party_nameless,
                fmt::format("the name '{}' has no letters or digits", question.name));
  }
  BAYON_TRY(out.identifiers, understand_identifiers(question.identifiers));
  BAYON_TRY_VOID(check_bounds(question));
  if (!trim(question.country).empty()) {
    const auto code = model::territory_code(trim(question.country));
    if (!code) {
      return fail(
          errors::question_out_of_range,
          fmt::format("no territory is known as '{}'; give a two-letter code or an English name",
                      question.country));
    }
    out.country = *code;
  }
  if (!question.schema.empty()) {
    out.schema = model::find_schema(question.schema);
    if (!out.schema) return fail(errors::schema_unknown, fmt::format("'{}'", question.schema));
  }
  if (!trim(question.birth_date).empty()) {
    BAYON_TRY(out.birth_date, parse_date(trim(question.birth_date)));
  }
  out.clocks = question.clocks;
  out.score_min = question.score_min;
  out.hits_max = question.hits_max;
  return out;
}

}  // namespace bayon::screen::detail
