// Whose money comes back to where it started, through different hands?
//
// Layering that closes on itself, wash trading, a closed group of exchange accounts. A cycle is a
// sequence of flows, each later than the one before (as Question::ties says), from an account over
// others, all different, back to it; at least hops_min (2) and at most hops_max (10) flows, the
// last at most one window after the first. Each such sequence of flows is one instance, found once,
// from the account of its first flow. Two transfers between the same accounts make two cycles where
// either fits.
//
// How: for the flows that leave an account at about the same time, the flows that could follow are
// explored forward and the flows that could bring money back are explored backward, the smaller
// side first; where the two do not meet there is no cycle, which settles nearly all accounts
// cheaply. Where they meet, the backward side has left at each account, for each number of flows,
// the latest departure that still gets back in time; a depth-first search then takes only flows
// from which the account can still be reached, so that almost every step of it ends in a cycle. The
// idea of finding candidates before enumerating is that of 2SCENT [Kumar2018]; pruning by what can
// still close is also in [Blanusa2022].
//
// Looks the same and is honest: a refund or a loan paid back (two flows); tenants of one landlord
// who also shop with each other's employers; netting inside a group of companies; anything through
// an exchange's hot wallet or a marketplace, which joins strangers.
//
// Threads: constant data and free functions.
#pragma once

#include "bayon/inquiry/rings/typology.hpp"

namespace bayon::rings::cycle {

/// Cost of a search: for each group of flows out of the account twice the smaller side that is
/// explored, and then O(cycles * hops) but for dead ends, which are walks that could only close by
/// meeting themselves. Exponential in the worst case, hence the budget. Memory: 16 bytes per
/// account of the ledger and thread.
const Typology& typology();

}  // namespace bayon::rings::cycle
