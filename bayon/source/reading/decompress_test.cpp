// What a ByteStream promises: the bytes of the file, unpacked or not, their digest, and a
// catalogued end for files that were cut, damaged or made to burst.
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/source/reading/byte_stream.hpp"
#include "test/support/memory_file.hpp"
#include "test/support/packing.hpp"

namespace bayon::source::reading {
namespace {

using ::bayon::testing::gzip;
using ::bayon::testing::MemoryFile;
using ::bayon::testing::PipedInput;
using ::bayon::testing::zstd;

struct Read {
  std::string bytes;
  std::string error;
  std::string sha256;
  std::uint64_t raw_bytes = 0;
};

Read read_all(const InputFile& input, const Bounds& bounds = {}) {
  Silent progress;
  auto stream = ByteStream::open(input, bounds, progress);
  Read out;
  if (!stream.ok()) return {{}, std::string(name(stream.error().code)), {}, 0};
  for (;;) {
    auto piece = stream->chunk();
    if (!piece.ok()) {
      out.error = name(piece.error().code);
      EXPECT_EQ(piece.error().where.file, input.name);
      EXPECT_EQ(stream->chunk().error().code, piece.error().code) << "a failure is final";
      return out;
    }
    if (piece->empty()) break;
    out.bytes.append(*piece);
  }
  out.sha256 = stream->sha256().hex();
  out.raw_bytes = stream->raw_bytes();
  return out;
}

std::string text_of(std::size_t size, std::uint64_t seed) {
  Random random(seed);
  std::string out;
  while (out.size() < size) out += std::to_string(random.below(100'000)) + ",abc\n";
  out.resize(size);
  return out;
}

// On one thread and read ahead on another, the same comes out.
class ByteStreams : public ::testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override { set_threads(GetParam()); }
  void TearDown() override { set_threads(0); }
};
INSTANTIATE_TEST_SUITE_P(Threads, ByteStreams, ::testing::Values(1, 2));

TEST_P(ByteStreams, GiveTheBytesPackedOrNot) {
  for (const std::size_t size : {0u, 1u, 3u, 65'535u, 65'536u, 65'537u, 3'000'000u}) {
    const std::string text = text_of(size, size);
    for (const std::string& packed : {text, gzip(text), zstd(text)}) {
      const MemoryFile file(packed);
      const Read read = read_all(file.input());
      EXPECT_EQ(read.error, "");
      EXPECT_TRUE(read.bytes == text) << size;
      EXPECT_EQ(read.sha256, sha256(packed).hex()) << "of the bytes as they came";
      EXPECT_EQ(read.raw_bytes, packed.size());
    }
  }
}

TEST_P(ByteStreams, ReadSeveralMembersAndFrames) {
  const std::string a = text_of(100'000, 1), b = text_of(2'000'000, 2);
  const MemoryFile members(gzip(a) + gzip(b) + std::string(512, '\0'));
  EXPECT_TRUE(read_all(members.input()).bytes == a + b);
  const MemoryFile frames(zstd(a) + zstd(b));
  EXPECT_TRUE(read_all(frames.input()).bytes == a + b);
}

// Parallel compressors write a frame of their own before the data.
TEST_P(ByteStreams, SkipFramesThatHoldNoData) {
  const std::string text = text_of(100, 4);
  for (const char first : {'\x50', '\x5a', '\x5f'}) {
    const std::string frame = first + std::string("\x2a\x4d\x18\x04\0\0\0abcd", 11);
    for (const std::string& packed : {frame + zstd(text), zstd(text) + frame}) {
      const MemoryFile file(packed);
      const Read read = read_all(file.input());
      EXPECT_EQ(read.error, "");
      EXPECT_EQ(read.bytes, text);
    }
  }
}

TEST_P(ByteStreams, ReadPipesThatGiveOneByteAtATime) {
  const std::string packed = zstd(text_of(5'000, 3));
  std::size_t at = 0;
  const PipedInput pipe([&]() -> std::string_view {
    return at == packed.size() ? std::string_view{} : std::string_view(packed).substr(at++, 1);
  });
  EXPECT_TRUE(read_all(pipe.input()).bytes == text_of(5'000, 3));
}

TEST_P(ByteStreams, TellWhereACompressedFileWasCut) {
  const std::string text = text_of(400'000, 4);
  for (const std::string& packed : {gzip(text), zstd(text)}) {
    for (std::size_t size = 4; size < packed.size(); size += 1 + packed.size() / 60) {
      const MemoryFile file(packed.substr(0, size));
      const Read read = read_all(file.input());
      EXPECT_EQ(read.error, "file.truncated") << size << " of " << packed.size();
      EXPECT_TRUE(text.starts_with(read.bytes));
    }
  }
}

TEST_P(ByteStreams, NeverPassOffDamagedBytesAsWhole) {
  const std::string text = text_of(200'000, 5);
  Random random(6);
  int damaged = 0;
  for (const std::string& packed : {gzip(text), zstd(text)}) {
    for (int round = 0; round < 200; ++round) {
      std::string flipped = packed;
      // The first four bytes say what the file is; without them it is another file.
      const auto at =
          static_cast<std::size_t>(random.between(4, static_cast<std::int64_t>(packed.size()) - 1));
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << random.below(8)));
      const MemoryFile file(flipped);
      const Read read = read_all(file.input());
      const bool catalogued = read.error == "file.damaged" || read.error == "file.truncated" ||
                              read.error == "file.too_large";
      damaged += catalogued ? 1 : 0;
      // gzip's header has fields (time, system) that no checksum covers.
      EXPECT_TRUE(catalogued || read.bytes == text) << read.error;
    }
  }
  EXPECT_GT(damaged, 380);
}

TEST_P(ByteStreams, RefuseBytesBehindGzip) {
  const MemoryFile file(gzip("a,b\n1,2\n") + "and more");
  EXPECT_EQ(read_all(file.input()).error, "file.damaged");
}

TEST_P(ByteStreams, StopBombsEarly) {
  // 128 MiB of zeros: the ratio gives both away after 64 MiB.
  const std::string zeros(std::size_t{1} << 27, '\0');
  for (const std::string& packed : {gzip(zeros), zstd(zeros)}) {
    const MemoryFile file(packed);
    const Read read = read_all(file.input());
    EXPECT_EQ(read.error, "file.decompression_bomb");
    EXPECT_LT(read.bytes.size(), std::size_t{70} << 20);
  }
  Bounds bounds;
  bounds.expanded_bytes_max = 1'000'000;
  const MemoryFile file(zstd(text_of(3'000'000, 7)));
  const Read read = read_all(file.input(), bounds);
  EXPECT_EQ(read.error, "file.decompression_bomb");
  EXPECT_LT(read.bytes.size(), std::size_t{3} << 20);
}

TEST_P(ByteStreams, AreCancelled) {
  const MemoryFile file(text_of(3'000'000, 8));
  Silent progress;
  progress.cancel();
  auto stream = ByteStream::open(file.input(), Bounds{}, progress);
  EXPECT_EQ(stream->chunk().error().code, errors::question_cancelled);
}

TEST_P(ByteStreams, MayBeDroppedHalfRead) {
  const MemoryFile file(text_of(20'000'000, 9));
  Silent progress;
  auto stream = ByteStream::open(file.input(), Bounds{}, progress);
  EXPECT_FALSE(stream->chunk()->empty());
}

TEST(ByteStream, MixesItsWaysOfReading) {
  const std::string text = text_of(300'000, 10);
  const MemoryFile file(text);
  Silent progress;
  auto stream = ByteStream::open(file.input(), Bounds{}, progress);
  EXPECT_EQ(stream->head()->size(), 65'536u);
  std::string some(100'000, ' ');
  EXPECT_EQ(*stream->read(some), some.size());
  const std::string rest = *stream->rest(1 << 20);
  EXPECT_TRUE(some + rest == text);
  EXPECT_TRUE(stream->chunk()->empty());

  auto again = ByteStream::open(file.input(), Bounds{}, progress);
  EXPECT_EQ(again->rest(299'999).error().code, errors::file_too_large);
}

TEST(ByteStream, NamesWhatItCannotOpen) {
  Silent progress;
  const auto missing = ByteStream::open({"/nowhere/at/all.csv", "all.csv"}, Bounds{}, progress);
  EXPECT_EQ(missing.error().code, errors::file_not_found);
  const auto folder = ByteStream::open({"/proc", "proc"}, Bounds{}, progress);
  EXPECT_EQ(folder.error().code, errors::file_unreadable);
}

}  // namespace
}  // namespace bayon::source::reading
