#include "bayon/store/strings.hpp"

#include "bayon/base/error_codes.hpp"

namespace bayon::store {

Result<Strings> Strings::open(const Segment& segment, const std::string& name) {
  Strings out;
  BAYON_TRY(out.starts_, segment.column<std::uint64_t>(name + ".at"));
  BAYON_TRY(out.text_, segment.text(name + ".text"));
  const bool whole = !out.starts_.empty() && out.starts_.back() == out.text_.size() &&
                     std::is_sorted(out.starts_.begin(), out.starts_.end());
  if (!whole) return fail(errors::store_segment_damaged, "offsets of '" + name + "' do not fit");
  return out;
}

Result<PagedStrings> PagedStrings::open(const Segment& segment, const std::string& name) {
  PagedStrings out;
  BAYON_TRY(out.starts_, segment.paged<std::uint64_t>(name + ".at"));
  BAYON_TRY(out.text_, segment.paged<char>(name + ".text"));
  if (out.starts_.empty()) {
    return fail(errors::store_segment_damaged, "offsets of '" + name + "' do not fit");
  }
  return out;
}

namespace {

template <typename Column>
std::size_t find_in(const Column& strings, std::string_view text) {
  std::size_t low = 0, high = strings.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (strings.at(middle) < text) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < strings.size() && strings.at(low) == text ? low : strings.size();
}

}  // namespace

std::size_t Strings::find_sorted(std::string_view text) const { return find_in(*this, text); }
std::size_t PagedStrings::find_sorted(std::string_view text) const { return find_in(*this, text); }

}  // namespace bayon::store
