// Finding the flow of each report, the surest fit of all reports first.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/inquiry/trace/detail/reported_flows.hpp"
#include "bayon/inquiry/trace/victim_payments.hpp"

namespace bayon::trace {

namespace {

using detail::FlowKey;
using detail::ReportedFlows;
using detail::Window;
using Mark = ReportedFlows::Mark;

constexpr std::uint64_t told_max = 100;  // "at least 100 flows fit equally"
constexpr std::string_view all_taken = "every flow that fits is the payment of another report";

// What the report says; without a day, all days.
struct Wanted {
  FlowKey key;
  bool dated = false;
  Window said{instant_min, instant_max};  // the day, month or year; of an instant: its day
  std::optional<Instant> at;              // the instant, where one was said
  std::string why_not;                    // not empty: nothing can fit
};

Instant earlier(Instant at, std::int64_t nanos) {
  return Instant{std::max(at.nanos, instant_min.nanos + nanos) - nanos};
}
Instant later(Instant at, std::int64_t nanos) {
  return Instant{std::min(at.nanos, instant_max.nanos - nanos) + nanos};
}

void read_time(const Report& report, Wanted& out) {
  PartialDate day;
  if (const auto at = parse_instant(report.when); at.ok() && report.when.size() > 10) {
    out.at = *at;
    day = PartialDate::from_day(at->day());
  } else if (const auto date = parse_date(report.when); date.ok()) {
    day = *date;
  } else {
    return;
  }
  const auto first = start_of(day.first());
  if (!first.ok()) return;
  out.said = {*first, end_of(day.last())};
  out.dated = true;
}

// Why no ledger shows the account `key`: perhaps one has it, but as its own.
std::string account_unknown(const index::FlowIndex& flows, const std::string& key,
                            const std::vector<std::string>& ledgers) {
  for (const auto& ledger : ledgers) {
    const std::string own = ledger + ":" + key;
    if (!flows.find_account(own)) continue;
    return fmt::format(
        "no ledger shows account {}, but {} has it as its own, '{}': set account_scope = "
        "\"global\" in that ledger's mapping and load it into a new case",
        key, ledger, own);
  }
  return fmt::format("no ledger shows account {}", key);
}

Wanted understand(const index::FlowIndex& flows, const Report& report, const Matching& matching) {
  Wanted out;
  const auto account = [&](const std::string& key, std::optional<index::AccountId>& found) {
    if (key.empty()) return;
    found = flows.find_account(key);
    if (!found && out.why_not.empty()) {
      out.why_not = account_unknown(flows, key, matching.ledgers);
    }
  };
  account(report.to_account, out.key.to);
  if (report.to_account.empty()) {
    account(report.from_account, out.key.from);
  } else if (!report.from_account.empty()) {
    out.key.from = flows.find_account(report.from_account);
  }
  if (!out.key.from && !out.key.to && out.why_not.empty()) {
    out.why_not = "the report names no account";
  }
  std::optional<std::uint16_t> asset;
  for (std::uint16_t i = 0; i < flows.assets().size(); ++i) {
    if (flows.assets()[i].code == report.asset) asset = i;
  }
  if (!asset) {
    if (out.why_not.empty()) out.why_not = fmt::format("no ledger holds {}", report.asset);
    return out;
  }
  out.key.asset = *asset;
  const auto amount = parse_amount(report.amount, flows.assets()[*asset].exponent);
  if (amount.ok()) {
    out.key.amount = *amount;
  } else if (out.why_not.empty()) {
    out.why_not = fmt::format("'{}' is no amount of {}", report.amount, report.asset);
  }
  read_time(report, out);
  return out;
}

struct Fit {
  index::FlowId flow = 0;
  std::uint64_t equal = 0;  // flows that no report has settled and that fit as well, up to told_max
};

class Matcher {
 public:
  Matcher(const index::FlowIndex& flows, std::vector<MatchedReport>& reports,
          const Matching& matching)
      : flows_(flows), matching_(matching), reports_(reports) {
    for (auto& matched : reports) {
      wanted_.push_back(understand(flows, matched.report, matching));
      matched.why = wanted_.back().why_not;
    }
    std::vector<FlowKey> keys;
    for (const Wanted& wanted : wanted_) {
      if (!wanted.why_not.empty()) continue;
      keys.push_back(wanted.key);
    }
    lists_.emplace(flows, keys);
    std::size_t key = 0;
    for (const Wanted& wanted : wanted_) {
      list_.push_back(wanted.why_not.empty() ? lists_->list(key++) : 0);
    }
  }

