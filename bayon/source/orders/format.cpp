#include "bayon/source/orders/format.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <unordered_set>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/asset.hpp"
#include "bayon/model/rule.hpp"
#include "bayon/model/territory.hpp"
#include "bayon/source/reading/byte_stream.hpp"
#include "bayon/source/reading/csv.hpp"
#include "bayon/source/reading/header_table.hpp"
#include "bayon/source/reading/named_fields.hpp"

namespace bayon::source::orders {

namespace {

enum Column : std::size_t {
  id,
  goods,
  classification,
  jurisdiction,
  end_use,
  destination,
  value,
  currency,
  filed,
  shipped,
  entered,
  paid,
  // Three for each role: name, country, kind.
  exporter,
  exporter_country,
  exporter_kind,
  consignee,
  consignee_country,
  consignee_kind,
  end_user,
  end_user_country,
  end_user_kind,
  intermediary,
  intermediary_country,
  intermediary_kind,
  purchaser,
  purchaser_country,
  purchaser_kind,
  column_count
};

constexpr std::array<reading::KnownColumn, column_count> columns{{
    {"id", true, {"order_id"}},
    {"goods", true, {}, true},
    {"classification", true, {"eccn", "usml"}},
    {"jurisdiction", false, {}},
    {"end_use", false, {}, true},
    {"destination", true, {"country"}},
    {"value", false, {}},
    {"currency", false, {}},
    {"filed", false, {}},
    {"shipped", false, {}},
    {"entered", false, {}},
    {"paid", false, {}},
    {"exporter", false, {}, true},
    {"exporter_country", false, {}},
    {"exporter_kind", false, {}},
    {"consignee", false, {}, true},
    {"consignee_country", false, {}},
    {"consignee_kind", false, {}},
    {"end_user", false, {}, true},
    {"end_user_country", false, {}},
    {"end_user_kind", false, {}},
    {"intermediary", false, {}, true},
    {"intermediary_country", false, {}},
    {"intermediary_kind", false, {}},
    {"purchaser", false, {}, true},
    {"purchaser_country", false, {}},
    {"purchaser_kind", false, {}},
}};
// As long as the id of an entity may be.
constexpr std::size_t id_bytes_max = 200;
constexpr std::array<std::string_view, 2> jurisdictions{"EAR", "ITAR"};

constexpr std::array roles{exporter, consignee, end_user, intermediary, purchaser};

Failure refuse(Column column, ErrorCode code, std::string detail = {}) {
  return fail(code, std::move(detail), Place{{}, 0, std::string(columns[column].name)});
}
Failure in_column(Column column, Error error) {
  return refuse(column, error.code, std::move(error.detail));
}

class RowReader {
 public:
  RowReader(const reading::NamedFields& fields, const Bounds& bounds)
      : fields_(fields), bounds_(bounds) {}

  Result<model::Order> read(const reading::CsvRecord& record) {
    record_ = &record;
    BAYON_TRY_VOID(fields_.check(record));
    model::Order out;
    BAYON_TRY(out.id, text(id));
    BAYON_TRY(out.goods, text(goods));
    BAYON_TRY(out.classification, text(classification));
    if (out.id.empty()) return refuse(id, errors::order_malformed, "an order needs an id");
    if (out.id.size() > id_bytes_max) return refuse(id, errors::value_too_long);
    if (out.goods.empty() && out.classification.empty()) {
      return refuse(goods, errors::order_malformed, "neither goods nor a classification are named");
    }
    BAYON_TRY(out.jurisdiction, word(jurisdiction, jurisdictions));
    BAYON_TRY(out.end_use, text(end_use));
    out.end_use = lower_ascii(out.end_use);
    BAYON_TRY(out.destination, country(destination));
    if (out.destination.empty()) {
      return refuse(destination, errors::order_malformed, "an order needs a destination");
    }
    BAYON_TRY_VOID(parties(out));
    BAYON_TRY_VOID(money(out));
    BAYON_TRY(out.filed, date(filed));
    BAYON_TRY(out.shipped, date(shipped));
    BAYON_TRY(out.entered, date(entered));
    BAYON_TRY(out.paid, date(paid));
    if (!ids_.insert(out.id).second) {
      return refuse(id, errors::order_malformed, fmt::format("'{}' is given twice", out.id));
    }
    return out;
  }

 private:
  std::string_view get(std::size_t column) const { return fields_.get(*record_, column); }

  Result<std::string> text(Column column) const {
    const auto written = get(column);
    if (written.size() > bounds_.value_bytes_max) {
      return refuse(column, errors::value_too_long, fmt::format("{} bytes", written.size()));
    }
    auto composed = nfc(written);
    if (!composed.ok()) return in_column(column, std::move(composed).error());
    return composed;
  }

  // One of `words`, however its letters are set; empty where nothing is said.
  Result<std::string> word(Column column, std::span<const std::string_view> words) const {
    const auto written = get(column);
    if (written.empty()) return std::string();
    std::string known;
    for (const auto each : words) {
      if (equal_ascii_case(written, each)) return std::string(each);
      known += fmt::format("{}{}", known.empty() ? "" : ", ", each);
    }
    return refuse(column, errors::order_malformed,
                  fmt::format("'{}' is none of {}", written.substr(0, 40), known));
  }

