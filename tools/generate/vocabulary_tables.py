"""How do the vocabulary's facts look in C++? As constant tables, sorted, with indices for names."""
from vocabulary_package import ancestors

HEADER = """\
// What does the vocabulary say, as plain tables?
//
// Generated from the facts of {package} {version}. Ids are positions in these tables: schemata sorted by
// name, properties by qualified name. bayon/model/vocabulary.hpp is the door to them.
//
// Threads: constant data.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "bayon/model/vocabulary.hpp"

namespace bayon::model::tables {{

using Id = std::uint16_t;
using Ids = std::span<const Id>;

inline constexpr Id none = 0xFFFF;  ///< no schema, no property
inline constexpr std::string_view package = "{package}";
inline constexpr std::string_view package_version = "{version}";
inline constexpr Id schema_count = {schema_count};
inline constexpr Id property_count = {property_count};

struct SchemaFacts {{
  std::string_view name;
  Ids extends;         ///< direct parents, in the order declared
  Ids ancestors;       ///< all that it is, itself first, nearest first
  Ids properties;      ///< own and inherited, stubs included, sorted by plain name
  Ids captions;        ///< properties that name an entity, best first
  Ids temporal_start;  ///< properties that say when it began, best first
  Ids temporal_end;    ///< properties that say when it ended, best first
  bool abstract;
  bool matchable;
  bool edge;
  Id edge_source;  ///< property; none unless edge
  Id edge_target;
}};

struct PropertyFacts {{
  std::string_view qualified_name;  ///< "Thing:name"
  std::string_view name;            ///< "name"
  Id schema;                        ///< the one that declares it
  PropertyType type;
  Id range;                 ///< schema that an entity reference points at, or none
  Id reverse;               ///< property at the far end of the reference, or none
  std::uint32_t length_max;  ///< characters
  std::string_view format;  ///< of an identifier ("lei", "imo"...), or empty
  bool matchable;
  bool stub;  ///< the far side of a reference: nothing can be stated of it
  bool hidden;
  bool deprecated;
}};

struct TypeFacts {{
  std::string_view name;
  std::string_view group;  ///< plural under which values of all such properties gather, or empty
  PropertyType type;
  std::uint32_t length_max;
  bool matchable;
  bool pivot;  ///< an equal value alone suggests a tie between two entities
}};

std::span<const SchemaFacts> schemata();
std::span<const PropertyFacts> properties();
std::span<const TypeFacts> types();

/// Codes that a property of type topic or gender may hold, sorted.
std::span<const std::string_view> topic_codes();
std::span<const std::string_view> gender_codes();

}}  // namespace bayon::model::tables
"""


def texts(facts):
    """Header and source."""
    schemata, properties = facts["schemata"], facts["properties"]
    header = HEADER.format(package=facts["package"], version=facts["version"],
                           schema_count=len(schemata), property_count=len(properties))
    return header, _source(facts)


def inherited(facts):
    """schema -> {plain name: qualified name}, own before inherited, earlier parents first."""
    schemata = facts["schemata"]
    own = {schema: {} for schema in schemata}
    for qualified, property_ in facts["properties"].items():
        schema, name = qualified.split(":")
        own[schema][name] = qualified
    stub = {qualified for qualified, fact in facts["properties"].items() if fact["stub"]}
    found = {}

    def of(schema):
        if schema not in found:
            names = dict(own[schema])
            for parent in schemata[schema]["extends"]:
                for name, qualified in of(parent).items():
                    # What can be stated hides a stub of the same name.
                    if name not in names or (names[name] in stub and qualified not in stub):
                        names[name] = qualified
            found[schema] = names
        return found[schema]

    return {schema: of(schema) for schema in schemata}


class _Ids:
    """Rows of ids, each written once, as spans into one array."""

    def __init__(self):
        self.values = []
        self.places = {}

    def span(self, row):
        row = tuple(row)
        if not row:
            return "{}"
        if row not in self.places:
            self.places[row] = len(self.values)
            self.values += row
        return f"ids({self.places[row]}, {len(row)})"


