// Which statements did this version of a list make, and in which record each?
//
// A version is a bitmap over the ordinals of its dataset's statements, with one source pointer
// (file of the load, record) for each member, in order of ordinals.
//
// Threads: constant after opening.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bayon/store/segment.hpp"
#include "bayon/store/statement_table.hpp"

namespace bayon::store {

/// One member of a version.
struct Member {
  std::uint32_t ordinal;
  std::uint32_t file;    ///< index into the load's source files
  std::uint32_t record;  ///< 1-based

  friend auto operator<=>(const Member&, const Member&) = default;
};

class VersionTable {
 public:
  /// Reads a version of a dataset that has so many `statements`, from a load of so many `files`.
  /// Fails with the codes of segments.
  static Result<VersionTable> open(std::shared_ptr<const Segment> segment, std::uint32_t statements,
                                   std::size_t files);
  ~VersionTable();
  VersionTable(VersionTable&&) noexcept;
  VersionTable& operator=(VersionTable&&) noexcept;

  bool contains(std::uint32_t ordinal) const;
  std::uint64_t size() const;
  /// The source pointer of a member. Asking for another ordinal is a bug (version.member).
  Member member(std::uint32_t ordinal) const;
  /// All members in order of ordinals.
  std::vector<Member> members() const;

 private:
  struct State;
  VersionTable() = default;
  static bool read_members(std::string_view bytes, std::size_t count, std::uint32_t statements,
                           State& state);
  std::unique_ptr<State> state_;
};

/// Writes a version; `members` are sorted by ordinal and distinct.
Result<SegmentWriter::Written> write_version(std::span<const Member> members,
                                             const std::filesystem::path& folder);

/// A dataset's statements across its segments: ordinals start at `base` for each table.
struct StatementPart {
  std::uint32_t base = 0;
  const StatementTable* table = nullptr;
};

/// Merkle root of a version: one RFC 6962 leaf for each entity, in order of entity ids, over the
/// canonical bytes of its statements. Independent of the order in which versions were loaded.
/// Cost: O(n) rows for one part, a merge for several; hashing on all threads. [RFC6962]
Digest version_root(std::span<const StatementPart> parts, std::span<const Member> members);

}  // namespace bayon::store