  Result<std::string> country(Column column) const {
    const auto written = get(column);
    if (written.empty()) return std::string();
    const auto code = model::territory_code(written);
    if (!code) {
      return refuse(column, errors::order_malformed,
                    fmt::format("no country '{}' is known", written.substr(0, 80)));
    }
    return std::string(*code);
  }

  Result<void> parties(model::Order& out) const {
    for (const Column role : roles) {
      const auto country_of = static_cast<Column>(role + 1),
                 kind_of = static_cast<Column>(role + 2);
      model::OrderParty party;
      party.role = columns[role].name;
      BAYON_TRY(party.name, text(role));
      BAYON_TRY(party.country, country(country_of));
      BAYON_TRY(party.kind, word(kind_of, model::party_kinds));
      if (!party.name.empty() || !party.country.empty() || !party.kind.empty()) {
        out.parties.push_back(std::move(party));
      }
    }
    return {};
  }

  Result<void> money(model::Order& out) const {
    if (get(value).empty() != get(currency).empty()) {
      return refuse(get(value).empty() ? value : currency, errors::order_malformed,
                    "a value and its currency go together");
    }
    if (get(value).empty()) return {};
    auto known = model::find_asset(model::asset_code(get(currency)));
    if (!known.ok()) return in_column(currency, std::move(known).error());
    auto read = parse_amount(get(value), known->exponent);
    if (!read.ok()) return in_column(value, std::move(read).error());
    if (*read < 0) return refuse(value, errors::amount_negative);
    out.value = *read;
    out.value_asset = known->code;
    return {};
  }

  Result<PartialDate> date(Column column) const {
    const auto written = get(column);
    if (written.empty()) return PartialDate();
    auto read = parse_date(written);
    if (!read.ok()) return in_column(column, std::move(read).error());
    return *read;
  }

  const reading::NamedFields& fields_;
  const Bounds& bounds_;
  const reading::CsvRecord* record_ = nullptr;
  std::unordered_set<std::string> ids_;
};

// Hands each record of a file to `accept` or `refuse_record`, and the table to `at_end`.
template <typename Accept, typename Refuse, typename AtEnd>
Result<void> read_file_with(reading::ByteStream& stream, const Bounds& bounds, Accept&& accept,
                            Refuse&& refuse_record, AtEnd&& at_end) {
  reading::CsvOptions options;
  options.record_bytes_max = bounds.line_bytes_max;
  BAYON_TRY(auto table, reading::HeaderTable::open(stream, options));
  BAYON_TRY(const auto fields,
            reading::NamedFields::bind(columns, table.header()).transform_error([&](Error error) {
              error.where.file = stream.name();
              return error;
            }));
  table.expect_one_line(fields.one_line());
  RowReader rows(fields, bounds);
  for (;;) {
    BAYON_TRY(const reading::CsvRecord* record, table.next());
    if (record == nullptr) {
      at_end(table);
      return {};
    }
    if (record->fault) {
      BAYON_TRY_VOID(refuse_record(reading::reject_of(*record, stream.name())));
      continue;
    }
    auto order = rows.read(*record);
    if (order.ok()) {
      accept(record->line, *order);
      continue;
    }
    Error error = std::move(order).error();
    BAYON_TRY_VOID(refuse_record(Reject{stream.name(), record->line, std::move(error.where.column),
                                        error.code, std::move(error.detail)}));
  }
}

Result<void> read(const Request& request, Sink& sink, Progress& progress) {
  for (const InputFile& file : request.files) {
    BAYON_TRY(auto stream, reading::ByteStream::open(file, request.bounds, progress));
    sink.begin_file(file.name);
    BAYON_TRY_VOID(read_file_with(
        stream, request.bounds,
        [&](std::uint64_t line, const model::Order& order) {
          sink.order(line, order);
          sink.accepted(1);
        },
        [&](Reject reject) { return sink.reject(std::move(reject)); },
        [&](const reading::HeaderTable& table) { table.remark_open_end(sink); }));
    sink.end_file(stream.sha256(), stream.raw_bytes());
    progress.done();
  }
  return {};
}

}  // namespace

const Format& format() {
  static constexpr Format out{
      .name = "orders",
      .kind = Kind::list,
      .summary = "export orders to be decided: goods, classification, parties, country, dates",
      .publisher = "exporters, agencies",
      .licence = "the owner's",
      .cadence = "as asked",
      .files = "orders.csv",
      .read = read};
  return out;
}

Result<OrdersFile> read_orders(const std::filesystem::path& path, const Bounds& bounds) {
  Silent progress;
  const InputFile file{path, path == "-" ? "stdin" : path.filename().string()};
  BAYON_TRY(auto stream, reading::ByteStream::open(file, bounds, progress));
  OrdersFile out;
  out.name = file.name;
  BAYON_TRY_VOID(read_file_with(
      stream, bounds,
      [&](std::uint64_t line, const model::Order& order) { out.rows.push_back({line, order}); },
      [](Reject reject) -> Result<void> {
        return fail(reject.code, std::move(reject.detail),
                    Place{std::move(reject.file), reject.record, std::move(reject.column)});
      },
      [](const reading::HeaderTable&) {}));
  if (out.rows.empty()) return fail(errors::file_no_rows, {}, Place{file.name, 0, {}});
  out.sha256 = stream.sha256();
  return out;
}

}  // namespace bayon::source::orders
