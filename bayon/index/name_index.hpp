// Here is a name, an identifier or a reference: which statements come into question?
//
// For each statement segment the index keeps three sorted lists: folded names, comparable
// identifiers (numbers, addresses of wallets, e-mail, phone) and references to other entities, each
// with the row it stands in. It is derived from one segment alone, so a new version adds a small
// file. Kept as index/*.idx; made again when missing or damaged.
//
// Threads:  const methods may be called from any thread.
// Lifetime: views live as long as the index.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bayon/store/snapshot.hpp"

namespace bayon::index {

/// Sorted keys with the rows of one statement table in which they stand.
class KeyList {
 public:
  static Result<KeyList> open(const store::Segment& segment, const std::string& name);

  std::size_t size() const { return rows_.size(); }
  std::string_view key(std::size_t entry) const { return keys_.at(entry); }
  std::uint32_t row(std::size_t entry) const { return rows_[entry]; }
  /// Entries [first, last) with exactly this key. Cost: two binary searches.
  std::pair<std::size_t, std::size_t> find(std::string_view key) const;

 private:
  store::Strings keys_;
  std::span<const std::uint32_t> rows_;
};

/// Names, identifiers and references of one statement segment.
class NameIndex {
 public:
  /// Reads it from `folder`, or builds it and keeps it there if it can.
  static Result<std::shared_ptr<const NameIndex>> open(const store::StatementTable& table,
                                                       const std::filesystem::path& folder);

  /// Names by their folded form (base/text fold_name).
  const KeyList& names() const { return names_; }
  /// Was every letter of the name put into Latin? By entry of names().
  bool complete(std::size_t entry) const { return complete_[entry] != 0; }
  /// Identifiers by their comparable form (base/text identifier_key).
  const KeyList& identifiers() const { return identifiers_; }
  /// References by the id of the entity they point at.
  const KeyList& references() const { return references_; }

 private:
  bool fits(std::uint32_t statements) const;

  std::shared_ptr<const store::Segment> segment_;
  KeyList names_, identifiers_, references_;
  std::span<const std::uint8_t> complete_;
};

}  // namespace bayon::index
