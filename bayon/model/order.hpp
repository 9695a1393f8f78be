// What is to go where, to whom, and when?
//
// An order asks whether goods, software, technology or a service may go ahead. Its several days are
// kept apart, for a rule says which one it reads.
#pragma once

#include <string>
#include <vector>

#include "bayon/base/amount.hpp"
#include "bayon/base/partial_date.hpp"

namespace bayon::model {

struct OrderParty {
  std::string role;  ///< exporter, consignee, end_user, intermediary, purchaser
  std::string name;
  std::string country;  ///< ISO 3166 alpha-2 in lower case, or empty when unknown
  std::string
      kind;  ///< military, military_intelligence, police, government, civil, or empty: unknown

  friend auto operator<=>(const OrderParty&, const OrderParty&) = default;
};

struct Order {
  std::string id;
  std::string goods;           ///< description as written
  std::string classification;  ///< ECCN ("5A002", "9A610.x", "EAR99") or USML category ("VIII(h)");
                               ///< empty: unknown
  std::string jurisdiction;    ///< "EAR", "ITAR" or empty: unknown
  std::string end_use;         ///< civil, military, demining, peacekeeping, ... or empty: unknown
  std::string destination;     ///< country of ultimate destination, ISO 3166 alpha-2 in lower case
  std::vector<OrderParty> parties;
  Amount value = 0;  ///< in smallest units of value_asset; 0 with an empty asset: unknown
  std::string value_asset;
  PartialDate filed;  ///< licence application filed
  PartialDate shipped;
  PartialDate entered;
  PartialDate paid;

  friend auto operator<=>(const Order&, const Order&) = default;
};

}  // namespace bayon::model
