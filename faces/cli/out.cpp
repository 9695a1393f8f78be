#include "faces/cli/out.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "faces/cli/shown.hpp"

namespace bayon::cli {

namespace {

constexpr std::size_t width_usual = 100;
constexpr std::size_t width_least = 40;
constexpr std::size_t width_most = 120;  // longer lines are hard to read

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

bool terminal(int descriptor) { return ::isatty(descriptor) == 1 && environment("TERM") != "dumb"; }

std::size_t terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return width_usual;
  return std::clamp<std::size_t>(size.ws_col, width_least, width_most);
}

// Returns 0, or errno of the write that failed.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

Json place_json(const Place& where) {
  Json out = Json::object();
  if (!where.file.empty()) out["file"] = where.file;
  if (where.record != 0) out["record"] = where.record;
  if (!where.column.empty()) out["column"] = where.column;
  return out;
}

}  // namespace

Look look_of_output(bool all) {
  Look look;
  look.all = all;
  if (!terminal(STDOUT_FILENO)) return look;
  look.colours = environment("NO_COLOR").empty();
  look.width = terminal_width();
  return look;
}

bool progress_is_watched() { return terminal(STDERR_FILENO); }

Result<void> write_out(std::string_view text) {
  const int failed = write_all(STDOUT_FILENO, text);
  if (failed == 0 || failed == EPIPE) return {};
  return system_failure(failed, "standard output", true);
}

void write_error(std::string_view text) { write_all(STDERR_FILENO, text); }

Result<void> write_json(const Json& json) { return write_out(json_text(json, 2)); }

Json error_json(const Error& error) {
  const ErrorEntry& known = entry(error.code);
  Json told;
  told["code"] = known.code;
  told["meaning"] = known.meaning;
  told["detail"] = error.detail;
  told["where"] = place_json(error.where);
  told["remedy"] = known.remedy;
  Json out;
  out["error"] = told;
  return out;
}

int say_error(const Error& error, bool json) {
  const ErrorEntry& known = entry(error.code);
  if (json) {
    write_error(json_text(error_json(error), 2));
  } else {
    write_error(fmt::format("bayon: {}\n  {}\n  remedy: {}\n", harmless(error.text()),
                            known.meaning, known.remedy));
  }
  return known.exit;
}

}  // namespace bayon::cli
