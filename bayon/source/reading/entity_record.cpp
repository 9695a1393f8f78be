#include "bayon/source/reading/entity_record.hpp"

#include <utility>

#include "bayon/base/check.hpp"

namespace bayon::source::reading {

namespace {

// A record seldom has more entities, or longer texts; what one that does has taken is given back.
constexpr std::size_t entities_kept_max = 16;
constexpr std::size_t text_kept_max = std::size_t{1} << 14;

}  // namespace

Result<EntityBuilder*> EntityRecord::start(std::string_view id, std::string_view schema) {
  const auto found = model::find_schema(schema);
  BAYON_CHECK(found.has_value(), entity_builder.known_schema);
  return start(id, *found);
}

Result<EntityBuilder*> EntityRecord::start(std::string_view id, model::SchemaId schema) {
  BAYON_TRY_VOID(EntityBuilder::check_id(id));
  if (used_ == entities_.size()) {
    entities_.push_back(EntityBuilder(id, schema));
  } else {
    entities_[used_].restart(id, schema);
  }
  return &entities_[used_++];
}

void EntityRecord::clear() {
  used_ = 0;
  if (entities_.size() > entities_kept_max) {
    entities_.erase(entities_.begin() + entities_kept_max, entities_.end());
  }
  for (EntityBuilder& entity : entities_) {
    if (entity.text_.capacity() > text_kept_max) entity = EntityBuilder({}, entity.schema());
  }
}

void EntityRecord::emit(std::uint64_t record, Sink& sink) const {
  for (std::size_t i = 0; i < used_; ++i) entities_[i].emit(record, sink);
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
