#include "bayon/engine/order_parties.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/model/vocabulary.hpp"

namespace bayon::engine {

namespace {

using model::Outcome;
using model::Truth;

constexpr std::size_t hits_of_a_party_max = 20;
constexpr std::size_t questions_at_once = 4'096;

// What follows from standing on a list. `unknown`: the list does not say, its entry does.
struct Consequence {
  std::string_view key;  // id of a programme, or a topic
  Outcome outcome;
  std::string_view reason;
};

constexpr std::array by_programme{
    Consequence{"US-BIS-DPL", Outcome::prohibited,
                "export privileges are denied: nobody may take part in exports to this party "
                "(15 CFR 764.3(a)(2))"},
    Consequence{"US-BIS-EL", Outcome::unknown,
                "a licence is needed for what the entry names, under the policy that the entry "
                "states (15 CFR 744.11, 744.16)"},
    Consequence{"US-BIS-MEU", Outcome::presumption_of_denial,
                "a military end user: listed items need a licence, presumed to be denied "
                "(15 CFR 744.21(e))"},
    Consequence{"US-BIS-MIEU", Outcome::presumption_of_denial,
                "a military-intelligence end user: all items need a licence, presumed to be denied "
                "(15 CFR 744.22)"},
    Consequence{"US-BIS-UVL", Outcome::case_by_case,
                "unverified: no licence exception, and a statement of the party before any "
                "shipment (15 CFR 744.15)"},
    Consequence{"US-AECA-DEBARRED", Outcome::prohibited,
                "debarred from exports of defence articles and services (22 CFR 127.7)"},
};

constexpr std::array by_topic{
    Consequence{"sanction", Outcome::prohibited,
                "listed: dealings need the leave of the authority that lists it"},
    Consequence{"debarment", Outcome::prohibited, "debarred by the authority that lists it"},
    Consequence{"export.control", Outcome::unknown,
                "on a list of export control: what follows stands in the entry"},
    Consequence{"sanction.linked", Outcome::unknown,
                "linked to a listed party: whether the listing reaches it was not settled"},
};

constexpr Consequence no_topic{"", Outcome::unknown,
                               "named by the list without a listing of its own: who stands behind "
                               "it has to be looked at"};
constexpr Consequence red_flag{"", Outcome::unknown,
                               "a red flag: the list names a concern, and what follows from it was "
                               "not settled"};

Consequence consequence_of(const screen::Hit& hit) {
  const auto listed_under = [&](std::string_view programme) {
    return std::any_of(hit.listings.begin(), hit.listings.end(), [&](const auto& listing) {
      return listing.held != Truth::no &&
             (listing.programme_id == programme || listing.programme == programme);
    });
  };
  // A party may stand on several lists; the most restrictive one is told, `unknown` above all but a
  // prohibition, for it may turn out to be one.
  const Consequence* found = nullptr;
  const auto heavier = [](Outcome outcome) {
    return outcome == Outcome::prohibited ? 100
           : outcome == Outcome::unknown  ? 50
                                          : static_cast<int>(outcome);
  };
  const auto offer = [&](const Consequence& one) {
    if (found == nullptr || heavier(one.outcome) > heavier(found->outcome)) found = &one;
  };
  for (const auto& one : by_programme) {
    if (listed_under(one.key)) offer(one);
  }
  const bool by_name = found != nullptr;
  for (const auto& one : by_topic) {
    // The programme says more than the topic which stands for it.
    if (by_name && (one.key == "export.control" || one.key == "debarment")) continue;
    if (std::find(hit.topics.begin(), hit.topics.end(), one.key) != hit.topics.end()) offer(one);
  }
  if (found != nullptr) return *found;
  return hit.topics.empty() && hit.listings.empty() ? no_topic : red_flag;
}

bool has(const screen::Hit& hit, screen::ReasonKind kind) {
  return std::any_of(hit.because.begin(), hit.because.end(),
                     [&](const auto& reason) { return reason.kind == kind; });
}

// The whole name, letter by letter or but for case and punctuation; a weak alias is worth less.
bool whole_name(const screen::Hit& hit) {
  return std::any_of(hit.because.begin(), hit.because.end(), [](const auto& reason) {
    return (reason.kind == screen::ReasonKind::name_exact ||
            reason.kind == screen::ReasonKind::name_normalised) &&
           reason.score >= screen::worth::name_normalised && reason.held == Truth::yes;
  });
}

// People share names; a register of companies of one country seldom lets two have the same.
bool organisation(const screen::Hit& hit) {
  const auto schema = model::find_schema(hit.schema);
  return schema && model::is_a(*schema, "Organization");
}

std::string identity_note(const screen::Hit& hit, Truth certain) {
  const auto& first = hit.because.front();
  std::string out = fmt::format("{}: '{}' asked, '{}' listed, {} of 10,000",
                                screen::name(first.kind), first.asked, first.listed, hit.score);
  if (has(hit, screen::ReasonKind::country_agrees)) out += "; the country agrees";
  if (has(hit, screen::ReasonKind::country_differs)) out += "; the country differs";
  if (hit.listed == Truth::unknown) out += "; whether it was listed on that day is not known";
  if (certain == Truth::yes) return out + "; taken to be the same";
  return out +
         "; a possible match, not a settled identity: compare address, registration or birth "
         "before going on";
}

}  // namespace

decide::PartyFinding finding_of(const model::OrderParty& party, const screen::Hit& hit) {
  const Consequence consequence = consequence_of(hit);
  decide::PartyFinding out;
  out.role = party.role;
  out.name = party.name;
  out.dataset = hit.dataset;
  out.outcome = consequence.outcome;
  out.certain = whole_name(hit) && organisation(hit) && hit.listed == Truth::yes &&
                        has(hit, screen::ReasonKind::country_agrees) &&
                        !has(hit, screen::ReasonKind::country_differs)
                    ? Truth::yes
                    : Truth::unknown;
  for (const auto& reason : hit.because) out.evidence.push_back(reason.evidence);
  for (const auto& listing : hit.listings) {
    if (listing.held == Truth::no) continue;
    if (out.authority.empty()) {
      out.authority = listing.authority;
      out.citation =
          listing.programme_id.empty() ? listing.programme : std::string(listing.programme_id);
    }
    out.evidence.push_back(listing.evidence);
  }
  std::sort(out.evidence.begin(), out.evidence.end());
  out.evidence.erase(std::unique(out.evidence.begin(), out.evidence.end()), out.evidence.end());
  out.note = fmt::format("{} ({}): {}. {}", hit.caption, hit.entity, consequence.reason,
                         identity_note(hit, out.certain));
  return out;
}

namespace {

// Topics that say what a party is (a politician, a bank, a shell), and nothing against trade.
bool harmless(std::string_view topic) {
  constexpr std::array<std::string_view, 6> families{"role", "gov", "fin", "corp", "poi", "reg"};
  return std::any_of(families.begin(), families.end(), [&](std::string_view family) {
    return topic.starts_with(family) &&
           (topic.size() == family.size() || topic[family.size()] == '.');
  });
}

// Does the hit bear on trade? A list of labels (exchanges, tills...) is no list of parties unless
// it gives a topic.
bool bears_on_trade(const store::Snapshot& snapshot, const screen::Hit& hit) {
  if (!hit.listings.empty()) return true;
  if (!hit.topics.empty()) {
    return !std::all_of(hit.topics.begin(), hit.topics.end(), harmless);
  }
  const auto* dataset = snapshot.find(hit.dataset);
  return dataset == nullptr || screen::holds_of(*dataset) == screen::Holds::parties;
}

// Each party once for each day, the earliest day first.
std::vector<screen::Question> ask_each(const std::vector<DatedOrder>& orders) {
  std::set<std::tuple<Day, std::string, std::string, Day>> named;
  for (const auto& order : orders) {
    for (const auto& party : order.given->order.parties) {
      if (party.name.empty()) continue;
      named.emplace(order.clocks.as_of, party.name, party.country, order.clocks.known_at);
    }
  }
  std::vector<screen::Question> out;
  for (const auto& [as_of, name, country, known_at] : named) {
    screen::Question question;
    question.name = name;
    question.country = country;
    question.clocks = {as_of, known_at};
    question.hits_max = hits_of_a_party_max;
    out.push_back(std::move(question));
  }
  return out;
}

// Which lists could not speak for some of the days that were asked about.
class OutOfReach {
 public:
  // Of one day; the same for all of its questions.
  void add(const std::vector<screen::Coverage>& coverage, Day day) {
    if (!days_.insert(day).second) return;
    for (const auto& list : coverage) {
      if (list.holds == screen::Holds::wallets || list.name_in_doubt) continue;
      if (list.reach == screen::Reach::answered) continue;
      (list.reach == screen::Reach::partial ? partial_ : short_)[list.dataset].insert(day);
    }
  }

