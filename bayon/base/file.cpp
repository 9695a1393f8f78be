#include "bayon/base/file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 20;
constexpr int attempts_max = 1000;
constexpr std::size_t name_bytes_max = 256;
constexpr int links_max = 40;  // as many as Linux follows

}  // namespace

FileHandle::~FileHandle() {
  if (descriptor_ >= 0) ::close(descriptor_);
}
FileHandle::FileHandle(FileHandle&& other) noexcept : descriptor_(other.descriptor_) {
  other.descriptor_ = -1;
}
FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

Failure system_failure(int error_number, const std::filesystem::path& path, bool writing) {
  const ErrorCode code = [&] {
    switch (error_number) {
      case ENOSPC:
      case EDQUOT:
      case EFBIG:
        return errors::file_disk_full;
      case EBADF:
        return errors::file_stream_closed;
      case EROFS:
        return errors::file_read_only_folder;
      case EACCES:
      case EPERM:
        return writing ? errors::file_read_only_folder : errors::file_unreadable;
      case ENOENT:
      case ENOTDIR:
        return writing ? errors::file_not_writable : errors::file_not_found;
      default:
        return writing ? errors::file_not_writable : errors::file_unreadable;
    }
  }();
  return fail(code, std::strerror(error_number), Place{path.string(), 0, {}});
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const FileHandle handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (handle.get() < 0) return system_failure(errno, path, false);
  struct stat status{};
  if (::fstat(handle.get(), &status) != 0) return system_failure(errno, path, false);
  if (S_ISDIR(status.st_mode)) return system_failure(EISDIR, path, false);
  if (!S_ISREG(status.st_mode)) {
    return fail(errors::file_unreadable, "it is no regular file", Place{path.string(), 0, {}});
  }
  MappedFile out;
  out.size_ = static_cast<std::size_t>(status.st_size);
  if (out.size_ == 0) return out;
  void* data = ::mmap(nullptr, out.size_, PROT_READ, MAP_SHARED, handle.get(), 0);
  if (data == MAP_FAILED) {
    out.size_ = 0;
    return system_failure(errno, path, false);
  }
  out.data_ = static_cast<const char*>(data);
  return out;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}
MappedFile::MappedFile(MappedFile&& other) noexcept : data_(other.data_), size_(other.size_) {
  other.data_ = nullptr;
  other.size_ = 0;
}
MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t size_max) {
  const FileHandle handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (handle.get() < 0) return system_failure(errno, path, false);
  std::string out;
  for (;;) {
    const std::size_t before = out.size();
    if (before > size_max) {
      return fail(errors::file_too_large, fmt::format("more than {} bytes", size_max),
                  Place{path.string(), 0, {}});
    }
    out.resize(before + (std::size_t{1} << 16));
    const ssize_t got = ::read(handle.get(), out.data() + before, out.size() - before);
    if (got < 0 && errno != EINTR) return system_failure(errno, path, false);
    out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) return out;
  }
}

Result<void> check_regular(const std::filesystem::path& path, ErrorCode code) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode)) return {};
  return fail(code, "it is no regular file", Place{path.string(), 0, {}});
}

namespace {

// The descriptor of standard output or error where it is this very file; -1 where none is.
int standard_stream(const struct stat& file) {
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat open{};
    if (::fstat(descriptor, &open) == 0 && open.st_dev == file.st_dev && open.st_ino == file.st_ino)
      return descriptor;
  }
  return -1;
}

// Where a chain of symbolic links ends, be there a file or not yet.
Result<std::filesystem::path> end_of_links(const std::filesystem::path& path) {
  std::filesystem::path at = path;
  std::error_code status;
  for (int link = 0; std::filesystem::is_symlink(at, status); ++link) {
    if (link == links_max) return system_failure(ELOOP, path, true);
    const auto target = std::filesystem::read_symlink(at, status);
    if (status) return system_failure(status.value(), path, true);
    at = at.parent_path() / target;
  }
  return at;
}

}  // namespace

