// What did one record of a list come to: entities, or a reject?
//
// A record of a list speaks of a party and of what hangs on it: its sanction, documents, addresses.
// An EntityRecord collects them while the record is read; only when all of it is understood does
// anything reach the sink. Formats write `Result<void> read_x(..., EntityRecord&)` and hand the
// outcome to `settle`.
//
// Threads:  an object belongs to one thread.
// Lifetime: entities stay where they are until `clear`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_builder.hpp"
#include "bayon/source/sink.hpp"

namespace bayon::source::reading {

class EntityRecord {
 public:
  /// A further entity of this record. Fails as EntityBuilder::start.
  Result<EntityBuilder*> start(std::string_view id, std::string_view schema);
  /// The same for a schema that came from outside.
  Result<EntityBuilder*> start(std::string_view id, model::SchemaId schema);

  /// Forgets all entities. The memory of a few is kept for the next record.
  void clear();

  /// Hands all statements to `sink`, in the order in which entities were started.
  void emit(std::uint64_t record, Sink& sink) const;

 private:
  // The first `used_` are of this record; the others wait to be used again.
  std::deque<EntityBuilder> entities_;
  std::size_t used_ = 0;
};

/// Ends a record: its facts and one accepted row where `outcome` is well, else its reject.
/// `entities` is cleared for the next. Fails as Sink::reject.
Result<void> settle(std::uint64_t record, const std::string& file, Result<void> outcome,
                    EntityRecord& entities, Sink& sink);

}  // namespace bayon::source::reading
