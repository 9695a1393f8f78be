#include "bayon/source/ftm/value_cleaning.hpp"

#include <algorithm>

#include "bayon/base/partial_date.hpp"
#include "bayon/model/territory.hpp"

namespace bayon::source::ftm {

namespace {

using State = model::PropertyValue::State;

// Printing ASCII with single blanks between words and none at the ends.
bool single_blanked(std::string_view value) {
  char before = ' ';
  for (const char c : value) {
    if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return before != ' ';
}

// Printing ASCII and line breaks, beginning and ending in neither a blank nor a line break.
bool plain_lines(std::string_view value) {
  const auto printing = [](char c) { return c >= ' ' && c <= '~'; };
  return !value.empty() && printing(value.front()) && value.front() != ' ' &&
         printing(value.back()) && value.back() != ' ' &&
         std::all_of(value.begin(), value.end(), [&](char c) { return printing(c) || c == '\n'; });
}

bool iso_date(std::string_view value) {
  return (value.size() == 4 || (value.size() == 7 && value[4] == '-') ||
          (value.size() == 10 && value[4] == '-' && value[7] == '-')) &&
         parse_date(value).has_value();
}

bool topic_code(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(),
                                       [](char c) { return (c >= 'a' && c <= 'z') || c == '.'; });
}

}  // namespace

bool surely_clean(model::PropertyType type, std::string_view value) {
  using Type = model::PropertyType;
  switch (type) {
    case Type::country:
      return value.size() == 2 && value[0] >= 'a' && value[0] <= 'z' && value[1] >= 'a' &&
             value[1] <= 'z' && model::territory_known(value);
    case Type::date:
      return iso_date(value);
    case Type::topic:
      return topic_code(value);
    case Type::gender:
      return value == "male" || value == "female" || value == "other";
    case Type::language:
    case Type::mimetype:
      return false;
    case Type::text:
    case Type::html:
    case Type::json:
      return plain_lines(value);
    default:
      return single_blanked(value);
  }
}

Result<CleanedValue> clean(const PropertyName& property, std::string_view value,
                           std::string& holder) {
  CleanedValue out{State::clean, value};
  if (!surely_clean(property.type, value)) {
    BAYON_TRY(auto slow, model::clean_value(property.type, value));
    out.state = slow.state;
    holder = std::move(slow.text);
    out.text = holder;
  }
  if (out.state == State::clean && out.text.size() > property.length_max &&
      model::character_count(out.text) > property.length_max) {
    out.state = State::not_understood;
  }
  return out;
}

}  // namespace bayon::source::ftm
