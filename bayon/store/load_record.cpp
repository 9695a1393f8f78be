#include <fmt/format.h>

#include "bayon/store/ledger_db.hpp"

namespace bayon::store {

std::string_view mapping_meaning(std::string_view mapping) {
  const auto hash = mapping.rfind(" sha256:");
  return hash == mapping.npos ? mapping : mapping.substr(hash + 1);
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
