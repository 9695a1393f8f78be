#include "bayon/source/scenario/truth.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <simdjson.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/text.hpp"
#include "bayon/source/scenario/detail/world.hpp"

namespace bayon::source::scenario {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;

constexpr std::string_view json_name = "truth.json";
constexpr std::string_view paths_name = "truth_paths.csv";
constexpr std::string_view paths_header = "victim,asset,unit_from,unit_to,end,account,flows";
constexpr std::uint64_t bytes_max = std::uint64_t{1} << 32;

Failure missing(std::string_view key, const simdjson::error_code error) {
  return fail(errors::json_missing_field,
              fmt::format("'{}': {}", key, simdjson::error_message(error)),
              Place{std::string(json_name), 0, std::string(key)});
}

template <typename T>
Result<T> field(const element& object, std::string_view key) {
  T out{};
  if (const auto error = object[key].get(out)) return missing(key, error);
  return out;
}

Result<std::string> text(const element& object, std::string_view key) {
  BAYON_TRY(const std::string_view view, field<std::string_view>(object, key));
  return std::string(view);
}

// Absent keys are empty.
std::string optional_text(const element& object, std::string_view key) {
  std::string_view view;
  return object[key].get(view) == simdjson::SUCCESS ? std::string(view) : std::string();
}

Result<Amount> amount(const element& object, std::string_view key, std::string_view asset) {
  BAYON_TRY(const std::string_view view, field<std::string_view>(object, key));
  return parse_amount(view, asset == "USD" ? dollar_places : token_places);
}

Result<std::vector<std::string>> texts(const element& object, std::string_view key) {
  BAYON_TRY(const array values, field<array>(object, key));
  std::vector<std::string> out;
  for (const element value : values) {
    std::string_view view;
    if (const auto error = value.get(view)) return missing(key, error);
    out.emplace_back(view);
  }
  return out;
}

// Reads every object of an array by `read`.
template <typename T, typename Read>
Result<std::vector<T>> each(const element& object, std::string_view key, Read&& read) {
  BAYON_TRY(const array values, field<array>(object, key));
  std::vector<T> out;
  out.reserve(values.size());
  for (const element value : values) {
    BAYON_TRY(out.emplace_back(), read(value));
  }
  return out;
}

Result<Truth::Victim> read_victim(const element& e) {
  Truth::Victim out;
  BAYON_TRY(out.id, text(e, "id"));
  BAYON_TRY(out.asset, text(e, "asset"));
  BAYON_TRY(out.account, text(e, "account"));
  BAYON_TRY(out.payout_account, text(e, "payout_account"));
  BAYON_TRY(out.loss, amount(e, "loss", out.asset));
  BAYON_TRY(out.returned, amount(e, "returned", out.asset));
  const auto read_payment = [&](const element& p) -> Result<Truth::Payment> {
    Truth::Payment payment;
    BAYON_TRY(const std::string at, text(p, "at"));
    BAYON_TRY(payment.at, parse_instant(at));
    BAYON_TRY(payment.reference, text(p, "reference"));
    BAYON_TRY(payment.to, text(p, "to"));
    BAYON_TRY(payment.amount, amount(p, "amount", out.asset));
    BAYON_TRY(payment.fee, amount(p, "fee", out.asset));
    return payment;
  };
  BAYON_TRY(out.payments, each<Truth::Payment>(e, "payments", read_payment));
  const auto read_end = [&](const element& r) -> Result<Truth::End> {
    Truth::End end;
    BAYON_TRY(end.end, text(r, "end"));
    end.account = optional_text(r, "account");
    end.role = optional_text(r, "role");
    BAYON_TRY(end.amount, amount(r, "amount", out.asset));
    return end;
  };
  BAYON_TRY(out.rests, each<Truth::End>(e, "rests", read_end));
  return out;
}

Result<Truth::Group> read_group(const element& e) {
  Truth::Group out;
  BAYON_TRY(out.group, field<std::uint64_t>(e, "group"));
  BAYON_TRY(out.listed, field<bool>(e, "listed"));
  BAYON_TRY(out.holder, text(e, "holder"));
  BAYON_TRY(out.holds, amount(e, "holds", "USDT"));
  BAYON_TRY(out.feeders, texts(e, "feeders"));
  return out;
}

Result<Truth::Resting> read_resting(const element& e) {
  Truth::Resting out;
  BAYON_TRY(out.account, text(e, "account"));
  BAYON_TRY(out.role, text(e, "role"));
  BAYON_TRY(out.asset, text(e, "asset"));
  BAYON_TRY(out.amount, amount(e, "amount", out.asset));
  return out;
}

Result<Truth::Account> read_account(const element& e) {
  Truth::Account out;
  BAYON_TRY(out.account, text(e, "account"));
  BAYON_TRY(out.role, text(e, "role"));
  if (e["group"].get(out.group) != simdjson::SUCCESS) out.group = 0;
  out.victim = optional_text(e, "victim");
  return out;
}

Result<TruthPath> read_path(std::string_view line, std::uint64_t record) {
  const Place place{std::string(paths_name), record, {}};
  const auto fields = split(line, ',');
  if (fields.size() != 7) {
    return fail(errors::csv_ragged_row, fmt::format("{} fields, not 7", fields.size()), place);
  }
  TruthPath out;
  out.victim = fields[0];
  out.asset = fields[1];
  BAYON_TRY(out.unit_from, parse_amount(fields[2], 0));
  BAYON_TRY(out.unit_to, parse_amount(fields[3], 0));
  out.end = fields[4];
  out.account = fields[5];
  for (const std::string_view flow : split(fields[6], ' ')) out.flows.emplace_back(flow);
  return out;
}

}  // namespace

