#include "bayon/source/reading/byte_stream.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/base/transcoder.hpp"
#include "bayon/source/reading/detail/decoder.hpp"

namespace bayon::source::reading {

namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 20;
/// The first block is short: most files are, and its bytes tell what the file is.
constexpr std::size_t first_block_bytes = std::size_t{1} << 16;
constexpr std::size_t blocks_ahead = 4;
/// Below this many expanded bytes no ratio is suspicious: short files of equal rows pack well.
constexpr std::uint64_t ratio_free_bytes = std::uint64_t{64} << 20;

/// Reads, hashes and expands, one block at a time, on whatever thread asks.
class Blocks {
 public:
  Blocks(FileHandle handle, const InputFile& file, const Bounds& bounds, Progress& progress)
      : handle_(std::move(handle)), file_(file), bounds_(bounds), progress_(progress) {}

  /// Fills `block` to one block, or less at the end; an empty block is the end. On failure `block`
  /// holds what came before the fault.
  Result<void> next(std::string& block) {
    block.resize(sniffed_ ? block_bytes : first_block_bytes);
    std::size_t filled = 0;
    Result<void> status;
    while (filled < block.size() && status.ok() && !ended_) status = more(block, filled);
    block.resize(filled);
    return status;
  }

  Digest sha256() { return hash_.finish(); }
  std::uint64_t raw_bytes() const { return raw_bytes_; }

 private:
  Result<void> more(std::string& block, std::size_t& filled) {
    if (progress_.cancelled()) return failure(errors::question_cancelled, "while reading");
    const std::span<char> room{block.data() + filled, block.size() - filled};
    if (!sniffed_) BAYON_TRY_VOID(sniff());
    if (decoder_ == nullptr) {
      if (!pending_.empty()) {
        const auto taken = std::min(pending_.size(), room.size());
        std::memcpy(room.data(), pending_.data(), taken);
        pending_.remove_prefix(taken);
        filled += taken;
        return {};
      }
      BAYON_TRY(const std::size_t got, read_raw(room));
      ended_ = got == 0;
      filled += got;
      return {};
    }
    return expand(room, filled);
  }

  Result<void> expand(std::span<char> room, std::size_t& filled) {
    auto step = decoder_->step(pending_, room);
    if (!step.ok()) return failure(step.error().code, step.error().detail);
    pending_.remove_prefix(step->taken);
    filled += step->made;
    expanded_bytes_ += step->made;
    const bool over = expanded_bytes_ > bounds_.expanded_bytes_max;
    if (over ||
        (expanded_bytes_ > ratio_free_bytes &&
         expanded_bytes_ / std::max<std::uint64_t>(raw_bytes_, 1) > bounds_.expansion_ratio_max)) {
      return failure(errors::file_decompression_bomb,
                     fmt::format("{} bytes expand to {} or more", raw_bytes_, expanded_bytes_));
    }
    if (step->taken != 0 || step->made != 0 || !pending_.empty()) return {};
    BAYON_TRY(const std::size_t got, read_raw(packed_));
    pending_ = {packed_.data(), got};
    if (got != 0) return {};
    ended_ = true;
    if (!decoder_->complete()) {
      return failure(errors::file_truncated,
                     fmt::format("the compressed data stops after {} bytes", raw_bytes_));
    }
    return {};
  }

  // A pipe may give one byte at a time: the magic number needs four.
  Result<void> sniff() {
    sniffed_ = true;
    packed_.resize(first_block_bytes);
    std::size_t held = 0;
    while (held < 4) {
      BAYON_TRY(const std::size_t got, read_raw({packed_.data() + held, packed_.size() - held}));
      if (got == 0) break;
      held += got;
    }
    pending_ = {packed_.data(), held};
    decoder_ = detail::decoder_for(pending_);
    return {};
  }

  Result<std::size_t> read_raw(std::span<char> out) {
    for (;;) {
      const ssize_t got = ::read(handle_.get(), out.data(), out.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return system_failure(errno, file_.name, false);
      const auto count = static_cast<std::size_t>(got);
      hash_.add({out.data(), count});
      raw_bytes_ += count;
      progress_.advance(count);
      return count;
    }
  }

  Failure failure(ErrorCode code, std::string detail) const {
    return fail(code, std::move(detail), Place{file_.name, 0, {}});
  }

  FileHandle handle_;
  InputFile file_;
  Bounds bounds_;
  Progress& progress_;
  Sha256 hash_;
  std::unique_ptr<detail::Decoder> decoder_;
  std::string packed_;        // raw bytes that wait to be expanded
  std::string_view pending_;  // what is left of packed_
  std::uint64_t raw_bytes_ = 0;
  std::uint64_t expanded_bytes_ = 0;
  bool sniffed_ = false;
  bool ended_ = false;
};

/// One block and what happened after it.
struct Piece {
  std::string bytes;
  std::optional<Error> fault;
  bool last = false;
};

Piece make_piece(Blocks& blocks, std::string reused) {
  Piece piece{std::move(reused), std::nullopt, false};
  if (auto made = blocks.next(piece.bytes); !made.ok()) piece.fault = std::move(made).error();
  piece.last = piece.bytes.empty() || piece.fault.has_value();
  return piece;
}

/// Keeps a few pieces ready, made on a thread of its own.
class ReadAhead {
 public:
  explicit ReadAhead(Blocks& blocks)
      : thread_([this, &blocks](const std::stop_token& stop) { run(blocks, stop); }) {}

