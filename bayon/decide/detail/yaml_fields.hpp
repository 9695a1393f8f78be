// Which fields does this map of a rule file have, and are they what they should be?
//
// A Fields takes a map apart by name. What was not asked for by the end is an unknown key, and an
// error. The first fault is kept with its line and field; later calls then return empty values, so
// that a reader can read on and look once, at the end.
//
// Lifetime: keeps a view of the tree and of the file's name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/partial_date.hpp"
#include "bayon/decide/detail/yaml_tree.hpp"

namespace bayon::decide::detail {

/// The first fault of a file.
class FirstFault {
 public:
  explicit FirstFault(const std::string& file) : file_(&file) {}

  void set(ErrorCode code, std::string detail, std::uint64_t line, std::string_view field);
  bool empty() const { return !set_; }
  Failure failure() const { return fail(error_); }
  const std::string& file() const { return *file_; }

 private:
  const std::string* file_;
  bool set_ = false;
  Error error_{};
};

class Fields {
 public:
  /// `value` must be a map; else the fault is set.
  Fields(const YamlValue& value, FirstFault& fault, std::string_view what);

  /// The field of that name, or null.
  const YamlValue* take(std::string_view name);
  /// The same; its absence is a fault.
  const YamlValue* need(std::string_view name);

  std::string text(std::string_view name);                ///< "" where absent
  std::string needed_text(std::string_view name);         ///< absent or empty: a fault
  PartialDate date(std::string_view name);                ///< unknown where absent or empty
  Day day(std::string_view name, Day otherwise);          ///< a full date
  std::vector<std::string> texts(std::string_view name);  ///< a list, or one text as a list of one

  /// A word of a closed list, as `find` knows it; `otherwise` where absent.
  template <typename E, typename Find>
  E word(std::string_view name, Find find, E otherwise, ErrorCode code) {
    const auto* value = take(name);
    if (value == nullptr) return otherwise;
    const auto found = value->kind == YamlValue::Kind::text ? find(value->text) : std::nullopt;
    if (!found)
      refuse(code, "no such word: '" + value->text.substr(0, 40) + "'", value->line, name);
    return found.value_or(otherwise);
  }

  /// Sets the fault where a field was never asked for.
  void finish();
  void refuse(ErrorCode code, std::string detail, std::uint64_t line, std::string_view field);
  std::uint64_t line() const { return value_->line; }
  FirstFault& fault() { return *fault_; }

 private:
  const YamlValue* value_;
  FirstFault* fault_;
  std::string_view what_;
  std::vector<bool> taken_;
};

/// A list of texts, or one text; else the fault is set.
std::vector<std::string> text_list(const YamlValue& value, FirstFault& fault,
                                   std::string_view field);

}  // namespace bayon::decide::detail
