// What immutable columns lie in this file, and are they still what was written?
//
// A segment is a set of named, typed columns, written once and memory-mapped afterwards. Its bytes
// are cut into pages of 64 KiB, each with an XXH3 checksum; a column is checked, page by page, when
// it is first asked for, and never served damaged. The whole content has a SHA-256, which names the
// file. On disk: docs/formats/segments.md. Columns that are too long to be checked before a
// question about one account are opened as paged ones (paged.hpp): each page is checked at its
// first touch.
//
// Threads:    a Segment may be read from any thread; the first reader of a page checks it.
// Lifetime:   spans from column() live as long as the Segment.
// Invariants: segment.columns_sorted  the directory lists columns by name, so equal columns give
//                                     equal bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "bayon/base/hash.hpp"
#include "bayon/base/result.hpp"
#include "bayon/store/paged.hpp"

namespace bayon::store {

/// Columns that are to become a segment. The caller keeps them alive until `write` returns.
class SegmentWriter {
 public:
  template <typename T>
  void add(std::string name, std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    add_bytes(std::move(name), sizeof(T),
              {reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  }
  template <typename T>
  void add(std::string name, const std::vector<T>& values) {
    add(std::move(name), std::span<const T>(values));
  }
  void add_text(std::string name, std::string_view bytes) { add_bytes(std::move(name), 1, bytes); }

  struct Written {
    Digest content;  ///< SHA-256 over directory and columns
    std::uint64_t bytes = 0;
    std::filesystem::path path;
  };
  /// Writes `<folder>/<first 32 hex digits of content>.seg`, synced and renamed. A file of that
  /// name that is already there is replaced by equal bytes, which mends it if it was damaged. Fails
  /// with the codes of FileWriter. Cost: two passes over the bytes (hash, write).
  Result<Written> write(const std::filesystem::path& folder) const;

  /// Writes to exactly `path`, without waiting for the disk: for derived files that can be made
  /// again.
  Result<Written> write_derived(const std::filesystem::path& path) const;

 private:
  struct Column {
    std::uint32_t width;
    std::string_view bytes;
  };
  void add_bytes(std::string name, std::uint32_t width, std::string_view bytes);
  Digest content() const;
  Result<std::uint64_t> emit(const std::filesystem::path& path, const Digest& content,
                             bool synced) const;
  std::map<std::string, Column, std::less<>> columns_;
};

class Segment {
 public:
  /// Maps the file and checks header, directory and length. Fails with store.segment_missing,
  /// store.segment_damaged or case.newer_format. Cost: independent of the number of rows.
  static Result<std::shared_ptr<const Segment>> open(const std::filesystem::path& path);
  virtual ~Segment() = default;

  /// The column as values of T. Fails with store.page_damaged, naming the file, column and page, or
  /// store.segment_damaged when there is no such column of that width.
  /// Cost: the first call reads the column once (about 10 GB/s from memory).
  template <typename T>
  Result<std::span<const T>> column(std::string_view name) const {
    static_assert(std::is_trivially_copyable_v<T>);
    BAYON_TRY(const std::string_view bytes, checked(name, sizeof(T)));
    return std::span<const T>(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T));
  }
  Result<std::string_view> text(std::string_view name) const { return checked(name, 1); }
  /// Bytes [begin, end) of a text column, of which only the pages that hold them are read. Fails as
  /// text does, also where the column is shorter. Cost: a check of those pages at every call.
  virtual Result<std::string_view> text_between(std::string_view name, std::uint64_t begin,
                                                std::uint64_t end) const = 0;

  /// The column, each page of which is checked when it is first touched. Fails with
  /// store.segment_damaged when there is no such column of that width; a page that proves damaged
  /// later ends what reads it (unless_damaged). Cost: none.
  template <typename T>
  Result<Paged<T>> paged(std::string_view name) const {
    BAYON_TRY(const PagedBytes bytes, unchecked(name, sizeof(T)));
    return Paged<T>(bytes);
  }

  virtual bool has(std::string_view name) const = 0;
  virtual const Digest& content() const = 0;
  virtual std::uint64_t bytes() const = 0;
  /// Checks the pages that were not yet touched. Fails with store.page_damaged.
  virtual Result<void> check_pages() const = 0;
  /// Reads every page and the SHA-256 of the whole. Fails like column(). Cost: one pass.
  virtual Result<void> verify() const = 0;

 protected:
  virtual Result<std::string_view> checked(std::string_view name, std::size_t width) const = 0;
  virtual Result<PagedBytes> unchecked(std::string_view name, std::size_t width) const = 0;
};

}  // namespace bayon::store