  Result<void> run() {
    BAYON_TRY_VOID(by_reference());
    // The surest fits of all reports first: a day that is a little off must not take what another
    // report names to the second.
    for (int tier = 0; tier <= matching_.tolerance_days + 1; ++tier) {
      for (const bool only_sure : {true, false}) by_tier(tier, only_sure);
    }
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      if (!open(i)) continue;
      reports_[i].why = none_fits(i) ? "no flow has this amount, these accounts and this day"
                                     : std::string(all_taken);
      BAYON_TRY(const bool told, tell_reference(i));
      if (!told) find_near(i);
    }
    return {};
  }

 private:
  bool open(std::size_t i) const {
    return reports_[i].match == Match::none && wanted_[i].why_not.empty();
  }

  Window within(const Wanted& wanted, int days) const {
    if (!wanted.dated) return {instant_min, matching_.until};
    const std::int64_t nanos = days * nanos_per_day;
    return {earlier(wanted.said.first, nanos),
            std::min(matching_.until, later(wanted.said.last, nanos))};
  }

  // Tier 0: the instant; 1: the day, or any where none was said; then a day further each.
  std::vector<Window> windows(const Wanted& wanted, int tier) const {
    if (tier == 0 && !wanted.at) return {};
    if (tier == 0) return {{*wanted.at, std::min(*wanted.at, matching_.until)}};
    if (tier == 1) return {within(wanted, 0)};
    if (!wanted.dated) return {};
    const std::int64_t far = (tier - 1) * nanos_per_day, near = far - nanos_per_day;
    return {{earlier(wanted.said.first, far),
             std::min(matching_.until, earlier(wanted.said.first, near + 1))},
            {later(wanted.said.last, near + 1),
             std::min(matching_.until, later(wanted.said.last, far))}};
  }

  // The earliest free flow of the windows; where an instant was said, the nearest to it.
  std::optional<Fit> find(std::size_t i, const std::vector<Window>& windows) {
    const Wanted& wanted = wanted_[i];
    std::optional<index::FlowId> best;
    const auto off = [&](index::FlowId flow) {
      return wanted.at ? std::abs(flows_.at(flow).nanos - wanted.at->nanos) : 0;
    };
    const auto consider = [&](std::optional<index::FlowId> flow) {
      if (flow && (!best || std::pair(off(*flow), *flow) < std::pair(off(*best), *best))) {
        best = flow;
      }
    };
    for (const Window& window : windows) {
      if (!wanted.at) {
        consider(lists_->first_without(Mark::taken, list_[i], window));
        continue;
      }
      const Window before{window.first, std::min(window.last, *wanted.at)};
      const Window after{std::max(window.first, *wanted.at), window.last};
      // Of flows of one instant the earliest is meant, also when looking back.
      if (const auto last = lists_->last_without(Mark::taken, list_[i], before)) {
        const Instant at = flows_.at(*last);
        consider(lists_->first_without(Mark::taken, list_[i], {at, at}));
      }
      consider(lists_->first_without(Mark::taken, list_[i], after));
    }
    if (!best) return std::nullopt;
    Fit out{*best};
    for (Window window : windows) {
      if (wanted.at) {
        window.first = std::max(window.first, earlier(*wanted.at, off(*best)));
        window.last = std::min(window.last, later(*wanted.at, off(*best)));
      }
      out.equal += lists_->count_without(Mark::settled, list_[i], window, told_max - out.equal);
    }
    return out;
  }

  void take(std::size_t i, Match match, index::FlowId flow, bool settled) {
    reports_[i].match = match;
    reports_[i].flow = flow;
    lists_->mark(Mark::taken, flow);
    // What only some report's earliest choice took may be another's: it rules nothing out.
    if (settled) lists_->mark(Mark::settled, flow);
  }

  Result<void> by_reference() {
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      if (!open(i) || reports_[i].report.reference.empty()) continue;
      BAYON_TRY(const auto flow,
                lists_->by_reference(list_[i], within(wanted_[i], matching_.tolerance_days),
                                     reports_[i].report.reference));
      if (flow) take(i, Match::reference, *flow, true);
    }
    return {};
  }

  void by_tier(int tier, bool only_sure) {
    for (std::size_t i = 0; i < reports_.size(); ++i) {
      if (!open(i) || lists_->empty(list_[i])) continue;
      const auto fit = find(i, windows(wanted_[i], tier));
      if (!fit) continue;
      const bool sure = fit->equal == 1;
      if (only_sure && !sure) continue;
      take(i, sure ? Match::exact : Match::ambiguous, fit->flow, sure);
      if (!sure) {
        reports_[i].why = fmt::format("{}{} flows fit equally; the earliest was taken",
                                      fit->equal == told_max ? "at least " : "", fit->equal);
      }
    }
  }