  void tell(std::vector<std::string>& remarks) const {
    for (const auto& [dataset, days] : short_) {
      remarks.push_back(
          days_.size() == 1
              ? fmt::format(
                    "the list {} does not reach back to that day: whom it named then is not known",
                    dataset)
              : fmt::format("the list {} does not reach back to {} of the {} days of these orders, "
                            "from {} to {}: whom it named then is not known",
                            dataset, days.size(), days_.size(),
                            PartialDate::from_day(*days.begin()).text(),
                            PartialDate::from_day(*days.rbegin()).text()));
    }
    for (const auto& [dataset, days] : partial_) {
      remarks.push_back(
          fmt::format("the list {} can tell in part only (the coverage says what it lacks): whom "
                      "else it names is not known",
                      dataset));
    }
  }

 private:
  std::set<Day> days_;
  std::map<std::string, std::set<Day>> short_, partial_;
};

// Why not to be found on that list says nothing; empty: it says that the party is not listed.
std::string_view why_silent(const screen::Coverage& list) {
  if (list.holds == screen::Holds::wallets) return {};  // it never speaks of names
  if (list.name_in_doubt) return {};                    // of another name it says as much as ever
  switch (list.reach) {
    case screen::Reach::answered:
      return {};
    case screen::Reach::partial:
      return "it can tell in part only (the coverage says why)";
    case screen::Reach::before_first:
      return "it does not reach back to that day";
    case screen::Reach::unknown:
      break;
  }
  return "no version of it was known on that day";
}

std::vector<SilentList> silent_lists(const std::vector<screen::Coverage>& coverage) {
  std::vector<SilentList> out;
  for (const auto& list : coverage) {
    if (const auto why = why_silent(list); !why.empty()) out.push_back({list.dataset, why});
  }
  return out;
}

bool names_in_doubt(const std::vector<screen::Coverage>& coverage) {
  return std::any_of(coverage.begin(), coverage.end(),
                     [](const auto& list) { return list.name_in_doubt; });
}

// What is kept of the answer to one question: few of its texts are needed later.
PartyHits kept_of(const CaseView& view, const screen::Question& question,
                  const screen::Answer& answer) {
  PartyHits out;
  model::OrderParty party;
  party.name = question.name;
  for (const auto* hits : {&answer.hits, &answer.later}) {
    for (const auto& hit : *hits) {
      if (bears_on_trade(view.snapshot(), hit)) out.findings.push_back(finding_of(party, hit));
    }
  }
  const bool settled = std::any_of(out.findings.begin(), out.findings.end(),
                                   [](const auto& one) { return one.certain == Truth::yes; });
  if (!settled && names_in_doubt(answer.coverage)) {
    out.unscreened = "its script leaves open how lists spell the name in Latin letters";
  }
  return out;
}

// Takes in the answer to one question, or why there is none.
Result<void> take(const CaseView& view, const screen::Question& question,
                  Result<screen::Answer>& answer, OutOfReach& out_of_reach, ScreenedParties& out) {
  PartyHits& kept = out.parties[{question.clocks.as_of, question.name, question.country}];
  if (!answer.ok()) {
    const auto& error = answer.error();
    // A name that cannot be compared (too long, no letters) leaves its party unscreened, no more.
    if (error.code != errors::party_nameless && error.code != errors::question_out_of_range) {
      return fail(error);
    }
    out.remarks.push_back(fmt::format("'{}' was not screened: {}", question.name, error.text()));
    kept.unscreened = "the name cannot be compared";
    return {};
  }
  if (answer->hits_found > hits_of_a_party_max) {
    out.remarks.push_back(fmt::format("'{}' has {} possible matches; the {} strongest are told",
                                      question.name, answer->hits_found, hits_of_a_party_max));
  }
  kept = kept_of(view, question, *answer);
  const Day day = question.clocks.as_of;
  out_of_reach.add(answer->coverage, day);
  if (!out.silent.contains(day)) out.silent.emplace(day, silent_lists(answer->coverage));
  // What is told of the lists themselves is not to hang on one name.
  if (out.coverage.empty() || names_in_doubt(out.coverage)) {
    out.coverage = std::move(answer->coverage);
  }
  return {};
}

}  // namespace

Result<ScreenedParties> screen_parties(CaseView& view, const std::vector<DatedOrder>& orders,
                                       Progress& progress) {
  ScreenedParties out;
  out.by_parties = view.has_list_of_parties();
  if (!out.by_parties) {
    out.remarks.emplace_back(
        view.lists().empty()
            ? "no list is loaded: the parties were not screened, which does not mean that nobody "
              "is listed"
            : "no list of parties is loaded, only lists of wallets: no party was screened, which "
              "does not mean that nobody is listed");
  }
  if (view.lists().empty()) return out;
  BAYON_TRY(const screen::Screener* screener, view.screener(progress));
  const auto questions = ask_each(orders);
  OutOfReach out_of_reach;
  // Answers are large and little is kept of them: so many are held at once.
  for (std::size_t from = 0; from < questions.size(); from += questions_at_once) {
    const auto some =
        std::span(questions).subspan(from, std::min(questions_at_once, questions.size() - from));
    auto answers = screener->screen_all(some, progress);
    for (std::size_t i = 0; i < some.size(); ++i) {
      BAYON_TRY_VOID(take(view, some[i], answers[i], out_of_reach, out));
    }
  }
  out_of_reach.tell(out.remarks);
  return out;
}

namespace {

const PartyHits* hits_of(const DatedOrder& order, const model::OrderParty& party,
                         const ScreenedParties& screened) {
  const auto found = screened.parties.find({order.clocks.as_of, party.name, party.country});
  return found == screened.parties.end() ? nullptr : &found->second;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

std::vector<decide::PartyFinding> findings_of(const DatedOrder& order,
                                              const ScreenedParties& screened) {
  std::vector<decide::PartyFinding> out;
  for (const auto& party : order.given->order.parties) {
    const PartyHits* hits = hits_of(order, party, screened);
    if (hits == nullptr) continue;
    for (const auto& finding : hits->findings) {
      out.push_back(finding);
      out.back().role = party.role;
    }
  }
  return out;
}

std::vector<decide::ListGap> gaps_of(const DatedOrder& order, const ScreenedParties& screened) {
  std::vector<decide::ListGap> out;
  if (!screened.by_parties) return out;
  decide::ListGap unscreened;
  const auto& parties = order.given->order.parties;
  for (const auto& party : parties) {
    const PartyHits* hits = hits_of(order, party, screened);
    if (hits == nullptr || hits->unscreened.empty()) continue;
    unscreened.why = hits->unscreened;
    add_once(unscreened.parties, party.name);
  }
  if (!unscreened.parties.empty()) out.push_back(std::move(unscreened));
  const auto silent = screened.silent.find(order.clocks.as_of);
  if (silent == screened.silent.end()) return out;
  for (const auto& list : silent->second) {
    decide::ListGap gap{list.dataset, std::string(list.why), {}};
    for (const auto& party : parties) {
      const PartyHits* hits = hits_of(order, party, screened);
      if (hits == nullptr || !hits->unscreened.empty()) continue;
      // A possible match settles nothing: the party may stand in the part that is missing.
      const bool found =
          std::any_of(hits->findings.begin(), hits->findings.end(), [&](const auto& finding) {
            return finding.dataset == list.dataset && finding.certain == Truth::yes;
          });
      if (!found) add_once(gap.parties, party.name);
    }
    if (!gap.parties.empty()) out.push_back(std::move(gap));
  }
  return out;
}

decide::Screened screened_of(const DatedOrder& order, const ScreenedParties& screened,
                             const std::vector<decide::ListGap>& gaps) {
  const auto& parties = order.given->order.parties;
  if (std::all_of(parties.begin(), parties.end(),
                  [](const auto& party) { return party.name.empty(); })) {
    return decide::Screened::no_party_named;
  }
  if (!screened.by_parties) return decide::Screened::not_at_all;
  return gaps.empty() ? decide::Screened::in_full : decide::Screened::in_part;
}

}  // namespace bayon::engine
