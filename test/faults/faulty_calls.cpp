// What if the machine stopped, or the disk refused, exactly here?
//
// A library that a test preloads into the real program. It counts the system calls that change
// files below FAULT_FOLDER, and at call number FAULT_AT does what FAULT says:
//
//   kill      ends the process (SIGKILL) before the call
//   half      ends the process after half of the bytes of a write; kills before other calls
//   full      from here on the disk is full: calls that need room fail with ENOSPC
//   io        this one call fails with EIO
//   readonly  from here on the folder does not allow changes: calls fail with EROFS
//
// With FAULT_LOG it also writes one line for each call: its number, its name, the file.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace {

enum class Kind { none, kill, half, full, io, readonly };

struct Plan {
  Kind kind = Kind::none;
  long at = 0;
  std::string_view folder;
  int log = -1;
};

std::string_view setting(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? std::string_view(value) : std::string_view();
}

const Plan& plan() {
  static const Plan made = [] {
    Plan out;
    const std::string_view kind = setting("FAULT");
    out.kind = kind == "kill"       ? Kind::kill
               : kind == "half"     ? Kind::half
               : kind == "full"     ? Kind::full
               : kind == "io"       ? Kind::io
               : kind == "readonly" ? Kind::readonly
                                    : Kind::none;
    out.at = std::strtol(setting("FAULT_AT").data() != nullptr ? std::getenv("FAULT_AT") : "0",
                         nullptr, 10);
    out.folder = setting("FAULT_FOLDER");
    if (const char* log = std::getenv("FAULT_LOG")) {
      out.log = static_cast<int>(
          ::syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    }
    return out;
  }();
  return made;
}

std::atomic<long> calls{0};

template <typename F>
F* next(const char* name) {
  return reinterpret_cast<F*>(::dlsym(RTLD_NEXT, name));
}

bool below(std::string_view path) {
  // Itself or what lies in it; not a file beside it whose name begins alike.
  const std::string_view folder = plan().folder;
  return !folder.empty() && path.starts_with(folder) &&
         (path.size() == folder.size() || path[folder.size()] == '/');
}

// Where a descriptor leads; empty when it cannot be told.
struct PathOf {
  char text[1024] = {};
  explicit PathOf(int descriptor) {
    char link[64];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t size = ::readlink(link, text, sizeof text - 1);
    text[size < 0 ? 0 : size] = '\0';
  }
};

// Counts one call. True: it has to fail, and errno says how. `room`: does it need room on the disk?
bool faulty(const char* name, std::string_view path, bool room, bool changes = true) {
  if (!below(path)) return false;
  const long number = calls.fetch_add(1) + 1;
  if (plan().log >= 0) {
    char line[1200];
    const int size = std::snprintf(line, sizeof line, "%ld %s %.*s\n", number, name,
                                   static_cast<int>(path.size()), path.data());
    (void)!::syscall(SYS_write, plan().log, line, static_cast<size_t>(size));
  }
  if (plan().at == 0 || number < plan().at) return false;
  switch (plan().kind) {
    case Kind::kill:
    case Kind::half:
      (void)::raise(SIGKILL);
      return false;
    case Kind::full:
      errno = ENOSPC;
      return room;
    case Kind::io:
      errno = EIO;
      return number == plan().at;
    case Kind::readonly:
      errno = EROFS;
      return changes;
    case Kind::none:
      return false;
  }
  return false;
}

// A write that a power cut tears: half of it arrives.
bool torn(std::string_view path) {
  return plan().kind == Kind::half && plan().at == calls.load() + 1 && below(path);
}

bool writes(int flags) { return (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0; }

int opened(const char* name, int folder, const char* path, int flags, mode_t mode) {
  if (writes(flags) && faulty(name, path, (flags & O_CREAT) != 0 && ::access(path, F_OK) != 0)) {
    return -1;
  }
  return static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode));
}

mode_t mode_of(int flags, va_list rest) {
  return (flags & O_CREAT) != 0 ? static_cast<mode_t>(va_arg(rest, int)) : 0;
}

}  // namespace

extern "C" {

#define FAULTY_OPEN(name)                               \
  int name(const char* path, int flags, ...) {          \
    va_list rest;                                       \
    va_start(rest, flags);                              \
    const mode_t mode = mode_of(flags, rest);           \
    va_end(rest);                                       \
    return opened("open", AT_FDCWD, path, flags, mode); \
  }
FAULTY_OPEN(open)
FAULTY_OPEN(open64)

#define FAULTY_PWRITE(name)                                                       \
  ssize_t name(int fd, const void* bytes, size_t size, off_t at) {                \
    const PathOf path(fd);                                                        \
    if (torn(path.text)) (void)!::syscall(SYS_pwrite64, fd, bytes, size / 2, at); \
    if (faulty("pwrite", path.text, true)) return -1;                             \
    return ::syscall(SYS_pwrite64, fd, bytes, size, at);                          \
  }
FAULTY_PWRITE(pwrite)
FAULTY_PWRITE(pwrite64)

ssize_t write(int fd, const void* bytes, size_t size) {
  const PathOf path(fd);
  if (torn(path.text)) (void)!::syscall(SYS_write, fd, bytes, size / 2);
  if (faulty("write", path.text, true)) return -1;
  return ::syscall(SYS_write, fd, bytes, size);
}

int fsync(int fd) {
  if (faulty("fsync", PathOf(fd).text, false, false)) return -1;
  return static_cast<int>(::syscall(SYS_fsync, fd));
}
int fdatasync(int fd) {
  if (faulty("fdatasync", PathOf(fd).text, false, false)) return -1;
  return static_cast<int>(::syscall(SYS_fdatasync, fd));
}

int ftruncate(int fd, off_t size) {
  if (faulty("ftruncate", PathOf(fd).text, false)) return -1;
  return static_cast<int>(::syscall(SYS_ftruncate, fd, size));
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

int rename(const char* from, const char* to) {
  if (faulty("rename", to, false)) return -1;
  return next<int(const char*, const char*)>("rename")(from, to);
}
int unlink(const char* path) {
  if (faulty("unlink", path, false)) return -1;
  return next<int(const char*)>("unlink")(path);
}
int remove(const char* path) {
  if (faulty("remove", path, false)) return -1;
  return next<int(const char*)>("remove")(path);
}
int mkdir(const char* path, mode_t mode) {
  if (faulty("mkdir", path, true)) return -1;
  return next<int(const char*, mode_t)>("mkdir")(path, mode);
}

}  // extern "C"
