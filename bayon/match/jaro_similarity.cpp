#include "bayon/match/jaro_similarity.hpp"

#include <algorithm>
#include <bit>

#include "bayon/match/comparator.hpp"

namespace bayon::match {

namespace {

constexpr std::size_t short_max = 64;

std::size_t window(std::size_t a, std::size_t b) {
  const std::size_t half = std::max(a, b) / 2;
  return half == 0 ? 0 : half - 1;
}

std::uint64_t low_bits(std::size_t count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

}  // namespace

int winkler_score(std::size_t a, std::size_t b, std::size_t matched, std::size_t transposed,
                  std::size_t prefix) {
  if (matched == 0) return 0;
  // Jaro as the fraction above / below; points_max keeps all of it within 64 bits.
  const std::uint64_t m = matched, la = a, lb = b, t = transposed;
  const std::uint64_t below = 3 * la * lb * m;
  const std::uint64_t above = m * m * (la + lb) + (m - t) * la * lb;
  const std::uint64_t boost = above * 10 > below * 7 ? std::min(prefix, prefix_max) : 0;
  const std::uint64_t tenths = 10 * above + boost * (below - above);
  return static_cast<int>((tenths * 2 * score_max + 10 * below) / (20 * below));
}

std::uint64_t letter_classes(std::u32string_view word) {
  std::uint64_t out = 0;
  for (const char32_t point : word) out |= std::uint64_t{1} << (point & 63u);
  return out;
}

std::size_t common_prefix(std::u32string_view a, std::u32string_view b) {
  const std::size_t end = std::min({a.size(), b.size(), prefix_max});
  std::size_t out = 0;
  while (out < end && a[out] == b[out]) ++out;
  return out;
}

JaroWord::JaroWord(std::u32string_view word) : word_(word), classes_(letter_classes(word)) {
  if (word_.size() > short_max) return;
  for (std::size_t i = 0; i < word_.size(); ++i) {
    const char32_t point = word_[i];
    const std::uint64_t bit = std::uint64_t{1} << i;
    if (point < ascii_.size()) {
      ascii_[point] |= bit;
      continue;
    }
    const auto known = std::find_if(others_.begin(), others_.end(),
                                    [&](const auto& other) { return other.first == point; });
    if (known == others_.end()) {
      others_.emplace_back(point, bit);
    } else {
      known->second |= bit;
    }
  }
}

std::uint64_t JaroWord::positions(char32_t point) const {
  if (point < ascii_.size()) return ascii_[point];
  for (const auto& [other, bits] : others_) {
    if (other == point) return bits;
  }
  return 0;
}

int JaroWord::bound(std::size_t other_length, std::uint64_t other_classes,
                    std::size_t prefix) const {
  const auto only_here = static_cast<std::size_t>(std::popcount(classes_ & ~other_classes));
  const auto only_there = static_cast<std::size_t>(std::popcount(other_classes & ~classes_));
  const std::size_t matched = std::min(word_.size() - only_here, other_length - only_there);
  return winkler_score(word_.size(), other_length, matched, 0, prefix);
}

int JaroWord::score(std::u32string_view other) const {
  if (word_.empty() || other.empty()) return 0;
  if (word_ == other) return score_max;
  return word_.size() <= short_max && other.size() <= short_max ? score_short(other)
                                                                : score_long(other);
}

// Taking the first free place inside the window for each character, from either word, gives the
// same matched characters: of each letter the earliest that can still meet do. So the score is
// symmetric.
int JaroWord::score_short(std::u32string_view other) const {
  const std::size_t reach = window(word_.size(), other.size());
  std::uint64_t taken = 0, matched_there = 0;
  for (std::size_t j = 0; j < other.size(); ++j) {
    const std::uint64_t seen =
        low_bits(std::min<std::size_t>(j + reach + 1, 64)) & ~low_bits(j > reach ? j - reach : 0);
    const std::uint64_t free = positions(other[j]) & seen & ~taken;
    if (free == 0) continue;
    taken |= free & (~free + 1);
    matched_there |= std::uint64_t{1} << j;
  }
  std::size_t out_of_order = 0;
  std::uint64_t here = taken;
  for (std::uint64_t there = matched_there; there != 0; there &= there - 1, here &= here - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(here));
    const auto j = static_cast<std::size_t>(std::countr_zero(there));
    if (word_[i] != other[j]) ++out_of_order;
  }
  return winkler_score(word_.size(), other.size(), static_cast<std::size_t>(std::popcount(taken)),
                       out_of_order / 2, common_prefix(word_, other));
}

int JaroWord::score_long(std::u32string_view other) const {
  const std::size_t reach = window(word_.size(), other.size());
  std::vector<bool> taken(word_.size(), false);
  std::u32string there;
  for (std::size_t j = 0; j < other.size(); ++j) {
    const std::size_t end = std::min(j + reach + 1, word_.size());
    for (std::size_t i = j > reach ? j - reach : 0; i < end; ++i) {
      if (taken[i] || word_[i] != other[j]) continue;
      taken[i] = true;
      there += other[j];
      break;
    }
  }
  std::size_t out_of_order = 0, next = 0;
  for (std::size_t i = 0; i < word_.size(); ++i) {
    if (taken[i] && word_[i] != there[next++]) ++out_of_order;
  }
  return winkler_score(word_.size(), other.size(), there.size(), out_of_order / 2,
                       common_prefix(word_, other));
}

}  // namespace bayon::match
