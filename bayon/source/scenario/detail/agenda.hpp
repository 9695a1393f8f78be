// What is to be done next?
//
// Tasks come out by time; those of one instant in the order in which they went in.
//
// Threads: one object, one thread.
#pragma once

#include <cstdint>
#include <queue>
#include <vector>

namespace bayon::source::scenario {

template <typename What>
struct Task {
  std::int64_t at_ms = 0;
  std::uint64_t order = 0;
  What what{};
  std::uint32_t subject = 0;  ///< an account or an index, by `what`
  std::uint32_t other = 0;
  std::int64_t amount = 0;
};

template <typename What>
class Agenda {
 public:
  void add(std::int64_t at_ms, What what, std::uint32_t subject, std::uint32_t other = 0,
           std::int64_t amount = 0) {
    tasks_.push({at_ms, order_++, what, subject, other, amount});
  }
  bool empty() const { return tasks_.empty(); }
  Task<What> next() {
    Task<What> out = tasks_.top();
    tasks_.pop();
    return out;
  }

 private:
  struct Later {
    bool operator()(const Task<What>& a, const Task<What>& b) const {
      return a.at_ms != b.at_ms ? a.at_ms > b.at_ms : a.order > b.order;
    }
  };
  std::priority_queue<Task<What>, std::vector<Task<What>>, Later> tasks_;
  std::uint64_t order_ = 0;
};

}  // namespace bayon::source::scenario
