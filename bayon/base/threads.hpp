// How is work shared among cores without changing its answer?
//
// parallel_for cuts [0, count) into pieces whose borders depend on the count alone, so that a
// caller who writes piece results by index gets the same bytes on any number of threads. Behind it
// stands oneTBB, or a plain pool of std::jthread where BAYON_THREADS_POOL is defined (thread
// sanitizer builds: it cannot see into Debian's TBB).
//
// Threads: may be called from anywhere, also from inside a piece.
#pragma once

#include <cstddef>
#include <functional>

namespace bayon {

/// Threads that parallel_for may use: hardware threads unless set.
std::size_t threads();
/// 0 means: as many as the hardware has.
void set_threads(std::size_t count);

/// Calls body(begin, end) for consecutive pieces of at most `grain` items that cover [0, count).
/// An exception from a piece (a broken invariant) is rethrown here.
void parallel_for(std::size_t count, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t)>& body);

/// Runs both, the second perhaps on another thread, and returns when both are done.
void parallel_both(const std::function<void()>& first, const std::function<void()>& second);

}  // namespace bayon
