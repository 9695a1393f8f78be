#include "bayon/source/reading/toml_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"

namespace bayon::source::reading {

namespace {

constexpr std::uint64_t bytes_max = 1 << 20;
constexpr std::size_t key_parts_max = 16;
constexpr std::size_t nesting_max = 32;

struct Depth {
  std::uint64_t line = 0;  // of what is too deep; 0: nothing is
  std::string detail;
};

// Walks texts, comments and everything else apart. A text that is no TOML may be told wrongly, but
// never as less deep than it is before the library refuses it.
class DepthMeter {
 public:
  explicit DepthMeter(std::string_view text) : text_(text) {}

  Depth measure() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        skip_text(c);
        continue;
      }
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
        continue;
      }
      ++at_;
      if (c == '\n') ++line_;
      if (c == '[' || c == '{') ++nesting_;
      if ((c == ']' || c == '}') && nesting_ != 0) --nesting_;
      if (c == '.') {
        ++dots_;
      } else if (std::string_view("=,[]{}\n").find(c) != std::string_view::npos) {
        dots_ = 0;
      }
      if (dots_ >= key_parts_max) {
        return {line_, fmt::format("a key of more than {} parts", key_parts_max)};
      }
      if (nesting_ > nesting_max) {
        return {line_, fmt::format("values nested deeper than {}", nesting_max)};
      }
    }
    return {};
  }

 private:
  // A text in quotes; three of them hold line breaks.
  void skip_text(char quote) {
    const std::string three(3, quote);
    const bool lines = text_.substr(at_).starts_with(three);
    at_ += lines ? 3 : 1;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        if (!lines) return;  // no TOML
        ++line_;
      }
      if (c == '\\' && quote == '"') {
        at_ += at_ + 1 < text_.size() && text_[at_ + 1] != '\n' ? 2 : 1;
        continue;
      }
      if (c == quote && (!lines || text_.substr(at_).starts_with(three))) {
        at_ += lines ? 3 : 1;
        return;
      }
      ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  std::size_t nesting_ = 0;
  std::size_t dots_ = 0;
};

}  // namespace

Result<toml::table> parse_toml(std::string_view text, const std::string& name,
                               ErrorCode malformed) {
  if (text.size() > bytes_max) {
    return fail(errors::file_too_large, fmt::format("more than {} bytes", bytes_max),
                Place{name, 0, {}});
  }
  if (const Depth depth = DepthMeter(text).measure(); depth.line != 0) {
    return fail(malformed, depth.detail, Place{name, depth.line, {}});
  }
  try {
    return toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return fail(malformed, std::string(error.description()),
                Place{name, error.source().begin.line, {}});
  }
}

Result<toml::table> read_toml(const std::filesystem::path& path, ErrorCode malformed) {
  BAYON_TRY(const std::string text, read_file(path, bytes_max));
  return parse_toml(text, path.string(), malformed);
}

}  // namespace bayon::source::reading
