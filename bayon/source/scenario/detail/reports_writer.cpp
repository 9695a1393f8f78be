#include <algorithm>

#include <fmt/format.h>

#include "bayon/source/scenario/detail/ledger_writer.hpp"
#include "bayon/source/scenario/detail/paper_writer.hpp"
#include "bayon/source/scenario/detail/truth_writer.hpp"

namespace bayon::source::scenario {

namespace {

constexpr std::uint64_t sites = 12;  // one website and telephone number serve many victims

struct Report {
  std::int64_t reported_day = 0;
  std::uint32_t victim = 0;
  std::uint32_t event = 0;
  bool with_reference = false;
  bool without_account = false;
  bool day_only = false;
  std::uint64_t agency = 0;
};

// What each victim reports of each payment, in the order of the days of report.
std::vector<Report> reports_of(const World& world, const Cast& cast) {
  const auto& numbers = world.scenario().reports;
  Random random = world.stream("reports");
  const auto happens = [&](std::int64_t per_mille) {
    return random.between(1, 1'000) <= per_mille;
  };
  std::vector<Report> reports;
  for (std::uint32_t v = 0; v < cast.victims.size(); ++v) {
    // A victim goes to one office, once it is over; later payments may follow the first visit.
    const std::uint64_t agency = random.below(static_cast<std::uint64_t>(numbers.agencies));
    for (const std::uint32_t event : cast.victims[v].payments) {
      const std::int64_t paid_day = world.events()[event].at_ms / day_ms;
      reports.push_back({paid_day + random.between(numbers.delay_days.min, numbers.delay_days.max),
                         v, event, happens(numbers.reference_per_mille),
                         happens(numbers.no_account_per_mille), happens(numbers.day_only_per_mille),
                         agency});
    }
  }
  std::sort(reports.begin(), reports.end(), [](const Report& a, const Report& b) {
    return a.reported_day != b.reported_day ? a.reported_day < b.reported_day : a.event < b.event;
  });
  return reports;
}

}  // namespace

Result<void> write_reports(const std::filesystem::path& folder, const World& world,
                           const Cast& cast, std::vector<WorldSummary::File>& files) {
  BAYON_TRY(Sheet sheet,
            Sheet::create(folder, "victim_reports.csv",
                          "report_id,reported,agency,victim_id,victim_name,paid_at,amount,asset,"
                          "own_account,to_account,reference,website,phone"));
  const References references(world.scribe(), world.scenario());
  Stamp stamp;
  std::uint64_t number = 0;
  for (const Report& report : reports_of(world, cast)) {
    const Event& e = world.events()[report.event];
    const Party &own = world.accounts()[e.from].party, &to = world.accounts()[e.to].party;
    RowBuffer& row = sheet.row(1'024);
    row.text(fmt::format("R{:06},{},Sample Police Office {:02},{},", ++number,
                         PartialDate::from_day(static_cast<Day>(report.reported_day)).text(),
                         report.agency + 1, victim_id(report.victim)));
    if (at_bank(own)) {
      world.scribe().name(row, own);
    } else {
      row.text(fmt::format("Test Victim {:04}", report.victim + 1));
    }
    row.put(',');
    if (report.day_only) {
      row.text(PartialDate::from_day(static_cast<Day>(e.at_ms / day_ms)).text());
    } else {
      stamp.seconds(row, e.at_ms);
      row.put('Z');
    }
    row.put(',');
    row.text(rail_amount(own, e.amount));
    row.text(at_bank(own) ? ",USD," : ",USDT,");
    if (!report.without_account) world.scribe().key(row, own);
    row.put(',');
    world.scribe().key(row, to);
    row.put(',');
    if (report.with_reference) references.write(row, transfer_of(world, report.event));
    const std::uint64_t site = report.victim % sites + 1;
    row.text(fmt::format(",https://invest-{:02}.example,+99900000{:04}", site, site));
    sheet.end_row();
  }
  BAYON_TRY(files.emplace_back(), sheet.finish());
  return {};
}

}  // namespace bayon::source::scenario
