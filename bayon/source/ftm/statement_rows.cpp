#include "bayon/source/ftm/statement_rows.hpp"

#include <string>
#include <utility>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/property_value.hpp"
#include "bayon/source/ftm/entity_facts.hpp"

namespace bayon::source::ftm {

namespace {

using reading::CsvRecord;

std::string_view field(const CsvRecord& record, const std::optional<std::size_t>& column) {
  return column ? trim(record.fields[*column]) : std::string_view{};
}

bool said_true(std::string_view text) {
  return equal_ascii_case(text, "t") || equal_ascii_case(text, "true") || text == "1";
}

Result<void> require(std::string_view value, std::string_view column) {
  if (!value.empty()) return {};
  return fail(errors::csv_missing_value, {}, Place{{}, 0, std::string(column)});
}

Result<void> read(const CsvRecord& record, const StatementColumns& columns, FactBatch& out) {
  const std::string_view canonical = field(record, columns.canonical_id);
  const std::string_view own = field(record, columns.entity_id);
  const std::string_view id = canonical.empty() ? own : canonical;
  const std::string_view id_column = columns.canonical_id ? "canonical_id" : "entity_id";
  BAYON_TRY_VOID(require(id, id_column));
  BAYON_TRY_VOID(check_id(id, id_column));
  const std::string_view property = trim(record.fields[columns.property]);
  BAYON_TRY_VOID(require(property, "prop"));
  // A row of "id" is the producer's fingerprint of an entity: it states that there is one.
  if (property == "id") return {};
  BAYON_TRY(const SchemaNames* schema, known_schema(trim(record.fields[columns.schema])));
  const std::string_view value = record.fields[columns.value];
  BAYON_TRY_VOID(require(trim(value), "value"));
  if (said_true(field(record, columns.external))) {
    out.leave_out();
    return {};
  }
  EntityFacts facts(id, *schema, out);
  std::string language;
  if (const auto written = field(record, columns.language); !written.empty()) {
    BAYON_TRY(auto code, model::clean_value(model::PropertyType::language, written));
    if (code.state == model::PropertyValue::State::clean) language = std::move(code.text);
  }
  return facts.add(property, facts.find(property), value, field(record, columns.original),
                   language);
}

}  // namespace

Result<StatementColumns> StatementColumns::find(const reading::CsvHeader& header) {
  StatementColumns out;
  out.count = header.size();
  out.canonical_id = header.find("canonical_id");
  out.entity_id = header.find("entity_id");
  if (!out.canonical_id) {
    BAYON_TRY(out.entity_id, header.column("entity_id"));
  }
  BAYON_TRY(out.schema, header.column("schema"));
  BAYON_TRY(out.property, header.column("prop"));
  BAYON_TRY(out.value, header.column("value"));
  out.language = header.find("lang");
  out.original = header.find("original_value");
  out.external = header.find("external");
  return out;
}

bool read_statement_row(const CsvRecord& record, const StatementColumns& columns, FactBatch& out) {
  out.begin_record(record.line);
  if (record.fault) {
    out.reject_record({record.fault->code, record.fault->detail, {}});
    return record.fault->code != errors::file_truncated &&
           (record.fault->code != errors::csv_ragged_row || record.fields.size() >= columns.count);
  }
  auto outcome = read(record, columns, out);
  if (!outcome) out.reject_record(std::move(outcome).error());
  return true;
}

}  // namespace bayon::source::ftm
