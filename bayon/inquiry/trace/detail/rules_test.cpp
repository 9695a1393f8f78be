#include "bayon/inquiry/trace/detail/rules.hpp"

#include <gtest/gtest.h>

namespace bayon::trace::detail {
namespace {

Amount units_of(const Pieces& pieces, ClaimId claim) {
  Amount out = 0;
  for (const Piece& piece : pieces) out += piece.claim == claim ? piece.units : 0;
  return out;
}

TEST(Conversion, UnderTheHaircutGivesTheFewUnitsToWhoLacksTheMost) {
  Pieces pieces{{0, 98, 0, 98}, {1, 1, 0, 1}, {2, 1, 0, 1}};
  const Pieces dust = Haircut::convert(pieces, 100, 1);
  EXPECT_EQ(pieces, (Pieces{{0, 1, 0, 98}}));
  EXPECT_EQ(dust, (Pieces{{1, 0, 0, 1}, {2, 0, 0, 1}}));
}

TEST(Conversion, UnderTheHaircutBreaksTiesForTheLowerClaimAndCleanMoneyLast) {
  Pieces pieces{{0, 1, 0, 1}, {1, 1, 0, 1}, {clean, 1, 0, 0}};
  Haircut::convert(pieces, 3, 2);
  EXPECT_EQ(units_of(pieces, 0), 1);
  EXPECT_EQ(units_of(pieces, 1), 1);
  EXPECT_EQ(units_of(pieces, clean), 0);
}

TEST(Conversion, UnderFifoGivesEachUnitFromThoseInItsPlace) {
  Pieces pieces{{0, 30, 0, 30}, {clean, 40, 0, 0}, {1, 30, 0, 30}};
  const Pieces dust = Fifo::convert(pieces, 100, 10);
  EXPECT_TRUE(dust.empty());
  EXPECT_EQ(units_of(pieces, 0), 3);
  EXPECT_EQ(units_of(pieces, clean), 4);
  EXPECT_EQ(units_of(pieces, 1), 3);
}

}  // namespace
}  // namespace bayon::trace::detail
