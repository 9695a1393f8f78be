#include "bayon/source/ledger_csv/detail/batch_parser.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/source/ledger_csv/detail/decimal.hpp"
#include "bayon/source/reading/account_key.hpp"
#include "bayon/source/reading/entity_builder.hpp"

namespace bayon::source::ledger_csv::detail {

namespace {

// Twice the longest that payments and chains use: a signature of a transaction and a log index.
constexpr std::size_t reference_bytes_max = 200;

// As trim, without a call where there is nothing to do.
std::string_view bare(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  return text.empty() || (!blank(text.front()) && !blank(text.back())) ? text : trim(text);
}

bool only_ascii(std::string_view text) {
  std::uint64_t all = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    all |= word;
  }
  for (; at < text.size(); ++at) all |= static_cast<std::uint64_t>(text[at]) & 0x80;
  return (all & 0x8080808080808080ULL) == 0;
}

// "0x" or "0X", or the "\x" of database exports.
bool hexadecimal(std::string_view text) {
  return text.size() > 2 && (text[0] == '0' || text[0] == '\\') &&
         (text[1] == 'x' || text[1] == 'X');
}

char* append(std::string_view text, char* at) {
  if (text.empty()) return at;
  std::memcpy(at, text.data(), text.size());
  return at + text.size();
}

char* append_hexadecimal(std::string_view text, char* at) {
  *at++ = '0';
  return std::transform(text.begin() + 1, text.end(), at, [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
}

// One blank where the name has several or a line break, so that it is one name however it is set.
std::string_view single_blanks(std::string_view name, TextArena& texts) {
  char* const start = texts.room(name.size());
  char* at = start;
  for (const char c : name) {
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (blank && at != start && at[-1] == ' ') continue;
    *at++ = blank ? ' ' : c;
  }
  return {start, static_cast<std::size_t>(at - start)};
}

constexpr std::uint64_t last_sequence = std::uint64_t{1} << 62;

// "500.000" is five hundred, or half a million where the point parts thousands.
bool may_be_thousands(std::string_view text) {
  constexpr std::size_t group = 3;
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.size() > group + 1 && text.size() <= 2 * group + 1 &&
         text[text.size() - group - 1] == '.' && text.find('.') == text.size() - group - 1 &&
         text.front() != '0';
}

reading::CsvOptions options_of(const ParserSettings& settings) {
  reading::CsvOptions out;
  out.delimiter = settings.mapping.delimiter;
  out.columns = settings.columns.count;
  out.one_line = settings.columns.one_line;
  out.record_bytes_max = settings.bounds.line_bytes_max;
  return out;
}

}  // namespace

void ParsedBatch::clear() {
  records = zero = rounded = implied_fees = open_end_line = 0;
  flows.clear();
  rejects.clear();
  holders.clear();
  assets.clear();
  texts.clear();
}

BatchParser::BatchParser(const ParserSettings& settings)
    : settings_(settings),
      scanner_(options_of(settings)),
      times_(settings.mapping),
      assets_(settings.mapping) {}

void BatchParser::parse(const reading::RecordBatch& batch, std::uint64_t header_line,
                        ParsedBatch& out) {
  out.clear();
  out_ = &out;
  assets_.clear();
  scanner_.start(batch);
  reading::CsvRecord record;
  while (scanner_.next(record)) {
    if (record.line <= header_line) [[unlikely]]
      continue;
    ++out.records;
    if (record.open_end) [[unlikely]]
      out.open_end_line = record.line;
    if (record.fault) [[unlikely]] {
      out.rejects.push_back(reading::reject_of(record, settings_.file));
      continue;
    }
    ParsedFlow& row = out.flows.emplace_back();
    row.line = record.line;
    rounded_ = implied_fee_ = false;
    if (!parse_row(record.fields, row)) [[unlikely]] {
      out.flows.pop_back();
      out.rejects.push_back({settings_.file, record.line, std::move(fault_.column), fault_.code,
                             std::move(fault_.detail)});
      continue;
    }
    out.rounded += rounded_ ? 1 : 0;
    out.implied_fees += implied_fee_ ? 1 : 0;
    holders(record.fields, row);
    if (row.flow.paid.amount == 0) {
      ++out.zero;
      out.flows.pop_back();
    }
  }
}

bool BatchParser::parse_row(Fields fields, ParsedFlow& row) {
  const BoundColumns& columns = settings_.columns;
  model::FlowView& flow = row.flow;
  auto at = times_.read(time_text(fields));
  if (!at.ok()) return refuse(columns.time, std::move(at).error());
  flow.at = *at;
  Money sums;
  if (settings_.mapping.sides != Sides::from_to) {
    if (!statement(fields, flow, sums)) return false;
  } else if (!account(fields, columns.from, flow.from, from_number_) ||
             !account(fields, columns.to, flow.to, to_number_) || !money(fields, sums)) {
    return false;
  }
  if (!sequence(fields, flow.sequence)) return false;
  if (settings_.mapping.newest_first) flow.sequence = last_sequence - row.line;
  flow.paid = sums.paid;
  flow.received = sums.received;
  flow.fee = sums.fee;
  if (columns.kind.present() &&
      !clean_text(join(fields, columns.kind, {}), columns.kind, flow.kind)) {
    return false;
  }
  return reference(fields, row);
}

// Date and time of day may stand in columns of their own.
std::string_view BatchParser::time_text(Fields fields) {
  const auto& at = settings_.columns.time.at;
  if (at.size() == 1) return bare(fields[at.front()]);
  composed_time_ = bare(fields[at.front()]);
  for (std::size_t i = 1; i < at.size(); ++i) (composed_time_ += ' ') += bare(fields[at[i]]);
  return composed_time_;
}

// A row of one account's statement: how much, which way, and who is on the other side.
bool BatchParser::statement(Fields fields, model::FlowView& flow, Money& out) {
  const BoundColumns& columns = settings_.columns;
  if (!asset(fields, columns.asset, out.paid.asset)) return false;
  if (!side(fields, out.paid.asset, out.paid.amount)) return false;
  out.received = out.paid;
  std::string_view own = settings_.own_account, own_number, other, other_number;
  if (own.empty() && !account(fields, columns.own_account, own, own_number)) return false;
  if (!counterparty(fields, other, other_number)) return false;
  flow.from = own_pays_ ? own : other;
  flow.to = own_pays_ ? other : own;
  (own_pays_ ? to_number_ : from_number_) = other_number;
  return true;
}

// Which way the money went, in own_pays_, and how much, without a sign.
bool BatchParser::side(Fields fields, std::uint16_t asset, Amount& out) {
  const BoundColumns& columns = settings_.columns;
  const Mapping& mapping = settings_.mapping;
  if (mapping.sides == Sides::columns) return side_by_column(fields, asset, out);
  const std::string_view text = bare(fields[columns.amount.at.front()]);
  if (mapping.sides == Sides::sign) {
    if (!number(text, columns.amount, asset, out)) return false;
    own_pays_ = out < 0;
    if (own_pays_) out = -out;
    return true;
  }
  const std::string_view word = bare(fields[columns.direction.at.front()]);
  const auto among = [&](const std::vector<std::string>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  own_pays_ = among(mapping.debit_words);
  if (!own_pays_ && !among(mapping.credit_words)) {
    return refuse(
        columns.direction, errors::amount_no_direction,
        fmt::format("'{}' is no word of debit_words or credit_words", word.substr(0, 40)));
  }
  return amount(text, columns.amount, asset, out);
}

// Exactly one of debit and credit says something; where a bank fills both, the other says zero.
bool BatchParser::side_by_column(Fields fields, std::uint16_t asset, Amount& out) {
  const BoundColumns& columns = settings_.columns;
  const std::string_view debit = bare(fields[columns.debit.at.front()]);
  const std::string_view credit = bare(fields[columns.credit.at.front()]);
  Amount paid_out = 0, paid_in = 0;
  if (debit.empty() && credit.empty()) {
    return refuse(columns.debit, errors::amount_no_direction, "neither debit nor credit is there");
  }
  if (!debit.empty() && !debited(debit, asset, paid_out)) return false;
  if (!credit.empty() && !amount(credit, columns.credit, asset, paid_in)) return false;
  if (paid_out != 0 && paid_in != 0) {
    return refuse(columns.debit, errors::amount_no_direction,
                  fmt::format("a debit of '{}' and a credit of '{}'", debit.substr(0, 40),
                              credit.substr(0, 40)));
  }
  own_pays_ = paid_out != 0;
  out = own_pays_ ? paid_out : paid_in;
  return true;
}

bool BatchParser::debited(std::string_view text, std::uint16_t asset, Amount& out) {
  const Bound& column = settings_.columns.debit;
  if (!settings_.mapping.debit_minus) return amount(text, column, asset, out);
  if (!number(text, column, asset, out)) return false;
  if (out > 0) {
    return refuse(column, errors::amount_no_direction,
                  fmt::format("a debit of '{}', without the minus of debit_minus", bare(text)));
  }
  out = -out;
  return true;
}

// Who is not named is kept as two accounts, one that is paid and one that pays: else the money of
// one stranger would seem to come back from another.
bool BatchParser::counterparty(Fields fields, std::string_view& key, std::string_view& number) {
  const Bound& column = settings_.columns.counterparty;
  unnamed_ = settings_.mapping.keep_unnamed &&
             std::any_of(column.at.begin(), column.at.end(),
                         [&](std::size_t index) { return bare(fields[index]).empty(); });
  if (!unnamed_) return account(fields, column, key, number);
  key =
      out_->texts.copy(settings_.dataset_prefix + (own_pays_ ? "unnamed payee" : "unnamed payer"));
  return true;
}

// The parts of a column group behind `prefix`, with colons between; empty when a part is.
std::string_view BatchParser::join(Fields fields, const Bound& column, std::string_view prefix) {
  std::size_t size = prefix.size() + column.at.size() - 1;
  for (const std::size_t index : column.at) {
    const auto part = bare(fields[index]);
    if (part.empty()) return {};
    size += part.size();
  }
  char* const start = out_->texts.room(size);
  char* at = append(prefix, start);
  for (std::size_t i = 0; i < column.at.size(); ++i) {
    if (i != 0) *at++ = ':';
    const auto part = bare(fields[column.at[i]]);
    const bool fold = settings_.mapping.fold_hex && hexadecimal(part);
    at = fold ? append_hexadecimal(part, at) : append(part, at);
  }
  return {start, size};
}

bool BatchParser::account(Fields fields, const Bound& column, std::string_view& key,
                          std::string_view& number) {
  const bool clean = std::all_of(column.at.begin(), column.at.end(), [&](std::size_t index) {
    return reading::is_account_key(bare(fields[index]));
  });
  if (clean) {
    key = join(fields, column, settings_.account_prefix);
  } else if (!clean_account(fields, column, key)) {
    return false;
  }
  if (key.size() > reading::entity_id_bytes_max) {
    return refuse(column, errors::value_too_long,
                  fmt::format("an account of {} bytes, of {} at most", key.size(),
                              reading::entity_id_bytes_max));
  }
  number = key.substr(settings_.account_prefix.size());
  return true;
}

// The key of an account of which a part is not set as keys are.
bool BatchParser::clean_account(Fields fields, const Bound& column, std::string_view& key) {
  std::string joined = settings_.account_prefix;
  for (std::size_t i = 0; i < column.at.size(); ++i) {
    auto part = reading::account_key(fields[column.at[i]]);
    if (!part.ok()) return refuse(column, std::move(part).error());
    if (part->empty()) return refuse(column, errors::csv_missing_value);
    if (i != 0) joined += ':';
    const bool fold = settings_.mapping.fold_hex && hexadecimal(*part);
    joined += fold ? "0" + lower_ascii(std::string_view(*part).substr(1)) : *part;
  }
  key = out_->texts.copy(joined);
  return true;
}

bool BatchParser::money(Fields fields, Money& out) {
  const BoundColumns& columns = settings_.columns;
  if (!asset(fields, columns.asset, out.paid.asset)) return false;
  const std::uint16_t asset = out.paid.asset;
  if (!amount(fields[columns.amount.at.front()], columns.amount, asset, out.paid.amount)) {
    return false;
  }
  if (columns.fee.present() && !bare(fields[columns.fee.at.front()]).empty() &&
      !amount(fields[columns.fee.at.front()], columns.fee, asset, out.fee)) {
    return false;
  }
  if (settings_.mapping.fee_on_top) {
    const auto sum = checked_add(out.paid.amount, out.fee);
    if (!sum) return refuse(columns.amount, errors::amount_out_of_range);
    out.paid.amount = *sum;
  }
  if (out.fee > out.paid.amount) {
    return refuse(columns.fee, errors::amount_fee_above, "the fee is larger than the amount");
  }
  out.received = {out.paid.asset, out.paid.amount - out.fee};
  if (!columns.received_amount.present() ||
      bare(fields[columns.received_amount.at.front()]).empty()) {
    return true;
  }
  return received(fields, out);
}

// What the ledger itself says arrived.
bool BatchParser::received(Fields fields, Money& out) {
  const BoundColumns& columns = settings_.columns;
  model::Quantity arrived{out.paid.asset, 0};
  if (columns.received_asset.present() && !asset(fields, columns.received_asset, arrived.asset)) {
    return false;
  }
  if (!amount(fields[columns.received_amount.at.front()], columns.received_amount, arrived.asset,
              arrived.amount)) {
    return false;
  }
  if (arrived.asset == out.paid.asset && arrived.amount != out.received.amount) {
    if (arrived.amount > out.paid.amount) {
      return refuse(columns.received_amount, errors::amount_received_above,
                    "more arrives than is paid");
    }
    out.fee = out.paid.amount - arrived.amount;
    implied_fee_ = true;
  }
  out.received = arrived;
  return true;
}

bool BatchParser::asset(Fields fields, const Bound& column, std::uint16_t& out) {
  const Bound& places = settings_.columns.asset_exponent;
  const std::string_view text =
      column.present() ? bare(fields[column.at.front()]) : settings_.mapping.asset_is;
  const std::string_view exponent = places.present() ? bare(fields[places.at.front()]) : "";
  auto number = assets_.number(text, exponent, out_->assets);
  if (!number.ok()) return refuse(column, std::move(number).error());
  out = *number;
  return true;
}

bool BatchParser::amount(std::string_view text, const Bound& column, std::uint16_t asset,
                         Amount& out) {
  if (!number(text, column, asset, out)) return false;
  if (out < 0) return refuse(column, errors::amount_negative, fmt::format("'{}'", bare(text)));
  return true;
}

bool BatchParser::number(std::string_view text, const Bound& column, std::uint16_t asset,
                         Amount& out) {
  text = bare(text);
  if (text.empty()) return refuse(column, errors::csv_missing_value);
  const model::Asset& of = out_->assets[asset];
  auto read = decimal(text, of.exponent);
  if (!read.ok() && worn_.strip(text, of.code, worn_amount_)) {
    read = decimal(worn_amount_, of.exponent);
  }
  if (!read.ok()) return refuse(column, std::move(read).error());
  out = *read;
  return true;
}

Result<Amount> BatchParser::decimal(std::string_view text, int exponent) {
  if (!settings_.mapping.marks.plain()) {
    BAYON_TRY_VOID(plain_decimal(text, settings_.mapping.marks, plain_amount_));
    text = plain_amount_;
  }
  const int places = settings_.mapping.smallest_unit ? 0 : exponent;
  BAYON_TRY(const Amount out, settings_.mapping.round ? read_decimal_rounded(text, places, rounded_)
                                                      : read_decimal(text, places));
  constexpr int group = 3;
  const NumberMarks& marks = settings_.mapping.marks;
  if (!marks.decimal_said && marks.group == 0 && !settings_.mapping.round && exponent < group &&
      may_be_thousands(text)) [[unlikely]] {
    return fail(errors::amount_malformed,
                fmt::format("'{}' may be meant with thousands: name decimal_mark in the mapping",
                            text.substr(0, 60)));
  }
  return out;
}

// Several columns make one number: 24 bits for each after the first.
bool BatchParser::sequence(Fields fields, std::uint64_t& out) {
  constexpr std::uint64_t step = std::uint64_t{1} << 24;
  const Bound& column = settings_.columns.sequence;
  for (std::size_t i = 0; i < column.at.size(); ++i) {
    auto part = read_count(bare(fields[column.at[i]]));
    if (!part.ok()) return refuse(column, std::move(part).error());
    if (i != 0 && (*part >= step || out >= (std::uint64_t{1} << 63) / step)) {
      return refuse(column, errors::number_malformed, fmt::format("'{}' is too large", *part));
    }
    out = out * step + *part;
  }
  return true;
}

bool BatchParser::reference(Fields fields, ParsedFlow& row) {
  const Bound& column = settings_.columns.reference;
  const Mapping& mapping = settings_.mapping;
  if (!column.present()) return true;
  if (!clean_text(join(fields, column, {}), column, row.flow.reference)) return false;
  if (row.flow.reference.size() > reference_bytes_max) {
    return refuse(column, errors::value_too_long,
                  fmt::format("a reference of {} bytes, of {} at most", row.flow.reference.size(),
                              reference_bytes_max));
  }
  const auto& kinds = mapping.global_kinds;
  row.flow.reference_global = !row.flow.reference.empty() &&
                              (mapping.references_global ||
                               std::find(kinds.begin(), kinds.end(), row.flow.kind) != kinds.end());
  return true;
}

// `text` lies in the arena or gets there only when it has to be composed.
bool BatchParser::compose(const Bound& column, std::string_view& text) {
  if (only_ascii(text)) return true;
  auto composed = nfc(text);
  if (!composed.ok()) return refuse(column, std::move(composed).error());
  text = out_->texts.copy(*composed);
  return true;
}

bool BatchParser::clean_text(std::string_view text, const Bound& column, std::string_view& out) {
  if (text.size() > settings_.bounds.value_bytes_max) {
    return refuse(column, errors::value_too_long, fmt::format("{} bytes", text.size()));
  }
  out = text;
  return compose(column, out);
}

void BatchParser::holders(Fields fields, const ParsedFlow& row) {
  const auto add = [&](const Bound& column, std::string_view account, std::string_view number) {
    if (!column.present()) return;
    const auto name = bare(fields[column.at.front()]);
    if (!name.empty()) {
      out_->holders.push_back({row.line, account, number, single_blanks(name, out_->texts)});
    }
  };
  add(settings_.columns.from_name, row.flow.from, from_number_);
  add(settings_.columns.to_name, row.flow.to, to_number_);
  if (settings_.mapping.sides == Sides::from_to || unnamed_) return;
  add(settings_.columns.counterparty_name, own_pays_ ? row.flow.to : row.flow.from,
      own_pays_ ? to_number_ : from_number_);
}

bool BatchParser::refuse(const Bound& column, ErrorCode code, std::string detail) {
  fault_ = {code, std::move(detail), column.name};
  return false;
}

bool BatchParser::refuse(const Bound& column, Error error) {
  return refuse(column, error.code, std::move(error.detail));
}

}  // namespace bayon::source::ledger_csv::detail
