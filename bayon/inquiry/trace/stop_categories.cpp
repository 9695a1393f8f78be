// The words of public tag collections [GraphSenseTagPacks], of banks and of our own lists.

#include <algorithm>
#include <array>

#include "bayon/inquiry/trace/label_stops.hpp"

namespace bayon::trace {

namespace {

constexpr std::string_view customers = "holds the money of many customers in one account";
constexpr std::string_view turned =
    "money is turned into something else here and leaves the ledger";
constexpr std::string_view one_hand = "names a deed, not a pool: the account is in one hand";

constexpr std::array categories{
    StopCategory{"atm", true, turned},
    StopCategory{"bridge", true, "money goes on to another chain from a common pool"},
    StopCategory{"burn", true, "money is destroyed here"},
    StopCategory{"cash", true, turned},
    StopCategory{"casino", true, "stakes of all players are pooled, and winnings are the house's"},
    StopCategory{"clearing", true, "settles between banks: each flow belongs to someone else"},
    StopCategory{"coinjoin", true, "mixes the money of many on purpose"},
    StopCategory{"custodian", true, customers},
    StopCategory{"defi_dex", true, "a pool of many depositors that swaps one asset for another"},
    StopCategory{"defi_lending", true, "a pool of many depositors that lends"},
    StopCategory{"escrow", true, "holds the money of many parties until a deal is done"},
    StopCategory{"exchange", true, customers},
    StopCategory{"extortion", false, one_hand},
    StopCategory{"fraud", false, one_hand},
    StopCategory{"gambling", true,
                 "stakes of all players are pooled, and winnings are the house's"},
    StopCategory{"guarantee_market", true,
                 "vendors' and buyers' deposits are pooled as guarantees"},
    StopCategory{"hack", false, one_hand},
    StopCategory{"hosted_wallet", true, customers},
    StopCategory{"issuer", true, "makes and redeems the asset for all its holders"},
    StopCategory{"market", true, "holds the money of buyers and sellers until goods arrive"},
    StopCategory{"marketplace", true, "holds the money of buyers and sellers until goods arrive"},
    StopCategory{"merchant", true, "was paid for goods, perhaps in good faith"},
    StopCategory{"miner", true, "earns new money of its own and pays it out with all else"},
    StopCategory{"mining_pool", true, "pays out the earnings of many miners"},
    StopCategory{"mixing_service", true, "mixes the money of many on purpose"},
    StopCategory{"mule", false, "passes on what it is given: to follow it is the point"},
    StopCategory{"payment_processor", true, customers},
    StopCategory{"perpetrator", false, one_hand},
    StopCategory{"phishing", false, one_hand},
    StopCategory{"ransomware", false, one_hand},
    StopCategory{"sanctioned", false,
                 "who is listed may be followed; that is a finding of its own"},
    StopCategory{"scam", false, one_hand},
    StopCategory{"user", false, "an account of one person"},
    StopCategory{"wallet_service", true, customers},
};

}  // namespace

std::span<const StopCategory> stop_categories() { return categories; }

const StopCategory* find_category(std::string_view word) {
  const auto at = std::lower_bound(
      categories.begin(), categories.end(), word,
      [](const StopCategory& category, std::string_view text) { return category.name < text; });
  return at != categories.end() && at->name == word ? &*at : nullptr;
}

const StopCategory* find_stop_category(std::string_view word) {
  const auto* found = find_category(word);
  return found != nullptr && found->stops ? found : nullptr;
}

}  // namespace bayon::trace