std::string_view Truth::role_of(std::string_view account) const {
  const auto found =
      std::lower_bound(accounts.begin(), accounts.end(), account,
                       [](const Account& a, std::string_view key) { return a.account < key; });
  if (found == accounts.end() || found->account != account) return "background";
  return found->role;
}

std::vector<std::string_view> Truth::of_role(std::string_view role) const {
  std::vector<std::string_view> out;
  for (const Account& account : accounts) {
    if (account.role == role) out.push_back(account.account);
  }
  return out;
}

Result<Truth> read_truth(const std::filesystem::path& folder) {
  BAYON_TRY(const std::string bytes, read_file(folder / json_name, bytes_max));
  simdjson::dom::parser parser;
  element root;
  if (const auto error = parser.parse(bytes).get(root)) {
    return fail(errors::json_malformed, simdjson::error_message(error),
                Place{(folder / json_name).string(), 0, {}});
  }
  Truth out;
  BAYON_TRY(const std::string format, text(root, "format"));
  if (format != "bayon truth 1") {
    return fail(errors::file_wrong_format, fmt::format("the format is '{}'", format),
                Place{(folder / json_name).string(), 0, {}});
  }
  BAYON_TRY(out.scenario, text(root, "scenario"));
  BAYON_TRY(out.seed, field<std::uint64_t>(root, "seed"));
  BAYON_TRY(out.stops, texts(root, "stops"));
  BAYON_TRY(out.victims, each<Truth::Victim>(root, "victims", read_victim));
  BAYON_TRY(out.groups, each<Truth::Group>(root, "groups", read_group));
  BAYON_TRY(out.resting, each<Truth::Resting>(root, "resting", read_resting));
  BAYON_TRY(out.accounts, each<Truth::Account>(root, "accounts", read_account));
  std::sort(out.accounts.begin(), out.accounts.end(),
            [](const auto& a, const auto& b) { return a.account < b.account; });
  return out;
}

Result<std::vector<TruthPath>> read_truth_paths(const std::filesystem::path& folder) {
  BAYON_TRY(const MappedFile file, MappedFile::open(folder / paths_name));
  std::string_view rest = file.view();
  std::vector<TruthPath> out;
  for (std::uint64_t record = 1; !rest.empty(); ++record) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (record == 1) {
      if (line != paths_header) {
        return fail(errors::file_wrong_format, "the header is not that of truth_paths.csv",
                    Place{(folder / paths_name).string(), 1, {}});
      }
      continue;
    }
    BAYON_TRY(out.emplace_back(), read_path(line, record));
  }
  return out;
}

}  // namespace bayon::source::scenario
