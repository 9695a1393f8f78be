#include "bayon/base/json.hpp"

template class nlohmann::basic_json<nlohmann::ordered_map>;

namespace bayon {

std::string json_line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string json_text(const Json& value, int indent) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<Json> parse_json(std::string_view text) {
  Json out = Json::parse(text, nullptr, false);
  if (out.is_discarded()) return std::nullopt;
  return out;
}

}  // namespace bayon
