// How far is it, and should it stop?
//
// Long work takes a Progress& and calls `advance`; the face decides whether a person sees it. The
// same object carries cancellation: work asks `cancelled()` between pieces and returns
// question.cancelled.
//
// Threads: advance and cancelled may be called from any thread; step from one at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

namespace bayon {

class Progress {
 public:
  virtual ~Progress() = default;

  /// A new step begins: what it does and how many units it has (0 when unknown).
  virtual void step(std::string_view what, std::uint64_t total) = 0;
  virtual void advance(std::uint64_t units) = 0;
  /// The current step is done.
  virtual void done() {}

  void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> cancelled_{false};
};

/// Progress that nobody watches.
class Silent final : public Progress {
 public:
  void step(std::string_view, std::uint64_t) override {}
  void advance(std::uint64_t) override {}
};

}  // namespace bayon
