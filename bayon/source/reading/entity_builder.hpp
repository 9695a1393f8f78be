// Which statements does one record make about an entity?
//
// A format makes one EntityBuilder for each entity that a record speaks of, adds values as the
// source wrote them, and emits all of them once the whole record is understood. Values are cleaned
// by the type of their property (bayon/model/property_value.hpp); what was changed keeps its
// original; what says nothing is dropped; a value said twice is stated once.
//
// No words are lost: a value that is not of its property's type (a country that no one knows), or
// is longer than the vocabulary allows, becomes a note (`notes` of a party, `summary` of a link)
// that names the property, and the sink is told that a piece was kept as a note.
//
//   BAYON_TRY(auto party, EntityBuilder::start("ofac-36", "Organization"));
//   BAYON_TRY_VOID(party.add("name", "AEROCARIBBEAN AIRLINES"));
//   BAYON_TRY_VOID(party.add("country", "Cuba"));          // value "cu", original "Cuba"
//   party.emit(record, sink);
//
// Threads:    an object belongs to one thread.
// Invariants: entity_builder.known_schema    the vocabulary has the schema asked for
//             entity_builder.known_property  the schema has the property asked for
//             entity_builder.text_fits_32_bits  one entity says less than 4 GiB
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/model/vocabulary.hpp"
#include "bayon/source/sink.hpp"

namespace bayon::source::reading {

/// Entity ids are at most so many bytes long.
inline constexpr std::size_t entity_id_bytes_max = 200;

/// What the source says about a value beside the value itself.
struct Said {
  std::string_view language = {};  ///< ISO 639-3 code, or empty
  model::Interval valid = {};      ///< open where the source gives no dates
  std::string_view original =
      {};  ///< as the source wrote it, where the format has rewritten the value
};

class EntityBuilder {
 public:
  /// An entity without statements. Fails with value.too_long for an id over entity_id_bytes_max,
  /// and with identifier.malformed for an empty one. A schema that the vocabulary lacks is a bug in
  /// the format; one that comes from outside is looked up by the caller.
  static Result<EntityBuilder> start(std::string_view id, std::string_view schema);
  static Result<EntityBuilder> start(std::string_view id, model::SchemaId schema);

  const std::string& id() const { return id_; }
  model::SchemaId schema() const { return schema_; }
  bool empty() const { return rows_.empty(); }

  /// States `value`. Fails with text.invalid_utf8, with value.too_long where not even a note can
  /// hold the value, and with property.not_of_schema where the schema (Mention, Similar) has no
  /// place for notes. A property that the schema lacks is a bug in the format. Cost: one pass over
  /// the value.
  Result<void> add(std::string_view property, std::string_view value, const Said& said = {});
  Result<void> add(model::PropertyId property, std::string_view value, const Said& said = {});

  /// As `add`, but states nothing when the value is not of its property's type or is too long:
  /// false then, and for a value that says nothing. For formats that try another reading next.
  Result<bool> add_if_understood(std::string_view property, std::string_view value,
                                 const Said& said = {});

  /// States words of the source that no property holds, and counts them as a piece kept as a note.
  /// Fails as `add` does.
  Result<void> add_note(std::string_view words, const Said& said = {});

  /// Does the entity have a value of this property so far?
  bool has(std::string_view property) const;

  /// Pieces kept as notes so far.
  std::uint64_t notes_kept() const { return notes_kept_; }

  /// Hands the statements to `sink` in the order in which they were added, and the count of notes.
  void emit(std::uint64_t record, Sink& sink) const;

 private:
  friend class EntityRecord;

  // Where a text lies in text_.
  struct Piece {
    std::uint32_t at = 0;
    std::uint32_t size = 0;
  };
  struct Row {
    model::PropertyId property;
    Piece value, original, language;
    model::Interval valid;
  };

  EntityBuilder(std::string_view id, model::SchemaId schema);
  static Result<void> check_id(std::string_view id);
  /// Becomes another entity, without statements; the memory of the one before is used again.
  void restart(std::string_view id, model::SchemaId schema);
  Result<bool> state(model::PropertyId property, std::string_view value, const Said& said);
  Result<void> keep_as_note(model::PropertyId property, std::string_view value, const Said& said);
  void push(model::PropertyId property, std::string_view value, std::string_view original,
            const Said& said);
  Piece hold(std::string_view text);
  std::string_view text(Piece piece) const {
    return std::string_view(text_).substr(piece.at, piece.size);
  }
  static std::uint64_t hash_of(model::PropertyId property, std::string_view value,
                               const model::Interval& valid);
  model::PropertyId property_of(std::string_view name) const;

  std::string id_;
  model::SchemaId schema_;
  std::string text_;  // of all rows, end to end
  std::vector<Row> rows_;
  std::unordered_multimap<std::uint64_t, std::size_t> positions_;  // of rows, once there are many
  std::uint64_t notes_kept_ = 0;
};

/// The id of a link, address or document: `owner/kind/` and 16 hexadecimal digits that depend on
/// `content` alone, so that equal content has one id in every version of a list. An owner too long
/// for that is hashed as well.
std::string content_id(std::string_view owner, std::string_view kind,
                       std::initializer_list<std::string_view> content);

/// The same without an owner, `kind-` and the digits: for what several parties share (an address).
std::string shared_id(std::string_view kind, std::initializer_list<std::string_view> content);

}  // namespace bayon::source::reading
