#include "bayon/source/reading/detail/decoder.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>

#include "bayon/base/check.hpp"
#include "bayon/base/error_codes.hpp"

namespace bayon::source::reading::detail {

namespace {

constexpr std::string_view gzip_magic = "\x1f\x8b";
constexpr std::string_view zstd_magic = "\x28\xb5\x2f\xfd";
constexpr std::string_view zstd_skippable_magic = "\x2a\x4d\x18";  // behind a byte 0x50 to 0x5f

// A frame of Zstandard [RFC8878], perhaps one that tools put before the first (pzstd: its size).
bool zstandard(std::string_view head) {
  if (head.starts_with(zstd_magic)) return true;
  return !head.empty() && (static_cast<unsigned char>(head.front()) & 0xf0u) == 0x50 &&
         head.substr(1).starts_with(zstd_skippable_magic);
}

class Gzip final : public Decoder {
 public:
  Gzip() { BAYON_CHECK(inflateInit2(&stream_, 15 + 16) == Z_OK, source.decoder_ready); }
  ~Gzip() override { inflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (between_members_) {
      if (in.empty()) return Step{};
      // Members may follow one another, and zero bytes may pad the last one to a block of a tape.
      if (padding_ || in.front() == '\0') {
        padding_ = true;
        const auto zeros = std::min(in.find_first_not_of('\0'), in.size());
        if (zeros != in.size()) return fail(errors::file_damaged, "bytes follow the gzip data");
        return Step{zeros, 0};
      }
      BAYON_CHECK(inflateReset(&stream_) == Z_OK, source.decoder_ready);
      between_members_ = false;
    }
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(std::min(in.size(), most));
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(std::min(out.size(), most));
    const uInt in_before = stream_.avail_in, out_before = stream_.avail_out;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      between_members_ = true;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      return fail(errors::file_damaged,
                  std::string("gzip: ") + (stream_.msg != nullptr ? stream_.msg : zError(status)));
    }
    return Step{in_before - stream_.avail_in, out_before - stream_.avail_out};
  }

  bool complete() const override { return between_members_; }

 private:
  static constexpr std::size_t most = std::numeric_limits<uInt>::max();
  z_stream stream_{};
  bool between_members_ = false;
  bool padding_ = false;
};

class Zstandard final : public Decoder {
 public:
  Zstandard() : stream_(ZSTD_createDStream()) {
    BAYON_CHECK(stream_ != nullptr, source.decoder_ready);
  }
  ~Zstandard() override { ZSTD_freeDStream(stream_); }
  Zstandard(const Zstandard&) = delete;
  Zstandard& operator=(const Zstandard&) = delete;

  Result<Step> step(std::string_view in, std::span<char> out) override {
    // Stepping past a finished frame without input would ask for the next frame's header.
    if (complete_ && in.empty()) return Step{};
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    const std::size_t status = ZSTD_decompressStream(stream_, &output, &input);
    if (ZSTD_isError(status) != 0) {
      const std::string_view why = ZSTD_getErrorName(status);
      const bool window = why.find("memory") != std::string_view::npos;
      return fail(window ? errors::file_too_large : errors::file_damaged,
                  "zstd: " + std::string(why));
    }
    complete_ = status == 0;
    return Step{input.pos, output.pos};
  }

  bool complete() const override { return complete_; }

 private:
  ZSTD_DStream* stream_;
  bool complete_ = false;
};

}  // namespace

std::unique_ptr<Decoder> decoder_for(std::string_view head) {
  if (head.starts_with(gzip_magic)) return std::make_unique<Gzip>();
  if (zstandard(head)) return std::make_unique<Zstandard>();
  return nullptr;
}

}  // namespace bayon::source::reading::detail
