#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/source/format.hpp"

namespace bayon::source {

Result<const Format*> find_format(std::string_view name) {
  const auto all = formats();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Format* f) { return f->name == name; });
  if (found != all.end()) return *found;
  std::string known;
  for (const Format* format : all) {
    known += known.empty() ? "" : ", ";
    known += format->name;
  }
  return fail(errors::format_unknown, fmt::format("'{}'; there are {}", name, known));
}

}  // namespace bayon::source
