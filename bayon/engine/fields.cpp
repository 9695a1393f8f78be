#include "bayon/engine/fields.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::engine {

namespace {

Failure wrong(std::string_view name, std::string_view want) {
  return fail(errors::question_out_of_range, fmt::format("'{}' must be {}", name, want));
}

const Json* find(const Json& question, std::string_view name) {
  const auto found = question.find(std::string(name));
  return found == question.end() || found->is_null() ? nullptr : &*found;
}

}  // namespace

Result<void> check_fields(const Json& question, std::initializer_list<std::string_view> known) {
  if (!question.is_object())
    return fail(errors::question_out_of_range, "a question is a JSON object");
  for (const auto& [name, value] : question.items()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return fail(errors::question_out_of_range,
                  fmt::format("no field '{}'; there are {}", name, fmt::join(known, ", ")));
    }
  }
  return {};
}

Result<std::string> text_field(const Json& question, std::string_view name,
                               std::string_view otherwise) {
  const Json* field = find(question, name);
  if (field == nullptr) return std::string(otherwise);
  if (!field->is_string()) return wrong(name, "a text");
  return field->get<std::string>();
}

Result<std::vector<std::string>> texts_field(const Json& question, std::string_view name) {
  std::vector<std::string> out;
  const Json* field = find(question, name);
  if (field == nullptr) return out;
  if (field->is_string()) {
    out.push_back(field->get<std::string>());
    return out;
  }
  if (!field->is_array()) return wrong(name, "a list of texts");
  for (const auto& item : *field) {
    if (!item.is_string()) return wrong(name, "a list of texts");
    out.push_back(item.get<std::string>());
  }
  return out;
}

Result<std::int64_t> number_field(const Json& question, std::string_view name,
                                  std::int64_t otherwise, std::int64_t low, std::int64_t high) {
  const Json* field = find(question, name);
  if (field == nullptr) return otherwise;
  if (!field->is_number_integer()) return wrong(name, "a whole number");
  const auto value = field->get<std::int64_t>();
  if (value < low || value > high) return wrong(name, fmt::format("between {} and {}", low, high));
  return value;
}

Result<bool> flag_field(const Json& question, std::string_view name, bool otherwise) {
  const Json* field = find(question, name);
  if (field == nullptr) return otherwise;
  if (!field->is_boolean()) return wrong(name, "true or false");
  return field->get<bool>();
}

Result<std::int64_t> duration_field(const Json& question, std::string_view name,
                                    std::int64_t otherwise) {
  BAYON_TRY(const std::string text, text_field(question, name));
  if (text.empty()) return otherwise;
  const auto span = parse_span(text);
  if (!span.ok() || *span < 1 || *span > 36'600 * nanos_per_day) {
    return wrong(name, "a length of time such as 8d or 36h, at most 36600d");
  }
  return *span;
}

Result<model::Clocks> clocks_field(const Json& question) {
  const auto day = [&](std::string_view name) -> Result<Day> {
    BAYON_TRY(const std::string text, text_field(question, name));
    BAYON_TRY(const PartialDate date, parse_date(text));
    if (date.day() == 0) return wrong(name, "a day such as 2025-11-06");
    return date.first();
  };
  model::Clocks out;
  BAYON_TRY(out.as_of, day("as_of"));
  BAYON_TRY(out.known_at, day("known_at"));
  return out;
}

void put(Json& out, const char* name, std::string_view text) {
  if (!text.empty()) out[name] = text;
}

std::string amount_json(Amount amount, const model::Asset& asset) {
  return amount_text(amount, asset.exponent);
}

std::string amount_shown(Amount amount, const model::Asset& asset) {
  std::string out = amount_grouped(amount, asset.exponent);
  for (int zeros = asset.exponent - 2; zeros > 0 && out.ends_with('0'); --zeros) out.pop_back();
  return out;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", amount_grouped(static_cast<Amount>(count), 0),
                     count == 1 ? one : many);
}

Json evidence_json(const model::Evidence& evidence) {
  Json out;
  out["dataset"] = evidence.dataset;
  if (!evidence.version.empty()) out["version"] = evidence.version;
  out["file"] = evidence.file;
  out["sha256"] = evidence.sha256;
  out["record"] = evidence.record;
  return out;
}

Json evidence_json(const std::vector<model::Evidence>& evidence) {
  Json out = Json::array();
  for (const auto& pointer : evidence) out.push_back(evidence_json(pointer));
  return out;
}

}  // namespace bayon::engine
