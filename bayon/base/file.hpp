// How do bytes get to and from disk without being half there?
//
// Written files are made aside, synced, renamed, and the folder synced: a reader sees the old file,
// the new one, or none. A symbolic link stays one, and what it names is replaced; a pipe or device
// is written into. Operating system errors become catalogued errors with the path.
//
// Threads: free functions; a MappedFile may be read from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "bayon/base/result.hpp"

namespace bayon {

/// Owns a POSIX file descriptor.
class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  ~FileHandle();
  FileHandle(FileHandle&& other) noexcept;
  FileHandle& operator=(FileHandle&& other) noexcept;
  int get() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

/// The Error for errno after a system call on `path`: file.not_found, file.unreadable,
/// file.read_only_folder, file.disk_full, file.stream_closed (EBADF: the descriptor was given to
/// us) or file.not_writable.
Failure system_failure(int error_number, const std::filesystem::path& path, bool writing);

/// A whole file in memory, read only. Lifetime: views die with the object.
class MappedFile {
 public:
  /// Fails with file.not_found or file.unreadable, the latter also for what is no regular file: a
  /// pipe is never waited for. An empty file maps to an empty view.
  static Result<MappedFile> open(const std::filesystem::path& path);
  MappedFile() = default;
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;

  std::string_view view() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

/// A whole file as a string. Fails with file.not_found, file.unreadable, or file.too_large past
/// `size_max` bytes.
Result<std::string> read_file(const std::filesystem::path& path,
                              std::uint64_t size_max = std::uint64_t{1} << 30);

/// Fails with `code` when something other than a regular file lies at `path`: opening a pipe would
/// wait for ever. Nothing there is no failure.
Result<void> check_regular(const std::filesystem::path& path, ErrorCode code);

/// A file under way: append, then `publish` (sync, rename, sync the folder) or drop it. Into a
/// pipe, a device or the file that is standard output already, bytes go as they come.
class FileWriter {
 public:
  /// Fails with file.read_only_folder, file.not_writable (also for folders and disks) or
  /// file.disk_full.
  static Result<FileWriter> create(const std::filesystem::path& path);
  ~FileWriter();
  FileWriter(FileWriter&&) noexcept;
  FileWriter& operator=(FileWriter&&) noexcept;

  Result<void> append(std::string_view bytes);
  std::uint64_t size() const { return size_; }
  /// Afterwards the file is there under its name and survives a power cut.
  Result<void> publish();
  /// As publish, without waiting for the disk: for what can be made again.
  Result<void> publish_unsynced();

 private:
  FileWriter() = default;
  Result<bool> open_stream();
  Result<void> flush();
  Result<void> rename_into_place();
  FileHandle handle_;
  std::filesystem::path path_;
  std::filesystem::path aside_;
  std::string buffer_;
  std::uint64_t size_ = 0;
  bool pending_ = false;
  bool stream_ = false;
};

/// FileWriter in one step.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

/// Makes names in `folder` durable.
Result<void> sync_folder(const std::filesystem::path& folder);

/// Creates `folder` and its parents, each durable in the one above it. Nothing happens where the
/// folder is there. Fails like FileWriter::create.
Result<void> make_folder(const std::filesystem::path& folder);

}  // namespace bayon
