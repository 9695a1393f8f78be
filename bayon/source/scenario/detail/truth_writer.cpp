#include "bayon/source/scenario/detail/truth_writer.hpp"

#include <array>
#include <map>

#include <fmt/format.h>

#include "bayon/base/amount.hpp"
#include "bayon/base/file.hpp"
#include "bayon/source/scenario/detail/ledger_writer.hpp"

namespace bayon::source::scenario {

namespace {

// All text of a world is plain ASCII without quotes or backslashes, so it needs no escapes.
class TruthWriter {
 public:
  TruthWriter(const World& world, const Cast& cast, const Replay& replay)
      : world_(world),
        cast_(cast),
        replay_(replay),
        references_(world.scribe(), world.scenario()) {}

  Result<WorldSummary::File> write_json(const std::filesystem::path& folder) {
    BAYON_TRY(FileWriter writer, FileWriter::create(folder / "truth.json"));
    head();
    BAYON_TRY_VOID(write_victims(writer));
    BAYON_TRY_VOID(write_groups(writer));
    BAYON_TRY_VOID(write_resting(writer));
    BAYON_TRY_VOID(write_accounts(writer));
    BAYON_TRY_VOID(writer.append("}\n"));
    const WorldSummary::File out{"truth.json", world_.accounts().size(), writer.size()};
    BAYON_TRY_VOID(writer.publish_unsynced());
    return out;
  }

  Result<WorldSummary::File> write_paths(const std::filesystem::path& folder) {
    BAYON_TRY(Sheet sheet, Sheet::create(folder, "truth_paths.csv",
                                         "victim,asset,unit_from,unit_to,end,account,flows"));
    constexpr std::size_t reference_bytes = 80;
    for (const Rest& rest : replay_.rests) {
      const auto events = replay_.events_of(rest.path);
      RowBuffer& row = sheet.row(256 + events.size() * reference_bytes);
      row.text(victim_id(rest.victim));
      row.put(',');
      row.text(asset(world_.accounts()[rest.account].party));
      row.put(',');
      row.number(static_cast<std::uint64_t>(rest.unit_from));
      row.put(',');
      row.number(static_cast<std::uint64_t>(rest.unit_to));
      row.put(',');
      row.text(end_name(rest.end));
      row.put(',');
      world_.scribe().key(row, world_.accounts()[rest.account].party);
      char separator = ',';
      for (const std::uint32_t event : events) {
        row.put(separator);
        references_.write(row, transfer_of(world_, event));
        separator = ' ';
      }
      sheet.end_row();
    }
    return sheet.finish();
  }

 private:
  static std::string_view end_name(Rest::End end) {
    switch (end) {
      case Rest::End::account:
        return "account";
      case Rest::End::fee:
        return "fee";
      case Rest::End::returned:
        return "returned";
    }
    return "";
  }
  static std::string_view asset(const Party& party) { return at_bank(party) ? "USD" : "USDT"; }
  std::string key(AccountId account) const {
    return world_.scribe().key_text(world_.accounts()[account].party);
  }
  template <typename... Args>
  void add(fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), form, std::forward<Args>(args)...);
  }
  Result<void> flush(FileWriter& writer) {
    BAYON_TRY_VOID(writer.append(text_));
    text_.clear();
    return {};
  }

  void head() {
    std::map<std::string_view, std::uint64_t> counts;
    for (const Account& account : world_.accounts()) ++counts[role_name(account.role)];
    add("{{\n\"format\": \"bayon truth 1\",\n\"scenario\": \"{}\",\n\"seed\": {},\n",
        world_.scenario().name, world_.scenario().seed);
    add("\"rule\": \"fifo\",\n\"order\": \"instant, then sequence\",\n");
    add("\"fee\": \"the last units of a transfer\",\n\"assets\": {{\"USD\": 2, \"USDT\": 6}},\n");
    add("\"stops\": [");
    const char* comma = "";
    for (const Role role :
         {Role::issuer, Role::clearing, Role::exchange_outside, Role::exchange_hot, Role::casino,
          Role::vendor, Role::cash, Role::merchant}) {
      add("{}\"{}\"", comma, role_name(role));
      comma = ", ";
    }
    add("],\n\"counts\": {{");
    comma = "";
    for (const auto& [role, count] : counts) {
      add("{}\"{}\": {}", comma, role, count);
      comma = ", ";
    }
    add("}},\n\"deposits\": {{\"count\": {}, \"sum\": \"{}\"}},\n", cast_.deposits,
        amount_text(cast_.through_intermediaries, token_places));
    add("\"all_others\": \"background\",\n");
  }

