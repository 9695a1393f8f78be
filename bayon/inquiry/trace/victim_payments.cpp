#include "bayon/inquiry/trace/victim_payments.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

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
  // A time of day is kept as it was written.
  for (const auto& fact : payment.facts) {
    if (fact.property.ends_with(":date") && parse_instant(fact.original).ok())
      out.when = fact.original;
  }
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

Result<void> claims_of(const index::FlowIndex& flows, const std::vector<MatchedReport>& reports,
                       std::vector<Claim>& claims, std::vector<Payment>& payments) {
  const auto too_large = flows.sums_too_large();
  std::map<std::pair<std::string, std::uint16_t>, Amount> losses;
  for (const auto& matched : reports) {
    if (matched.match == Match::none) continue;
    const auto paid = flows.flow(matched.flow).paid;
    if (too_large[paid.asset]) return fail_too_large(flows, paid.asset);
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
  return {};
}

}  // namespace bayon::trace
