// Which asset does the ledger mean by this text, and what is its number in the batch?
//
// Threads: an object belongs to one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/model/asset.hpp"
#include "bayon/source/ledger_csv/mapping.hpp"

namespace bayon::source::ledger_csv::detail {

class AssetNumbers {
 public:
  explicit AssetNumbers(const Mapping& mapping) : mapping_(mapping) {}

  /// The number of the asset written as `text`, added to `assets` when it is new. Its exponent is
  /// `exponent` where the ledger says it, else what the mapping declares, else what is generally
  /// known. Fails with csv.missing_value, asset.unknown, number.malformed or text.invalid_utf8.
  Result<std::uint16_t> number(std::string_view text, std::string_view exponent,
                               std::vector<model::Asset>& assets);
  void clear();

 private:
  Result<model::Asset> understand(std::string_view text, std::string_view exponent) const;

  const Mapping& mapping_;
  std::unordered_map<std::string, std::uint16_t> by_text_;  // "text\0exponent"
  std::map<model::Asset, std::uint16_t> by_asset_;
  std::string last_text_;  // of the last row, which is most often that of the next
  std::string last_exponent_;
  std::uint16_t last_ = 0;
};

}  // namespace bayon::source::ledger_csv::detail
