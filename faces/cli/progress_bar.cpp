#include "faces/cli/progress_bar.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace bayon::cli {

namespace {

constexpr auto redraw_after = std::chrono::milliseconds(100);
constexpr std::uint64_t bar_cells = 30;

}  // namespace

ProgressBar::ProgressBar() : shown_(::isatty(STDERR_FILENO) == 1) {}
ProgressBar::~ProgressBar() { done(); }

void ProgressBar::step(std::string_view what, std::uint64_t total) {
  const std::lock_guard lock(mutex_);
  what_ = what;
  total_ = total;
  units_ = 0;
  drawn_ = {};
  draw();
}

void ProgressBar::advance(std::uint64_t units) {
  const std::lock_guard lock(mutex_);
  units_ += units;
  draw();
}

void ProgressBar::draw() {
  const auto now = std::chrono::steady_clock::now();
  if (!shown_ || now - drawn_ < redraw_after) return;
  drawn_ = now;
  if (total_ == 0) {
    fmt::print(stderr, "\r\033[K{} {}", what_,
               units_ == 0 ? std::string() : std::to_string(units_));
  } else {
    const std::uint64_t cells = std::min(units_, total_) * bar_cells / total_;
    fmt::print(stderr, "\r\033[K{} [{:<{}}] {:>3} %", what_, std::string(cells, '#'), bar_cells,
               std::min(units_, total_) * 100 / total_);
  }
  std::fflush(stderr);
}

void ProgressBar::done() {
  const std::lock_guard lock(mutex_);
  if (shown_ && !what_.empty()) {
    fmt::print(stderr, "\r\033[K");
    std::fflush(stderr);
  }
  what_.clear();
}

}  // namespace bayon::cli
