// How far is it? A bar on standard error, where a person watches; and Ctrl-C, which stops it.
//
// The first Ctrl-C asks the work to stop (question.cancelled, and the case is as it was), a second
// one ends the program as usual.
//
// Threads: advance may be called from any thread. There is one ProgressBar at a time.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "bayon/base/progress.hpp"

namespace bayon::cli {

class ProgressBar final : public Progress {
 public:
  /// Shows nothing unless standard error is a terminal.
  ProgressBar();
  ~ProgressBar() override;
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void step(std::string_view what, std::uint64_t total) override;
  void advance(std::uint64_t units) override;
  void done() override;

 private:
  void draw();
  bool shown_ = false;
  std::mutex mutex_;
  std::string what_;
  std::uint64_t total_ = 0;
  std::uint64_t units_ = 0;
  std::chrono::steady_clock::time_point drawn_;
};

}  // namespace bayon::cli
