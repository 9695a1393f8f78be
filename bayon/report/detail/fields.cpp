#include "bayon/report/detail/fields.hpp"

namespace bayon::report {

namespace {

const Json& nothing() {
  static const Json none;
  return none;
}

const Json& no_items() {
  static const Json none = Json::array();
  return none;
}

}  // namespace

const Json& value(const Json& object, std::string_view path) {
  const Json* at = &object;
  while (true) {
    if (!at->is_object()) return nothing();
    const auto dot = path.find('.');
    const auto found = at->find(std::string(path.substr(0, dot)));
    if (found == at->end()) return nothing();
    at = &*found;
    if (dot == std::string_view::npos) return *at;
    path.remove_prefix(dot + 1);
  }
}

const Json& items(const Json& object, std::string_view path) {
  const Json& found = value(object, path);
  return found.is_array() ? found : no_items();
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get_ref<const std::string&>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  return {};
}

std::string text(const Json& object, std::string_view path) { return text_of(value(object, path)); }

bool has(const Json& object, std::string_view path) {
  const Json& found = value(object, path);
  if (found.is_string()) return !found.get_ref<const std::string&>().empty();
  return !found.is_null() && !(found.is_structured() && found.empty());
}

std::uint64_t number(const Json& object, std::string_view path) {
  const Json& found = value(object, path);
  if (found.is_number_unsigned()) return found.get<std::uint64_t>();
  if (found.is_number_integer() && found.get<std::int64_t>() > 0) return found.get<std::uint64_t>();
  return 0;
}

std::vector<std::string> texts(const Json& object, std::string_view path) {
  std::vector<std::string> out;
  for (const auto& one : items(object, path)) out.push_back(text_of(one));
  return out;
}

}  // namespace bayon::report
