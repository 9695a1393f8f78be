#include <array>

#include <fmt/format.h>

#include "bayon/source/scenario/detail/ledger_writer.hpp"
#include "bayon/source/scenario/detail/paper_writer.hpp"

namespace bayon::source::scenario {

namespace {

// Who stands in a template's place of consignee, end user or intermediary.
enum class Who : std::uint8_t { nobody, unlisted, listed, scam, ministry, army };

// The goods, uses and days that the rules of 2021 and 2025 treat differently.
struct Template {
  std::string_view goods;
  std::string_view classification;
  std::string_view jurisdiction;
  std::string_view end_use;
  std::string_view destination;
  Who consignee;
  std::string_view consignee_kind;
  Who end_user;
  std::string_view end_user_kind;
  Who intermediary;
  std::int64_t value_usd;
  std::string_view filed, shipped, entered, paid;
};

constexpr std::array templates = {
    Template{"armoured vehicle spare parts", "VII(g)", "ITAR", "military", "kh", Who::army,
             "military", Who::army, "military", Who::nobody, 182'000, "2021-11-15", "2021-12-08",
             "2021-12-19", ""},
    Template{"armoured vehicle spare parts", "VII(g)", "ITAR", "military", "kh", Who::army,
             "military", Who::army, "military", Who::nobody, 174'500, "2021-11-22", "2021-12-09",
             "2021-12-21", ""},
    Template{"aircraft components", "VIII(h)", "ITAR", "military", "kh", Who::army, "military",
             Who::army, "military", Who::nobody, 640'000, "2025-10-01", "2025-11-06", "2025-11-20",
             ""},
    Template{"aircraft components", "VIII(h)", "ITAR", "military", "kh", Who::army, "military",
             Who::army, "military", Who::nobody, 655'000, "2025-10-15", "2025-11-07", "2025-11-21",
             "2025-12-01"},
    Template{"parts for military aircraft", "9A610.x", "EAR", "military", "kh", Who::army,
             "military", Who::army, "military", Who::nobody, 88'000, "2022-02-10", "2022-03-01", "",
             ""},
    Template{"parts for military aircraft", "9A610.x", "EAR", "military", "kh", Who::army,
             "military", Who::army, "military", Who::nobody, 91'000, "2025-10-27", "2025-11-10",
             "2025-11-28", ""},
    Template{"parts for military aircraft", "9A610.x", "EAR", "civil", "kh", Who::unlisted, "civil",
             Who::ministry, "government", Who::nobody, 47'000, "2025-12-01", "2026-01-15", "", ""},
    Template{"encrypted network routers", "5A002", "EAR", "civil", "kh", Who::unlisted, "civil",
             Who::unlisted, "civil", Who::nobody, 39'900, "2024-05-02", "2024-05-20", "2024-06-02",
             "2024-06-10"},
    Template{"encrypted network routers", "5A002", "EAR", "", "kh", Who::unlisted, "civil",
             Who::unlisted, "", Who::nobody, 41'250, "2025-11-12", "2025-12-03", "", ""},
    Template{"encrypted network routers", "5A002", "EAR", "military", "kh", Who::unlisted, "civil",
             Who::army, "military", Who::nobody, 58'300, "2026-01-20", "2026-02-02", "", ""},
    Template{"office furniture", "EAR99", "EAR", "civil", "kh", Who::unlisted, "civil",
             Who::unlisted, "civil", Who::nobody, 6'400, "2025-06-03", "2025-06-17", "2025-07-11",
             "2025-07-15"},
    Template{"office furniture", "EAR99", "EAR", "civil", "kh", Who::listed, "civil", Who::listed,
             "civil", Who::nobody, 7'100, "2025-07-02", "2025-07-19", "", ""},
    Template{"server racks and computers", "EAR99", "EAR", "civil", "kh", Who::scam, "civil",
             Who::scam, "civil", Who::nobody, 210'000, "2025-09-20", "2025-10-13", "2025-10-27",
             "2025-10-30"},
    Template{"server racks and computers", "EAR99", "EAR", "civil", "kh", Who::scam, "civil",
             Who::scam, "civil", Who::nobody, 195'000, "2025-09-29", "2025-10-15", "", ""},
    Template{"mine detection and clearance equipment", "IV(c)", "ITAR", "demining", "kh",
             Who::ministry, "government", Who::ministry, "government", Who::nobody, 320'000,
             "2022-08-01", "2022-10-10", "2022-11-02", "2022-11-20"},
    Template{"mine detection and clearance equipment", "IV(c)", "ITAR", "demining", "kh",
             Who::ministry, "government", Who::ministry, "government", Who::nobody, 335'000,
             "2025-11-03", "2025-11-30", "", ""},
    Template{"body armour for peacekeepers", "X(a)", "ITAR", "peacekeeping", "kh", Who::army,
             "military", Who::army, "military", Who::nobody, 120'000, "2023-03-06", "2023-05-01",
             "", ""},
    Template{"night vision goggles", "XII(c)", "ITAR", "police", "kh", Who::ministry, "police",
             Who::ministry, "police", Who::unlisted, 150'000, "2025-10-28", "2025-11-06", "", ""},
    Template{"trucks", "EAR99", "EAR", "military", "kh", Who::army, "military", Who::army,
             "military", Who::nobody, 480'000, "2024-09-01", "2024-10-12", "2024-11-30", ""},
    Template{"signals analysis software", "5D002", "EAR", "military", "kh", Who::unlisted, "civil",
             Who::army, "military_intelligence", Who::unlisted, 270'000, "2025-11-08", "2025-12-12",
             "", ""},
    Template{"thermal cameras", "6A003", "EAR", "civil", "kh", Who::unlisted, "civil",
             Who::unlisted, "civil", Who::listed, 64'000, "2025-08-11", "2025-09-02", "", ""},
    Template{"oscilloscopes", "3A992", "EAR", "civil", "kh", Who::unlisted, "civil", Who::unlisted,
             "", Who::nobody, 18'500, "2026-02-01", "2026-02-03", "", ""},
    Template{"machine parts", "", "", "", "kh", Who::unlisted, "", Who::unlisted, "", Who::nobody,
             9'300, "2025-11-07", "", "", ""},
    Template{"encrypted network routers", "5A002", "EAR", "civil", "th", Who::unlisted, "civil",
             Who::unlisted, "civil", Who::nobody, 44'000, "2025-10-20", "2025-11-05", "2025-11-18",
             "2025-11-25"},
};

}  // namespace

Result<void> write_orders(const std::filesystem::path& folder, const World& world,
                          std::vector<WorldSummary::File>& files) {
  BAYON_TRY(
      Sheet sheet,
      Sheet::create(folder, "orders.csv",
                    "id,goods,classification,jurisdiction,end_use,destination,exporter,"
                    "consignee,consignee_kind,end_user,end_user_kind,intermediary,value,currency,"
                    "filed,shipped,entered,paid"));
  Random random = world.stream("orders");
  const auto listed = sample_parties(world.scenario());
  const auto name = [&](Who who) -> std::string {
    switch (who) {
      case Who::nobody:
        return "";
      case Who::unlisted:
        return fmt::format("Sample Import {:04} Co", random.between(1, 9'999));
      case Who::listed:
        return listed[random.below(listed.size())].name;
      case Who::scam:
        return std::string(random.below(2) == 0 ? operator_company : operator_subsidiary);
      case Who::ministry:
        return fmt::format("Example Ministry Department {}", random.between(1, 9));
      case Who::army:
        return fmt::format("Example Army Supply Unit {}", random.between(1, 9));
    }
    return "";
  };
  for (std::int64_t number = 0; number < world.scenario().paper.orders; ++number) {
    const Template& t = templates[static_cast<std::size_t>(number) % templates.size()];
    const std::string consignee = name(t.consignee);
    // One firm may both receive and use; the same kind of party in both places is the same party.
    const std::string end_user = t.end_user == t.consignee ? consignee : name(t.end_user);
    const std::string intermediary = name(t.intermediary);
    const std::int64_t exporter = random.between(1, 20);
    sheet.row(1'024).text(fmt::format(
        "O{:04},{},{},{},{},{},Example Exporter {:02} Inc,{},{},{},{},{},{}.00,USD,{},{},{},{}",
        number + 1, t.goods, t.classification, t.jurisdiction, t.end_use, t.destination, exporter,
        consignee, t.consignee_kind, end_user, t.end_user_kind, intermediary, t.value_usd, t.filed,
        t.shipped, t.entered, t.paid));
    sheet.end_row();
  }
  BAYON_TRY(files.emplace_back(), sheet.finish());
  return {};
}

}  // namespace bayon::source::scenario
