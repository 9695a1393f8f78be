#include <algorithm>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/source/reading/toml_text.hpp"
#include "bayon/source/scenario/detail/consistency.hpp"
#include "bayon/source/scenario/scenario.hpp"

namespace bayon::source::scenario {

namespace {

constexpr std::int64_t money_usd_max = 1'000'000'000'000;  // in millionths it still fits 63 bits
constexpr std::int64_t people_max = 1'000'000;

enum class Shape : std::uint8_t { number, range, text, start };

// One key of the file and the field behind it.
struct Key {
  std::string_view path;
  Shape shape;
  void* field;
  std::int64_t low = 0;
  std::int64_t high = 0;
};

// long: one line for each key of the file
std::vector<Key> keys_of(Scenario& s) {
  std::vector<Key> keys;
  const auto number = [&](std::string_view path, std::int64_t& field, std::int64_t low,
                          std::int64_t high) {
    keys.push_back({path, Shape::number, &field, low, high});
  };
  const auto range = [&](std::string_view path, Range& field, std::int64_t low, std::int64_t high) {
    keys.push_back({path, Shape::range, &field, low, high});
  };
  keys.push_back({"name", Shape::text, &s.name});
  keys.push_back({"exchange.name", Shape::text, &s.exchange.name});
  keys.push_back({"period.start", Shape::start, &s.period.start});
  keys.push_back({"seed", Shape::number, &s.seed, 0, std::numeric_limits<std::int64_t>::max()});
  number("period.days", s.period.days, 90, 3'650);
  number("chain.first_block", s.chain.first_block, 0, 1'000'000'000'000);
  number("chain.block_ms", s.chain.block_ms, 100, 600'000);
  number("chain.fee_cents", s.chain.fee_cents, 0, 10'000);
  number("chain.mint_usd", s.chain.mint_usd, 1, money_usd_max);
  number("exchange.accounts", s.exchange.accounts, 0, people_max);
  number("exchange.entries", s.exchange.entries, 0, people_max);
  number("exchange.treasury_usd", s.exchange.treasury_usd, 1, money_usd_max);
  range("exchange.sweep_minutes", s.exchange.sweep_minutes, 1, 1'440);
  number("victims.count", s.victims.count, 0, people_max);
  number("victims.crypto_per_mille", s.victims.crypto_per_mille, 0, 1'000);
  range("victims.payments", s.victims.payments, 1, 100);
  range("victims.first_usd", s.victims.first_usd, 100, 10'000'000);
  range("victims.growth_percent", s.victims.growth_percent, 0, 1'000);
  number("victims.payment_usd_max", s.victims.payment_usd_max, 100, 100'000'000);
  range("victims.gap_hours", s.victims.gap_hours, 1, 2'000);
  number("victims.returns_per_mille", s.victims.returns_per_mille, 0, 1'000);
  range("victims.return_percent", s.victims.return_percent, 1, 100);
  range("victims.return_hours", s.victims.return_hours, 1, 1'000);
  number("unidentified.deposits", s.unidentified.deposits, 0, 100'000'000);
  number("unidentified.total_usd", s.unidentified.total_usd, 0, money_usd_max);
  number("unidentified.scale_per_million", s.unidentified.scale_per_million, 0, 1'000'000);
  number("unidentified.deposits_per_payer", s.unidentified.deposits_per_payer, 1, 1'000);
  range("unidentified.hops", s.unidentified.hops, 0, 10);
  range("layers.hops", s.layers.hops, 0, 20);
  range("layers.delay_minutes", s.layers.delay_minutes, 1, 2'000);
  number("intermediaries.count", s.intermediaries.count, 0, 100'000);
  number("intermediaries.batch_deposits", s.intermediaries.batch_deposits, 1, 100'000);
  number("intermediaries.batch_hours", s.intermediaries.batch_hours, 1, 240);
  number("intermediaries.keep_basis_points", s.intermediaries.keep_basis_points, 1, 5'000);
  number("intermediaries.favourites", s.intermediaries.favourites, 1, 1'000);
  number("intermediaries.dust_flows", s.intermediaries.dust_flows, 0, 10'000);
  range("cycle.members", s.cycle.members, 1, 7);
  range("cycle.step_hours", s.cycle.step_hours, 1, 80);
  number("cycle.keep_basis_points", s.cycle.keep_basis_points, 1, 2'000);
  number("cycle.withdraw_over_usd", s.cycle.withdraw_over_usd, 1, money_usd_max);
  number("consolidation.groups", s.consolidation.groups, 0, 1'000);
  number("consolidation.feeders", s.consolidation.feeders, 1, 1'000);
  range("consolidation.delay_hours", s.consolidation.delay_hours, 1, 240);
  number("consolidation.listed", s.consolidation.listed, 0, 1'000);
  number("banks.count", s.banks.count, 1, 26);
  number("banks.wire_fee_cents", s.banks.wire_fee_cents, 0, 5'000);
  number("mules.layer_1", s.mules.layer_1, 0, people_max);
  number("mules.layer_2", s.mules.layer_2, 0, people_max);
  number("mules.layer_3", s.mules.layer_3, 0, people_max);
  range("mules.commission_1_basis_points", s.mules.commission_1_basis_points, 0, 5'000);
  range("mules.commission_2_basis_points", s.mules.commission_2_basis_points, 0, 5'000);
  range("mules.commission_3_basis_points", s.mules.commission_3_basis_points, 0, 5'000);
  range("mules.fan_out", s.mules.fan_out, 1, 16);
  range("mules.delay_minutes", s.mules.delay_minutes, 1, 1'440);
  number("mules.cash_per_mille", s.mules.cash_per_mille, 0, 1'000);
  number("mules.casino_per_mille", s.mules.casino_per_mille, 0, 1'000);
  number("mules.spend_per_mille", s.mules.spend_per_mille, 0, 1'000);
  range("mules.salary_usd", s.mules.salary_usd, 1, 100'000);
  range("mules.rent_usd", s.mules.rent_usd, 1, 100'000);
  range("mules.purchase_usd", s.mules.purchase_usd, 1, 100'000);
  number("mules.purchases_per_month", s.mules.purchases_per_month, 0, 100);
  number("places.casinos", s.places.casinos, 0, 10'000);
  number("places.vendors", s.places.vendors, 0, 10'000);
  number("places.merchants", s.places.merchants, 1, people_max);
  number("places.landlords", s.places.landlords, 0, people_max);
  number("places.employers", s.places.employers, 0, people_max);
  auto& b = s.background;
  number("background.flows", b.flows, 0, 100'000'000);
  number("background.accounts_per_mille", b.accounts_per_mille, 1, 1'000);
  number("background.payroll_people", b.payroll_people, 2, 1'000'000);
  range("background.amount_cents", b.amount_cents, 100, 100'000'000);
  constexpr std::int64_t weight_max = 1'000'000;
  number("background.mix.payroll", b.mix.payroll, 0, weight_max);
  number("background.mix.purchase", b.mix.purchase, 0, weight_max);
  number("background.mix.marketplace", b.mix.marketplace, 0, weight_max);
  number("background.mix.peer", b.mix.peer, 0, weight_max);
  number("background.mix.circle", b.mix.circle, 0, weight_max);
  number("background.mix.supplier", b.mix.supplier, 0, weight_max);
  number("background.mix.cash", b.mix.cash, 0, weight_max);
  number("background.mix.wallet_peer", b.mix.wallet_peer, 0, weight_max);
  number("background.mix.wallet_circle", b.mix.wallet_circle, 0, weight_max);
  number("background.mix.wallet_fan", b.mix.wallet_fan, 0, weight_max);
  number("background.mix.exchange_deposit", b.mix.exchange_deposit, 0, weight_max);
  number("background.mix.exchange_withdrawal", b.mix.exchange_withdrawal, 0, weight_max);
  number("background.mix.exchange_internal", b.mix.exchange_internal, 0, weight_max);
  range("reports.delay_days", s.reports.delay_days, 0, 3'650);
  number("reports.reference_per_mille", s.reports.reference_per_mille, 0, 1'000);
  number("reports.no_account_per_mille", s.reports.no_account_per_mille, 0, 1'000);
  number("reports.day_only_per_mille", s.reports.day_only_per_mille, 0, 1'000);
  number("reports.agencies", s.reports.agencies, 1, 1'000);
  number("paper.orders", s.paper.orders, 0, 100'000);
  number("paper.parties", s.paper.parties, 2, 10'000);
  return keys;
}

class Reader {
 public:
  Reader(Scenario& scenario, std::string_view file) : keys_(keys_of(scenario)), file_(file) {}

  Result<void> read(const toml::table& document) {
    BAYON_TRY_VOID(read_table(document, ""));
    for (const Key& key : keys_) {
      if (std::find(seen_.begin(), seen_.end(), &key) == seen_.end()) {
        return fail(errors::scenario_malformed, fmt::format("the key '{}' is missing", key.path),
                    Place{file_, 0, std::string(key.path)});
      }
    }
    return {};
  }

 private:
  Failure malformed(const toml::node& node, std::string_view path, std::string detail) const {
    return fail(errors::scenario_malformed, std::move(detail),
                Place{file_, node.source().begin.line, std::string(path)});
  }

  Result<void> read_table(const toml::table& table, const std::string& prefix) {
    for (const auto& [name, node] : table) {
      const std::string path = prefix + std::string(name.str());
      const bool leads_on = std::any_of(keys_.begin(), keys_.end(), [&](const Key& key) {
        return key.path.starts_with(path + ".");
      });
      if (node.is_table() && leads_on) {
        BAYON_TRY_VOID(read_table(*node.as_table(), path + "."));
        continue;
      }
      const auto key =
          std::find_if(keys_.begin(), keys_.end(), [&](const Key& k) { return k.path == path; });
      if (key == keys_.end()) return malformed(node, path, fmt::format("unknown key '{}'", path));
      seen_.push_back(&*key);
      BAYON_TRY_VOID(read_value(*key, node));
    }
    return {};
  }

  Result<void> read_value(const Key& key, const toml::node& node) {
    switch (key.shape) {
      case Shape::number: {
        BAYON_TRY(const std::int64_t value, bounded(key, node));
        if (key.path == "seed") {
          *static_cast<std::uint64_t*>(key.field) = static_cast<std::uint64_t>(value);
        } else {
          *static_cast<std::int64_t*>(key.field) = value;
        }
        return {};
      }
      case Shape::range: {
        const toml::array* both = node.as_array();
        if (both == nullptr || both->size() != 2) {
          return malformed(node, key.path, fmt::format("'{}' takes [min, max]", key.path));
        }
        BAYON_TRY(const std::int64_t min, bounded(key, *both->get(0)));
        BAYON_TRY(const std::int64_t max, bounded(key, *both->get(1)));
        if (min > max) {
          return malformed(node, key.path,
                           fmt::format("'{}' begins above its end: {} > {}", key.path, min, max));
        }
        *static_cast<Range*>(key.field) = {min, max};
        return {};
      }
      case Shape::text: {
        const auto* text = node.as_string();
        // The names become parts of account keys and of CSV fields, which need no quoting so.
        const auto plain = [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        };
        if (text == nullptr || text->get().empty() || text->get().size() > 40 ||
            !std::all_of(text->get().begin(), text->get().end(), plain)) {
          return malformed(node, key.path,
                           fmt::format("'{}' takes 1 to 40 of a-z, 0-9, - and _", key.path));
        }
        *static_cast<std::string*>(key.field) = text->get();
        return {};
      }
      case Shape::start: {
        const auto* date = node.as_date();
        if (date == nullptr || date->get().year < 1970 || date->get().year > 2200) {
          return malformed(node, key.path,
                           fmt::format("'{}' takes a date from 1970 to 2200", key.path));
        }
        BAYON_TRY(*static_cast<Instant*>(key.field),
                  start_of(day_of(date->get().year, date->get().month, date->get().day)));
        return {};
      }
    }
    return {};
  }

  Result<std::int64_t> bounded(const Key& key, const toml::node& node) const {
    const auto* value = node.as_integer();
    if (value == nullptr) {
      return malformed(node, key.path, fmt::format("'{}' takes a whole number", key.path));
    }
    if (value->get() < key.low || value->get() > key.high) {
      return malformed(
          node, key.path,
          fmt::format("'{}' takes {} to {}, not {}", key.path, key.low, key.high, value->get()));
    }
    return value->get();
  }

  const std::vector<Key> keys_;
  std::vector<const Key*> seen_;
  std::string file_;
};

}  // namespace

Result<Scenario> parse_scenario(std::string_view text, std::string_view file) {
  BAYON_TRY(const toml::table document,
            reading::parse_toml(text, std::string(file), errors::scenario_malformed));
  Scenario scenario;
  BAYON_TRY_VOID(Reader(scenario, file).read(document));
  if (auto fits = consistent(scenario); !fits.ok()) {
    Error error = std::move(fits).error();
    error.where.file = file;
    return fail(std::move(error));
  }
  return scenario;
}

Result<Scenario> read_scenario(const std::filesystem::path& path) {
  constexpr std::uint64_t bytes_max = 1 << 20;
  BAYON_TRY(const std::string text, read_file(path, bytes_max));
  return parse_scenario(text, path.string());
}

}  // namespace bayon::source::scenario
