// May these bytes be served? They are checked when they are first touched.
//
// A Paged column looks like a span, but each of its pages is checked before a byte of it is handed
// out. A page that proves damaged ends the work that asked for it: PageDamaged is thrown, up to the
// nearest unless_damaged, which gives the Error. So no reader can go on with bytes that are not
// what was written, and none has to ask. So does a number that reaches past a column's end, which
// no checksum guards against: whoever writes a file can make them right. Why an exception:
// docs/adr/015.
//
// Threads:    may be read from any thread; two that touch a page at once both check it.
// Lifetime:   as the segment's, or the span's that it was made of.
// Invariants: paged.checked_before_served  no byte is handed out of a page that was not found good
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "bayon/base/result.hpp"

namespace bayon::store {

inline constexpr std::size_t page_bytes = std::size_t{1} << 16;

/// What ends a reader of a damaged page. Never seen outside unless_damaged.
class PageDamaged : public std::exception {
 public:
  explicit PageDamaged(Error error) : error_(std::move(error)) {}
  const Error& error() const { return error_; }
  const char* what() const noexcept override { return "a page is damaged"; }

 private:
  Error error_;
};

/// The Error of a damaged page that `work` touched, if it did.
std::optional<Error> damage_in(const std::function<void()>& work);

/// What `work` answers, or the Error of a damaged page that it touched.
template <typename Work>
std::invoke_result_t<Work> unless_damaged(const Work& work) {
  std::optional<std::invoke_result_t<Work>> out;
  if (auto error = damage_in([&] { out.emplace(work()); })) return fail(*std::move(error));
  return *std::move(out);
}

/// 0: not checked yet.
using PageState = std::atomic<std::uint8_t>;

class PageCheck {
 public:
  virtual ~PageCheck() = default;
  /// Checks a page. Throws PageDamaged.
  virtual void touch(std::size_t page) const = 0;
  /// The error of a column whose values cannot be what was meant.
  virtual Error misfit(std::string why) const = 0;
};

/// Throws PageDamaged with the misfit of a column, which values in memory never are.
[[noreturn]] void refuse_values(const PageCheck* check, std::string why);

/// A column whose pages are not checked yet.
struct PagedBytes {
  std::string_view bytes;
  const PageState* good = nullptr;
  const PageCheck* check = nullptr;
};

template <typename T>
class Paged {
  static_assert(std::is_trivially_copyable_v<T> && page_bytes % sizeof(T) == 0);

 public:
  Paged() = default;
  explicit Paged(const PagedBytes& bytes)
      : data_(reinterpret_cast<const T*>(bytes.bytes.data())),
        size_(bytes.bytes.size() / sizeof(T)),
        good_(bytes.good),
        check_(bytes.check) {}
  /// Values in memory, which need no check.
  Paged(std::span<const T> values) : data_(values.data()), size_(values.size()) {}

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](std::size_t index) const {
    if (index >= size_) [[unlikely]]
      refuse("a number reaches past its end");
    touch(index / per_page);
    return data_[index];
  }
  std::span<const T> slice(std::size_t begin, std::size_t end) const {
    if (begin > end || end > size_) refuse("its values reach past an end");
    if (begin == end) return {};
    for (std::size_t page = begin / per_page; page <= (end - 1) / per_page; ++page) touch(page);
    return {data_ + begin, end - begin};
  }
  /// Index of the first value that is not less. The column is sorted.
  std::size_t lower_bound(const T& value) const { return lower_bound(value, 0, size_); }
  /// The same where it is known to be `low` to `high`.
  std::size_t lower_bound(const T& value, std::size_t low, std::size_t high) const {
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if ((*this)[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
  [[noreturn]] void refuse(std::string why) const { refuse_values(check_, std::move(why)); }

 private:
  static constexpr std::size_t per_page = page_bytes / sizeof(T);

  void touch(std::size_t page) const {
    if (good_ != nullptr && good_[page].load(std::memory_order_acquire) == 0) [[unlikely]] {
      check_->touch(page);
    }
  }

  const T* data_ = nullptr;
  std::size_t size_ = 0;
  const PageState* good_ = nullptr;
  const PageCheck* check_ = nullptr;
};

}  // namespace bayon::store
