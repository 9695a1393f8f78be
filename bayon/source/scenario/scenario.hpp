// What does a scam centre's money look like, when every cent of it is known?
//
// A Scenario holds every number of a made-up world: victims, scam addresses, layers of wallets, one
// exchange, mules, sinks, innocent neighbours and a benign background. `generate` plays the world
// and writes what each institution would see of it (chain.csv, exchange.csv, bank_a.csv...), what
// victims report, orders, sample lists, and the truth: docs/formats/truth.md.
//
// Threads:    free functions; one call runs on one thread.
// Invariants: scenario.balance_kept    only an issuing source ever spends what it does not hold
//             scenario.clock_advances  two events on one rail never share an instant
//             scenario.units_tile      each victim's rows of the truth cover the loss, once
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/amount.hpp"
#include "bayon/base/instant.hpp"
#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"

namespace bayon::source::scenario {

struct Range {
  std::int64_t min = 0;
  std::int64_t max = 0;
};

/// The numbers of one world. There are no defaults behind the file: each one is stated there.
/// Money is in whole dollars (`_usd`) or cents (`_cents`), shares in thousandths (`_per_mille`) or
/// ten-thousandths (`_basis_points`), both ends of a Range are possible.
struct Scenario {
  std::string name;
  std::uint64_t seed = 0;

  struct {
    Instant start;
    std::int64_t days = 0;
  } period;

  struct {
    std::int64_t first_block = 0;
    std::int64_t block_ms = 0;
    std::int64_t fee_cents = 0;  ///< burnt by every transfer of the scam's wallets and the exchange
    std::int64_t mint_usd = 0;   ///< one issue of the token to an exchange's wallet
  } chain;

  struct {
    std::string name;               ///< prefix of its account keys
    std::int64_t accounts = 0;      ///< accounts among which the scam's funds cycle
    std::int64_t entries = 0;       ///< those of them that intermediaries pay into
    std::int64_t treasury_usd = 0;  ///< the exchange's own tokens in its hot wallet
    Range sweep_minutes;            ///< deposit address to hot wallet
  } exchange;

  struct {
    std::int64_t count = 0;
    std::int64_t crypto_per_mille = 0;  ///< victims who pay in tokens; the others wire dollars
    Range payments;                     ///< per victim
    Range first_usd;                    ///< the first payment
    Range growth_percent;               ///< each later one over the one before
    std::int64_t payment_usd_max = 0;   ///< growth ends here
    Range gap_hours;
    std::int64_t returns_per_mille = 0;  ///< victims who see a small sum come back
    Range return_percent;                ///< of the first payment
    Range return_hours;                  ///< after the first payment
  } victims;

  struct {
    std::int64_t deposits = 0;   ///< into intermediaries, those of the known victims included
    std::int64_t total_usd = 0;  ///< that flows through the intermediaries, the same
    std::int64_t scale_per_million = 0;  ///< share of the unidentified deposits that is played
    std::int64_t deposits_per_payer = 0;
    Range hops;  ///< single-use wallets behind a payer's deposit address
  } unidentified;

  struct {
    Range hops;  ///< single-use wallets behind a victim's deposit address
    Range delay_minutes;
  } layers;

  struct {
    std::int64_t count = 0;
    std::int64_t batch_deposits = 0;     ///< forwards after so many deposits...
    std::int64_t batch_hours = 0;        ///< ...or after so long
    std::int64_t keep_basis_points = 0;  ///< stays behind at each forward
    std::int64_t favourites = 0;         ///< entry accounts that one intermediary uses
    std::int64_t dust_flows = 0;         ///< specks sent to each by strangers
  } intermediaries;

  struct {
    Range members;  ///< accounts between leaving an entry account and coming back to it
    Range step_hours;
    std::int64_t keep_basis_points = 0;  ///< stays at each member
    std::int64_t withdraw_over_usd = 0;  ///< a member that holds more withdraws
  } cycle;

  struct {
    std::int64_t groups = 0;
    std::int64_t feeders = 0;  ///< wallets per group that pay its one holding wallet
    Range delay_hours;
    std::int64_t listed = 0;  ///< holding wallets on the second sample list
  } consolidation;

  struct {
    std::int64_t count = 0;
    std::int64_t wire_fee_cents = 0;  ///< kept by the bank out of a victim's wire
  } banks;

