// What really happened in a generated world?
//
// Reads back truth.json and truth_paths.csv (docs/formats/truth.md), so that findings can be
// compared with them. Nothing that answers a question may look here.
//
// Threads: free functions; plain values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/amount.hpp"
#include "bayon/base/instant.hpp"
#include "bayon/base/result.hpp"

namespace bayon::source::scenario {

/// All amounts are in smallest units: cents of USD, millionths of USDT.
struct Truth {
  struct Payment {
    Instant at;
    std::string reference;
    std::string to;
    Amount amount = 0;
    Amount fee = 0;
  };
  /// A part of a victim's loss: where it came to rest under FIFO.
  struct End {
    std::string end;      ///< "account", "fee" or "returned"
    std::string account;  ///< empty for a fee
    std::string role;     ///< of that account
    Amount amount = 0;
  };
  struct Victim {
    std::string id;
    std::string asset;
    std::string account;
    std::string payout_account;
    Amount loss = 0;
    Amount returned = 0;  ///< what came back, whoever's units these were
    std::vector<Payment> payments;
    std::vector<End> rests;  ///< sum to the loss
  };
  struct Group {
    std::uint64_t group = 0;  ///< from 1
    bool listed = false;      ///< on the second sample list
    std::string holder;
    Amount holds = 0;
    std::vector<std::string> feeders;
  };
  /// What an account holds of the victims' units at the end.
  struct Resting {
    std::string account;
    std::string role;
    std::string asset;
    Amount amount = 0;
  };
  struct Account {
    std::string account;
    std::string role;
    std::uint64_t group = 0;  ///< 0: none
    std::string victim;       ///< empty: none
  };

  std::string scenario;
  std::uint64_t seed = 0;
  std::vector<std::string> stops;  ///< roles at which money counts as arrived
  std::vector<Victim> victims;
  std::vector<Group> groups;
  std::vector<Resting> resting;
  std::vector<Account> accounts;  ///< sorted by account; whoever is absent is background

  /// The role of `account`; "background" for one that is not named. Cost: a binary search.
  std::string_view role_of(std::string_view account) const;
  /// All accounts of one role, sorted.
  std::vector<std::string_view> of_role(std::string_view role) const;
};

/// Reads `folder`/truth.json. Fails with file.not_found, file.unreadable, json.malformed,
/// json.missing_field, file.wrong_format or amount.malformed.
Result<Truth> read_truth(const std::filesystem::path& folder);

/// One row of truth_paths.csv: units [unit_from, unit_to) of a victim's loss took these flows to
/// their end. Units count smallest units over all payments of the victim in their order.
struct TruthPath {
  std::string victim;
  std::string asset;
  Amount unit_from = 0;
  Amount unit_to = 0;
  std::string end;                 ///< "account", "fee" or "returned"
  std::string account;             ///< where they rest; for a fee, who burnt it
  std::vector<std::string> flows;  ///< references, first to last; the first is the victim's payment
};

/// Reads `folder`/truth_paths.csv. Fails with file.not_found, file.unreadable, file.wrong_format,
/// csv.ragged_row or amount.malformed.
Result<std::vector<TruthPath>> read_truth_paths(const std::filesystem::path& folder);

}  // namespace bayon::source::scenario
