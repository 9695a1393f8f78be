#include "bayon/source/ledger_csv/mapping.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>

#include <fmt/format.h>

#include "bayon/base/amount.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/base/transcoder.hpp"
#include "bayon/source/ledger_csv/presets.hpp"
#include "bayon/source/reading/toml_text.hpp"

namespace bayon::source::ledger_csv {

namespace {

/// Takes known keys out of a table; what is left at the end is unknown.
class Reader {
 public:
  Reader(const toml::table& table, const std::string& name) : table_(table), name_(name) {}

  Failure malformed(const toml::node& node, std::string detail) const {
    return malformed(node.source(), std::move(detail));
  }
  Failure malformed(const toml::source_region& region, std::string detail) const {
    return fail(errors::mapping_malformed, std::move(detail), Place{name_, region.begin.line, {}});
  }

  const toml::node* take(std::string_view key) {
    taken_.emplace_back(key);
    return table_.get(key);
  }

  Result<void> text(std::string_view key, std::string& out) {
    const toml::node* node = take(key);
    if (node == nullptr) return {};
    const auto value = node->value_exact<std::string>();
    if (!value || value->empty()) return malformed(*node, fmt::format("'{}' must be a text", key));
    out = *value;
    return {};
  }

  Result<void> flag(std::string_view key, bool& out) {
    const toml::node* node = take(key);
    if (node == nullptr) return {};
    const auto value = node->value_exact<bool>();
    if (!value) return malformed(*node, fmt::format("'{}' must be true or false", key));
    out = *value;
    return {};
  }

  /// One of the `words`, as its index.
  Result<void> choice(std::string_view key, std::initializer_list<std::string_view> words,
                      const std::function<void(std::size_t)>& set) {
    const toml::node* node = take(key);
    if (node == nullptr) return {};
    const auto value = node->value_exact<std::string>();
    std::string known;
    std::size_t index = 0;
    for (const auto word : words) {
      if (value && *value == word) {
        set(index);
        return {};
      }
      known += fmt::format("{}{}", known.empty() ? "" : ", ", word);
      ++index;
    }
    return malformed(*node, fmt::format("'{}' must be one of {}", key, known));
  }

  Result<void> texts(std::string_view key, std::vector<std::string>& out) {
    const toml::node* node = take(key);
    if (node == nullptr) return {};
    return texts(*node, key, out);
  }

  Result<void> texts(const toml::node& node, std::string_view key,
                     std::vector<std::string>& out) const {
    if (const auto one = node.value_exact<std::string>(); one && !one->empty()) {
      out.push_back(*one);
      return {};
    }
    const toml::array* many = node.as_array();
    if (many == nullptr || many->empty()) {
      return malformed(node, fmt::format("'{}' must be a text or a list of texts", key));
    }
    for (const toml::node& each : *many) {
      const auto value = each.value_exact<std::string>();
      if (!value || value->empty()) {
        return malformed(each, fmt::format("'{}' must be a list of texts", key));
      }
      out.push_back(*value);
    }
    return {};
  }

  Result<void> columns(std::string_view key, ColumnNames& out, std::size_t count_max = 1) {
    std::vector<std::string> names;
    BAYON_TRY_VOID(texts(key, names));
    if (names.size() > count_max) {
      return malformed(*table_.get(key), fmt::format("'{}' takes one column", key));
    }
    for (auto& name : names) {
      const bool optional = name.size() > 1 && name.back() == '?';
      if (optional) name.pop_back();
      out.push_back({std::move(name), optional});
    }
    return {};
  }

  /// The same of columns without which no row can be read: a file may not lack them.
  Result<void> needed_columns(std::string_view key, ColumnNames& out, std::size_t count_max = 1) {
    BAYON_TRY_VOID(columns(key, out, count_max));
    for (const ColumnName& column : out) {
      if (column.optional) {
        return malformed(
            *table_.get(key),
            fmt::format("'{}' is needed: write \"{}\" without a question mark", key, column.name));
      }
    }
    return {};
  }

