#include "bayon/source/reading/in_order.hpp"

#include <atomic>
#include <optional>
#include <utility>

#include "bayon/base/threads.hpp"

namespace bayon::source::reading {

namespace {

/// Slots [first, first + count): a run of pieces in the file's order.
struct Group {
  std::size_t first = 0;
  std::size_t count = 0;
};

class Runner {
 public:
  explicit Runner(const OrderedStages& stages)
      : stages_(stages), width_(ordered_slots() / 2), spare_{width_, 0} {}

  Result<void> run() {
    Group current{0, 0};
    pull(current);
    while (current.count != 0 || spare_.count != 0) {
      std::atomic<std::size_t> next{0};
      const auto help = [&] {
        for (std::size_t i = next++; i < current.count; i = next++) stages_.work(current.first + i);
      };
      parallel_for(threads(), 1, [&](std::size_t begin, std::size_t) {
        if (begin == 0) {
          deliver(spare_);
          pull(spare_);
        }
        help();
      });
      if (deliver_fault_) return fail(std::move(*deliver_fault_));
      // What was worked on is delivered next; what was pulled meanwhile is worked on.
      std::swap(current, spare_);
    }
    if (pull_fault_) return fail(std::move(*pull_fault_));
    return {};
  }

 private:
  void pull(Group& group) {
    group.count = 0;
    while (!ended_ && group.count < width_) {
      auto pulled = stages_.pull(group.first + group.count);
      if (!pulled.ok()) pull_fault_ = std::move(pulled).error();
      ended_ = pull_fault_.has_value() || !*pulled;
      group.count += ended_ ? 0 : 1;
    }
  }

  void deliver(const Group& group) {
    for (std::size_t i = 0; i < group.count && !deliver_fault_; ++i) {
      auto delivered = stages_.deliver(group.first + i);
      if (!delivered.ok()) deliver_fault_ = std::move(delivered).error();
    }
    ended_ = ended_ || deliver_fault_.has_value();
  }

  const OrderedStages& stages_;
  std::size_t width_;
  Group spare_;
  bool ended_ = false;
  std::optional<Error> pull_fault_;
  std::optional<Error> deliver_fault_;
};

}  // namespace

std::size_t ordered_slots() { return threads() == 1 ? 2 : 4 * threads(); }

Result<void> run_in_order(const OrderedStages& stages) { return Runner(stages).run(); }

}  // namespace bayon::source::reading
