#include <fmt/format.h>

#include "bayon/source/scenario/detail/ledger_writer.hpp"
#include "bayon/source/scenario/detail/paper_writer.hpp"

namespace bayon::source::scenario {

namespace {

// The first is older than every order.
constexpr std::string_view first_version = "2021-01-04";
constexpr std::string_view second_version = "2025-06-30";
constexpr std::string_view scam_version = "2025-10-14";
constexpr std::string_view authority = "Example Sanctions Authority";

// One entity a line, in the shape of FollowTheMoney's own exports [FollowTheMoney].
class ListSheet {
 public:
  explicit ListSheet(Sheet sheet) : sheet_(std::move(sheet)) {}

  void entity(std::string_view id, std::string_view schema, std::string_view caption,
              const std::vector<std::pair<std::string_view, std::string>>& properties) {
    // All text here is plain ASCII without quotes or backslashes, so it needs no escapes.
    std::string text = fmt::format(R"({{"id":"{}","caption":"{}","schema":"{}","properties":{{)",
                                   id, caption, schema);
    const char* comma = "";
    for (const auto& [property, value] : properties) {
      text += fmt::format(R"({}"{}":["{}"])", comma, property, value);
      comma = ",";
    }
    text += R"(},"datasets":["sample_list"]})";
    sheet_.row(text.size() + 1).text(text);
    sheet_.end_row();
  }

  void sanction(std::string_view entity_id, std::string_view programme, std::string_view listed,
                std::string_view reason) {
    entity(fmt::format("{}-sanction", entity_id), "Sanction", programme,
           {{"entity", std::string(entity_id)},
            {"authority", std::string(authority)},
            {"programId", std::string(programme)},
            {"reason", std::string(reason)},
            {"listingDate", std::string(listed)},
            {"startDate", std::string(listed)}});
  }

  Result<WorldSummary::File> finish() { return sheet_.finish(); }

