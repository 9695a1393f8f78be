// What does a list say of this entity, after it was read?
//
// An EntitySink gathers statements by entity and property, so that a test can ask for what matters
// to it. `read_list` reads texts or files of the disk with a format.
//
// Threads: one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bayon/source/format.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::testing {

struct Stated {
  std::string value;
  std::string original;
  std::string language;
  model::Interval valid;
  std::string file;
  std::uint64_t record = 0;
};

struct GatheredEntity {
  std::string schema;
  std::map<std::string, std::vector<Stated>> properties;
};

class EntitySink final : public source::Sink {
 public:
  void begin_file(std::string_view name) override { file_ = name; }
  void end_file(const Digest&, std::uint64_t) override { ++files_ended; }
  void is_delta() override { delta = true; }
  void removed(std::uint64_t, std::string_view entity) override { removals.emplace_back(entity); }
  std::uint16_t asset(const model::Asset&) override { return 0; }
  void books(model::Books) override {}
  void statement(std::uint64_t record, const model::StatementView& said) override {
    auto& entity = entities[std::string(said.entity)];
    entity.schema = model::name(said.schema);
    entity.properties[std::string(model::name(said.property))].push_back(
        {std::string(said.value), std::string(said.original), std::string(said.language),
         said.valid, file_, record});
    ++statements;
  }
  void flow(std::uint64_t, const model::FlowView&) override {}
  void order(std::uint64_t, const model::Order&) override {}
  void accepted(std::uint64_t count) override { rows += count; }
  Result<void> reject(source::Reject reject) override {
    rejects.push_back(std::move(reject));
    return {};
  }
  void kept_as_note(std::uint64_t pieces) override { notes += pieces; }
  void remark(std::string_view text) override { remarks.emplace_back(text); }
  void gap(std::string_view text) override { gaps.emplace_back(text); }

  /// The values of a property in the order said; empty when the entity or the property is unknown.
  std::vector<std::string> values(const std::string& entity, const std::string& property) const {
    std::vector<std::string> out;
    for (const Stated& stated : all(entity, property)) out.push_back(stated.value);
    return out;
  }
  std::vector<Stated> all(const std::string& entity, const std::string& property) const {
    const auto found = entities.find(entity);
    if (found == entities.end()) return {};
    const auto stated = found->second.properties.find(property);
    return stated == found->second.properties.end() ? std::vector<Stated>{} : stated->second;
  }
  /// Ids of the entities of `schema` whose `property` says `value`: the sanctions of a party.
  std::vector<std::string> having(const std::string& schema, const std::string& property,
                                  const std::string& value) const {
    std::vector<std::string> out;
    for (const auto& [id, entity] : entities) {
      if (entity.schema != schema) continue;
      for (const auto& said : values(id, property)) {
        if (said == value) out.push_back(id);
      }
    }
    return out;
  }
  std::size_t count(const std::string& schema) const {
    std::size_t out = 0;
    for (const auto& [id, entity] : entities) out += entity.schema == schema ? 1 : 0;
    return out;
  }

  std::map<std::string, GatheredEntity> entities;
  std::vector<std::string> removals;
  std::vector<source::Reject> rejects;
  std::vector<std::string> remarks;
  std::vector<std::string> gaps;
  std::uint64_t rows = 0;
  std::uint64_t notes = 0;
  std::uint64_t statements = 0;
  int files_ended = 0;
  bool delta = false;

 private:
  std::string file_;
};

/// Reads files with `format` into `sink`.
inline Result<void> read_list(const source::Format& format, std::vector<source::InputFile> files,
                              source::Sink& sink) {
  source::Request request;
  request.dataset = "sample";
  request.version = "2025-01-01";
  request.files = std::move(files);
  Silent progress;
  return format.read(request, sink, progress);
}

/// Reads files of the disk.
inline Result<void> read_list(const source::Format& format,
                              const std::vector<std::filesystem::path>& paths, source::Sink& sink) {
  std::vector<source::InputFile> files;
  for (const auto& path : paths) files.push_back({path, path.filename()});
  return read_list(format, std::move(files), sink);
}

/// Reads one text.
inline Result<void> read_text(const source::Format& format, std::string_view text,
                              source::Sink& sink, std::string name = "input") {
  const MemoryFile file(text);
  return read_list(format, std::vector<source::InputFile>{file.input(std::move(name))}, sink);
}

}  // namespace bayon::testing
