// What do FollowTheMoney files say?
//
// The vocabulary's own exchange formats [FollowTheMoney], told apart by what is in the file, not by
// its name:
//
//   entities    JSON lines {"id", "schema", "properties": {name: [values]}, ...}; nested entities
//               ({"id", "schema", ...} in place of an id) are read as well
//   delta       JSON lines {"op": "ADD" | "MOD" | "DEL", "entity": {...}}: what changed since a
//               base version
//   statements  CSV with a header; entity_id or canonical_id, schema, prop and value are needed;
//               original_value, lang and external are read
//
// An entity keeps its id; a statement row belongs to its canonical_id where it has one. Values are
// taken as the vocabulary's producers clean them, and cleaned where they did not; what is not of
// its property's type, and values of properties that this vocabulary does not have, are kept as
// notes ("property=value"). A schema that it does not have rejects the record (schema.unknown).
//
// Not kept: captions (derived), referents, datasets, first_seen and last_seen (Bayon's known time
// is read off the versions loaded). Statement rows marked `external` come from other sources that
// someone may yet reject: they are counted, remarked and left out.
//
// A delta is announced by Sink::is_delta; each of its records removes the entity and, unless it is
// a DEL, states it anew. A delta and a full list cannot be one load.
//
// Record: the line of the file, from 1.
#pragma once

#include "bayon/source/format.hpp"

namespace bayon::source::ftm {

const Format& format();

}  // namespace bayon::source::ftm
