#include <fmt/format.h>

#include "bayon/store/ledger_db.hpp"

namespace bayon::store {

namespace {

// The preset's name or the hash of the file's text; empty where the mapping is not marked.
std::string_view meaning(std::string_view mapping) {
  if (!mapping.starts_with("preset ") && !mapping.starts_with("file ")) return {};
  const auto hash = mapping.rfind(" sha256:");
  return hash == mapping.npos ? mapping : mapping.substr(hash + 1);
}

}  // namespace

bool other_mapping(std::string_view mapping, std::string_view other) {
  const auto one = meaning(mapping), two = meaning(other);
  return !one.empty() && !two.empty() && one != two;
}

std::vector<std::string> shortfalls(const LoadRecord& load) {
  if (load.kind != source::Kind::list) return {};
  std::vector<std::string> out = load.gaps;
  if (load.rejected != 0) {
    out.push_back(fmt::format("{} of {} rows were rejected", load.rejected, load.rows));
  }
  return out;
}

Digest load_root(const LoadRecord& load, std::vector<Digest> parts) {
  std::string text;
  for (const auto& shortfall : shortfalls(load)) {
    text += fmt::format("{}:{}", shortfall.size(), shortfall);
  }
  if (!text.empty()) parts.push_back(merkle_leaf(text));
  return merkle_root(parts);
}

}  // namespace bayon::store
