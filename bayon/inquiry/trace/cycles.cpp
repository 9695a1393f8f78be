#include <algorithm>

#include "bayon/inquiry/trace/detail/cycles.hpp"

namespace bayon::trace::detail {

namespace {

constexpr std::uint32_t unseen = 0xffffffffu;

class Tarjan {
 public:
  explicit Tarjan(std::vector<std::pair<std::uint32_t, std::uint32_t>> edges) {
    for (const auto& [from, to] : edges) {
      nodes_.push_back(from);
      nodes_.push_back(to);
    }
    std::sort(nodes_.begin(), nodes_.end());
    nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
    next_.resize(nodes_.size());
    for (const auto& [from, to] : edges) next_[number(from)].push_back(number(to));
    index_.assign(nodes_.size(), unseen);
    low_.assign(nodes_.size(), unseen);
    on_stack_.assign(nodes_.size(), false);
  }

  std::vector<std::vector<std::uint32_t>> components() {
    for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
      if (index_[node] == unseen) search(node);
    }
    std::sort(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  struct Frame {
    std::uint32_t node;
    std::size_t edge;
  };

  std::uint32_t number(std::uint32_t account) const {
    return static_cast<std::uint32_t>(std::lower_bound(nodes_.begin(), nodes_.end(), account) -
                                      nodes_.begin());
  }

  void enter(std::uint32_t node) {
    index_[node] = low_[node] = counter_++;
    stack_.push_back(node);
    on_stack_[node] = true;
    frames_.push_back({node, 0});
  }

  void search(std::uint32_t root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (frame.edge < next_[frame.node].size()) {
        const std::uint32_t to = next_[frame.node][frame.edge++];
        if (index_[to] == unseen) {
          enter(to);
        } else if (on_stack_[to]) {
          low_[frame.node] = std::min(low_[frame.node], index_[to]);
        }
        continue;
      }
      const std::uint32_t node = frame.node;
      frames_.pop_back();
      if (!frames_.empty()) {
        low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      }
      if (low_[node] == index_[node]) close(node);
    }
  }

  void close(std::uint32_t node) {
    std::vector<std::uint32_t> component;
    std::uint32_t member = unseen;
    do {
      member = stack_.back();
      stack_.pop_back();
      on_stack_[member] = false;
      component.push_back(nodes_[member]);
    } while (member != node);
    std::sort(component.begin(), component.end());
    found_.push_back(std::move(component));
  }

  std::vector<std::uint32_t> nodes_;
  std::vector<std::vector<std::uint32_t>> next_;
  std::vector<std::uint32_t> index_, low_;
  std::vector<bool> on_stack_;
  std::vector<std::uint32_t> stack_;
  std::vector<Frame> frames_;
  std::uint32_t counter_ = 0;
  std::vector<std::vector<std::uint32_t>> found_;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> strong_components(
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges) {
  return Tarjan(std::move(edges)).components();
}

}  // namespace bayon::trace::detail
