#include "bayon/source/reading/entity_builder.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "bayon/base/check.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/first_characters.hpp"
#include "bayon/model/property_value.hpp"

namespace bayon::source::reading {

namespace {

// Past so many statements a table of hashes finds repeats; below, looking through them is faster.
constexpr std::size_t rows_scanned_max = 48;

constexpr std::string_view short_of(std::string_view text) { return text.substr(0, 60); }

Failure too_long(std::string_view what, std::string_view value, std::size_t length_max) {
  return fail(errors::value_too_long,
              fmt::format("{} '{}...' has {} characters; at most {}", what, short_of(value),
                          model::character_count(value), length_max));
}

// Does `value` fit into `property`? Most values are far shorter, so bytes are asked first.
bool fits(std::string_view value, model::PropertyId property) {
  const std::size_t length_max = model::length_max(property);
  return value.size() <= length_max || model::character_count(value) <= length_max;
}

std::string digits_of(std::initializer_list<std::string_view> content) {
  std::string bytes;
  for (const std::string_view part : content) {
    // The length before each part keeps ("ab", "c") and ("a", "bc") apart.
    bytes += std::to_string(part.size());
    bytes += ':';
    bytes += part;
  }
  std::string out(16, '0');
  std::uint64_t hash = xxh3_64(bytes);
  for (auto digit = out.rbegin(); digit != out.rend(); ++digit, hash >>= 4) {
    *digit = "0123456789abcdef"[hash & 15u];
  }
  return out;
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) out += part;
  return out;
}

// find_property with a small memory: a list states few properties, each of them very often.
std::optional<model::PropertyId> find_property_soon(model::SchemaId schema, std::string_view name) {
  struct Held {
    model::SchemaId schema{};
    std::string_view name;  // of the vocabulary, which lives for ever
    model::PropertyId property{};
  };
  constexpr std::size_t slots = 256;
  thread_local std::array<Held, slots> memory;
  if (name.empty()) return std::nullopt;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(name[at]); };
  const std::size_t slot = (static_cast<std::size_t>(schema) * 31 + name.size() * 7 + byte(0) * 3u +
                            byte(name.size() / 2) * 5u + byte(name.size() - 1)) %
                           slots;
  Held& held = memory[slot];
  if (held.schema == schema && held.name == name) return held.property;
  const auto found = model::find_property(schema, name);
  if (found) held = {schema, model::name(*found), *found};
  return found;
}

}  // namespace

EntityBuilder::EntityBuilder(std::string_view id, model::SchemaId schema)
    : id_(id), schema_(schema) {}

void EntityBuilder::restart(std::string_view id, model::SchemaId schema) {
  id_ = id;
  schema_ = schema;
  text_.clear();
  rows_.clear();
  positions_.clear();
  notes_kept_ = 0;
}

Result<void> EntityBuilder::check_id(std::string_view id) {
  if (id.empty()) return fail(errors::identifier_malformed, "an entity without an id");
  if (id.size() > entity_id_bytes_max) return too_long("entity id", id, entity_id_bytes_max);
  return {};
}

Result<EntityBuilder> EntityBuilder::start(std::string_view id, std::string_view schema) {
  const auto found = model::find_schema(schema);
  BAYON_CHECK(found.has_value(), entity_builder.known_schema);
  return start(id, *found);
}

Result<EntityBuilder> EntityBuilder::start(std::string_view id, model::SchemaId schema) {
  BAYON_TRY_VOID(check_id(id));
  return EntityBuilder(id, schema);
}

model::PropertyId EntityBuilder::property_of(std::string_view name) const {
  const auto found = find_property_soon(schema_, name);
  BAYON_CHECK(found.has_value(), entity_builder.known_property);
  return *found;
}

Result<void> EntityBuilder::add(std::string_view property, std::string_view value,
                                const Said& said) {
  if (value.empty()) return {};
  return add(property_of(property), value, said);
}

Result<void> EntityBuilder::add(model::PropertyId property, std::string_view value,
                                const Said& said) {
  BAYON_TRY(const bool stated, state(property, value, said));
  if (stated) return {};
  // A name that is too long stays one as far as it fits: who cannot be found is taken to be absent.
  if (model::type(property) == model::PropertyType::name) {
    BAYON_TRY_VOID(
        state(property, model::first_characters(trim(value), model::length_max(property)), said));
  }
  return keep_as_note(property, value, said);
}

Result<bool> EntityBuilder::add_if_understood(std::string_view property, std::string_view value,
                                              const Said& said) {
  const std::size_t before = rows_.size();
  BAYON_TRY(const bool stated, state(property_of(property), value, said));
  return stated && (rows_.size() > before || !trim(value).empty());
}

