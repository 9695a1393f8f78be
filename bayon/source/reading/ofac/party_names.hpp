// Which party of this list has exactly this name?
//
// Remarks name other parties ("Linked To: EXAMPLE TRADING 07 CO."). A name leads to a party only
// where one party alone has it: as its main name, or else as an alias. Case, runs of blanks and a
// full stop at the end do not count.
//
// Threads: constant once filled.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/string_table.hpp"

namespace bayon::source::reading::ofac {

class PartyNames {
 public:
  /// The main name of the party `number` (its ent_num), or one of its aliases.
  void add_main(std::string_view name, std::string_view number) { add(name, number, main_); }
  void add_alias(std::string_view name, std::string_view number) { add(name, number, aliases_); }

  /// The number of the one party of that name; nothing where none or several have it.
  std::optional<std::string_view> find(std::string_view name) const;

 private:
  struct Numbers {
    StringTable names;                 // in the form in which they are compared
    std::vector<std::string> numbers;  // of each name; empty stands for several parties
  };
  static void add(std::string_view name, std::string_view number, Numbers& numbers);

  Numbers main_;
  Numbers aliases_;
};

}  // namespace bayon::source::reading::ofac
