#include "bayon/source/ledger_csv/detail/asset_numbers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/source/ledger_csv/detail/decimal.hpp"

namespace bayon::source::ledger_csv::detail {

namespace {

constexpr std::size_t assets_max = 60'000;  // of one batch; Quantity::asset has 16 bits
constexpr std::size_t text_bytes_max = 64;

}  // namespace

void AssetNumbers::clear() {
  by_text_.clear();
  by_asset_.clear();
  last_text_.clear();
}

Result<std::uint16_t> AssetNumbers::number(std::string_view text, std::string_view exponent,
                                           std::vector<model::Asset>& assets) {
  if (!text.empty() && text == last_text_ && exponent == last_exponent_) return last_;
  std::string key(text);
  key += '\0';
  key += exponent;
  auto found = by_text_.find(key);
  if (found == by_text_.end()) {
    BAYON_TRY(model::Asset asset, understand(text, exponent));
    const auto next = static_cast<std::uint16_t>(assets.size());
    if (next == assets_max) return fail(errors::asset_unknown, "too many assets");
    const auto [at, added] = by_asset_.emplace(asset, next);
    if (added) assets.push_back(std::move(asset));
    found = by_text_.emplace(std::move(key), at->second).first;
  }
  last_text_ = text;
  last_exponent_ = exponent;
  last_ = found->second;
  return last_;
}

Result<model::Asset> AssetNumbers::understand(std::string_view text,
                                              std::string_view exponent) const {
  if (text.empty()) return fail(errors::csv_missing_value);
  if (text.size() > text_bytes_max) {
    return fail(errors::asset_unknown, fmt::format("a name of {} bytes", text.size()));
  }
  std::string code = model::asset_code(text);
  for (const auto& [written, other] : mapping_.asset_names) {
    if (equal_ascii_case(written, text)) code = other;
  }
  BAYON_TRY(code, nfc(code));
  if (!exponent.empty()) {
    const auto places = read_count(exponent);
    if (!places.ok() || *places > static_cast<std::uint64_t>(exponent_max)) {
      return fail(errors::number_malformed,
                  fmt::format("'{}' decimal places", exponent.substr(0, 40)));
    }
    return model::Asset{std::move(code), static_cast<int>(*places)};
  }
  for (const auto& [declared, places] : mapping_.assets) {
    if (declared == code) return model::Asset{std::move(code), places};
  }
  return model::find_asset(code);
}

}  // namespace bayon::source::ledger_csv::detail
