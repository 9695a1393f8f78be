#include "bayon/source/ftm/entity_facts.hpp"

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/first_characters.hpp"
#include "bayon/source/ftm/value_cleaning.hpp"

namespace bayon::source::ftm {

namespace {

using State = model::PropertyValue::State;

Place in_column(std::string_view column) { return Place{{}, 0, std::string(column)}; }

}  // namespace

Result<void> check_id(std::string_view id, std::string_view column) {
  if (id.empty()) return fail(errors::json_missing_field, "no id", in_column(column));
  if (id.size() <= id_bytes_max) return {};
  return fail(errors::value_too_long,
              fmt::format("'{}...' has {} bytes; an id has at most {}", id.substr(0, 60), id.size(),
                          id_bytes_max),
              in_column(column));
}

Result<const SchemaNames*> known_schema(std::string_view name) {
  const SchemaNames* found = find_names(name);
  if (found != nullptr) return found;
  return fail(errors::schema_unknown, fmt::format("'{}'", name.substr(0, 100)),
              in_column("schema"));
}

Result<void> EntityFacts::add(std::string_view name, const PropertyName* property,
                              std::string_view value, std::string_view original,
                              std::string_view language) {
  if (property == nullptr) return add_note(name, value);
  BAYON_TRY(const CleanedValue cleaned, clean(*property, value, holder_));
  if (cleaned.state == State::empty) return {};
  if (cleaned.state == State::not_understood) {
    BAYON_TRY_VOID(add_cut_name(*property, value));
    return add_note(name, value);
  }
  // What cleaning changed keeps the words of the file, unless the file itself names older ones.
  if (original.empty() && cleaned.text != value) original = value;
  if (original == cleaned.text) original = {};
  out_.add(entity_, schema_.id, property->id, out_.hold(cleaned.text),
           original.empty() ? TextPiece{} : out_.hold(original),
           language.empty() ? TextPiece{} : out_.hold(language));
  return {};
}

// A name that is too long stays one as far as it fits: who cannot be found is taken to be absent.
Result<void> EntityFacts::add_cut_name(const PropertyName& property, std::string_view value) {
  if (property.type != model::PropertyType::name) return {};
  const auto first = model::first_characters(trim(value), property.length_max);
  BAYON_TRY(const CleanedValue cleaned, clean(property, first, holder_));
  if (cleaned.state == State::clean) {
    out_.add(entity_, schema_.id, property.id, out_.hold(cleaned.text));
  }
  return {};
}

Result<void> EntityFacts::add_note(std::string_view name, std::string_view words) {
  if (words.empty()) return {};
  if (!schema_.notes) {
    return fail(errors::property_unknown,
                fmt::format("'{}' of {}", name.substr(0, 100), model::name(schema_.id)),
                in_column(name.substr(0, 100)));
  }
  std::string cleaned_holder;
  const std::string note = fmt::format("{}={}", name, words);
  BAYON_TRY(const CleanedValue cleaned, clean(*schema_.notes, note, cleaned_holder));
  if (cleaned.state != State::clean) {
    return fail(errors::value_too_long,
                fmt::format("{} bytes; a note has at most {} characters", note.size(),
                            schema_.notes->length_max),
                in_column(name.substr(0, 100)));
  }
  out_.add(entity_, schema_.id, schema_.notes->id, out_.hold(cleaned.text));
  out_.note_kept();
  return {};
}

}  // namespace bayon::source::ftm
