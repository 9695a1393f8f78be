#include "bayon/source/victim_reports/format.hpp"

#include <array>
#include <optional>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "bayon/base/amount.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/base/instant.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/asset.hpp"
#include "bayon/source/reading/account_key.hpp"
#include "bayon/source/reading/byte_stream.hpp"
#include "bayon/source/reading/csv.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/header_table.hpp"
#include "bayon/source/reading/named_fields.hpp"

namespace bayon::source::victim_reports {

namespace {

using reading::EntityBuilder;
using reading::EntityRecord;

enum Column : std::size_t {
  victim_id,
  victim_name,
  amount,
  asset,
  paid_at,
  own_account,
  to_account,
  phone,
  website,
  reference,
  report_id,
  agency,
  reported,
  column_count
};

constexpr std::array<reading::KnownColumn, column_count> columns{{
    {"victim_id", true, {}},
    {"victim_name", false, {"name"}, true},
    {"amount", true, {}},
    {"asset", true, {"currency"}},
    {"paid_at", true, {"date", "time"}},
    {"own_account", false, {"victim_account"}},
    {"to_account", false, {"to_wallet", "wallet"}},
    {"phone", false, {"to_phone"}},
    {"website", false, {"to_website", "site"}},
    {"reference", false, {"txid", "uetr"}},
    {"report_id", false, {}},
    {"agency", false, {}, true},
    {"reported", false, {"reported_at"}},
}};

Failure refuse(Column column, ErrorCode code, std::string detail = {}) {
  return fail(code, std::move(detail), Place{{}, 0, std::string(columns[column].name)});
}

Failure in_column(Column column, Error error) {
  return refuse(column, error.code, std::move(error.detail));
}

bool hexadecimal(std::string_view account) {
  return account.size() > 2 && account[0] == '0' && (account[1] == 'x' || account[1] == 'X');
}

// The key that ledgers give the account.
Result<std::string> account_key(std::string_view written) {
  BAYON_TRY(std::string key, reading::account_key(written));
  return hexadecimal(key) ? lower_ascii(key) : key;
}

struct When {
  std::string day;       ///< empty: not said
  std::string original;  ///< where a time of day was said
};

class RowReader {
 public:
  RowReader(const std::string& dataset, const reading::NamedFields& fields)
      : dataset_(dataset), fields_(fields) {}

  Result<void> read(const reading::CsvRecord& record, EntityRecord& out) {
    record_ = &record;
    BAYON_TRY_VOID(fields_.check(record));
    if (get(victim_id).empty()) return refuse(victim_id, errors::csv_missing_value);
    BAYON_TRY(const std::string amount_said, read_amount());
    BAYON_TRY(const When paid, read_time(paid_at));
    BAYON_TRY(const When noted, read_time(reported));
    if (get(to_account).empty() && get(phone).empty() && get(website).empty()) {
      return refuse(to_account, errors::csv_missing_value, "nobody is named who was paid");
    }
    const std::string person_id = dataset_ + ":" + std::string(get(victim_id));
    BAYON_TRY_VOID(victim(person_id, out));
    BAYON_TRY(EntityBuilder * payment, out.start(payment_id(), "Payment"));
    BAYON_TRY_VOID(payment->add("payer", person_id));
    BAYON_TRY_VOID(payment->add("amount", amount_said));
    BAYON_TRY_VOID(payment->add("currency", asset_code_));
    BAYON_TRY_VOID(payment->add("date", paid.day, {.original = paid.original}));
    BAYON_TRY_VOID(payment->add("transactionNumber", get(reference)));
    BAYON_TRY_VOID(payment->add("recordId", get(report_id)));
    BAYON_TRY_VOID(payment->add("publisher", get(agency)));
    BAYON_TRY_VOID(payment->add("modifiedAt", noted.day, {.original = noted.original}));
    BAYON_TRY_VOID(accounts(person_id, *payment, out));
    BAYON_TRY_VOID(contact(phone, "phone", *payment, out));
    return contact(website, "website", *payment, out);
  }

 private:
  std::string_view get(Column column) const { return fields_.get(*record_, column); }

  /// The amount in full, "1250.00".
  Result<std::string> read_amount() {
    if (get(asset).empty()) return refuse(asset, errors::csv_missing_value);
    if (get(amount).empty()) return refuse(amount, errors::csv_missing_value);
    auto known = model::find_asset(model::asset_code(get(asset)));
    if (!known.ok()) return in_column(asset, std::move(known).error());
    auto value = parse_amount(get(amount), known->exponent);
    if (!value.ok()) return in_column(amount, std::move(value).error());
    if (*value <= 0)
      return refuse(amount, errors::amount_negative, "a payment is more than nothing");
    asset_code_ = known->code;
    return amount_text(*value, known->exponent);
  }

