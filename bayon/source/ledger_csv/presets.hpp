// How do well-known ledgers name their columns?
//
// Threads: constant data.
#pragma once

#include <span>
#include <string_view>

namespace bayon::source::ledger_csv {

struct Preset {
  std::string_view name;
  std::string_view summary;  ///< one line for people
  std::string_view toml;     ///< as mapping.hpp tells
};

/// All presets, by name.
std::span<const Preset> presets();

}  // namespace bayon::source::ledger_csv
