// What must be at hand to ask one list many questions?
//
// Threads:  constant after `open`.
// Lifetime: the snapshot must outlive it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/index/name_index.hpp"
#include "bayon/inquiry/screen/detail/word_table.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::screen::detail {

/// The names and keys of one statement segment.
struct OpenedPart {
  std::uint32_t base = 0;  ///< ordinal of the table's first row
  const store::StatementTable* table = nullptr;
  std::shared_ptr<const index::NameIndex> index;
  std::vector<std::uint32_t> rows_at;  ///< name of `words` -> first of rows; one more at the end
  std::vector<std::uint32_t> rows;     ///< statements that give the name
  std::vector<std::uint32_t> unknown_in_latin;  ///< rows of names that stayed in their own script
  std::unique_ptr<const WordTable> words;
};

struct OpenedList {
  const store::Dataset* dataset = nullptr;
  std::vector<OpenedPart> parts;

  /// Fails with the codes of segments. Cost: one pass over the names.
  static Result<OpenedList> open(const store::Dataset& dataset,
                                 const std::filesystem::path& index_folder);
};

}  // namespace bayon::screen::detail
