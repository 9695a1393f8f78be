#include "bayon/decide/detail/yaml_fields.hpp"
#include "bayon/base/error_codes.hpp"

namespace bayon::decide::detail {

using Kind = YamlValue::Kind;

void FirstFault::set(ErrorCode code, std::string detail, std::uint64_t line,
                     std::string_view field) {
  if (set_) return;
  set_ = true;
  error_ = Error{code, std::move(detail), Place{*file_, line, std::string(field)}};
}

Fields::Fields(const YamlValue& value, FirstFault& fault, std::string_view what)
    : value_(&value), fault_(&fault), what_(what), taken_(value.keys.size(), false) {
  if (value.kind != Kind::map) {
    refuse(errors::rules_malformed, "a map of fields is expected", value.line, what);
  }
}

const YamlValue* Fields::take(std::string_view name) {
  for (std::size_t i = 0; i < value_->keys.size(); ++i) {
    if (value_->keys[i] != name) continue;
    taken_[i] = true;
    return value_->values[i].kind == Kind::none ? nullptr : &value_->values[i];
  }
  return nullptr;
}

const YamlValue* Fields::need(std::string_view name) {
  const auto* value = take(name);
  if (value == nullptr) {
    refuse(errors::rules_malformed, std::string(what_) + " lacks the field", value_->line, name);
  }
  return value;
}

std::string Fields::text(std::string_view name) {
  const auto* value = take(name);
  if (value == nullptr) return {};
  if (value->kind != Kind::text) {
    refuse(errors::rules_malformed, "a text is expected", value->line, name);
    return {};
  }
  return value->text;
}

std::string Fields::needed_text(std::string_view name) {
  const auto* value = need(name);
  if (value == nullptr) return {};
  auto out = text(name);
  if (out.empty()) refuse(errors::rules_malformed, "the field is empty", value->line, name);
  return out;
}

PartialDate Fields::date(std::string_view name) {
  const auto* value = take(name);
  if (value == nullptr) return {};
  if (value->kind != Kind::text) {
    refuse(errors::rules_malformed, "a date is expected", value->line, name);
    return {};
  }
  if (value->text.empty()) return {};
  auto read = parse_date(value->text);
  if (!read) {
    refuse(read.error().code, read.error().detail, value->line, name);
    return {};
  }
  return *read;
}

Day Fields::day(std::string_view name, Day otherwise) {
  const auto read = date(name);
  if (!read.known()) return otherwise;
  if (read.day() == 0) {
    refuse(errors::rules_malformed, "a full date is expected: '" + read.text() + "'",
           take(name)->line, name);
  }
  return read.first();
}

std::vector<std::string> Fields::texts(std::string_view name) {
  const auto* value = take(name);
  if (value == nullptr) return {};
  return text_list(*value, *fault_, name);
}

void Fields::finish() {
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    if (taken_[i]) continue;
    refuse(errors::rules_malformed, std::string(what_) + " has no such field",
           value_->values[i].line, value_->keys[i]);
  }
}

void Fields::refuse(ErrorCode code, std::string detail, std::uint64_t line,
                    std::string_view field) {
  fault_->set(code, std::move(detail), line, field);
}

std::vector<std::string> text_list(const YamlValue& value, FirstFault& fault,
                                   std::string_view field) {
  std::vector<std::string> out;
  if (value.kind == Kind::text) out.push_back(value.text);
  for (const auto& item : value.items) {
    if (item.kind != Kind::text || item.text.empty()) {
      fault.set(errors::rules_malformed, "a list of texts is expected", item.line, field);
      return {};
    }
    out.push_back(item.text);
  }
  if (out.empty() || value.kind == Kind::map) {
    fault.set(errors::rules_malformed, "a list of texts is expected", value.line, field);
  }
  return out;
}

}  // namespace bayon::decide::detail
