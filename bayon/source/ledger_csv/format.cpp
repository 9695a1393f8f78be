#include "bayon/source/ledger_csv/format.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/source/ledger_csv/detail/batch_parser.hpp"
#include "bayon/source/ledger_csv/detail/bound_columns.hpp"
#include "bayon/source/ledger_csv/detail/delivery.hpp"
#include "bayon/source/ledger_csv/mapping.hpp"
#include "bayon/source/ledger_csv/presets.hpp"
#include "bayon/source/reading/account_key.hpp"
#include "bayon/source/reading/csv.hpp"
#include "bayon/source/reading/iban.hpp"
#include "bayon/source/reading/in_order.hpp"

namespace bayon::source::ledger_csv {

namespace {

struct Plan {
  Mapping mapping;
  detail::BoundColumns columns;
  std::string_view guessed;  // the preset that fits, where none was named
};

Result<Plan> plan_for(Mapping mapping, const reading::CsvHeader& header) {
  BAYON_TRY(auto columns, detail::bind(mapping, header));
  return Plan{std::move(mapping), std::move(columns), {}};
}

// The one preset whose columns the file has.
Result<Plan> find_plan(const reading::CsvHeader& header) {
  std::optional<Plan> found;
  std::string names;
  for (const Preset& preset : presets()) {
    BAYON_TRY(Mapping mapping, find_mapping(std::string(preset.name)));
    auto plan = plan_for(std::move(mapping), header);
    if (!plan.ok()) continue;
    names += fmt::format("{}{}", names.empty() ? "" : ", ", preset.name);
    found = *std::move(plan);
    found->guessed = preset.name;
  }
  if (!found) {
    return fail(errors::csv_missing_column,
                fmt::format("no preset fits; the file has: {}", header.text()));
  }
  if (names.find(',') != std::string::npos) {
    return fail(errors::csv_missing_column,
                fmt::format("several presets fit ({}); name one", names));
  }
  return *std::move(found);
}

/// A batch, and the line of the header in it.
struct Pulled {
  reading::RecordBatch batch;
  std::uint64_t header_line = 0;  // 0: it has none
};

class FileReader {
 public:
  FileReader(const Request& request, const InputFile& file, Sink& sink, detail::Delivery& delivery)
      : request_(request), file_(file), sink_(sink), delivery_(delivery) {}

  /// `wanted` is the mapping of the request; without one the header decides.
  Result<void> read(const std::optional<Mapping>& wanted, bool first_file, Progress& progress) {
    BAYON_TRY(auto stream, reading::ByteStream::open(file_, request_.bounds, progress));
    if (wanted) stream.read_as(wanted->encoding);
    BAYON_TRY_VOID(reading::expect_table(stream));
    const reading::RecordRule rule{wanted ? wanted->delimiter : ',', true,
                                   request_.bounds.line_bytes_max,
                                   wanted ? wanted->marks.decimal : '.'};
    reading::RecordBatches batches(stream, rule);
    Pulled first;
    BAYON_TRY(bool has_first, batches.next(first.batch));
    if (!has_first) return fail(errors::file_truncated, "there is no header", place());
    BAYON_TRY(Plan plan, make_plan(wanted, first, rule).transform_error([&](Error error) {
      error.where = place();
      return error;
    }));
    if (first_file) sink_.books(plan.mapping.books);
    BAYON_TRY_VOID(tell_mapping(plan));
    sink_.begin_file(file_.name);

    BAYON_TRY(const auto settings, settings_for(plan));
    std::uint64_t open_end_line = 0;
    BAYON_TRY_VOID((reading::in_order<Pulled, detail::ParsedBatch>(
        [&](Pulled& in) -> Result<bool> {
          if (has_first) {
            has_first = false;
            in = std::move(first);
            return true;
          }
          in.header_line = 0;
          return batches.next(in.batch);
        },
        [&](const Pulled& in, detail::ParsedBatch& out) {
          detail::BatchParser(settings).parse(in.batch, in.header_line, out);
        },
        [&](const Pulled&, const detail::ParsedBatch& out) {
          open_end_line = std::max(open_end_line, out.open_end_line);
          if (!plan.mapping.accounts_global && !plan.mapping.accounts_scope_said) {
            delivery_.look_for_ibans(out, settings.account_prefix);
          }
          return delivery_.deliver(out, plan.mapping.account_schema);
        })));
    delivery_.finish_file(file_.name, plan.mapping);
    if (open_end_line != 0) sink_.remark(reading::open_end_remark(file_.name, open_end_line));
    sink_.end_file(stream.sha256(), stream.raw_bytes());
    progress.done();
    return {};
  }

