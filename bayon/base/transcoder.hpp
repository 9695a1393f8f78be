// What does this text say in UTF-8, where it was written in another encoding?
//
// Bytes come in pieces; a character that a piece cuts is finished by the next. Bytes that are no
// character of the encoding are an error, never a mark of replacement.
//
// Threads: an object belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"

struct UConverter;

namespace bayon {

/// The encodings that are known, for people: "utf-8, utf-16, windows-1252, ...".
std::string known_encodings();
bool known_encoding(std::string_view name);

class Transcoder {
 public:
  /// `encoding` must be a known one (text.encoding_known).
  explicit Transcoder(std::string_view encoding);
  ~Transcoder();
  Transcoder(Transcoder&&) noexcept;
  Transcoder& operator=(Transcoder&&) noexcept;

  /// Appends what `bytes` say to `out`; `last` where nothing follows them. Fails with
  /// text.wrong_encoding, after which nothing more may be added. Cost: one pass.
  Result<void> add(std::string_view bytes, bool last, std::string& out);

 private:
  struct Closer {
    void operator()(UConverter* converter) const;
  };
  std::string encoding_;
  std::unique_ptr<UConverter, Closer> from_;
  std::unique_ptr<UConverter, Closer> to_;
  std::vector<char16_t> pivot_;
  char16_t* pivot_begin_ = nullptr;  // what was understood and not yet written
  char16_t* pivot_end_ = nullptr;
  bool fresh_ = true;
  std::uint64_t bytes_ = 0;
};

}  // namespace bayon
