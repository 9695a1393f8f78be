#include "bayon/source/reading/imo_number.hpp"

#include <gtest/gtest.h>

namespace bayon::source::reading {
namespace {

TEST(ImoNumber, HasOneForm) {
  EXPECT_EQ(imo_number("0000012"), "IMO0000012");
  EXPECT_EQ(imo_number("IMO 0000012"), "IMO0000012");
  EXPECT_EQ(imo_number(" imo0000012 "), "IMO0000012");
}

TEST(ImoNumber, AnotherTextStaysAsItIs) {
  for (const char* other : {"", "IMO", "000012", "00000012", "IMO 000001X", "0000012, 0000013"}) {
    EXPECT_EQ(imo_number(other), other);
  }
}

}  // namespace
}  // namespace bayon::source::reading
