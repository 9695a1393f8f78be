// What must an export officer be told about the parties of an order that lists name?
//
// Each party is screened against the lists of the case, on the clocks of its order. A hit is a
// finding of its issuer, and never more certain than the identity: a name alone settles nothing,
// for many bear it, so such a finding is `unknown` and has to be cleared by hand. It is certain
// only where the whole name of an organisation (not of a person) and its country agree, nothing
// that is known differs, and the listing surely covered the day. [OFAC-FAQ5]
//
// A list that does not reach back to the day of an order, or was loaded without all of its parts,
// cannot say that a party is not listed: that is a gap, and leaves the order open. Lists of wallets
// are no lists of parties; what they do say of a name counts, their silence does not.
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
  std::vector<decide::PartyFinding> findings;  ///< strongest first; of no role yet
  std::string unscreened;                      ///< why nobody could look it up; empty: one could
};

/// A list on which not to be found says nothing of a party, and why.
struct SilentList {
  std::string dataset;
  std::string_view why;
};

struct ScreenedParties {
  bool by_parties = false;  ///< was a list of parties asked, and not of wallets alone?
  /// By the day asked about, name and country.
  std::map<std::tuple<Day, std::string, std::string>, PartyHits> parties;
  std::map<Day, std::vector<SilentList>> silent;
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

/// The lists that could not tell, or not in full, of parties of the order. A party that is surely
/// on a list is in no gap of that list. None where no list of parties was asked at all.
std::vector<decide::ListGap> gaps_of(const DatedOrder& order, const ScreenedParties& screened);

decide::Screened screened_of(const DatedOrder& order, const ScreenedParties& screened,
                             const std::vector<decide::ListGap>& gaps);

}  // namespace bayon::engine