  /// Gives the next piece and takes back the buffer of the last one.
  Piece take(std::string used) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return count_ != 0; });
    Piece piece = std::move(ring_[first_]);
    ring_[first_].bytes = std::move(used);
    first_ = (first_ + 1) % blocks_ahead;
    --count_;
    changed_.notify_all();
    return piece;
  }

 private:
  void run(Blocks& blocks, const std::stop_token& stop) {
    for (bool last = false; !last;) {
      std::string buffer;
      {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [&] { return count_ != blocks_ahead; })) return;
        buffer = std::move(ring_[(first_ + count_) % blocks_ahead].bytes);
      }
      Piece piece = make_piece(blocks, std::move(buffer));
      last = piece.last;
      const std::lock_guard lock(mutex_);
      ring_[(first_ + count_) % blocks_ahead] = std::move(piece);
      ++count_;
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::array<Piece, blocks_ahead> ring_;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace

struct ByteStream::State {
  State(FileHandle handle, const InputFile& file, const Bounds& bounds, Progress& progress)
      : name(file.name), blocks(std::move(handle), file, bounds, progress) {}

  Result<void> advance() {
    do {
      if (fault) return fail(*fault);
      if (ended) return {};
      BAYON_TRY_VOID(take_piece());
    } while (left.empty());  // a piece may hold but half a character
    return {};
  }

  Result<void> take_piece() {
    Piece piece = ahead ? ahead->take(std::move(current)) : make_piece(blocks, std::move(current));
    current = std::move(piece.bytes);
    left = current;
    fault = std::move(piece.fault);
    if (piece.last) ahead.reset();
    if (transcoder) transcode(piece.last);
    if (fault && left.empty()) return fail(*fault);
    if (piece.last && !fault) {
      ended = true;
      digest = blocks.sha256();
    }
    return {};
  }

  void transcode(bool last) {
    told.clear();
    auto status = transcoder->add(current, last && !fault, told);
    left = told;
    if (status.ok() || fault) return;
    fault = std::move(status).error();
    fault->where = Place{name, 0, {}};
  }

  std::string name;
  Blocks blocks;
  std::optional<Transcoder> transcoder;
  std::string current;
  std::string told;       // what current says in UTF-8, where it is in another encoding
  std::string_view left;  // of current or told, not yet given away
  std::optional<Error> fault;
  bool ended = false;
  Digest digest;
  std::optional<ReadAhead> ahead;  // last: its thread uses blocks
};

ByteStream::ByteStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteStream::~ByteStream() = default;
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;

Result<ByteStream> ByteStream::open(const InputFile& file, const Bounds& bounds,
                                    Progress& progress) {
  const bool standard_input = file.path == "-";
  FileHandle handle(standard_input ? ::dup(STDIN_FILENO)
                                   : ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC));
  if (handle.get() < 0) return system_failure(errno, file.path, false);
  struct stat status{};
  if (::fstat(handle.get(), &status) != 0) return system_failure(errno, file.path, false);
  if (S_ISDIR(status.st_mode)) return system_failure(EISDIR, file.path, false);
  const bool regular = S_ISREG(status.st_mode);
  const auto size = regular ? static_cast<std::uint64_t>(status.st_size) : 0;
  progress.step("reading " + file.name, size);
  auto state = std::make_unique<State>(std::move(handle), file, bounds, progress);
  // A short file is not worth a thread.
  if (threads() > 1 && (!regular || size > block_bytes / 2)) state->ahead.emplace(state->blocks);
  return ByteStream(std::move(state));
}

void ByteStream::read_as(std::string_view encoding) {
  if (encoding != "utf-8") state_->transcoder.emplace(encoding);
}

Result<std::string_view> ByteStream::chunk() {
  if (state_->left.empty()) BAYON_TRY_VOID(state_->advance());
  return std::exchange(state_->left, {});
}

Result<std::size_t> ByteStream::read(std::span<char> out) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    if (state_->left.empty()) {
      BAYON_TRY_VOID(state_->advance());
      if (state_->left.empty()) break;
    }
    const auto taken = std::min(state_->left.size(), out.size() - filled);
    std::memcpy(out.data() + filled, state_->left.data(), taken);
    state_->left.remove_prefix(taken);
    filled += taken;
  }
  return filled;
}

Result<std::string_view> ByteStream::head() {
  if (state_->left.empty()) BAYON_TRY_VOID(state_->advance());
  return state_->left;
}

Result<std::string> ByteStream::rest(std::uint64_t size_max) {
  std::string out;
  for (;;) {
    BAYON_TRY(const std::string_view piece, chunk());
    if (piece.empty()) return out;
    if (piece.size() > size_max - out.size()) {
      return fail(errors::file_too_large, fmt::format("more than {} bytes", size_max),
                  Place{state_->name, 0, {}});
    }
    out.append(piece);
  }
}

const Digest& ByteStream::sha256() const {
  BAYON_CHECK(state_->ended, source.stream_ended);
  return state_->digest;
}

std::uint64_t ByteStream::raw_bytes() const {
  BAYON_CHECK(state_->ended, source.stream_ended);
  return state_->blocks.raw_bytes();
}

const std::string& ByteStream::name() const { return state_->name; }

}  // namespace bayon::source::reading
