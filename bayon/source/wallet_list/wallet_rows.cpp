#include "bayon/source/wallet_list/wallet_rows.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/property_value.hpp"
#include "bayon/source/reading/account_key.hpp"
#include "bayon/source/wallet_list/address_check.hpp"

namespace bayon::source::wallet_list {

namespace {

using reading::EntityBuilder;

struct AbuseTopic {
  std::string_view abuse;
  std::string_view topic;
};

// Kinds of abuse in the words of public tag collections; one without a topic is kept in words
// alone.
constexpr std::array abuse_topics{AbuseTopic{"sanction", "sanction"},
                                  AbuseTopic{"scam", "crime.fraud"},
                                  AbuseTopic{"phishing", "crime.fraud"},
                                  AbuseTopic{"sextortion", "crime.fraud"},
                                  AbuseTopic{"ponzi_scheme", "crime.fraud"},
                                  AbuseTopic{"pyramid_scheme", "crime.fraud"},
                                  AbuseTopic{"investment_fraud", "crime.fraud"},
                                  AbuseTopic{"ransomware", "crime.cyber"},
                                  AbuseTopic{"service_hack", "crime.cyber"},
                                  AbuseTopic{"terrorism", "crime.terror"}};

// Shorter texts are words or account names of some ledger, not addresses.
constexpr std::size_t address_characters_min = 6;

Failure no_address(std::string_view text, std::string_view why) {
  return fail(errors::identifier_malformed, fmt::format("'{}' {}", text.substr(0, 60), why),
              Place{{}, 0, "address"});
}

Result<void> check_shape(std::string_view address) {
  if (address.empty()) return fail(errors::csv_missing_value, {}, Place{{}, 0, "address"});
  const bool printing =
      std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (!printing) return no_address(address, "has blanks or letters that no address has");
  if (address.size() < address_characters_min) return no_address(address, "is too short");
  return {};
}

Result<void> add_abuse(std::string_view abuse, EntityBuilder& wallet) {
  if (abuse.empty()) return {};
  BAYON_TRY_VOID(wallet.add("summary", abuse));
  const std::string kind = lower_ascii(abuse);
  for (const auto& known : abuse_topics) {
    if (known.abuse == kind) BAYON_TRY_VOID(wallet.add("topics", known.topic));
  }
  return {};
}

Result<void> add_holder(std::string_view name, EntityBuilder& wallet, reading::EntityRecord& out) {
  if (name.empty()) return {};
  const std::string id = reading::shared_id("holder", {name});
  BAYON_TRY_VOID(wallet.add("holder", id));
  BAYON_TRY(EntityBuilder * holder, out.start(id, "LegalEntity"));
  return holder->add("name", name);
}

}  // namespace

Result<WalletColumns> WalletColumns::find(const reading::HeaderTable& table) {
  WalletColumns out;
  BAYON_TRY(out.address, table.column("address"));
  const reading::CsvHeader& header = table.header();
  out.currency = header.find("currency");
  out.label = header.find("label");
  out.category = header.find("category");
  out.abuse = header.find("abuse");
  out.holder = header.find("holder");
  out.confidence = header.find("confidence");
  out.modified = header.find("lastmod");
  out.pack = header.find("pack");
  return out;
}

WalletRow WalletColumns::row(const reading::CsvRecord& record) const {
  const auto cell = [&](const std::optional<std::size_t>& column) {
    return column ? trim(record.fields[*column]) : std::string_view{};
  };
  WalletRow out;
  out.address = trim(record.fields[address]);
  out.currency = cell(currency);
  out.label = cell(label);
  out.category = cell(category);
  out.abuse = cell(abuse);
  out.holder = cell(holder);
  out.confidence = cell(confidence);
  out.modified = cell(modified);
  out.pack = cell(pack);
  return out;
}

NamedList read_file_name(std::string_view name) {
  NamedList out;
  const auto stem = name.substr(0, name.find('.'));
  out.sanctioned = lower_ascii(stem).starts_with("sanctioned");
  const auto cut = stem.rfind('_');
  if (cut == std::string_view::npos) return out;
  const auto last = stem.substr(cut + 1);
  const bool code =
      last.size() >= 2 && last.size() <= 10 && std::all_of(last.begin(), last.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      });
  if (code) out.currency = last;
  return out;
}

Result<void> read_wallet(const WalletRow& row, reading::EntityRecord& out) {
  // As it is written: the case of its letters may be a checksum.
  BAYON_TRY(const std::string address, model::single_blanks(row.address));
  BAYON_TRY_VOID(check_shape(address));
  BAYON_TRY(const std::string account, reading::account_key(address));
  const std::string key = address_key(account);
  BAYON_TRY(EntityBuilder * wallet, out.start("wallet-" + key, "CryptoWallet"));
  BAYON_TRY_VOID(wallet->add("publicKey", key, {.original = row.address}));
  const std::string asset = upper_ascii(row.currency);
  BAYON_TRY_VOID(wallet->add("currency", asset));
  BAYON_TRY_VOID(wallet->add("name", row.label));
  BAYON_TRY_VOID(wallet->add("keywords", lower_ascii(row.category)));
  BAYON_TRY_VOID(add_abuse(row.abuse, *wallet));
  if (row.sanctioned) BAYON_TRY_VOID(wallet->add("topics", "sanction"));
  BAYON_TRY_VOID(wallet->add("publisher", row.pack));
  BAYON_TRY_VOID(wallet->add("modifiedAt", row.modified));
  if (!row.confidence.empty()) {
    BAYON_TRY_VOID(wallet->add("notes", fmt::format("confidence: {}", row.confidence)));
  }
  if (check_address(address, asset) == AddressCheck::fails) {
    BAYON_TRY_VOID(wallet->add_note("checksum fails"));
  }
  return add_holder(row.holder, *wallet, out);
}

}  // namespace bayon::source::wallet_list