  Result<When> read_time(Column column) const {
    const auto text = get(column);
    if (text.size() <= 10) {
      if (text.empty()) return When{};
      auto date = parse_date(text);
      if (!date.ok()) return in_column(column, std::move(date).error());
      return When{date->text(), {}};
    }
    auto at = parse_instant(text);
    if (!at.ok()) return in_column(column, std::move(at).error());
    return When{PartialDate::from_day(at->day()).text(), std::string(text)};
  }

  Result<void> victim(const std::string& id, EntityRecord& out) const {
    BAYON_TRY(EntityBuilder * person, out.start(id, "Person"));
    BAYON_TRY_VOID(person->add("name", get(victim_name)));
    return person->add("keywords", "victim");
  }

  // The row's words, and how often they were met before: equal rows are further payments.
  std::string payment_id() {
    std::string words;
    for (const Column column : {victim_id, amount, asset, paid_at, own_account, to_account, phone,
                                website, reference, report_id, agency}) {
      words += get(column);
      words += '\x1f';
    }
    const std::uint64_t before = met_[words]++;
    const std::string report(get(report_id));
    const std::string owner =
        dataset_ + ":" + (report.empty() ? std::string(get(victim_id)) : report);
    return reading::content_id(owner, "payment", {words, std::to_string(before)});
  }

  Result<void> accounts(const std::string& person_id, EntityBuilder& payment,
                        EntityRecord& out) const {
    for (const Column column : {own_account, to_account}) {
      const auto written = get(column);
      if (written.empty()) continue;
      const bool own = column == own_account;
      auto cleaned = account_key(written);
      if (!cleaned.ok()) return in_column(column, std::move(cleaned).error());
      const std::string& key = *cleaned;
      if (key.empty()) continue;
      BAYON_TRY_VOID(payment.add(own ? "payerAccount" : "beneficiaryAccount", key));
      const bool wallet = hexadecimal(key);
      BAYON_TRY(EntityBuilder * account, out.start(key, wallet ? "CryptoWallet" : "BankAccount"));
      BAYON_TRY_VOID(account->add(wallet ? "publicKey" : "accountNumber", key));
      if (!own) continue;
      if (wallet) {
        BAYON_TRY_VOID(account->add("holder", person_id));
        continue;
      }
      BAYON_TRY(EntityBuilder * link,
                out.start(reading::content_id(key, "ownership", {person_id}), "Ownership"));
      BAYON_TRY_VOID(link->add("owner", person_id));
      BAYON_TRY_VOID(link->add("asset", key));
    }
    return {};
  }

  Result<void> contact(Column column, std::string_view property, EntityBuilder& payment,
                       EntityRecord& out) const {
    const auto written = get(column);
    if (written.empty()) return {};
    const std::string id = reading::shared_id("contact", {property, lower_ascii(written)});
    BAYON_TRY(EntityBuilder * entity, out.start(id, "LegalEntity"));
    BAYON_TRY_VOID(entity->add(property, written));
    return payment.add("beneficiary", id);
  }

  const std::string& dataset_;
  const reading::NamedFields& fields_;
  const reading::CsvRecord* record_ = nullptr;
  std::string asset_code_;
  std::unordered_map<std::string, std::uint64_t> met_;
};

Result<void> read(const Request& request, Sink& sink, Progress& progress) {
  for (const InputFile& file : request.files) {
    BAYON_TRY(auto stream, reading::ByteStream::open(file, request.bounds, progress));
    reading::CsvOptions options;
    options.record_bytes_max = request.bounds.line_bytes_max;
    BAYON_TRY(auto table, reading::HeaderTable::open(stream, options));
    BAYON_TRY(const auto fields,
              reading::NamedFields::bind(columns, table.header()).transform_error([&](Error error) {
                error.where.file = file.name;
                return error;
              }));
    table.expect_one_line(fields.one_line());
    sink.begin_file(file.name);
    if (!fields.unread().empty()) {
      sink.remark(fmt::format("{}: columns that are none of a report's were not read: {}",
                              file.name, fields.unread()));
    }
    RowReader rows(request.dataset, fields);
    EntityRecord entities;
    for (;;) {
      BAYON_TRY(const reading::CsvRecord* record, table.next());
      if (record == nullptr) break;
      if (record->fault) {
        BAYON_TRY_VOID(sink.reject(reading::reject_of(*record, file.name)));
        continue;
      }
      auto outcome = rows.read(*record, entities);
      BAYON_TRY_VOID(settle(record->line, file.name, std::move(outcome), entities, sink));
    }
    table.remark_open_end(sink);
    sink.end_file(stream.sha256(), stream.raw_bytes());
    progress.done();
  }
  return {};
}

}  // namespace

const Format& format() {
  static constexpr Format out{
      .name = "victim_reports",
      .kind = Kind::list,
      .summary = "payments that victims reported: who, when, how much, to whom",
      .publisher = "police, hotlines",
      .licence = "the agency's; personal data",
      .cadence = "as reports come in",
      .files = "reports.csv",
      .read = read};
  return out;
}

}  // namespace bayon::source::victim_reports
