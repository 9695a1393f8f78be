#include "bayon/source/us_csl/listed_by.hpp"

#include <array>

#include "bayon/base/text.hpp"

namespace bayon::source::us_csl {

namespace {

constexpr std::string_view treasury =
    "US Department of the Treasury, Office of Foreign Assets Control";
constexpr std::string_view commerce = "US Department of Commerce, Bureau of Industry and Security";
constexpr std::string_view state = "US Department of State";

constexpr std::array lists{ListedBy{"SDN", treasury, "", "sanction", true},
                           ListedBy{"SSI", treasury, "US-SSI", "sanction", true},
                           ListedBy{"FSE", treasury, "US-FSE", "sanction", true},
                           ListedBy{"PLC", treasury, "US-NS-PLC", "sanction", true},
                           ListedBy{"CAP", treasury, "US-CAPTA", "sanction", true},
                           ListedBy{"CMIC", treasury, "US-NS-CMIC", "invest.ban", true},
                           ListedBy{"MBS", treasury, "US-NS-MBS", "sanction", true},
                           ListedBy{"EL", commerce, "US-BIS-EL", "export.control", false},
                           ListedBy{"DPL", commerce, "US-BIS-DPL", "export.control", false},
                           ListedBy{"UVL", commerce, "US-BIS-UVL", "export.control", false},
                           ListedBy{"MEU", commerce, "US-BIS-MEU", "export.control", false},
                           ListedBy{"MIEU", commerce, "US-BIS-MIEU", "export.control", false},
                           ListedBy{"ISN", state, "US-DOS-ISN", "sanction", false},
                           ListedBy{"DTC", state, "US-AECA-DEBARRED", "debarment", false}};

}  // namespace

ListedBy listed_by(std::string_view source) {
  std::string_view bracket;
  const auto open = source.find('(');
  const auto close = source.find(')', open == std::string_view::npos ? 0 : open);
  if (open != std::string_view::npos && close != std::string_view::npos) {
    bracket = trim(source.substr(open + 1, close - open - 1));
  } else if (source.find("Military-Industrial") != std::string_view::npos) {
    bracket = "CMIC";
  }
  // "NS-MBS List"
  if (bracket.starts_with("NS-")) bracket.remove_prefix(3);
  if (bracket.ends_with(" List")) bracket.remove_suffix(5);
  for (const auto& list : lists) {
    if (list.abbreviation == bracket) return list;
  }
  ListedBy unknown;
  unknown.abbreviation = bracket.empty() ? source : bracket;
  const auto dash = source.rfind(" - ");
  if (dash != std::string_view::npos) unknown.authority = trim(source.substr(dash + 3));
  return unknown;
}

}  // namespace bayon::source::us_csl
