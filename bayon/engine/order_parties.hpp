// What must an export officer be told about the parties of an order that lists name?
//
// Each party is screened against the lists of the case, on the clocks of its order. A hit is a
// finding of its issuer, and never more certain than the identity: a name alone settles nothing,
// for many bear it, so such a finding is `unknown` and has to be cleared by hand. It is certain
// only where the whole name of an organisation (not of a person) and its country agree, nothing
// that is known differs, and the listing surely covered the day. [OFAC-FAQ5]
//
// What follows from a listing is what its issuer says, by topic and programme; the table stands in
// order_parties.cpp with a reason for each.
//
// Threads: free functions; screening uses base/threads.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "bayon/decide/decide.hpp"
#include "bayon/engine/case_view.hpp"
#include "bayon/engine/order_json.hpp"
#include "bayon/inquiry/screen/answer.hpp"

namespace bayon::engine {

/// What the lists say of a party.
struct PartyHits {
  std::vector<screen::Hit> hits;
  std::size_t hits_found = 0;
};

struct ScreenedParties {
  /// By the day asked about, name and country.
  std::map<std::tuple<Day, std::string, std::string>, PartyHits> parties;
  std::vector<screen::Coverage> coverage;  ///< on the earliest of the days, where lists reach least
  std::vector<std::string> remarks;        ///< what could not be screened, and why
};

/// Screens every named party of `orders`. A case without lists is no failure: the remarks say that
/// nobody was screened. Fails with the codes of the screening. Cost: one question for each
/// different party and day, on all threads.
Result<ScreenedParties> screen_parties(CaseView& view, const std::vector<DatedOrder>& orders,
                                       Progress& progress);

/// What `hit` means for a party of that role. `certain` is never yes for a name alone.
decide::PartyFinding finding_of(const model::OrderParty& party, const screen::Hit& hit);

/// The findings on the parties of one order: by role in the order, then by score.
std::vector<decide::PartyFinding> findings_of(const DatedOrder& order,
                                              const ScreenedParties& screened);

}  // namespace bayon::engine