  bool none_fits(std::size_t i) {
    if (lists_->empty(list_[i])) return true;
    const Window window = within(wanted_[i], matching_.tolerance_days);
    return !lists_->any(list_[i], window);
  }

  // The nearest free flow that fits but for its day.
  void find_near(std::size_t i) {
    const Wanted& wanted = wanted_[i];
    if (!wanted.dated || lists_->empty(list_[i])) return;
    MatchedReport& out = reports_[i];
    const Window reach = within(wanted, near_days_max);
    const auto before =
        lists_->last_without(Mark::taken, list_[i], {reach.first, wanted.said.first});
    const auto after = lists_->first_without(Mark::taken, list_[i], {wanted.said.last, reach.last});
    const auto off_before = before ? wanted.said.first.nanos - flows_.at(*before).nanos : 0;
    const auto off_after = after ? flows_.at(*after).nanos - wanted.said.last.nanos : 0;
    if (!before && !after) return;
    const bool earlier_one = before && (!after || off_before <= off_after);
    const std::int64_t off = earlier_one ? off_before : off_after;
    const auto days = static_cast<int>((off + nanos_per_day - 1) / nanos_per_day);
    out.near = earlier_one ? before : after;
    out.near_days = earlier_one ? -days : days;
    out.why = fmt::format("{}; the same accounts moved this amount {} {} {}: --tolerance-days {}",
                          out.why, days, days == 1 ? "day" : "days",
                          earlier_one ? "earlier" : "later", days);
  }

  // The transfer that the report names by its reference, where the rest of the report does not fit
  // it. The accounts it names say where to look; a hub is not searched to its end.
  Result<bool> tell_reference(std::size_t i) {
    MatchedReport& out = reports_[i];
    if (out.report.reference.empty() || out.why == all_taken) return false;
    const FlowKey& key = wanted_[i].key;
    for (const auto& [account, receives] : {std::pair(key.to, true), std::pair(key.from, false)}) {
      if (!account) continue;
      BAYON_TRY(const auto* named, references_of(*account, receives));
      const auto found = named->find(lower_ascii(out.report.reference));
      if (found == named->end()) continue;
      const index::Flow flow = flows_.flow(found->second);
      const model::Asset& asset = flows_.assets()[flow.paid.asset];
      out.why = fmt::format(
          "the flow with this reference does not fit the report: {} paid {} {} to {} on {}",
          flows_.account(flow.from), amount_text(flow.paid.amount, asset.exponent), asset.code,
          flows_.account(flow.to), PartialDate::from_day(flow.at.day()).text());
      return true;
    }
    return false;
  }

  using References = std::unordered_map<std::string, index::FlowId>;
  Result<const References*> references_of(index::AccountId account, bool receives) {
    constexpr std::size_t searched_max = 10'000;
    const auto [at, first] = references_.try_emplace({account, receives});
    if (!first) return &at->second;
    const auto all = receives ? flows_.in(account) : flows_.out(account);
    for (const index::FlowId id : all.first(std::min(all.size(), searched_max))) {
      if (flows_.at(id) > matching_.until) break;
      BAYON_TRY(const std::string written, flows_.reference(id));
      for (const std::string& name : detail::names_of_reference(written)) {
        at->second.emplace(name, id);
      }
    }
    return &at->second;
  }

  const index::FlowIndex& flows_;
  const Matching& matching_;
  std::vector<MatchedReport>& reports_;
  std::vector<Wanted> wanted_;
  std::optional<ReportedFlows> lists_;
  std::vector<ReportedFlows::ListId> list_;  // by report
  std::map<std::pair<index::AccountId, bool>, References> references_;
};

}  // namespace

Result<std::vector<MatchedReport>> match_reports(const index::FlowIndex& flows,
                                                 std::vector<Report> reports,
                                                 const Matching& matching) {
  std::vector<MatchedReport> out;
  for (auto& report : reports) {
    Wanted said;
    read_time(report, said);
    const Instant first = said.at.value_or(said.said.first);
    if (said.dated && first > matching.until) continue;
    out.push_back({std::move(report), Match::none, 0, {}});
  }
  BAYON_TRY_VOID(Matcher(flows, out, matching).run());
  return out;
}

}  // namespace bayon::trace
