// How does a test hand bytes to code that opens a path?
//
// A MemoryFile is an anonymous file with a path under /proc; nothing is left behind on disk. A
// PipedInput is the reading end of a pipe whose other end a thread fills from a generator: input of
// any length in no space.
//
// Threads: an object belongs to one thread; the generator runs on another.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include "bayon/base/file.hpp"
#include "bayon/source/format.hpp"

namespace bayon::testing {

inline std::string descriptor_path(int descriptor) {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

/// Writes all of `bytes`; false when the reader is gone.
inline bool write_fully(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(descriptor, bytes.data(), bytes.size());
    if (done <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : handle_(::memfd_create("input", MFD_CLOEXEC)) {
    if (handle_.get() < 0 || !write_fully(handle_.get(), bytes)) std::abort();
  }

  std::string path() const { return descriptor_path(handle_.get()); }
  source::InputFile input(std::string name = "input") const { return {path(), std::move(name)}; }

 private:
  FileHandle handle_;
};

class PipedInput {
 public:
  /// `generate` gives the next bytes each time it is called; empty bytes end the input.
  explicit PipedInput(std::function<std::string_view()> generate) {
    ::signal(SIGPIPE, SIG_IGN);
    int ends[2];
    if (::pipe(ends) != 0) std::abort();
    read_end_ = FileHandle(ends[0]);
    writer_ = std::jthread([write_end = FileHandle(ends[1]), generate = std::move(generate)] {
      for (auto bytes = generate(); !bytes.empty(); bytes = generate()) {
        if (!write_fully(write_end.get(), bytes)) return;
      }
    });
  }
  ~PipedInput() { read_end_ = FileHandle(); }
  PipedInput(const PipedInput&) = delete;
  PipedInput& operator=(const PipedInput&) = delete;

  source::InputFile input(std::string name = "input") const {
    return {descriptor_path(read_end_.get()), std::move(name)};
  }

 private:
  std::jthread writer_;
  FileHandle read_end_;
};

}  // namespace bayon::testing
