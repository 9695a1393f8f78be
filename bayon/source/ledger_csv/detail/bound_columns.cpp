#include "bayon/source/ledger_csv/detail/bound_columns.hpp"

namespace bayon::source::ledger_csv::detail {

namespace {

// The name by which the file calls this column, or nothing.
const std::string* name_there(const Mapping& mapping, const reading::CsvHeader& header,
                              const std::string& name) {
  if (header.find(name)) return &name;
  for (const auto& [column, others] : mapping.aliases) {
    if (column != name) continue;
    for (const auto& other : others) {
      if (header.find(other)) return &other;
    }
  }
  return nullptr;
}

Result<void> bind_group(const Mapping& mapping, const reading::CsvHeader& header,
                        const ColumnNames& names, Bound& out) {
  for (const auto& column : names) {
    const std::string* there = name_there(mapping, header, column.name);
    if (there == nullptr && column.optional) {
      out = Bound{};
      return {};
    }
    BAYON_TRY(out.at.emplace_back(), header.column(there == nullptr ? column.name : *there));
    out.name += out.name.empty() ? column.name : ":" + column.name;
  }
  return {};
}

}  // namespace

Result<BoundColumns> bind(const Mapping& mapping, const reading::CsvHeader& header) {
  struct Group {
    const ColumnNames& names;
    Bound& bound;
  };
  BoundColumns out;
  out.count = header.size();
  const Group groups[] = {
      {mapping.from, out.from},
      {mapping.to, out.to},
      {mapping.from_name, out.from_name},
      {mapping.to_name, out.to_name},
      {mapping.own_account, out.own_account},
      {mapping.counterparty, out.counterparty},
      {mapping.counterparty_name, out.counterparty_name},
      {mapping.debit, out.debit},
      {mapping.credit, out.credit},
      {mapping.direction, out.direction},
      {mapping.amount, out.amount},
      {mapping.asset, out.asset},
      {mapping.asset_exponent, out.asset_exponent},
      {mapping.received_amount, out.received_amount},
      {mapping.received_asset, out.received_asset},
      {mapping.fee, out.fee},
      {mapping.time, out.time},
      {mapping.sequence, out.sequence},
      {mapping.reference, out.reference},
      {mapping.kind, out.kind},
  };
  for (const Group& group : groups) {
    BAYON_TRY_VOID(bind_group(mapping, header, group.names, group.bound));
    // Holders' names and the purpose of a payment are free texts.
    const Bound& bound = group.bound;
    if (&bound == &out.from_name || &bound == &out.to_name || &bound == &out.counterparty_name ||
        &bound == &out.kind) {
      continue;
    }
    out.one_line.insert(out.one_line.end(), bound.at.begin(), bound.at.end());
  }
  return out;
}

}  // namespace bayon::source::ledger_csv::detail
