#include "bayon/source/reading/entity_record.hpp"

#include <utility>

namespace bayon::source::reading {

Result<EntityBuilder*> EntityRecord::start(std::string_view id, std::string_view schema) {
  BAYON_TRY(auto made, EntityBuilder::start(id, schema));
  return &entities_.emplace_back(std::move(made));
}

Result<EntityBuilder*> EntityRecord::start(std::string_view id, model::SchemaId schema) {
  BAYON_TRY(auto made, EntityBuilder::start(id, schema));
  return &entities_.emplace_back(std::move(made));
}

void EntityRecord::emit(std::uint64_t record, Sink& sink) const {
  for (const EntityBuilder& entity : entities_) entity.emit(record, sink);
}

Result<void> settle(std::uint64_t record, const std::string& file, Result<void> outcome,
                    EntityRecord& entities, Sink& sink) {
  Result<void> answer;
  if (outcome.ok()) {
    entities.emit(record, sink);
    sink.accepted(1);
  } else {
    Error error = std::move(outcome).error();
    answer = sink.reject(
        {file, record, std::move(error.where.column), error.code, std::move(error.detail)});
  }
  entities.clear();
  return answer;
}

}  // namespace bayon::source::reading
