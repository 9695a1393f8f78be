#include "bayon/source/scenario/detail/ledger_writer.hpp"

#include <algorithm>
#include <utility>

#include "bayon/base/partial_date.hpp"

namespace bayon::source::scenario {

Transfer transfer_of(const World& world, std::uint32_t event) {
  const Event& e = world.events()[event];
  return {world.accounts()[e.from].party,
          world.accounts()[e.to].party,
          e.at_ms,
          e.amount,
          e.fee,
          event,
          e.kind};
}

References::References(const Scribe& scribe, const Scenario& scenario)
    : scribe_(scribe),
      start_ms_(scenario.period.start.nanos / 1'000'000),
      first_block_(static_cast<std::uint64_t>(scenario.chain.first_block)),
      block_ms_(static_cast<std::uint64_t>(scenario.chain.block_ms)) {}

void References::write(RowBuffer& out, const Transfer& transfer) const {
  if (at_bank(transfer.from)) return scribe_.uetr(out, transfer.number);
  if (transfer.from.place == Venue::custody && transfer.to.place == Venue::custody) {
    out.text("INT-");
    return out.padded(transfer.number, 14);
  }
  scribe_.transaction_hash(out, transfer.number);
  out.put(':');
  out.number(log_index(transfer.at_ms));
}

std::string References::text(const Transfer& transfer) const {
  RowBuffer out(128);
  write(out, transfer);
  return std::string(out.view());
}

Result<Sheet> Sheet::create(const std::filesystem::path& folder, const std::string& name,
                            std::string_view header) {
  BAYON_TRY(FileWriter writer, FileWriter::create(folder / name));
  Sheet sheet(std::move(writer), name);
  if (!header.empty()) {
    RowBuffer& row = sheet.row(header.size() + 1);
    row.text(header);
    row.put('\n');
  }
  return sheet;
}

void Sheet::flush() {
  if (!failure_) {
    if (auto written = writer_.append(rows_.view()); !written)
      failure_ = std::move(written).error();
  }
  rows_.clear();
}

Result<WorldSummary::File> Sheet::finish() {
  flush();
  if (failure_) return fail(*failure_);
  const WorldSummary::File out{name_, count_, writer_.size()};
  // What the same scenario makes again need not survive a power cut.
  BAYON_TRY_VOID(writer_.publish_unsynced());
  return out;
}

void Stamp::seconds(RowBuffer& out, std::int64_t at_ms) {
  const std::int64_t day = at_ms / day_ms;
  if (day != day_) {
    day_ = day;
    day_text_ = PartialDate::from_day(static_cast<Day>(day)).text() + 'T';
  }
  const auto second = static_cast<std::uint64_t>(at_ms % day_ms / second_ms);
  out.text(day_text_);
  out.padded(second / 3'600, 2);
  out.put(':');
  out.padded(second / 60 % 60, 2);
  out.put(':');
  out.padded(second % 60, 2);
}

void Stamp::milliseconds(RowBuffer& out, std::int64_t at_ms) {
  seconds(out, at_ms);
  out.put('.');
  out.padded(static_cast<std::uint64_t>(at_ms % second_ms), 3);
}

std::string bank_file(std::uint64_t bank) {
  return std::string("bank_") + static_cast<char>('a' + bank) + ".csv";
}

LedgerWriter::LedgerWriter(const World& world, Sheet chain, Sheet exchange,
                           std::vector<Sheet> banks)
    : world_(&world),
      references_(world.scribe(), world.scenario()),
      hot_(world.accounts()[world.hot()].party),
      chain_(std::move(chain)),
      exchange_(std::move(exchange)),
      banks_(std::move(banks)) {}

Result<LedgerWriter> LedgerWriter::create(const std::filesystem::path& folder, const World& world) {
  BAYON_TRY(Sheet chain,
            Sheet::create(folder, "chain.csv",
                          "block_timestamp,block_number,transaction_hash,log_index,from_address,"
                          "to_address,value,token_symbol,token_decimals,fee"));
  BAYON_TRY(Sheet exchange,
            Sheet::create(folder, "exchange.csv", "time,from,to,amount,asset,fee,reference,kind"));
  std::vector<Sheet> banks;
  for (std::int64_t bank = 0; bank < world.scenario().banks.count; ++bank) {
    BAYON_TRY(Sheet sheet, Sheet::create(folder, bank_file(static_cast<std::uint64_t>(bank)),
                                         "booking_time,debtor_account,debtor_name,creditor_account,"
                                         "creditor_name,amount,currency,fee,uetr,purpose"));
    banks.push_back(std::move(sheet));
  }
  return LedgerWriter(world, std::move(chain), std::move(exchange), std::move(banks));
}

void LedgerWriter::write(const Transfer& transfer) {
  const Party &from = transfer.from, &to = transfer.to;
  if (at_bank(from)) {
    write_bank(banks_[from.bank], transfer);
    if (to.place == Venue::bank && to.bank != from.bank) write_bank(banks_[to.bank], transfer);
    return;
  }
  const bool from_custody = from.place == Venue::custody, to_custody = to.place == Venue::custody;
  if (!from_custody || !to_custody) {
    Party seen_to = to;
    if (to_custody) seen_to.place = Venue::deposit;
    write_chain(transfer, from_custody ? hot_ : from, seen_to);
  }
  if (from_custody || to_custody) write_exchange(transfer);
}

void LedgerWriter::write_chain(const Transfer& transfer, const Party& from, const Party& to) {
  const Scribe& scribe = world_->scribe();
  RowBuffer& row = chain_.row();
  chain_stamp_.milliseconds(row, transfer.at_ms);
  row.text("Z,");
  row.number(references_.block(transfer.at_ms));
  row.put(',');
  scribe.transaction_hash(row, transfer.number);
  row.put(',');
  row.number(references_.log_index(transfer.at_ms));
  row.put(',');
  scribe.key(row, from);
  row.put(',');
  scribe.key(row, to);
  row.put(',');
  row.number(static_cast<std::uint64_t>(transfer.amount));
  row.text(",USDT,6,");
  row.number(static_cast<std::uint64_t>(transfer.fee));
  chain_.end_row();
}

void LedgerWriter::write_exchange(const Transfer& transfer) {
  RowBuffer& row = exchange_.row();
  chain_stamp_.milliseconds(row, transfer.at_ms);
  row.text("Z,");
  world_->scribe().key(row, transfer.from);
  row.put(',');
  world_->scribe().key(row, transfer.to);
  row.put(',');
  row.decimal(transfer.amount, token_places);
  row.text(",USDT,");
  row.decimal(transfer.fee, token_places);
  row.put(',');
  references_.write(row, transfer);
  row.put(',');
  row.text(kind_name(transfer.kind));
  exchange_.end_row();
}

void LedgerWriter::write_bank(Sheet& sheet, const Transfer& transfer) {
  const Scribe& scribe = world_->scribe();
  RowBuffer& row = sheet.row();
  bank_stamp_.seconds(row, transfer.at_ms);
  row.text("Z,");
  scribe.key(row, transfer.from);
  row.put(',');
  scribe.name(row, transfer.from);
  row.put(',');
  scribe.key(row, transfer.to);
  row.put(',');
  scribe.name(row, transfer.to);
  row.put(',');
  row.decimal(transfer.amount, dollar_places);
  row.text(",USD,");
  row.decimal(transfer.fee, dollar_places);
  row.put(',');
  scribe.uetr(row, transfer.number);
  row.put(',');
  row.text(kind_name(transfer.kind));
  sheet.end_row();
}

bool LedgerWriter::failed() const {
  return chain_.failed() || exchange_.failed() ||
         std::any_of(banks_.begin(), banks_.end(), [](const Sheet& s) { return s.failed(); });
}

Result<void> LedgerWriter::finish(std::vector<WorldSummary::File>& files) {
  for (Sheet& sheet : banks_) {
    BAYON_TRY(files.emplace_back(), sheet.finish());
  }
  BAYON_TRY(files.emplace_back(), chain_.finish());
  BAYON_TRY(files.emplace_back(), exchange_.finish());
  return {};
}

}  // namespace bayon::source::scenario