def _source(facts):
    schema_id = {name: index for index, name in enumerate(sorted(facts["schemata"]))}
    property_id = {name: index for index, name in enumerate(sorted(facts["properties"]))}
    ids = _Ids()
    schema_rows = _schema_rows(facts, schema_id, property_id, ids)
    topic, gender = facts["codes"]["topic"], facts["codes"]["gender"]
    lines = [
        f"// Generated from the facts of {facts['package']} {facts['version']}.",
        '#include "bayon/model/vocabulary_tables.hpp"',
        "",
        "#include <array>",
        "#include <cstddef>",
        "",
        "namespace bayon::model::tables {",
        "",
        "namespace {",
        "",
        *_array("Id", "all_ids", [f"    {', '.join(map(str, ids.values[start:start + 16]))},"
                                  for start in range(0, len(ids.values), 16)], len(ids.values)),
        "constexpr Ids ids(std::size_t first, std::size_t count) {",
        "  return Ids(all_ids).subspan(first, count);",
        "}",
        "",
        *_array("SchemaFacts", "all_schemata", schema_rows),
        *_array("PropertyFacts", "all_properties", _property_rows(facts, schema_id, property_id)),
        *_array("TypeFacts", "all_types", _type_rows(facts)),
        *_array("std::string_view", "all_topics", [f'    "{code}",' for code in topic]),
        *_array("std::string_view", "all_genders", [f'    "{code}",' for code in gender]),
        "}  // namespace",
        "",
        "std::span<const SchemaFacts> schemata() { return all_schemata; }",
        "std::span<const PropertyFacts> properties() { return all_properties; }",
        "std::span<const TypeFacts> types() { return all_types; }",
        "std::span<const std::string_view> topic_codes() { return all_topics; }",
        "std::span<const std::string_view> gender_codes() { return all_genders; }",
        "",
        "}  // namespace bayon::model::tables",
        "",
    ]
    return "\n".join(lines)


def _schema_rows(facts, schema_id, property_id, ids):
    schemata, names_of = facts["schemata"], inherited(facts)
    rows = []
    for name in sorted(schemata):
        fact, names = schemata[name], names_of[name]
        source, target = (property_id[names[end]] for end in fact["edge"]) if fact["edge"] else (
            "none", "none")
        spans = ", ".join([
            ids.span(schema_id[parent] for parent in fact["extends"]),
            ids.span(schema_id[parent] for parent in ancestors(schemata, name)),
            ids.span(property_id[names[prop]] for prop in sorted(names)),
            ids.span(property_id[names[prop]] for prop in fact["caption"]),
            ids.span(property_id[names[prop]] for prop in _extent(schemata, name, "temporal_start")),
            ids.span(property_id[names[prop]] for prop in _extent(schemata, name, "temporal_end")),
        ])
        rows.append(f'    {{"{name}", {spans}, {_bool(fact["abstract"])}, '
                    f'{_bool(fact["matchable"])}, {_bool(fact["edge"])}, {source}, {target}}},')
    return rows


def _property_rows(facts, schema_id, property_id):
    rows = []
    for qualified, fact in sorted(facts["properties"].items()):
        schema, name = qualified.split(":")
        rows.append(
            f'    {{"{qualified}", "{name}", {schema_id[schema]}, PropertyType::{fact["type"]}, '
            f'{schema_id.get(fact["range"], "none")}, {property_id.get(fact["reverse"], "none")}, '
            f'{fact["max_length"]}, "{fact["format"] or ""}", {_bool(fact["matchable"])}, '
            f'{_bool(fact["stub"])}, {_bool(fact["hidden"])}, {_bool(fact["deprecated"])}}},')
    return rows


def _type_rows(facts):
    return [
        f'    {{"{name}", "{fact["group"] or ""}", PropertyType::{name}, {fact["max_length"]}, '
        f'{_bool(fact["matchable"])}, {_bool(fact["pivot"])}}},'
        for name, fact in sorted(facts["types"].items())]


def _extent(schemata, name, end):
    """A schema without a time span of its own has that of its nearest parent that has one."""
    for schema in ancestors(schemata, name):
        if schemata[schema][end]:
            return schemata[schema][end]
    return []


def _bool(value):
    return "true" if value else "false"


def _array(kind, name, rows, count=None):
    return [f"constexpr std::array<{kind}, {len(rows) if count is None else count}> {name}{{{{",
            *rows, "}};", ""]
