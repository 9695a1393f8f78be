#include "bayon/base/error.hpp"

namespace bayon {

std::string Place::text() const {
  std::string out = file;
  if (record != 0) {
    if (!out.empty()) out += ':';
    out += std::to_string(record);
  }
  if (!column.empty()) {
    if (!out.empty()) out += ':';
    out += column;
  }
  return out;
}

std::string Error::text() const {
  std::string out{name(code)};
  if (!detail.empty()) out += ": " + detail;
  if (const auto place = where.text(); !place.empty()) out += " (" + place + ")";
  return out;
}

}  // namespace bayon
