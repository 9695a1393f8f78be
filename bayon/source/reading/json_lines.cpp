#include "bayon/source/reading/json_lines.hpp"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <type_traits>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"

namespace bayon::source::reading {

namespace dom = simdjson::dom;

static_assert(text_padding >= simdjson::SIMDJSON_PADDING);

bool JsonLines::next(JsonLine& out) {
  while (!left_.empty()) {
    const RecordEnd end = find_record_end(left_, rule_);
    out.too_long = end.kind == RecordEnd::Kind::too_long;
    out.text = out.too_long ? std::string_view{} : left_.substr(0, end.length);
    out.line = line_++;
    left_.remove_prefix(std::min(end.next, left_.size()));
    if (out.too_long || !trim(out.text).empty()) return true;
  }
  return false;
}

namespace {

using Raw = std::array<std::uint64_t, 2>;
static_assert(sizeof(dom::element) == sizeof(Raw) && std::is_trivially_copyable_v<dom::element>);
static_assert(sizeof(dom::object::iterator) == sizeof(Raw) &&
              std::is_trivially_copyable_v<dom::object::iterator>);
static_assert(sizeof(dom::array::iterator) == sizeof(Raw) &&
              std::is_trivially_copyable_v<dom::array::iterator>);

dom::element unpack(const Raw& raw) { return std::bit_cast<dom::element>(raw); }

template <typename T>
Raw pack(const T& value) {
  return std::bit_cast<Raw>(value);
}

// Does a name or a string in the tree hold a NUL? Walks with a stack of its own; depth is bounded.
bool holds_nul(dom::element root) {
  std::vector<dom::element> left{root};
  while (!left.empty()) {
    const dom::element element = left.back();
    left.pop_back();
    if (element.is_string()) {
      if (std::string_view(element).find('\0') != std::string_view::npos) return true;
    } else if (element.is_array()) {
      for (const dom::element child : dom::array(element)) left.push_back(child);
    } else if (element.is_object()) {
      for (const auto [key, value] : dom::object(element)) {
        if (key.find('\0') != std::string_view::npos) return true;
        left.push_back(value);
      }
    }
  }
  return false;
}

}  // namespace

JsonKind JsonValue::kind() const {
  switch (unpack(raw_).type()) {
    case dom::element_type::ARRAY:
      return JsonKind::array;
    case dom::element_type::OBJECT:
      return JsonKind::object;
    case dom::element_type::STRING:
      return JsonKind::string;
    case dom::element_type::BOOL:
      return JsonKind::boolean;
    case dom::element_type::NULL_VALUE:
      return JsonKind::null;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE:
      return JsonKind::number;
  }
  return JsonKind::null;
}

std::string_view JsonValue::string() const {
  std::string_view out;
  if (unpack(raw_).get(out) != simdjson::SUCCESS) return {};
  return out;
}

std::optional<std::string> JsonValue::scalar() const {
  const dom::element element = unpack(raw_);
  switch (element.type()) {
    case dom::element_type::STRING:
      return std::string(string());
    case dom::element_type::BOOL:
      return bool(element) ? "true" : "false";
    case dom::element_type::INT64:
      return fmt::format("{}", std::int64_t(element));
    case dom::element_type::UINT64:
      return fmt::format("{}", std::uint64_t(element));
    case dom::element_type::DOUBLE:
      return fmt::format("{}", double(element));
    default:
      return std::nullopt;
  }
}

std::optional<std::int64_t> JsonValue::integer() const {
  std::int64_t out = 0;
  if (unpack(raw_).get(out) != simdjson::SUCCESS) return std::nullopt;
  return out;
}

std::optional<bool> JsonValue::boolean() const {
  bool out = false;
  if (unpack(raw_).get(out) != simdjson::SUCCESS) return std::nullopt;
  return out;
}

std::optional<JsonValue> JsonValue::find(std::string_view name) const {
  dom::object object;
  dom::element found;
  if (unpack(raw_).get(object) != simdjson::SUCCESS) return std::nullopt;
  if (object.at_key(name).get(found) != simdjson::SUCCESS) return std::nullopt;
  return JsonValue(pack(found));
}

std::string_view JsonValue::string(std::string_view name) const {
  const auto found = find(name);
  return found ? found->string() : std::string_view{};
}

JsonValue::Cursor JsonValue::begin(JsonKind kind) const {
  dom::object object;
  dom::array array;
  if (kind == JsonKind::object && unpack(raw_).get(object) == simdjson::SUCCESS) {
    return {pack(object.begin()), pack(object.end()), true};
  }
  if (kind == JsonKind::array && unpack(raw_).get(array) == simdjson::SUCCESS) {
    return {pack(array.begin()), pack(array.end()), false};
  }
  return {};
}

void JsonValue::advance(Cursor& at) {
  if (at.object) {
    at.at = pack(++std::bit_cast<dom::object::iterator>(at.at));
  } else {
    at.at = pack(++std::bit_cast<dom::array::iterator>(at.at));
  }
}

std::string_view JsonValue::member_name(const Cursor& at) {
  return std::bit_cast<dom::object::iterator>(at.at).key();
}

JsonValue JsonValue::element(const Cursor& at) {
  if (at.object) return JsonValue(pack(std::bit_cast<dom::object::iterator>(at.at).value()));
  return JsonValue(pack(*std::bit_cast<dom::array::iterator>(at.at)));
}

struct JsonParser::State {
  dom::parser parser;
  std::size_t depth_max;
  std::string copy;
};

JsonParser::JsonParser(int depth_max) : state_(std::make_unique<State>()) {
  state_->depth_max = static_cast<std::size_t>(std::max(depth_max, 1));
}
JsonParser::~JsonParser() = default;
JsonParser::JsonParser(JsonParser&&) noexcept = default;
JsonParser& JsonParser::operator=(JsonParser&&) noexcept = default;

Result<JsonValue> JsonParser::parse(std::string_view text) {
  dom::parser& parser = state_->parser;
  if (parser.capacity() < text.size()) {
    const std::size_t room = std::max(text.size(), std::size_t{1} << 16);
    if (parser.allocate(room, state_->depth_max) != simdjson::SUCCESS) {
      return fail(errors::json_malformed, fmt::format("{} bytes are too many", text.size()));
    }
  }
  dom::element root;
  const auto status = parser.parse(text.data(), text.size(), false).get(root);
  switch (status) {
    case simdjson::SUCCESS:
      break;
    case simdjson::DEPTH_ERROR:
      return fail(errors::json_too_deep, fmt::format("more than {} levels", state_->depth_max));
    case simdjson::UTF8_ERROR:
      return fail(errors::text_invalid_utf8);
    default:
      return fail(errors::json_malformed, simdjson::error_message(status));
  }
  if (text.find("\\u0000") != std::string_view::npos && holds_nul(root)) {
    return fail(errors::text_nul_byte);
  }
  return JsonValue(pack(root));
}

Result<JsonValue> JsonParser::parse_copy(std::string_view text) {
  state_->copy.reserve(text.size() + text_padding);
  state_->copy = text;
  state_->copy.append(text_padding, '\0');
  return parse(std::string_view(state_->copy).substr(0, text.size()));
}

}  // namespace bayon::source::reading