// Is it something that bytes must go into, for a file in its place would be another thing?
Result<bool> FileWriter::open_stream() {
  struct stat status{};
  if (::stat(path_.c_str(), &status) != 0) return false;
  if (S_ISDIR(status.st_mode)) return system_failure(EISDIR, path_, true);
  if (S_ISBLK(status.st_mode)) {
    return fail(errors::file_not_writable, "it is a disk", Place{path_.string(), 0, {}});
  }
  if (S_ISREG(status.st_mode)) {
    const int descriptor = standard_stream(status);
    if (descriptor < 0) return false;
    handle_ = FileHandle(::fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
  } else {
    handle_ = FileHandle(::open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  }
  if (handle_.get() < 0) return system_failure(errno, path_, true);
  return true;
}

Result<FileWriter> FileWriter::create(const std::filesystem::path& path) {
  FileWriter out;
  out.path_ = path;
  BAYON_TRY(out.stream_, out.open_stream());
  if (out.stream_) return out;
  BAYON_TRY(out.path_, end_of_links(path));
  // Two threads may make one file at a time, and a crashed process of this number may have left
  // one.
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    out.aside_ = out.path_.string() + fmt::format(".{}-{}.part", ::getpid(), attempt);
    out.handle_ =
        FileHandle(::open(out.aside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (out.handle_.get() >= 0) {
      out.pending_ = true;
      return out;
    }
    if (errno != EEXIST) break;
  }
  return system_failure(errno, path, true);
}

FileWriter::~FileWriter() {
  if (pending_) ::unlink(aside_.c_str());
}
FileWriter::FileWriter(FileWriter&& other) noexcept
    : handle_(std::move(other.handle_)),
      path_(std::move(other.path_)),
      aside_(std::move(other.aside_)),
      buffer_(std::move(other.buffer_)),
      size_(other.size_),
      pending_(std::exchange(other.pending_, false)),
      stream_(other.stream_) {}
FileWriter& FileWriter::operator=(FileWriter&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(path_, other.path_);
  std::swap(aside_, other.aside_);
  std::swap(buffer_, other.buffer_);
  std::swap(size_, other.size_);
  std::swap(pending_, other.pending_);
  std::swap(stream_, other.stream_);
  return *this;
}

namespace {

Result<void> write_all(int descriptor, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(descriptor, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return system_failure(errno, path, true);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return {};
}

}  // namespace

Result<void> FileWriter::flush() {
  BAYON_TRY_VOID(write_all(handle_.get(), buffer_, path_));
  buffer_.clear();
  return {};
}

Result<void> FileWriter::append(std::string_view bytes) {
  size_ += bytes.size();
  if (buffer_.size() + bytes.size() > buffer_bytes) {
    BAYON_TRY_VOID(flush());
    if (bytes.size() >= buffer_bytes) return write_all(handle_.get(), bytes, path_);
  }
  buffer_.append(bytes);
  return {};
}

Result<void> FileWriter::rename_into_place() {
  if (::rename(aside_.c_str(), path_.c_str()) != 0) return system_failure(errno, path_, true);
  pending_ = false;
  return {};
}

Result<void> FileWriter::publish() {
  BAYON_TRY_VOID(flush());
  if (stream_) return {};
  if (::fdatasync(handle_.get()) != 0) return system_failure(errno, path_, true);
  BAYON_TRY_VOID(rename_into_place());
  return sync_folder(path_.parent_path());
}

Result<void> FileWriter::publish_unsynced() {
  BAYON_TRY_VOID(flush());
  return stream_ ? Result<void>{} : rename_into_place();
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  BAYON_TRY(FileWriter writer, FileWriter::create(path));
  BAYON_TRY_VOID(writer.append(bytes));
  return writer.publish();
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const std::filesystem::path place = folder.empty() ? "." : folder;
  const FileHandle handle(::open(place.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.get() < 0 || ::fsync(handle.get()) != 0) return system_failure(errno, place, true);
  return {};
}

Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code status;
  // A file of ours could not be named below it; say so before its parents are made.
  if (folder.native().size() + name_bytes_max > PATH_MAX) {
    return system_failure(ENAMETOOLONG, folder, true);
  }
  if (folder.empty() || std::filesystem::is_directory(folder, status)) return {};
  const auto parent = folder.parent_path();
  BAYON_TRY_VOID(make_folder(parent));
  if (::mkdir(folder.c_str(), 0755) != 0) {
    const int error_number = errno;
    if (error_number == EEXIST && std::filesystem::is_directory(folder, status)) return {};
    return system_failure(error_number, folder, true);
  }
  return sync_folder(parent);
}

}  // namespace bayon
