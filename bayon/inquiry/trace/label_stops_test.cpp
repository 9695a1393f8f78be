// Do labels end a trace where money is pooled, and nowhere else?
#include "bayon/inquiry/trace/label_stops.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace bayon::trace {
namespace {

TEST(StopCategories, AreInOrderAndEachSaysWhy) {
  const auto all = stop_categories();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const StopCategory& category : all) {
    EXPECT_FALSE(category.why.empty()) << category.name;
    EXPECT_EQ(find_stop_category(category.name), &category);
  }
}

TEST(StopCategories, WhatAnAccountIsKnownForIsNoPlace) {
  EXPECT_EQ(find_stop_category("phishing"), nullptr);
  EXPECT_EQ(find_stop_category("ransomware"), nullptr);
  EXPECT_EQ(find_stop_category(""), nullptr);
  EXPECT_EQ(find_stop_category("exchang"), nullptr);
}

}  // namespace
}  // namespace bayon::trace
