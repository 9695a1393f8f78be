// Who is at either end of a transfer, and how are they written?
//
// A Party is eight bytes; its key and its name are computed from them, so that a background of ten
// million accounts costs no text. Numbers are spread by a bijection, so that neighbours in the plan
// are not neighbours in the ledgers.
//
// Threads: constant data and free functions.
#pragma once

#include <cstdint>
#include <string>

#include "bayon/source/scenario/detail/row_buffer.hpp"

namespace bayon::source::scenario {

enum class Venue : std::uint8_t {
  wallet,    ///< an address on the public chain: 0x and 40 hexadecimal digits
  deposit,   ///< the address into which the custody account of the same serial deposits
  issuer,    ///< the zero address, from which tokens are minted
  custody,   ///< an account in the exchange's own books: "exchange-x/EX00012345"
  bank,      ///< a bank account: "BANKA-00012345"
  clearing,  ///< a bank's settlement account, from which money enters the world: "BANKA-CLEARING"
  cash,      ///< notes: "CASH-WITHDRAWAL"
};

/// What the holder of a bank account is called.
enum class Holder : std::uint8_t { person, company, employer, shop, casino, vendor, market };

struct Party {
  Venue place = Venue::wallet;
  std::uint8_t bank = 0;
  Holder holder = Holder::person;
  std::uint32_t serial = 0;  ///< unique within its place

  friend bool operator==(const Party&, const Party&) = default;
};

/// Writes parties, references and instants for one world.
class Scribe {
 public:
  Scribe(std::uint64_t seed, std::string exchange);

  void key(RowBuffer& out, const Party& party) const;
  void name(RowBuffer& out, const Party& party) const;
  std::string key_text(const Party& party) const;
  std::string name_text(const Party& party) const;

  /// The 64 digits of a transaction hash, and the UETR of a payment [ISO20022]: both are functions
  /// of the transfer's number alone.
  void transaction_hash(RowBuffer& out, std::uint64_t number) const;
  void uetr(RowBuffer& out, std::uint64_t number) const;

 private:
  void address(RowBuffer& out, std::uint64_t salt, std::uint32_t serial) const;
  std::uint64_t wallet_salt_;
  std::uint64_t deposit_salt_;
  std::uint64_t hash_salt_;
  std::uint64_t uetr_salt_;
  std::uint32_t shift_;
  std::string exchange_;
};

}  // namespace bayon::source::scenario