  struct {
    std::int64_t layer_1 = 0;
    std::int64_t layer_2 = 0;
    std::int64_t layer_3 = 0;
    Range commission_1_basis_points;
    Range commission_2_basis_points;
    Range commission_3_basis_points;
    Range fan_out;  ///< accounts of the next layer that share one sum
    Range delay_minutes;
    std::int64_t cash_per_mille = 0;    ///< of what leaves layer 3; the rest goes to
    std::int64_t casino_per_mille = 0;  ///< guarantee-market vendors
    std::int64_t spend_per_mille = 0;   ///< of a commission, at a shop or a cash machine
    Range salary_usd;                   ///< honest pay, monthly
    Range rent_usd;
    Range purchase_usd;
    std::int64_t purchases_per_month = 0;
  } mules;

  struct {
    std::int64_t casinos = 0;
    std::int64_t vendors = 0;
    std::int64_t merchants = 0;
    std::int64_t landlords = 0;
    std::int64_t employers = 0;
  } places;

  struct {
    std::int64_t flows = 0;
    std::int64_t accounts_per_mille = 0;  ///< persons (and wallets) per thousand flows
    std::int64_t payroll_people = 0;      ///< the largest payroll
    Range amount_cents;                   ///< of an everyday payment
    /// How often each kind of episode begins, in parts of their sum.
    struct {
      std::int64_t payroll = 0;
      std::int64_t purchase = 0;
      std::int64_t marketplace = 0;
      std::int64_t peer = 0;
      std::int64_t circle = 0;
      std::int64_t supplier = 0;
      std::int64_t cash = 0;
      std::int64_t wallet_peer = 0;
      std::int64_t wallet_circle = 0;
      std::int64_t wallet_fan = 0;
      std::int64_t exchange_deposit = 0;
      std::int64_t exchange_withdrawal = 0;
      std::int64_t exchange_internal = 0;
    } mix;
  } background;

  struct {
    Range delay_days;
    std::int64_t reference_per_mille = 0;  ///< reports that name the transfer's reference
    std::int64_t no_account_per_mille = 0;
    std::int64_t day_only_per_mille = 0;
    std::int64_t agencies = 0;
  } reports;

  struct {
    std::int64_t orders = 0;
    std::int64_t parties = 0;  ///< listed in both versions of the sample list, besides the scam's
  } paper;
};

/// Reads the TOML text of a scenario; `file` names it in errors. Fails with scenario.malformed
/// (with the line: not TOML, an unknown key, a missing one, a number out of range) or
/// scenario.inconsistent (numbers that contradict each other, named).
Result<Scenario> parse_scenario(std::string_view text, std::string_view file);

/// The same from a file; fails also with file.not_found or file.unreadable.
Result<Scenario> read_scenario(const std::filesystem::path& path);

/// What was written.
struct WorldSummary {
  struct File {
    std::string name;  ///< within the folder
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;
  };
  std::vector<File> files;  ///< by name
  std::uint64_t flows = 0;  ///< transfers of the world; one that two institutions saw counts once
  std::uint64_t scam_flows = 0;  ///< of them: the scam's and its neighbours'
  std::uint64_t victims = 0;
  std::uint64_t payments = 0;         ///< by victims
  Amount loss_usd_cents = 0;          ///< of those who wired dollars
  Amount loss_usdt_units = 0;         ///< of those who paid in tokens, in millionths
  std::uint64_t deposits = 0;         ///< into intermediaries, played
  Amount through_intermediaries = 0;  ///< the sum of these deposits, in millionths of a token
  std::uint64_t paths = 0;            ///< rows of truth_paths.csv
};

/// Plays the world of `scenario` and writes its files into `folder`, which is made if need be. The
/// same scenario gives the same bytes, on every machine. Fails with the codes of written files,
/// with scenario.folder_in_use where the folder holds anything but an earlier world, with
/// scenario.inconsistent where the numbers only clash in play (a bank rail that needs more
/// seconds than the period has), or with question.cancelled. Cost: about 0.4 microseconds per
/// background flow; memory grows with the scam and with the number of background accounts, not with
/// the background's flows.
Result<WorldSummary> generate(const Scenario& scenario, const std::filesystem::path& folder,
                              Progress& progress);

}  // namespace bayon::source::scenario
