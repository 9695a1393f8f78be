#include "bayon/index/party_reader.hpp"

#include <algorithm>

namespace bayon::index {

namespace {

std::string_view plain(std::string_view qualified) {
  return qualified.substr(qualified.find(':') + 1);
}

}  // namespace

std::string_view Party::first(std::string_view property) const {
  for (const auto& fact : facts) {
    if (plain(fact.property) == property) return fact.value;
  }
  return {};
}

std::vector<std::string_view> Party::all(std::string_view property) const {
  std::vector<std::string_view> out;
  for (const auto& fact : facts) {
    if (plain(fact.property) == property) out.push_back(fact.value);
  }
  return out;
}

std::string Party::caption() const {
  if (const auto found = model::find_schema(schema)) {
    for (const auto property : model::caption_properties(*found)) {
      if (const auto value = first(model::name(property)); !value.empty())
        return std::string(value);
    }
  }
  return std::string(id);
}

Result<PartyReader> PartyReader::open(const store::Dataset& dataset, model::Clocks clocks) {
  PartyReader out;
  out.dataset_ = &dataset;
  out.clocks_ = clocks;
  BAYON_TRY(out.parts_, dataset.statements());
  if (dataset.kind() == source::Kind::list) {
    out.in_force_ = dataset.in_force(clocks);
    if (out.in_force_) {
      BAYON_TRY(const auto* table, dataset.version(out.in_force_->version));
      if (table != nullptr) out.versions_.push_back({out.in_force_->version, table});
    }
    return out;
  }
  // A ledger grows: what each of its loads said of accounts stands.
  out.in_force_ = store::InForce{0, false};
  for (std::size_t load = 0; load < dataset.loads().size(); ++load) {
    BAYON_TRY(const auto* table, dataset.version(load));
    if (table != nullptr) out.versions_.push_back({load, table});
  }
  return out;
}

Result<PartyReader> PartyReader::open_later(const store::Dataset& dataset, std::size_t version,
                                            model::Clocks clocks) {
  PartyReader out;
  out.dataset_ = &dataset;
  out.clocks_ = clocks;
  BAYON_TRY(out.parts_, dataset.statements());
  out.in_force_ = store::InForce{version, true};
  BAYON_TRY(const auto* table, dataset.version(version));
  if (table != nullptr) out.versions_.push_back({version, table});
  return out;
}

model::Truth PartyReader::held(const model::Interval& valid) const {
  if (in_force_ && in_force_->before_first && valid.open()) return model::Truth::unknown;
  return model::held(valid, clocks_.as_of);
}

bool PartyReader::contains(std::uint32_t ordinal) const {
  return std::any_of(versions_.begin(), versions_.end(),
                     [&](const Loaded& v) { return v.table->contains(ordinal); });
}

std::optional<Party> PartyReader::party(std::string_view id) const {
  Party out;
  std::optional<model::SchemaId> schema;
  for (const auto& part : parts_) {
    const auto [first, last] = part.table->rows_of(id);
    for (std::uint32_t i = first; i < last; ++i) {
      if (!contains(part.base + i)) continue;
      const auto row = part.table->row(i);
      const model::Truth truth = held(row.valid);
      if (truth == model::Truth::no) continue;
      out.id = row.entity;
      if (const auto own = model::find_schema(row.schema)) {
        schema = schema ? model::common_schema(*schema, *own).value_or(*schema) : *own;
      }
      out.facts.push_back(
          {row.property, row.value, row.original, row.language, row.valid, truth, part.base + i});
    }
  }
  if (out.facts.empty()) return std::nullopt;
  // Parts follow the order of loading; an answer follows the facts.
  std::sort(out.facts.begin(), out.facts.end(), [](const Fact& a, const Fact& b) {
    return std::tuple(a.property, a.value, a.language, a.valid, a.original) <
           std::tuple(b.property, b.value, b.language, b.valid, b.original);
  });
  out.dataset = dataset_->name();
  if (schema) out.schema = model::name(*schema);
  return out;
}

model::Evidence PartyReader::evidence(std::uint32_t ordinal) const {
  for (const auto& version : versions_) {
    if (!version.table->contains(ordinal)) continue;
    const auto member = version.table->member(ordinal);
    return dataset_->evidence(version.load, member.file, member.record);
  }
  BAYON_CHECK(false, party.statement_in_force);
  return {};
}

}  // namespace bayon::index
