#include "faces/cli/progress_bar.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>

#include <fmt/format.h>

#include "faces/cli/out.hpp"
#include "faces/cli/shown.hpp"

namespace bayon::cli {

namespace {

constexpr auto redraw_after = std::chrono::milliseconds(100);
constexpr std::uint64_t bar_cells = 30;

// A signal handler reaches nothing but what is global.
std::atomic<Progress*> running{nullptr};
static_assert(std::atomic<Progress*>::is_always_lock_free);

extern "C" void stop_running(int) {
  std::signal(SIGINT, SIG_DFL);
  if (Progress* progress = running.load()) progress->cancel();
}

}  // namespace

ProgressBar::ProgressBar() : shown_(progress_is_watched()) {
  running.store(this);
  std::signal(SIGINT, stop_running);
}

ProgressBar::~ProgressBar() {
  std::signal(SIGINT, SIG_DFL);
  running.store(nullptr);
  done();
}

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
    write_error(fmt::format("\r\033[K{} {}", harmless(what_),
                            units_ == 0 ? std::string() : grouped(units_)));
  } else {
    // Totals are bytes at most: the product fits.
    const std::uint64_t cells = std::min(units_, total_) * bar_cells / total_;
    write_error(fmt::format("\r\033[K{} [{:<{}}] {:>3} %", harmless(what_), std::string(cells, '#'),
                            bar_cells, std::min(units_, total_) * 100 / total_));
  }
}

void ProgressBar::done() {
  const std::lock_guard lock(mutex_);
  if (shown_ && !what_.empty()) {
    write_error("\r\033[K");
  }
  what_.clear();
}

}  // namespace bayon::cli