  Result<void> write_victims(FileWriter& writer) {
    add("\"victims\": [");
    auto rest = replay_.rests.begin();
    for (std::uint32_t v = 0; v < cast_.victims.size(); ++v) {
      const Victim& victim = cast_.victims[v];
      const Party& own = world_.accounts()[victim.own].party;
      add("{}\n{{\"id\": \"{}\", \"asset\": \"{}\", \"account\": \"{}\", \"payout_account\": "
          "\"{}\",\n",
          v == 0 ? "" : ",", victim_id(v), asset(own), key(victim.own), key(victim.payout));
      add(" \"loss\": \"{}\", \"returned\": \"{}\",\n \"payments\": [",
          rail_amount(own, victim.loss), rail_amount(own, victim.returned));
      const char* comma = "";
      for (const std::uint32_t event : victim.payments) {
        const Event& e = world_.events()[event];
        add("{}\n  {{\"at\": \"{}\", \"reference\": \"{}\", \"to\": \"{}\", \"amount\": \"{}\", "
            "\"fee\": \"{}\"}}",
            comma, Instant{e.at_ms * 1'000'000}.text(),
            references_.text(transfer_of(world_, event)), key(e.to), rail_amount(own, e.amount),
            rail_amount(own, e.fee));
        comma = ",";
      }
      // Where the loss rests, by end and account; ordered by account id, so by nothing but the
      // world.
      std::map<std::pair<Rest::End, AccountId>, std::int64_t> ends;
      for (; rest != replay_.rests.end() && rest->victim == v; ++rest) {
        const AccountId at = rest->end == Rest::End::fee ? 0 : rest->account;
        ends[{rest->end, at}] += rest->unit_to - rest->unit_from;
      }
      add("],\n \"rests\": [");
      comma = "";
      for (const auto& [end, amount] : ends) {
        add("{}\n  {{\"end\": \"{}\"", comma, end_name(end.first));
        if (end.first != Rest::End::fee) {
          add(", \"account\": \"{}\", \"role\": \"{}\"", key(end.second),
              role_name(world_.accounts()[end.second].role));
        }
        add(", \"amount\": \"{}\"}}", rail_amount(own, amount));
        comma = ",";
      }
      add("]}}");
      BAYON_TRY_VOID(flush(writer));
    }
    add("],\n");
    return flush(writer);
  }

  Result<void> write_groups(FileWriter& writer) {
    add("\"groups\": [");
    for (std::size_t g = 0; g < cast_.groups.size(); ++g) {
      const Group& group = cast_.groups[g];
      add("{}\n{{\"group\": {}, \"listed\": {}, \"holder\": \"{}\", \"holds\": \"{}\", "
          "\"feeders\": [",
          g == 0 ? "" : ",", g + 1,
          static_cast<std::int64_t>(g) < world_.scenario().consolidation.listed, key(group.holder),
          rail_amount(world_.accounts()[group.holder].party, world_.balance(group.holder)));
      const char* comma = "";
      for (const AccountId feeder : group.feeders) {
        add("{}\"{}\"", comma, key(feeder));
        comma = ", ";
      }
      add("]}}");
    }
    add("],\n");
    return flush(writer);
  }

  // What each account holds of the victims' money at the end: what to freeze.
  Result<void> write_resting(FileWriter& writer) {
    std::map<AccountId, std::int64_t> held;
    for (const Rest& rest : replay_.rests) {
      if (rest.end == Rest::End::account) held[rest.account] += rest.unit_to - rest.unit_from;
    }
    add("\"resting\": [");
    const char* comma = "";
    for (const auto& [account, amount] : held) {
      const Account& place = world_.accounts()[account];
      add("{}\n{{\"account\": \"{}\", \"role\": \"{}\", \"asset\": \"{}\", \"amount\": \"{}\"}}",
          comma, key(account), role_name(place.role), asset(place.party),
          rail_amount(place.party, amount));
      comma = ",";
    }
    add("],\n");
    return flush(writer);
  }

  Result<void> write_accounts(FileWriter& writer) {
    add("\"accounts\": [");
    constexpr std::size_t flush_bytes = std::size_t{1} << 16;
    for (AccountId id = 0; id < world_.accounts().size(); ++id) {
      const Account& account = world_.accounts()[id];
      add("{}\n{{\"account\": \"{}\", \"role\": \"{}\"", id == 0 ? "" : ",", key(id),
          role_name(account.role));
      if (account.group != nobody) add(", \"group\": {}", account.group + 1);
      if (account.role == Role::exchange_deposit_address) {
        add(", \"of\": \"{}\"", key(account.owner));
      } else if (account.party.place != Venue::custody && account.owner != nobody) {
        add(", \"victim\": \"{}\"", victim_id(account.owner));
      }
      add("}}");
      if (text_.size() > flush_bytes) {
        BAYON_TRY_VOID(flush(writer));
      }
    }
    add("]\n");
    return flush(writer);
  }

  const World& world_;
  const Cast& cast_;
  const Replay& replay_;
  const References references_;
  std::string text_;
};

}  // namespace

std::string victim_id(std::uint32_t victim) { return fmt::format("V{:04}", victim + 1); }

std::string rail_amount(const Party& party, std::int64_t amount) {
  return amount_text(amount, at_bank(party) ? dollar_places : token_places);
}

Result<void> write_truth(const std::filesystem::path& folder, const World& world, const Cast& cast,
                         const Replay& replay, std::vector<WorldSummary::File>& files) {
  TruthWriter writer(world, cast, replay);
  BAYON_TRY(files.emplace_back(), writer.write_json(folder));
  BAYON_TRY(files.emplace_back(), writer.write_paths(folder));
  return {};
}

}  // namespace bayon::source::scenario
