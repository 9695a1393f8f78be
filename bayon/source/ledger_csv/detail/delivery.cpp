#include "bayon/source/ledger_csv/detail/delivery.hpp"

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/source/reading/entity_builder.hpp"
#include "bayon/source/reading/iban.hpp"

namespace bayon::source::ledger_csv::detail {

namespace {

constexpr std::size_t assets_max = 65'000;  // Quantity::asset has 16 bits

}  // namespace

Result<void> Delivery::number_assets(const ParsedBatch& batch) {
  numbers_.clear();
  for (const model::Asset& asset : batch.assets) {
    auto found = assets_.find(asset);
    if (found == assets_.end()) {
      if (assets_.size() >= assets_max) {
        return fail(errors::asset_unknown, fmt::format("more than {} assets", assets_max));
      }
      found = assets_.emplace(asset, sink_.asset(asset)).first;
    }
    numbers_.push_back(found->second);
  }
  return {};
}

void Delivery::look_for_ibans(const ParsedBatch& batch, std::string_view prefix) {
  if (rows_ != 0 || batch.records == 0) return;
  std::string_view example;
  std::uint64_t count = 0;
  for (const ParsedFlow& row : batch.flows) {
    for (const std::string_view key : {row.flow.from, row.flow.to}) {
      if (!key.starts_with(prefix) || !reading::is_iban(key.substr(prefix.size()))) continue;
      if (count++ == 0) example = key;
    }
  }
  if (count == 0) return;
  sink_.remark(fmt::format(
      "accounts stand as '{}', known to this dataset alone, and {} of the first {} are IBANs: that "
      "reports and other ledgers may name them, set account_scope = \"global\" in the mapping",
      example, count, batch.flows.size() * 2));
}

Result<void> Delivery::deliver(const ParsedBatch& batch, const std::string& account_schema) {
  BAYON_CHECK(batch.records == batch.flows.size() + batch.zero + batch.rejects.size(),
              source.every_row_counted);
  BAYON_TRY_VOID(number_assets(batch));
  auto reject = batch.rejects.begin();
  const auto rejects_before = [&](std::uint64_t line) -> Result<void> {
    for (; reject != batch.rejects.end() && reject->record < line; ++reject) {
      if (reject->code == errors::file_truncated) {
        return fail(reject->code, reject->detail, Place{reject->file, reject->record, {}});
      }
      BAYON_TRY_VOID(sink_.reject(*reject));
    }
    return {};
  };
  for (const ParsedFlow& row : batch.flows) {
    if (reject != batch.rejects.end()) BAYON_TRY_VOID(rejects_before(row.line));
    model::FlowView flow = row.flow;
    flow.paid.asset = numbers_[flow.paid.asset];
    flow.received.asset = numbers_[flow.received.asset];
    if (last_at_ && flow.at != *last_at_) ++(flow.at < *last_at_ ? earlier_ : later_);
    last_at_ = flow.at;
    sink_.flow(row.line, flow);
  }
  BAYON_TRY_VOID(rejects_before(~std::uint64_t{0}));
  for (const Holder& holder : batch.holders) {
    if (held_.insert(table_hash(holder.account), table_hash(holder.name))) {
      BAYON_TRY_VOID(state_holder(holder, account_schema));
    }
  }
  sink_.accepted(batch.flows.size() + batch.zero);
  rows_ += batch.records;
  zero_ += batch.zero;
  rounded_ += batch.rounded;
  implied_fees_ += batch.implied_fees;
  return {};
}

// A bank account is an asset that someone owns; a wallet names its holder itself.
Result<void> Delivery::state_holder(const Holder& holder, const std::string& account_schema) {
  using reading::content_id;
  using reading::EntityBuilder;
  const std::string owner_id = content_id(holder.account, "holder", {holder.name});
  BAYON_TRY(auto owner, EntityBuilder::start(owner_id, "LegalEntity"));
  BAYON_TRY_VOID(owner.add("name", holder.name));
  BAYON_TRY(auto account, EntityBuilder::start(holder.account, account_schema));
  if (account_schema == "CryptoWallet") {
    BAYON_TRY_VOID(account.add("publicKey", holder.number));
    BAYON_TRY_VOID(account.add("holder", owner_id));
  } else {
    BAYON_TRY_VOID(account.add("accountNumber", holder.number));
  }
  account.emit(holder.line, sink_);
  owner.emit(holder.line, sink_);
  if (account_schema == "CryptoWallet") return {};
  BAYON_TRY(auto link, EntityBuilder::start(content_id(holder.account, "ownership", {holder.name}),
                                            "Ownership"));
  BAYON_TRY_VOID(link.add("owner", owner_id));
  BAYON_TRY_VOID(link.add("asset", holder.account));
  link.emit(holder.line, sink_);
  return {};
}

void Delivery::finish_file(const std::string& name, const Mapping& mapping) {
  if (mapping.sequence.empty() && !mapping.newest_first && earlier_ > 0 && later_ == 0) {
    sink_.remark(fmt::format(
        "{}: rows stand from the newest to the oldest; of those of one instant the first is taken "
        "for the earliest: rows = \"newest_first\" in the mapping turns that round",
        name));
  }
  if (mapping.newest_first && later_ > 0 && earlier_ == 0) {
    sink_.remark(
        fmt::format("{}: the mapping says rows = \"newest_first\", but they stand from the oldest "
                    "to the newest",
                    name));
  }
  earlier_ = later_ = 0;
  last_at_.reset();
}

void Delivery::finish() {
  const auto say = [&](std::uint64_t count, std::string_view what) {
    if (count != 0) sink_.remark(fmt::format("{} of {} rows {}", count, rows_, what));
  };
  say(zero_, "moved nothing (value zero) and were left out: such rows serve to plant addresses");
  say(rounded_, "had amounts finer than the asset's smallest unit, rounded half to even");
  say(implied_fees_, "received less than was paid: the difference counts as a fee");
}

}  // namespace bayon::source::ledger_csv::detail
