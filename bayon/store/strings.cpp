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

std::size_t Strings::find_sorted(std::string_view text) const {
  std::size_t low = 0, high = size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (at(middle) < text) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < size() && at(low) == text ? low : size();
}

}  // namespace bayon::store
