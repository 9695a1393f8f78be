// What the ordered stages promise: delivery in the order of the file on any number of threads.
#include "bayon/source/reading/in_order.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/threads.hpp"

namespace bayon::source::reading {
namespace {

class InOrder : public ::testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override { set_threads(GetParam()); }
  void TearDown() override { set_threads(0); }

  // Squares the numbers below `count`; pulling fails at `pull_fault`, delivering at
  // `deliver_fault`.
  Result<void> square(int count, int pull_fault = -1, int deliver_fault = -1) {
    int next = 0;
    return in_order<int, int>(
        [&](int& in) -> Result<bool> {
          if (next == pull_fault) return fail(errors::file_damaged);
          in = next++;
          return in < count;
        },
        [](const int& in, int& out) { out = in * in; },
        [&](const int& in, int& out) -> Result<void> {
          if (in == deliver_fault) return fail(errors::input_rejects_over_limit);
          delivered.push_back(out);
          return {};
        });
  }

  static std::vector<int> squares(int count) {
    std::vector<int> out(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) out[static_cast<std::size_t>(i)] = i * i;
    return out;
  }

  std::vector<int> delivered;
};
INSTANTIATE_TEST_SUITE_P(Threads, InOrder, ::testing::Values(1, 2, 3, 8));

TEST_P(InOrder, DeliversAllInTheOrderPulled) {
  for (const int count : {0, 1, 2, 3, 7, 16, 17, 1'000}) {
    delivered.clear();
    EXPECT_TRUE(square(count).ok());
    EXPECT_EQ(delivered, squares(count));
  }
}

TEST_P(InOrder, DeliversWhatCameBeforeAFault) {
  for (const int at : {0, 1, 5, 33}) {
    delivered.clear();
    const auto status = square(100, at);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, errors::file_damaged);
    EXPECT_EQ(delivered, squares(at));
  }
}

TEST_P(InOrder, StopsWhereDeliveryFails) {
  for (const int at : {0, 1, 5, 33}) {
    delivered.clear();
    const auto status = square(100, -1, at);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, errors::input_rejects_over_limit);
    EXPECT_EQ(delivered, squares(at));
  }
}

}  // namespace
}  // namespace bayon::source::reading