 private:
  Sheet sheet_;
};

// Who was listed by the day of `version`.
void write_earlier(ListSheet& list, const Scenario& scenario, std::string_view version) {
  const auto parties = sample_parties(scenario);
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const ListedParty& party = parties[i];
    const std::string since =
        fmt::format("{}-{:02}-{:02}", 2019 + i % 6, 1 + i % 12, 1 + i * 7 % 28);
    if (since > version) continue;
    list.entity(party.id, party.schema, party.name,
                {{"name", party.name}, {"topics", "sanction"}, {"country", "kh"}});
    list.sanction(party.id, "EX-TRADE", since, "Made up for tests of trade screening");
    if (i == 0) continue;
    // Every third firm belongs to the one before it, in shares on both sides of a half.
    if (i % 3 == 2) {
      list.entity(fmt::format("{}-owned", party.id), "Company", "",
                  {{"name", fmt::format("Sample Subsidiary {:02} Co", i)}, {"country", "kh"}});
      list.entity(fmt::format("{}-owns", party.id), "Ownership", "",
                  {{"owner", party.id},
                   {"asset", fmt::format("{}-owned", party.id)},
                   {"percentage", i % 2 == 0 ? "50" : "49.9"},
                   {"startDate", since}});
    }
  }
}

void write_scam(ListSheet& list, const World& world, const Cast& cast) {
  constexpr std::string_view programme = "EX-SCAM";
  constexpr std::string_view reason = "Made up: runs a scam centre";
  const auto company = [&](std::string_view id, std::string_view name) {
    list.entity(id, "Company", name,
                {{"name", std::string(name)}, {"topics", "sanction"}, {"country", "kh"}});
    list.sanction(id, programme, scam_version, reason);
  };
  const auto owns = [&](std::string_view owner, std::string_view asset, std::string_view percent) {
    list.entity(fmt::format("{}-owns-{}", owner, asset), "Ownership", "",
                {{"owner", std::string(owner)},
                 {"asset", std::string(asset)},
                 {"percentage", std::string(percent)},
                 {"startDate", "2019-03-01"}});
  };
  list.entity("sample-chair", "Person", "Test Person Chair 01",
              {{"name", "Test Person Chair 01"}, {"topics", "sanction"}, {"country", "kh"}});
  list.sanction("sample-chair", programme, scam_version, reason);
  company("sample-operator", operator_company);
  owns("sample-chair", "sample-operator", "80");
  // Majority owned by a listed firm and not listed itself.
  list.entity("sample-subsidiary", "Company", operator_subsidiary,
              {{"name", std::string(operator_subsidiary)}, {"country", "kh"}});
  owns("sample-operator", "sample-subsidiary", "65");
  company("sample-market", guarantee_market);
  owns("sample-operator", "sample-market", "30");
  for (std::size_t g = 0; g < cast.groups.size(); ++g) {
    if (std::cmp_greater_equal(g, world.scenario().consolidation.listed)) break;
    const std::string address =
        world.scribe().key_text(world.accounts()[cast.groups[g].holder].party);
    const std::string id = fmt::format("sample-wallet-{}", g + 1);
    list.entity(id, "CryptoWallet", address,
                {{"publicKey", address},
                 {"currency", "USDT"},
                 {"topics", "sanction"},
                 {"holder", "sample-operator"}});
    list.sanction(id, programme, scam_version, "Made up: holds proceeds of a scam centre");
  }
  // The guarantee market's first vendor account.
  if (!cast.vendors.empty()) {
    const std::string account = world.scribe().key_text(world.accounts()[cast.vendors[0]].party);
    list.entity("sample-account-1", "BankAccount", account,
                {{"accountNumber", account}, {"currency", "USD"}, {"topics", "sanction"}});
    list.sanction("sample-account-1", programme, scam_version,
                  "Made up: serves a guarantee market");
    owns("sample-market", "sample-account-1", "100");
  }
}

Result<void> write_list(const std::filesystem::path& folder, std::string_view version,
                        const World& world, const Cast& cast,
                        std::vector<WorldSummary::File>& files) {
  BAYON_TRY(Sheet sheet,
            Sheet::create(folder, fmt::format("lists/sample_list-{}.ftm.json", version), ""));
  ListSheet list(std::move(sheet));
  write_earlier(list, world.scenario(), version);
  if (version == scam_version) write_scam(list, world, cast);
  BAYON_TRY(files.emplace_back(), list.finish());
  return {};
}

Result<void> write_labels(const std::filesystem::path& folder, const World& world,
                          std::vector<WorldSummary::File>& files) {
  BAYON_TRY(Sheet sheet,
            Sheet::create(folder, "lists/labels.csv", "address,currency,label,category"));
  const auto category = [](Role role) -> std::string_view {
    switch (role) {
      case Role::issuer:
        return "issuer";
      case Role::clearing:
        return "clearing";
      case Role::exchange_outside:
      case Role::exchange_hot:
        return "exchange";
      case Role::casino:
        return "casino";
      case Role::vendor:
        return "guarantee_market";
      case Role::cash:
        return "cash";
      case Role::merchant:
        return "merchant";
      default:
        return "";
    }
  };
  for (const Account& account : world.accounts()) {
    if (!is_stop(account.role)) continue;
    RowBuffer& row = sheet.row();
    world.scribe().key(row, account.party);
    row.text(at_bank(account.party) ? ",USD," : ",USDT,");
    if (account.role == Role::exchange_hot) {
      row.text(world.scenario().exchange.name + " hot wallet");
    } else if (account.role == Role::exchange_outside) {
      row.text("sample exchange y hot wallet");
    } else if (account.role == Role::issuer) {
      row.text("token issuer");
    } else {
      world.scribe().name(row, account.party);
    }
    row.put(',');
    row.text(category(account.role));
    sheet.end_row();
  }
  BAYON_TRY(files.emplace_back(), sheet.finish());
  return {};
}

}  // namespace

std::vector<ListedParty> sample_parties(const Scenario& scenario) {
  std::vector<ListedParty> out;
  for (std::int64_t i = 0; i < scenario.paper.parties; ++i) {
    const bool person = i % 4 == 3;
    out.push_back({fmt::format("sample-party-{:02}", i + 1), person ? "Person" : "Company",
                   person ? fmt::format("Test Person Trader {:02}", i + 1)
                          : fmt::format("Example Trading {:02} Co", i + 1)});
  }
  return out;
}

Result<void> write_lists(const std::filesystem::path& folder, const World& world, const Cast& cast,
                         std::vector<WorldSummary::File>& files) {
  BAYON_TRY_VOID(make_folder(folder / "lists"));
  BAYON_TRY_VOID(write_labels(folder, world, files));
  BAYON_TRY_VOID(write_list(folder, first_version, world, cast, files));
  BAYON_TRY_VOID(write_list(folder, second_version, world, cast, files));
  return write_list(folder, scam_version, world, cast, files);
}

}  // namespace bayon::source::scenario
