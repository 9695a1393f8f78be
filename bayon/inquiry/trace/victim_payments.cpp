#include "bayon/inquiry/trace/victim_payments.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "bayon/base/text.hpp"
#include "bayon/index/party_reader.hpp"

namespace bayon::trace {

std::string_view name(Match match) {
  switch (match) {
    case Match::reference:
      return "reference";
    case Match::exact:
      return "exact";
    case Match::ambiguous:
      return "ambiguous";
    case Match::none:
      return "none";
  }
  BAYON_CHECK(false, trace.match_known);
  return {};
}

namespace {

constexpr std::string_view reports_format = "victim_reports";

Report report_of(const index::PartyReader& reader, const index::Party& payment) {
  Report out;
  out.id = payment.id;
  out.victim = payment.first("payer");
  out.victim_name = out.victim;
  if (const auto victim = reader.party(out.victim)) out.victim_name = victim->caption();
  out.from_account = payment.first("payerAccount");
  out.to_account = payment.first("beneficiaryAccount");
  out.amount = payment.first("amount");
  out.asset = payment.first("currency");
  out.when = payment.first("date");
  out.reference = payment.first("transactionNumber");
  out.evidence = reader.evidence(payment.facts.front().ordinal);
  return out;
}

}  // namespace

Result<std::vector<Report>> read_reports(const store::Snapshot& snapshot, model::Clocks clocks) {
  std::vector<Report> out;
  for (const auto& dataset : snapshot.datasets()) {
    if (dataset.format() != reports_format) continue;
    BAYON_TRY(const auto reader, index::PartyReader::open(dataset, clocks));
    std::set<std::string_view> payments;
    reader.for_each([&](const store::StatementTable& table, std::uint32_t row, std::uint32_t) {
      if (table.schema(row) == "Payment") payments.insert(table.entity(row));
    });
    for (const auto id : payments) {
      if (const auto payment = reader.party(id)) out.push_back(report_of(reader, *payment));
    }
  }
  std::sort(out.begin(), out.end(), [](const Report& a, const Report& b) {
    return std::tie(a.id, a.evidence) < std::tie(b.id, b.evidence);
  });
  return out;
}

namespace {

struct Wanted {
  std::optional<index::AccountId> from, to;
  std::optional<std::uint16_t> asset;
  Amount amount = 0;
  Instant first = instant_min;  // window of instants
  Instant last = instant_max;
  std::optional<Instant> stated_at;  // when the report names an instant
  std::string why_not;               // not empty: nothing can fit
};

// The first and last instant that the report's words can mean.
std::pair<Instant, Instant> span_of(const Report& report) {
  if (const auto at = parse_instant(report.when); at.ok() && report.when.size() > 10) {
    return {*at, *at};
  }
  if (const auto date = parse_date(report.when); date.ok()) {
    const auto first = start_of(date->first());
    if (first.ok()) return {*first, end_of(date->last())};
  }
  return {instant_min, instant_max};
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
  account(report.to_account, out.to);
  if (report.to_account.empty()) {
    account(report.from_account, out.from);
  } else if (!report.from_account.empty()) {
    out.from = flows.find_account(report.from_account);
  }
  if (!out.from && !out.to && out.why_not.empty()) out.why_not = "the report names no account";
  for (std::uint16_t i = 0; i < flows.assets().size(); ++i) {
    if (flows.assets()[i].code == report.asset) out.asset = i;
  }
  if (!out.asset) {
    if (out.why_not.empty()) out.why_not = fmt::format("no ledger holds {}", report.asset);
    return out;
  }
  const auto amount = parse_amount(report.amount, flows.assets()[*out.asset].exponent);
  if (amount.ok()) {
    out.amount = *amount;
  } else if (out.why_not.empty()) {
    out.why_not = fmt::format("'{}' is no amount of {}", report.amount, report.asset);
  }
  const auto [first, last] = span_of(report);
  if (first == last) out.stated_at = first;
  const auto tolerance = static_cast<std::int64_t>(matching.tolerance_days) * nanos_per_day;
  if (first != instant_min) {
    out.first = Instant{std::max(first.nanos, instant_min.nanos + tolerance) - tolerance};
    out.last = Instant{std::min(last.nanos, instant_max.nanos - tolerance) + tolerance};
  }
  out.last = std::min(out.last, matching.until);
  return out;
}

struct Candidate {
  std::int64_t distance;  // from the instant said, 0 where only a day was said
  index::FlowId flow;
  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

std::vector<Candidate> candidates_of(const index::FlowIndex& flows, const Wanted& wanted) {
  std::vector<Candidate> out;
  const auto list = wanted.to ? flows.in(*wanted.to) : flows.out(*wanted.from);
  const auto begin =
      std::lower_bound(list.begin(), list.end(), wanted.first,
                       [&](index::FlowId f, Instant at) { return flows.at(f) < at; });
  for (auto at = begin; at != list.end() && flows.at(*at) <= wanted.last; ++at) {
    const index::Flow flow = flows.flow(*at);
    const bool amount =
        (flow.paid.asset == *wanted.asset && flow.paid.amount == wanted.amount) ||
        (flow.received.asset == *wanted.asset && flow.received.amount == wanted.amount);
    if (!amount || (wanted.from && flow.from != *wanted.from)) continue;
    const std::int64_t distance =
        wanted.stated_at ? std::abs(flow.at.nanos - wanted.stated_at->nanos) : 0;
    out.push_back({distance, *at});
  }
  std::sort(out.begin(), out.end());
  return out;
}

// The nearest free flow that fits but for its day.
void find_near(const index::FlowIndex& flows, Wanted wanted, const Matching& matching,
               const std::set<index::FlowId>& taken, MatchedReport& out) {
  const auto [first, last] = span_of(out.report);
  if (first == instant_min) return;
  const auto reach = static_cast<std::int64_t>(near_days_max) * nanos_per_day;
  wanted.first = Instant{std::max(first.nanos, instant_min.nanos + reach) - reach};
  wanted.last =
      std::min(matching.until, Instant{std::min(last.nanos, instant_max.nanos - reach) + reach});
  std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
  for (const Candidate& candidate : candidates_of(flows, wanted)) {
    const Instant at = flows.at(candidate.flow);
    const std::int64_t off = at < first ? at.nanos - first.nanos : at.nanos - last.nanos;
    if (taken.contains(candidate.flow) || std::abs(off) >= nearest) continue;
    nearest = std::abs(off);
    const auto days = static_cast<int>((nearest + nanos_per_day - 1) / nanos_per_day);
    out.near = candidate.flow;
    out.near_days = off < 0 ? -days : days;
  }
  if (!out.near) return;
  const int days = std::abs(out.near_days);
  out.why =
      fmt::format("{}; the same accounts moved this amount {} {} {}: --tolerance-days {}", out.why,
                  days, days == 1 ? "day" : "days", out.near_days < 0 ? "earlier" : "later", days);
}

// References are compared without case, for people copy them by hand.
bool same_reference(std::string_view asked, std::string_view held) {
  if (asked.empty() || held.empty()) return false;
  const std::string a = lower_ascii(asked), h = lower_ascii(held);
  // A chain's reference is transaction:position; people know the transaction.
  return a == h || (h.size() > a.size() && h.compare(0, a.size(), a) == 0 && h[a.size()] == ':');
}

// The transfer that the report names by its reference, where the rest of the report does not fit
// it. The accounts it names say where to look; a hub is not searched to its end.
Result<bool> find_by_reference(const index::FlowIndex& flows, const Wanted& wanted,
                               const Matching& matching, MatchedReport& out) {
  if (out.report.reference.empty()) return false;
  constexpr std::size_t searched_max = 10'000;
  std::vector<index::FlowId> list;
  for (const auto& side :
       {wanted.to ? flows.in(*wanted.to) : std::span<const index::FlowId>(),
        wanted.from ? flows.out(*wanted.from) : std::span<const index::FlowId>()}) {
    list.insert(list.end(), side.begin(),
                side.begin() + static_cast<std::ptrdiff_t>(std::min(side.size(), searched_max)));
  }
  for (const index::FlowId id : list) {
    if (flows.at(id) > matching.until) continue;
    BAYON_TRY(const std::string reference, flows.reference(id));
    if (!same_reference(out.report.reference, reference)) continue;
    const index::Flow flow = flows.flow(id);
    const model::Asset& asset = flows.assets()[flow.paid.asset];
    out.why = fmt::format(
        "the flow with this reference does not fit the report: {} paid {} {} to {} on {}",
        flows.account(flow.from), amount_text(flow.paid.amount, asset.exponent), asset.code,
        flows.account(flow.to), PartialDate::from_day(flow.at.day()).text());
    return true;
  }
  return false;
}

}  // namespace

// long: three passes over the same reports, surest first
Result<std::vector<MatchedReport>> match_reports(const index::FlowIndex& flows,
                                                 std::vector<Report> reports,
                                                 const Matching& matching) {
  std::erase_if(reports, [&](const Report& report) {
    const Instant first = span_of(report).first;
    return first != instant_min && first > matching.until;
  });
  std::vector<MatchedReport> out;
  std::vector<Wanted> wanted;
  for (auto& report : reports) {
    wanted.push_back(understand(flows, report, matching));
    out.push_back({std::move(report), Match::none, 0, wanted.back().why_not});
  }
  std::set<index::FlowId> taken;
  std::vector<std::vector<Candidate>> candidates(out.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!wanted[i].why_not.empty()) continue;
    candidates[i] = candidates_of(flows, wanted[i]);
    if (candidates[i].empty()) {
      out[i].why = "no flow has this amount, these accounts and this day";
    }
    for (const Candidate& candidate : candidates[i]) {
      if (out[i].report.reference.empty()) break;
      BAYON_TRY(const std::string reference, flows.reference(candidate.flow));
      if (!same_reference(out[i].report.reference, reference) || taken.contains(candidate.flow))
        continue;
      out[i].match = Match::reference;
      out[i].flow = candidate.flow;
      taken.insert(candidate.flow);
      break;
    }
  }
  // What only some report's earliest choice took may be another's: it rules nothing out.
  std::set<index::FlowId> settled = taken;
  for (const bool unique : {true, false}) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (out[i].match != Match::none || candidates[i].empty()) continue;
      std::vector<Candidate> free;
      for (const Candidate& c : candidates[i]) {
        if (!taken.contains(c.flow)) free.push_back(c);
      }
      if (free.empty()) {
        out[i].why = "every flow that fits is the payment of another report";
        continue;
      }
      const auto equally =
          std::count_if(candidates[i].begin(), candidates[i].end(), [&](const Candidate& c) {
            return c.distance <= free.front().distance && !settled.contains(c.flow);
          });
      if (unique && equally != 1) continue;
      out[i].match = equally == 1 ? Match::exact : Match::ambiguous;
      if (equally != 1)
        out[i].why = fmt::format("{} flows fit equally; the earliest was taken", equally);
      out[i].flow = free.front().flow;
      taken.insert(out[i].flow);
      if (equally == 1) settled.insert(out[i].flow);
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i].match != Match::none || !wanted[i].why_not.empty()) continue;
    BAYON_TRY(const bool named, find_by_reference(flows, wanted[i], matching, out[i]));
    if (!named) find_near(flows, wanted[i], matching, taken, out[i]);
  }
  return out;
}

