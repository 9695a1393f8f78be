// How are many strings kept in a segment?
//
// As two columns: `<name>.at` (count + 1 offsets, 64 bits) and `<name>.text` (the bytes, end to
// end).
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/string_table.hpp"
#include "bayon/store/segment.hpp"

namespace bayon::store {

/// Strings under way to a segment; alive until the segment is written.
struct StringColumn {
  std::vector<std::uint64_t> starts{0};
  std::string text;

  void reserve(std::size_t count, std::size_t bytes) {
    starts.reserve(count + 1);
    text.reserve(bytes);
  }
  void push_back(std::string_view value) {
    text.append(value);
    starts.push_back(text.size());
  }
  void add_to(SegmentWriter& writer, const std::string& name) const {
    writer.add(name + ".at", starts);
    writer.add_text(name + ".text", text);
  }
};

/// Strings of a segment, by number. Lifetime: as the segment's.
class Strings {
 public:
  Strings() = default;
  static Result<Strings> open(const Segment& segment, const std::string& name);
  /// Over a column in memory. Lifetime: as the column's.
  explicit Strings(const StringColumn& column) : starts_(column.starts), text_(column.text) {}

  std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  std::string_view at(std::size_t index) const {
    return text_.substr(starts_[index], starts_[index + 1] - starts_[index]);
  }
  /// Number of the string in a sorted column; size() when it is not there. Cost: a binary search.
  std::size_t find_sorted(std::string_view text) const;

 private:
  std::span<const std::uint64_t> starts_;
  std::string_view text_;
};

/// The same where checking them all at opening would take too long: each is checked when it is
/// asked for (paged.hpp).
class PagedStrings {
 public:
  PagedStrings() = default;
  static Result<PagedStrings> open(const Segment& segment, const std::string& name);

  std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  std::string_view at(std::size_t index) const {
    const auto text = text_.slice(starts_[index], starts_[index + 1]);
    return {text.data(), text.size()};
  }
  /// As Strings::find_sorted.
  std::size_t find_sorted(std::string_view text) const;

 private:
  Paged<std::uint64_t> starts_;
  Paged<char> text_;
};

}  // namespace bayon::store