 private:
  Place place() const { return Place{file_.name, 0, {}}; }

  Result<void> tell_mapping(const Plan& plan) const {
    const std::string name(plan.guessed);
    BAYON_TRY(const std::string mark, mapping_mark(name.empty() ? request_.mapping : name));
    sink_.mapping(mark);
    if (name.empty()) return {};
    sink_.remark(
        fmt::format("{}: no mapping was named; the columns fit preset {}, which it was "
                    "read with",
                    file_.name, name));
    return {};
  }

  Result<detail::ParserSettings> settings_for(const Plan& plan) const {
    const std::string prefix = request_.dataset + ":";
    detail::ParserSettings out{
        plan.mapping, plan.columns, prefix,         plan.mapping.accounts_global ? "" : prefix,
        {},           file_.name,   request_.bounds};
    if (!plan.mapping.own_account_is.empty()) {
      BAYON_TRY(const std::string own, reading::account_key(plan.mapping.own_account_is));
      std::string tight = own;
      std::erase(tight, ' ');
      if (reading::has_iban_shape(tight) && !reading::is_iban(tight)) {
        sink_.remark(fmt::format("own_account_is '{}' is an IBAN but for its check digits", own));
      }
      out.own_account = out.account_prefix + own;
    }
    return out;
  }

  static Result<Plan> make_plan(const std::optional<Mapping>& wanted, Pulled& first,
                                const reading::RecordRule& rule) {
    if (wanted && !wanted->columns.empty()) {
      const std::vector<std::string_view> names(wanted->columns.begin(), wanted->columns.end());
      first.header_line = wanted->skip_lines;
      return plan_for(*wanted, reading::CsvHeader(names));
    }
    reading::CsvOptions options;
    options.delimiter = rule.delimiter;
    options.record_bytes_max = rule.record_bytes_max;
    reading::CsvScanner scanner(options);
    scanner.start(first.batch);
    reading::CsvRecord record;
    do {
      if (!scanner.next(record)) return fail(errors::file_truncated, "there is no header");
    } while (wanted && record.line <= wanted->skip_lines);
    if (record.fault) {
      return fail(errors::file_wrong_format,
                  fmt::format("the header is no text of the mapping's encoding ({}): name the one "
                              "it was written in, such as encoding = \"windows-1252\"",
                              name(record.fault->code)));
    }
    first.header_line = record.line;
    const reading::CsvHeader header(record.fields);
    return wanted ? plan_for(*wanted, header) : find_plan(header);
  }

  const Request& request_;
  const InputFile& file_;
  Sink& sink_;
  detail::Delivery& delivery_;
};

Result<void> read(const Request& request, Sink& sink, Progress& progress) {
  std::optional<Mapping> wanted;
  if (!request.mapping.empty()) {
    BAYON_TRY(wanted, find_mapping(request.mapping));
  }
  detail::Delivery delivery(sink);
  bool first_file = true;
  for (const InputFile& file : request.files) {
    BAYON_TRY_VOID(FileReader(request, file, sink, delivery).read(wanted, first_file, progress));
    first_file = false;
  }
  delivery.finish();
  return {};
}

}  // namespace

const Format& format() {
  static constexpr Format out{
      .name = "ledger_csv",
      .kind = Kind::ledger,
      .summary = "any table of transfers, by a TOML mapping or a preset",
      .publisher = "banks, exchanges, chain explorers, AMLSim, AMLworld",
      .licence = "the publisher's",
      .cadence = "as exported",
      .files = "ledger.csv [...]; presets amlsim, amlsim_sample, amlworld, bank, custodian, erc20",
      .read = read,
      .takes_mapping = true};
  return out;
}

}  // namespace bayon::source::ledger_csv
