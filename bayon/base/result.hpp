// Did it work, and what came of it?
//
// Result<T> holds a value or an Error. It has the interface of C++23's std::expected<T, Error> as
// far as it goes (has_value, value, error, transform, and_then, or_else, transform_error,
// value_or), so that it can be swapped for it later. Asking a failed Result for its value is a bug
// and breaks the invariant result.has_value.
//
//   BAYON_TRY(auto rows, read_rows(path));   // returns the Error of read_rows from this function
//   BAYON_TRY_VOID(sync(path));              // the same where there is no value
//
// Threads: as safe as T.
#pragma once

#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "bayon/base/check.hpp"
#include "bayon/base/error.hpp"

namespace bayon {

/// Wraps an Error so that any Result<T> can be made from it.
struct Failure {
  Error error;
};

/// A Failure with `code`; `detail` ends with the runtime values, `where` names the place.
inline Failure fail(ErrorCode code, std::string detail = {}, Place where = {}) {
  return Failure{Error{code, std::move(detail), std::move(where)}};
}
inline Failure fail(Error error) { return Failure{std::move(error)}; }

template <typename T>
class [[nodiscard]] Result {
  using Held = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

 public:
  using value_type = T;
  using error_type = Error;

  Result()
    requires std::is_void_v<T>
      : state_(std::in_place_index<0>) {}
  template <typename U = Held>
    requires(!std::is_void_v<T> && std::is_convertible_v<U &&, Held> &&
             !std::is_same_v<std::remove_cvref_t<U>, Result> &&
             !std::is_same_v<std::remove_cvref_t<U>, Failure>)
  Result(U&& value) : state_(std::in_place_index<0>, std::forward<U>(value)) {}
  Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}

  bool has_value() const { return state_.index() == 0; }
  bool ok() const { return has_value(); }
  explicit operator bool() const { return has_value(); }

  decltype(auto) value() & {
    BAYON_CHECK(has_value(), result.has_value);
    if constexpr (!std::is_void_v<T>) return (std::get<0>(state_));
  }
  decltype(auto) value() const& {
    BAYON_CHECK(has_value(), result.has_value);
    if constexpr (!std::is_void_v<T>) return (std::get<0>(state_));
  }
  T value() && {
    BAYON_CHECK(has_value(), result.has_value);
    if constexpr (!std::is_void_v<T>) return std::move(std::get<0>(state_));
  }
  decltype(auto) operator*() & { return value(); }
  decltype(auto) operator*() const& { return value(); }
  T operator*() && { return std::move(*this).value(); }
  auto* operator->()
    requires(!std::is_void_v<T>)
  {
    return &value();
  }
  const auto* operator->() const
    requires(!std::is_void_v<T>)
  {
    return &value();
  }

  const Error& error() const& {
    BAYON_CHECK(!has_value(), result.has_error);
    return std::get<1>(state_);
  }
  Error error() && {
    BAYON_CHECK(!has_value(), result.has_error);
    return std::move(std::get<1>(state_));
  }

  template <typename U>
  T value_or(U&& other) const& {
    return has_value() ? value() : static_cast<T>(std::forward<U>(other));
  }

  template <typename F>
  auto and_then(F&& f) && {
    if constexpr (std::is_void_v<T>) {
      using Next = std::invoke_result_t<F>;
      return has_value() ? std::invoke(std::forward<F>(f)) : Next(fail(std::move(*this).error()));
    } else {
      using Next = std::invoke_result_t<F, T&&>;
      return has_value() ? std::invoke(std::forward<F>(f), std::move(*this).value())
                         : Next(fail(std::move(*this).error()));
    }
  }
  template <typename F>
  auto transform(F&& f) && {
    if constexpr (std::is_void_v<T>) {
      using Next = Result<std::invoke_result_t<F>>;
      if (!has_value()) return Next(fail(std::move(*this).error()));
      return Next(std::invoke(std::forward<F>(f)));
    } else {
      using Next = Result<std::invoke_result_t<F, T&&>>;
      if (!has_value()) return Next(fail(std::move(*this).error()));
      return Next(std::invoke(std::forward<F>(f), std::move(*this).value()));
    }
  }
  template <typename F>
  Result transform_error(F&& f) && {
    if (has_value()) return std::move(*this);
    return Result(fail(std::invoke(std::forward<F>(f), std::move(*this).error())));
  }
  template <typename F>
  Result or_else(F&& f) && {
    if (has_value()) return std::move(*this);
    return std::invoke(std::forward<F>(f), std::move(*this).error());
  }

 private:
  std::variant<Held, Error> state_;
};

}  // namespace bayon

#define BAYON_DETAIL_JOIN2(a, b) a##b
#define BAYON_DETAIL_JOIN(a, b) BAYON_DETAIL_JOIN2(a, b)
#define BAYON_DETAIL_TRY(held, declaration, expression)                 \
  auto held = (expression);                                             \
  if (!held.has_value()) return ::bayon::fail(std::move(held).error()); \
  declaration = *std::move(held)

/// Declares a variable from a Result, or returns its Error from the enclosing function.
#define BAYON_TRY(declaration, expression) \
  BAYON_DETAIL_TRY(BAYON_DETAIL_JOIN(bayon_held_, __LINE__), declaration, expression)

/// Returns the Error of a Result<void> (or of one whose value is not wanted) from the function.
#define BAYON_TRY_VOID(expression)                               \
  do {                                                           \
    if (auto bayon_held = (expression); !bayon_held.has_value()) \
      return ::bayon::fail(std::move(bayon_held).error());       \
  } while (false)
