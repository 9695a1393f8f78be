// What does each line of this file say, when each is one JSON document?
//
// JsonLines walks the lines of a batch (see record_batches.hpp); JsonParser turns one line into a
// tree that can be asked without knowing the library behind it (simdjson). Every failure of the
// library becomes a catalogued error. A whole JSON document in one file is read by ByteStream::rest
// and the same parser.
//
// Threads:    one JsonParser for each thread.
// Lifetime:   values are views into the parser; they live until its next parse.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/record_batches.hpp"

namespace bayon::source::reading {

/// One line that is not blank.
struct JsonLine {
  std::uint64_t line = 0;  ///< 1-based
  std::string_view text;   ///< followed by text_padding readable bytes, as JsonParser wants
  bool too_long = false;   ///< over the bound (line.too_long): `text` is empty
};

/// The rule for RecordBatches over JSON lines.
inline RecordRule json_lines_rule(std::uint64_t line_bytes_max) {
  return {',', false, line_bytes_max};
}

/// Walks the lines of one batch.
class JsonLines {
 public:
  JsonLines(const RecordBatch& batch, std::uint64_t line_bytes_max)
      : left_(batch.text()), line_(batch.first_line()), rule_(json_lines_rule(line_bytes_max)) {}

  /// False when the batch is done.
  bool next(JsonLine& out);

 private:
  std::string_view left_;
  std::uint64_t line_;
  RecordRule rule_;
};

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

/// One value of a parsed document: two words, passed by value.
class JsonValue {
 public:
  JsonKind kind() const;
  bool is_string() const { return kind() == JsonKind::string; }
  bool is_array() const { return kind() == JsonKind::array; }
  bool is_object() const { return kind() == JsonKind::object; }

  /// The characters of a string; empty for any other kind.
  std::string_view string() const;
  /// A string as it is, a number or boolean written out, nothing for null, arrays and objects.
  std::optional<std::string> scalar() const;
  std::optional<std::int64_t> integer() const;
  std::optional<bool> boolean() const;

  /// The member called `name` of an object; nothing when there is none or this is no object.
  /// Cost: a scan over the members.
  std::optional<JsonValue> find(std::string_view name) const;
  /// find and string in one: empty when the member is missing or no string.
  std::string_view string(std::string_view name) const;

  /// Members of an object in the order written: body(name, value). None for other kinds.
  template <typename Body>
  void for_each_member(Body&& body) const {
    for (Cursor at = begin(JsonKind::object); !done(at); advance(at)) {
      body(member_name(at), element(at));
    }
  }
  /// Elements of an array in order: body(value). None for other kinds.
  template <typename Body>
  void for_each_element(Body&& body) const {
    for (Cursor at = begin(JsonKind::array); !done(at); advance(at)) body(element(at));
  }

 private:
  friend class JsonParser;
  using Raw = std::array<std::uint64_t, 2>;  // the library's reference into its tape
  struct Cursor {
    Raw at{};
    Raw end{};
    bool object = false;
  };

  explicit JsonValue(const Raw& raw) : raw_(raw) {}
  Cursor begin(JsonKind kind) const;
  static bool done(const Cursor& at) { return at.at == at.end; }
  static void advance(Cursor& at);
  static std::string_view member_name(const Cursor& at);
  static JsonValue element(const Cursor& at);

  Raw raw_{};
};

class JsonParser {
 public:
  explicit JsonParser(int depth_max);
  ~JsonParser();
  JsonParser(JsonParser&&) noexcept;
  JsonParser& operator=(JsonParser&&) noexcept;

  /// Parses `text`, behind which text_padding bytes must be readable. Fails with json.malformed,
  /// json.too_deep, text.invalid_utf8 or text.nul_byte (an escaped NUL in a name or string); the
  /// caller adds the place. Cost: linear, about 1 GB/s.
  Result<JsonValue> parse(std::string_view text);
  /// As parse, of any text, at the price of a copy.
  Result<JsonValue> parse_copy(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bayon::source::reading
