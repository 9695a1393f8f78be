#include "bayon/base/threads.hpp"

#include <sched.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#ifndef BAYON_THREADS_POOL
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>
#include <tbb/task_arena.h>
#endif

namespace bayon {

namespace {

std::atomic<std::size_t> wanted{0};

// Those that this process may run on: taskset and containers leave fewer than the machine has.
std::size_t processors() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (::sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0) {
    return static_cast<std::size_t>(CPU_COUNT(&allowed));
  }
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

}  // namespace

std::size_t threads() {
  const std::size_t set = wanted.load();
  // Asking the system reads a file each time.
  static const std::size_t usable = processors();
  return set != 0 ? set : usable;
}

void set_threads(std::size_t count) { wanted.store(count); }

#ifndef BAYON_THREADS_POOL

void parallel_for(std::size_t count, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t)>& body) {
  if (count == 0) return;
  const std::size_t pieces = (count + grain - 1) / grain;
  const auto piece = [&](std::size_t p) { body(p * grain, std::min(count, (p + 1) * grain)); };
  if (threads() == 1 || pieces == 1) {
    for (std::size_t p = 0; p < pieces; ++p) piece(p);
    return;
  }
  tbb::task_arena arena(static_cast<int>(threads()));
  arena.execute([&] { tbb::parallel_for(std::size_t{0}, pieces, piece); });
}

void parallel_both(const std::function<void()>& first, const std::function<void()>& second) {
  if (threads() == 1) {
    first();
    second();
    return;
  }
  tbb::task_arena arena(static_cast<int>(threads()));
  arena.execute([&] { tbb::parallel_invoke(first, second); });
}

#else

void parallel_for(std::size_t count, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t)>& body) {
  if (count == 0) return;
  const std::size_t pieces = (count + grain - 1) / grain;
  std::atomic<std::size_t> next{0};
  std::exception_ptr broken;
  std::mutex broken_mutex;
  const auto work = [&] {
    for (std::size_t p = next.fetch_add(1); p < pieces; p = next.fetch_add(1)) {
      try {
        body(p * grain, std::min(count, (p + 1) * grain));
      } catch (...) {
        const std::lock_guard lock(broken_mutex);
        if (!broken) broken = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> pool;
    for (std::size_t t = 1; t < std::min(threads(), pieces); ++t) pool.emplace_back(work);
    work();
  }
  if (broken) std::rethrow_exception(broken);
}

void parallel_both(const std::function<void()>& first, const std::function<void()>& second) {
  parallel_for(2, 1, [&](std::size_t begin, std::size_t) { begin == 0 ? first() : second(); });
}

#endif

}  // namespace bayon
