// What are the bytes of this input, once it is unpacked?
//
// A ByteStream opens a path or "-" (standard input), sees by its first bytes whether it is gzip
// [RFC1952] or Zstandard [RFC8878], and gives the expanded bytes in order. Reading, hashing and
// expanding run ahead on a thread of their own, a few blocks at most, so memory stays bounded
// whatever the input expands to. The digest is of the bytes as they came.
//
// Threads:    one thread reads a stream.
// Lifetime:   a chunk lives until the next call; `progress` must outlive the stream.
// Invariants: source.stream_ended  digest and length are asked for only after the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "bayon/base/hash.hpp"
#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/source/format.hpp"

namespace bayon::source::reading {

class ByteStream {
 public:
  /// Fails with file.not_found or file.unreadable. Nothing is read yet.
  static Result<ByteStream> open(const InputFile& file, const Bounds& bounds, Progress& progress);
  ~ByteStream();
  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) noexcept;

  /// From here on the expanded bytes are given in UTF-8, read as text of a known `encoding`
  /// (base/transcoder.hpp); digest and length stay those of the bytes as they came. To be said
  /// before anything is read. Reading then also fails with text.wrong_encoding.
  void read_as(std::string_view encoding);

  /// The next expanded bytes, at least one; empty at the end and ever after. Fails with
  /// file.unreadable, file.truncated (a compressed stream that stops early), file.damaged (one that
  /// does not decode), file.too_large (a Zstandard window over 128 MiB), file.decompression_bomb or
  /// question.cancelled; a failure is final.
  Result<std::string_view> chunk();

  /// Fills `out` with the next bytes; fewer than asked only at the end. Fails as chunk does.
  Result<std::size_t> read(std::span<char> out);

  /// The first bytes without taking them, 64 KiB where there are as many: for telling formats
  /// apart. To be asked before anything is read. Fails as chunk does.
  Result<std::string_view> head();

  /// All that is left, with file.too_large past `size_max`. Fails as chunk does.
  Result<std::string> rest(std::uint64_t size_max);

  /// Of the bytes as they came, compressed or not; after the end only.
  const Digest& sha256() const;
  std::uint64_t raw_bytes() const;

  /// The name that evidence and errors give the input.
  const std::string& name() const;

 private:
  struct State;
  explicit ByteStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bayon::source::reading