  /// Rows of a table of its own, in the order of their names.
  Result<void> rows(std::string_view key,
                    const std::function<Result<void>(std::string, const toml::node&)>& row) {
    const toml::node* node = take(key);
    if (node == nullptr) return {};
    const toml::table* table = node->as_table();
    if (table == nullptr) return malformed(*node, fmt::format("'{}' must be a table", key));
    for (const auto& [name, value] : *table) {
      BAYON_TRY_VOID(row(std::string(name.str()), value));
    }
    return {};
  }

  Result<void> nothing_else() const {
    for (const auto& [key, node] : table_) {
      const auto known = [&](const std::string& taken) { return taken == key.str(); };
      if (std::none_of(taken_.begin(), taken_.end(), known)) {
        return malformed(key.source(), fmt::format("there is no key '{}'", key.str()));
      }
    }
    return {};
  }

 private:
  const toml::table& table_;
  const std::string& name_;
  std::vector<std::string> taken_;
};

constexpr std::size_t many = 8;

// How the file as a whole is written.
Result<void> read_file_layout(Reader& reader, const toml::table& table, Mapping& out) {
  std::string delimiter = ",";
  BAYON_TRY_VOID(reader.text("delimiter", delimiter));
  if (delimiter.size() != 1 || delimiter == "\"" || delimiter == "\n" || delimiter == "\r") {
    return reader.malformed(*table.get("delimiter"), "'delimiter' must be one character");
  }
  out.delimiter = delimiter.front();
  BAYON_TRY_VOID(reader.text("encoding", out.encoding));
  if (!known_encoding(out.encoding)) {
    return reader.malformed(*table.get("encoding"),
                            fmt::format("'encoding' must be one of {}", known_encodings()));
  }
  constexpr std::int64_t lines_max = 1'000;
  if (const toml::node* node = reader.take("skip_lines")) {
    const auto lines = node->value_exact<std::int64_t>();
    if (!lines || *lines < 0 || *lines > lines_max) {
      return reader.malformed(*node, fmt::format("'skip_lines' must be 0 to {}", lines_max));
    }
    out.skip_lines = static_cast<std::uint64_t>(*lines);
  }
  return reader.texts("columns", out.columns);
}

// The marks must be told apart, from each other and from a digit.
Result<void> read_marks(Reader& reader, const toml::table& table, NumberMarks& out) {
  BAYON_TRY_VOID(reader.choice("decimal_mark", {".", ","}, [&](std::size_t i) {
    out.decimal = i == 0 ? '.' : ',';
    out.decimal_said = true;
  }));
  BAYON_TRY_VOID(reader.choice("group_mark", {".", ",", " ", "'"},
                               [&](std::size_t i) { out.group = ".,\x20'"[i]; }));
  if (out.group == out.decimal) {
    return reader.malformed(*table.get("group_mark"),
                            "'group_mark' and 'decimal_mark' are the same");
  }
  return {};
}

// The ledger of one account, seen from it.
Result<void> read_statement(Reader& reader, Mapping& out) {
  BAYON_TRY_VOID(reader.needed_columns("own_account", out.own_account, many));
  BAYON_TRY_VOID(reader.text("own_account_is", out.own_account_is));
  BAYON_TRY_VOID(reader.needed_columns("counterparty", out.counterparty, many));
  BAYON_TRY_VOID(reader.columns("counterparty_name", out.counterparty_name));
  BAYON_TRY_VOID(reader.choice("unnamed_counterparty", {"reject", "keep"},
                               [&](std::size_t i) { out.keep_unnamed = i == 1; }));
  BAYON_TRY_VOID(reader.needed_columns("debit", out.debit));
  BAYON_TRY_VOID(reader.flag("debit_minus", out.debit_minus));
  BAYON_TRY_VOID(reader.needed_columns("credit", out.credit));
  BAYON_TRY_VOID(reader.needed_columns("direction", out.direction));
  BAYON_TRY_VOID(reader.texts("debit_words", out.debit_words));
  BAYON_TRY_VOID(reader.texts("credit_words", out.credit_words));
  const bool statement = !out.own_account.empty() || !out.own_account_is.empty();
  if (statement) {
    out.sides = !out.debit.empty() || !out.credit.empty() ? Sides::columns
                : !out.direction.empty()                  ? Sides::direction
                                                          : Sides::sign;
  }
  return {};
}

Result<void> read_accounts(Reader& reader, Mapping& out) {
  BAYON_TRY_VOID(reader.needed_columns("from", out.from, many));
  BAYON_TRY_VOID(reader.needed_columns("to", out.to, many));
  BAYON_TRY_VOID(reader.columns("from_name", out.from_name));
  BAYON_TRY_VOID(reader.columns("to_name", out.to_name));
  BAYON_TRY_VOID(reader.choice("account_scope", {"dataset", "global"}, [&](std::size_t i) {
    out.accounts_global = i == 1;
    out.accounts_scope_said = true;
  }));
  BAYON_TRY_VOID(reader.choice(
      "account_schema", {"BankAccount", "CryptoWallet"},
      [&](std::size_t i) { out.account_schema = i == 0 ? "BankAccount" : "CryptoWallet"; }));
  return reader.flag("fold_hex", out.fold_hex);
}

Result<void> read_amounts(Reader& reader, Mapping& out) {
  BAYON_TRY_VOID(reader.needed_columns("amount", out.amount));
  BAYON_TRY_VOID(reader.needed_columns("asset", out.asset));
  BAYON_TRY_VOID(reader.text("asset_is", out.asset_is));
  BAYON_TRY_VOID(reader.columns("asset_exponent", out.asset_exponent));
  BAYON_TRY_VOID(reader.columns("received_amount", out.received_amount));
  BAYON_TRY_VOID(reader.columns("received_asset", out.received_asset));
  BAYON_TRY_VOID(reader.columns("fee", out.fee));
  BAYON_TRY_VOID(reader.flag("fee_on_top", out.fee_on_top));
  BAYON_TRY_VOID(reader.choice("amount_unit", {"decimal", "smallest"},
                               [&](std::size_t i) { out.smallest_unit = i == 1; }));
  BAYON_TRY_VOID(reader.flag("round", out.round));
  const auto asset = [&](std::string code, const toml::node& node) -> Result<void> {
    const auto exponent = node.value_exact<std::int64_t>();
    if (!exponent || *exponent < 0 || *exponent > exponent_max) {
      return reader.malformed(node, fmt::format("'{}' must be 0 to {} places", code, exponent_max));
    }
    out.assets.emplace_back(std::move(code), static_cast<int>(*exponent));
    return {};
  };
  const auto asset_name = [&](std::string text, const toml::node& node) -> Result<void> {
    const auto code = node.value_exact<std::string>();
    if (!code || code->empty()) {
      return reader.malformed(node, fmt::format("'{}' must be a code", text));
    }
    out.asset_names.emplace_back(std::move(text), *code);
    return {};
  };
  BAYON_TRY_VOID(reader.rows("assets", asset));
  return reader.rows("asset_names", asset_name);
}

// A text with a percent sign is a pattern; else it is the name of a layout.
Result<void> read_time_layout(Reader& reader, Mapping& out) {
  const toml::node* node = reader.take("time_layout");
  const auto text = node != nullptr ? node->value_exact<std::string>() : std::nullopt;
  if (!text || text->find('%') == std::string::npos) {
    return reader
        .choice("time_layout", {"iso", "unix_seconds", "unix_millis", "unix_nanos", "day_step"},
                [&](std::size_t i) { out.time_layout = static_cast<TimeLayout>(i); })
        .transform_error([](Error error) {
          error.detail += ", or a pattern such as \"%d.%m.%Y %H:%M:%S\"";
          return error;
        });
  }
  auto pattern = TimePattern::make(*text);
  if (!pattern.ok()) {
    return reader.malformed(
        *node, fmt::format("'time_layout' is no pattern of times: {}", pattern.error().detail));
  }
  out.time_pattern = *std::move(pattern);
  out.time_layout = TimeLayout::pattern;
  return {};
}

Result<void> read_time_and_reference(Reader& reader, Mapping& out) {
  BAYON_TRY_VOID(reader.needed_columns("time", out.time, 2));
  BAYON_TRY_VOID(read_time_layout(reader, out));
  const toml::node* epoch = reader.take("time_epoch");
  if (epoch != nullptr) {
    const auto text = epoch->value_exact<std::string>();
    auto date = parse_date(text.value_or(""));
    if (!date.ok() || date->day() == 0) {
      return reader.malformed(*epoch, "'time_epoch' must be a text such as \"2017-01-01\"");
    }
    out.time_epoch = date->first();
  }
  BAYON_TRY_VOID(reader.columns("sequence", out.sequence, many));
  BAYON_TRY_VOID(reader.choice("rows", {"oldest_first", "newest_first"},
                               [&](std::size_t i) { out.newest_first = i == 1; }));
  BAYON_TRY_VOID(reader.columns("reference", out.reference, many));
  BAYON_TRY_VOID(reader.choice("reference_scope", {"dataset", "global"},
                               [&](std::size_t i) { out.references_global = i == 1; }));
  BAYON_TRY_VOID(reader.texts("global_kinds", out.global_kinds));
  return reader.columns("kind", out.kind);
}

// Keys of the one way to say who pays whom do not stand in the other.
Result<void> check_sides(const Mapping& mapping, const toml::table& table, const Reader& reader) {
  const auto missing = [&](std::string_view key) {
    return reader.malformed(table, fmt::format("'{}' is missing", key));
  };
  const auto none_of = [&](std::initializer_list<std::string_view> keys,
                           std::string_view why) -> Result<void> {
    for (const auto key : keys) {
      const toml::node* node = table.get(key);
      if (node != nullptr) return reader.malformed(*node, fmt::format("'{}' {}", key, why));
    }
    return {};
  };
  if (mapping.sides == Sides::from_to) {
    if (mapping.from.empty()) return missing("from");
    if (mapping.to.empty()) return missing("to");
    if (mapping.amount.empty()) return missing("amount");
    return none_of({"counterparty", "counterparty_name", "unnamed_counterparty", "debit", "credit",
                    "debit_minus", "direction", "debit_words", "credit_words"},
                   "goes with 'own_account' or 'own_account_is', not with 'from' and 'to'");
  }
  BAYON_TRY_VOID(none_of({"from", "to", "from_name", "to_name", "received_amount", "received_asset",
                          "fee", "fee_on_top"},
                         "does not go with the statement of an own account"));
  if (!mapping.own_account.empty() && !mapping.own_account_is.empty()) {
    return reader.malformed(table, "one of 'own_account' and 'own_account_is' is enough");
  }
  if (mapping.counterparty.empty()) return missing("counterparty");
  if (mapping.sides == Sides::columns) {
    if (mapping.debit.empty()) return missing("debit");
    if (mapping.credit.empty()) return missing("credit");
    return none_of({"amount", "direction", "debit_words", "credit_words"},
                   "does not go with 'debit' and 'credit'");
  }
  BAYON_TRY_VOID(none_of({"debit_minus"}, "goes with 'debit' and 'credit'"));
  if (mapping.amount.empty()) return missing("amount");
  if (mapping.sides == Sides::sign) {
    return none_of({"debit_words", "credit_words"}, "goes with 'direction'");
  }
  if (mapping.debit_words.empty()) return missing("debit_words");
  if (mapping.credit_words.empty()) return missing("credit_words");
  for (const auto& word : mapping.debit_words) {
    const auto& others = mapping.credit_words;
    if (std::find(others.begin(), others.end(), word) != others.end()) {
      return reader.malformed(table, fmt::format("'{}' cannot be a word for both sides", word));
    }
  }
  return {};
}

// What a mapping must say, and what does not go together.
Result<void> check(const Mapping& mapping, const toml::table& table, const Reader& reader) {
  const auto missing = [&](std::string_view key) {
    return reader.malformed(table, fmt::format("'{}' is missing", key));
  };
  BAYON_TRY_VOID(check_sides(mapping, table, reader));
  if (mapping.time.empty()) return missing("time");
  if (mapping.time.size() > 1 && mapping.time_layout != TimeLayout::pattern) {
    return reader.malformed(*table.get("time"),
                            "'time' takes two columns only with a pattern as 'time_layout'");
  }
  if (mapping.smallest_unit && mapping.marks.decimal != '.') {
    return reader.malformed(*table.get("decimal_mark"),
                            "'decimal_mark' does not go with whole numbers of the smallest unit");
  }
  if (mapping.newest_first && !mapping.sequence.empty()) {
    return reader.malformed(*table.get("rows"), "'rows' does not go with 'sequence'");
  }
  if (mapping.asset.empty() == mapping.asset_is.empty()) {
    return reader.malformed(table, "one of 'asset' and 'asset_is' is needed");
  }
  if (!mapping.received_asset.empty() && mapping.received_amount.empty()) {
    return missing("received_amount");
  }
  if (mapping.time_layout == TimeLayout::day_step && !table.contains("time_epoch")) {
    return missing("time_epoch");
  }
  if (!mapping.global_kinds.empty() && mapping.kind.empty()) return missing("kind");
  return {};
}

Result<Mapping> read_mapping(const toml::table& table, const std::string& name) {
  Reader reader(table, name);
  Mapping out;
  BAYON_TRY_VOID(reader.choice("books", {"public_chain", "bank", "custodian"},
                               [&](std::size_t i) { out.books = static_cast<model::Books>(i); }));
  BAYON_TRY_VOID(read_file_layout(reader, table, out));
  BAYON_TRY_VOID(read_accounts(reader, out));
  BAYON_TRY_VOID(read_statement(reader, out));
  BAYON_TRY_VOID(read_amounts(reader, out));
  BAYON_TRY_VOID(read_marks(reader, table, out.marks));
  BAYON_TRY_VOID(read_time_and_reference(reader, out));
  const auto alias = [&](std::string column, const toml::node& node) {
    auto& [key, names] = out.aliases.emplace_back(std::move(column), std::vector<std::string>{});
    return reader.texts(node, key, names);
  };
  BAYON_TRY_VOID(reader.rows("aliases", alias));
  BAYON_TRY_VOID(reader.nothing_else());
  BAYON_TRY_VOID(check(out, table, reader));
  return out;
}

}  // namespace

Result<Mapping> parse_mapping(std::string_view toml, const std::string& name) {
  BAYON_TRY(const toml::table table, reading::parse_toml(toml, name, errors::mapping_malformed));
  return read_mapping(table, name);
}

Result<std::string> mapping_mark(const std::string& preset_or_path) {
  for (const Preset& preset : presets()) {
    if (preset.name == preset_or_path) return fmt::format("preset {}", preset.name);
  }
  BAYON_TRY_VOID(find_mapping(preset_or_path));
  BAYON_TRY(const std::string text, read_file(preset_or_path, std::uint64_t{1} << 20));
  return fmt::format("file {} sha256:{}", std::filesystem::path(preset_or_path).filename().string(),
                     sha256(text).hex());
}

Result<Mapping> find_mapping(const std::string& preset_or_path) {
  std::string known;
  for (const Preset& preset : presets()) {
    if (preset.name == preset_or_path) return parse_mapping(preset.toml, preset_or_path);
    known += fmt::format("{}{}", known.empty() ? "" : ", ", preset.name);
  }
  auto table = reading::read_toml(preset_or_path, errors::mapping_malformed);
  if (table.ok()) return read_mapping(*table, preset_or_path);
  if (table.error().code != errors::file_not_found) return fail(std::move(table).error());
  return fail(errors::mapping_unknown_preset,
              fmt::format("'{}' is no file and none of {}", preset_or_path, known));
}

}  // namespace bayon::source::ledger_csv
