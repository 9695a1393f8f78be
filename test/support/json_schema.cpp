#include "test/support/json_schema.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>

#include "test/support/place.hpp"

namespace bayon::testing {

namespace {

class Checker {
 public:
  std::vector<std::string> faults;

  void check_file(const Json& value, const std::string& file, const std::string& place) {
    if (!files_.contains(file)) {
      std::ifstream in(root() / "docs" / "schemas" / file);
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      files_[file] = Json::parse(text, nullptr, false);
    }
    const Json& schema = files_[file];
    if (!schema.is_object()) return fault(place, "docs/schemas/" + file + " is no schema");
    check(value, schema, place);
  }

 private:
  void fault(const std::string& place, const std::string& what) {
    constexpr std::size_t enough = 20;
    if (faults.size() < enough) faults.push_back((place.empty() ? "/" : place) + ": " + what);
  }

  void check(const Json& value, const Json& schema, const std::string& place) {
    for (const auto& [keyword, wanted] : schema.items()) {
      if (keyword == "$schema" || keyword == "title" || keyword == "description") continue;
      if (keyword == "$ref") {
        check_file(value, wanted, place);
      } else if (keyword == "type") {
        if (!is(value, wanted)) fault(place, "is no " + wanted.get<std::string>());
      } else if (keyword == "const") {
        if (value != wanted) fault(place, "is not " + wanted.dump());
      } else if (keyword == "enum") {
        if (std::find(wanted.begin(), wanted.end(), value) == wanted.end()) {
          fault(place, value.dump() + " is none of " + wanted.dump());
        }
      } else if (keyword == "pattern") {
        if (value.is_string() &&
            !std::regex_search(value.get<std::string>(), std::regex(wanted.get<std::string>()))) {
          fault(place, value.dump() + " is not like " + wanted.dump());
        }
      } else if (keyword == "minimum") {
        if (value.is_number() && value < wanted) fault(place, "is below " + wanted.dump());
      } else if (keyword == "maximum") {
        if (value.is_number() && value > wanted) fault(place, "is above " + wanted.dump());
      } else if (keyword == "maxItems") {
        if (value.is_array() && value.size() > wanted) fault(place, "has too many items");
      } else if (keyword == "minProperties") {
        if (value.is_object() && value.size() < wanted) fault(place, "has too few fields");
      } else if (keyword == "items") {
        for (std::size_t at = 0; value.is_array() && at < value.size(); ++at) {
          check(value[at], wanted, place + "/" + std::to_string(at));
        }
      } else if (keyword == "properties" || keyword == "required") {
        if (value.is_object()) check_fields(value, keyword, wanted, place);
      } else if (keyword == "additionalProperties") {
        if (value.is_object()) check_others(value, schema, place);
      } else {
        fault(place, "the schema's keyword " + keyword + " is not known here");
      }
    }
  }

  void check_fields(const Json& value, const std::string& keyword, const Json& wanted,
                    const std::string& place) {
    if (keyword == "required") {
      for (const auto& name : wanted) {
        if (!value.contains(name.get<std::string>())) fault(place, "lacks " + name.dump());
      }
      return;
    }
    for (const auto& [name, schema] : wanted.items()) {
      if (value.contains(name)) check(value[name], schema, place + "/" + name);
    }
  }

  // Fields that `properties` does not name: none, or each of one shape.
  void check_others(const Json& value, const Json& schema, const std::string& place) {
    const Json& wanted = schema["additionalProperties"];
    const Json named = schema.value("properties", Json::object());
    for (const auto& [name, held] : value.items()) {
      if (named.contains(name)) continue;
      if (wanted.is_object()) {
        check(held, wanted, place + "/" + name);
      } else if (wanted == false) {
        fault(place, "has a field \"" + name + "\"");
      }
    }
  }

  static bool is(const Json& value, const Json& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    return type == "integer" && value.is_number_integer();
  }

  std::map<std::string, Json> files_;
};

}  // namespace

std::vector<std::string> schema_faults(const Json& value, const std::string& name) {
  Checker checker;
  checker.check_file(value, name + ".json", "");
  return checker.faults;
}

}  // namespace bayon::testing
