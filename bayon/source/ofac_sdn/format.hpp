// Whom do the United States list as Specially Designated Nationals and blocked persons?
//
// The tables as the Treasury's Office of Foreign Assets Control publishes them [OFAC-DATA], in any
// order:
//
//   sdn.csv           parties: name, type, programmes, title, vessel data, remarks     (required)
//   add.csv           addresses; also as sdn_address.csv
//   alt.csv           aliases: aka, fka, nka
//   sdn_comments.csv  what did not fit into the remarks
//
// A file of another name is told by its number of columns. What is said where:
//
//   ofac-<ent_num>    Person, Organization, Vessel or Airplane: names, what the remarks say, topic
//                     "sanction", or "invest.ban" where only securities may not be bought (CMIC)
//   .../sanction/..   Sanction: programmes, provisions ("Secondary sanctions risk: ..."), dates of
//                     listing
//   .../id/..         Passport or Identification: number, country, dates of issue and expiry
//   .../link/..       UnknownLink: "Linked To" and "Aircraft Operator", where one party has that
//                     name
//   .../security/..   Security: ISIN or ticker, issued by the party
//   wallet-<address>  CryptoWallet: address, currency, holder
//   address-..        Address, shared by all parties at it
//   notes             phrases of a remark that are none of these, word for word (counted as kept in
//                     words)
//
// Record: the line of the file, from 1.
#pragma once

#include "bayon/source/format.hpp"

namespace bayon::source::ofac_sdn {

const Format& format();

}  // namespace bayon::source::ofac_sdn