void claims_of(const index::FlowIndex& flows, const std::vector<MatchedReport>& reports,
               std::vector<Claim>& claims, std::vector<Payment>& payments) {
  std::map<std::pair<std::string, std::uint16_t>, Amount> losses;
  for (const auto& matched : reports) {
    if (matched.match == Match::none) continue;
    const auto paid = flows.flow(matched.flow).paid;
    losses[{matched.report.victim, paid.asset}] += paid.amount;
  }
  claims.clear();
  payments.clear();
  for (const auto& [key, loss] : losses) claims.push_back({key.first, key.second, loss});
  for (const auto& matched : reports) {
    if (matched.match == Match::none) continue;
    const auto paid = flows.flow(matched.flow).paid;
    const auto at = std::lower_bound(
        claims.begin(), claims.end(), std::pair(matched.report.victim, paid.asset),
        [](const Claim& c, const auto& key) { return std::pair(c.victim, c.asset) < key; });
    const auto& own = matched.report.from_account;
    payments.push_back({matched.flow, static_cast<ClaimId>(at - claims.begin()),
                        own.empty() || flows.account(flows.from(matched.flow)) == own});
  }
  std::sort(payments.begin(), payments.end(),
            [](const Payment& a, const Payment& b) { return a.flow < b.flow; });
}

}  // namespace bayon::trace
