// What went wrong, where, and what can the reader do about it?
//
// An Error is a value: a catalogued code, a sentence with the values that matter, and the place
// (file, record, column). The catalogue (docs/errors.yml) gives meaning, exit code, HTTP status and
// remedy for each code; nothing here prints.
//
// Threads: plain values.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace bayon {

/// Index of one entry of the error catalogue. Made only by the generated constants.
struct ErrorCode {
  std::uint16_t index = 0;
  friend constexpr auto operator<=>(ErrorCode, ErrorCode) = default;
};

/// One catalogued error: what it means for every face.
struct ErrorEntry {
  std::string_view code;     ///< `topic.reason`
  std::string_view meaning;  ///< one sentence
  int exit;                  ///< exit code of the command line
  int http;                  ///< HTTP status
  std::string_view remedy;   ///< what the reader can do
};

/// The catalogue's entry for `code`. Cost: one array access.
const ErrorEntry& entry(ErrorCode code);

/// The code's name, `topic.reason`.
inline std::string_view name(ErrorCode code) { return entry(code).code; }

/// Where in the outside world something went wrong. Empty fields are unknown.
struct Place {
  std::string file;
  std::uint64_t record = 0;  ///< 1-based line or record; 0 when it does not apply
  std::string column;

  /// `file:record:column`, leaving out what is unknown.
  std::string text() const;
};

struct Error {
  ErrorCode code;
  std::string detail;  ///< a plain sentence, ends with the runtime values
  Place where;

  /// One line for people: code, detail, place.
  std::string text() const;
};

}  // namespace bayon