// False when the value is not of the property's type or does not fit; true also for one that is
// empty.
Result<bool> EntityBuilder::state(model::PropertyId property, std::string_view value,
                                  const Said& said) {
  using State = model::PropertyValue::State;
  const model::PropertyType type = model::type(property);
  // Most values are clean as they are written, and so are what they were written as.
  if (said.original.empty() && model::clean_as_written(type, value)) {
    if (!fits(value, property)) return false;
    push(property, value, {}, said);
    return true;
  }
  BAYON_TRY(const model::PropertyValue clean, model::clean_value(type, value));
  if (clean.state == State::empty) return true;
  if (clean.state == State::not_understood || !fits(clean.text, property)) return false;
  std::string original;
  const std::string_view written = said.original.empty() ? value : said.original;
  // Of a text without an original of its own only blanks and line breaks can differ.
  const bool changed =
      written != clean.text && !(said.original.empty() && type == model::PropertyType::text);
  if (changed) {
    BAYON_TRY(original, model::single_blanks(written));
    if (original == clean.text) original.clear();
  }
  push(property, clean.text, original, said);
  return true;
}

Result<void> EntityBuilder::keep_as_note(model::PropertyId property, std::string_view value,
                                         const Said& said) {
  return add_note(fmt::format("{}: {}", model::name(property), trim(value)), said);
}

Result<void> EntityBuilder::add_note(std::string_view words, const Said& said) {
  if (trim(words).empty()) return {};
  auto holder = model::find_property(schema_, "notes");
  if (!holder) holder = model::find_property(schema_, "summary");
  if (!holder) {
    return fail(errors::property_not_of_schema, fmt::format("{} has no place for the words '{}'",
                                                            model::name(schema_), short_of(words)));
  }
  BAYON_TRY(const bool stated, state(*holder, words, said));
  if (!stated) return too_long("note", words, model::length_max(*holder));
  ++notes_kept_;
  return {};
}

EntityBuilder::Piece EntityBuilder::hold(std::string_view text) {
  if (text.empty()) return {};
  const std::size_t at = text_.size();
  BAYON_CHECK(at + text.size() <= 0xffffffffu, entity_builder.text_fits_32_bits);
  text_ += text;
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(text.size())};
}

void EntityBuilder::push(model::PropertyId property, std::string_view value,
                         std::string_view original, const Said& said) {
  const auto same = [&](const Row& held) {
    return held.property == property && text(held.value) == value &&
           text(held.language) == said.language && held.valid == said.valid;
  };
  const auto keep = [&] {
    rows_.push_back({property, hold(value), hold(original), hold(said.language), said.valid});
  };
  if (rows_.empty()) rows_.reserve(8);
  if (rows_.size() < rows_scanned_max) {
    if (std::none_of(rows_.begin(), rows_.end(), same)) keep();
    return;
  }
  if (positions_.empty()) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      positions_.emplace(hash_of(rows_[i].property, text(rows_[i].value), rows_[i].valid), i);
    }
  }
  const std::uint64_t hash = hash_of(property, value, said.valid);
  const auto [first, last] = positions_.equal_range(hash);
  for (auto at = first; at != last; ++at) {
    if (same(rows_[at->second])) return;
  }
  positions_.emplace(hash, rows_.size());
  keep();
}

std::uint64_t EntityBuilder::hash_of(model::PropertyId property, std::string_view value,
                                     const model::Interval& valid) {
  return xxh3_64(value, static_cast<std::uint64_t>(property) ^
                            (std::uint64_t{valid.from.packed()} << 32) ^ valid.until.packed());
}

bool EntityBuilder::has(std::string_view property) const {
  const auto wanted = property_of(property);
  return std::any_of(rows_.begin(), rows_.end(),
                     [&](const Row& row) { return row.property == wanted; });
}

void EntityBuilder::emit(std::uint64_t record, Sink& sink) const {
  for (const Row& row : rows_) {
    sink.statement(record, {.entity = id_,
                            .schema = schema_,
                            .property = row.property,
                            .value = text(row.value),
                            .original = text(row.original),
                            .language = text(row.language),
                            .valid = row.valid});
  }
  if (notes_kept_ != 0) sink.kept_as_note(notes_kept_);
}

std::string shared_id(std::string_view kind, std::initializer_list<std::string_view> content) {
  return joined({kind, "-", digits_of(content)});
}

std::string content_id(std::string_view owner, std::string_view kind,
                       std::initializer_list<std::string_view> content) {
  const std::string digits = digits_of(content);
  if (owner.size() + kind.size() + digits.size() + 2 > entity_id_bytes_max) {
    return joined({shared_id("owner", {owner}), "/", kind, "/", digits});
  }
  return joined({owner, "/", kind, "/", digits});
}

}  // namespace bayon::source::reading
