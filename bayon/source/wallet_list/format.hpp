// Which wallets does this list name, and as what?
//
// Two shapes, told apart by the first line:
//
//   text   one address a line; lines that begin with # are comments. The asset is the last part
//          of the file's name (sanctioned_addresses_XBT.txt); a name that begins with "sanctioned"
//          makes every wallet a sanctioned one.
//   CSV    with a header that has `address`; read besides: currency, label, category, abuse,
//          holder, confidence, lastmod, pack
//
// Each address is a CryptoWallet with the id "wallet-<address>"; hexadecimal and Bech32 addresses
// in lower case, so that one address is one wallet whatever list or chain names it. What is said
// where:
//
//   publicKey   the address
//   currency    the asset, in capitals
//   name        the label
//   keywords    the category, in lower case: exchange, mixing_service, gambling... This is what
//               tracing asks for.
//   summary     the abuse it is known for: ransomware, phishing...
//   topics      "sanction", and what the abuse amounts to (crime.fraud, crime.cyber, crime.terror)
//   holder      a LegalEntity of that name, shared by all wallets of this list that it holds
//   publisher   the pack
//   modifiedAt  lastmod
//   notes       "confidence: ...", and "checksum fails" (counted as kept in words): see
//               address_check.hpp
//
// Record: the line of the file, from 1.
#pragma once

#include "bayon/source/format.hpp"

namespace bayon::source::wallet_list {

const Format& format();

}  // namespace bayon::source::wallet_list
