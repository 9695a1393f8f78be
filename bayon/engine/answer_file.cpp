#include <algorithm>

#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/engine/detail/answer_file.hpp"

namespace bayon::engine {

namespace {

// Answers are shallow; a file from elsewhere may not be.
constexpr int depth_max = 64;

// The file's value; nothing where it is no JSON, nests too deep, or says a field twice, for then a
// person and a program read different things.
std::optional<Json> read_value(const std::string& text) {
  std::size_t fields = 0;
  bool deep = false;
  const auto seen = [&](int depth, Json::parse_event_t event, Json&) {
    deep = deep || depth > depth_max;
    fields += event == Json::parse_event_t::key ? 1 : 0;
    return !deep;
  };
  Json out = Json::parse(text, seen, false);
  if (deep || out.is_discarded()) return std::nullopt;
  std::vector<const Json*> open{&out};
  std::size_t held = 0;
  while (!open.empty()) {
    const Json& at = *open.back();
    open.pop_back();
    held += at.is_object() ? at.size() : 0;
    if (!at.is_structured()) continue;
    for (const auto& part : at) open.push_back(&part);
  }
  if (held != fields) return std::nullopt;
  return out;
}

}  // namespace

namespace {

// Down to this depth a value is hashed part by part.
constexpr int depth_in_parts = 3;

void feed(const Json& json, int depth, Sha256& hash) {
  if (depth == depth_in_parts || !json.is_structured()) {
    hash.add(json_line(json));
    return;
  }
  hash.add(json.is_object() ? "{" : "[");
  bool first = true;
  for (const auto& [key, value] : json.items()) {
    if (!first) hash.add(",");
    first = false;
    if (json.is_object()) hash.add(json_line(Json(key)) + ":");
    feed(value, depth + 1, hash);
  }
  hash.add(json.is_object() ? "}" : "]");
}

}  // namespace

Digest canonical_digest(const Json& json) {
  Sha256 hash;
  feed(json, 0, hash);
  return hash.finish();
}

namespace {

constexpr std::string_view page_begins = "<!DOCTYPE html>";
constexpr std::string_view page_names = "<meta name=bayon-answer content=";
constexpr std::size_t head_max = 4096;  // the page names its answer before anything from outside

// The hash that the page names; empty where it names none.
std::string named_by(std::string_view page) {
  const std::string_view head = page.substr(0, head_max);
  const auto at = head.find(page_names);
  if (at == head.npos) return {};
  const auto rest = head.substr(at + page_names.size());
  return std::string(rest.substr(0, rest.find('>')));
}

// Tells which of the recorded answers has this hash.
bool tell_recorded(const std::vector<store::AnswerRecord>& answers, const std::string& digest,
                   Json& told) {
  const auto recorded = std::find_if(answers.begin(), answers.end(),
                                     [&](const auto& one) { return one.answer.hex() == digest; });
  if (recorded == answers.end()) return false;
  told["recorded"] = true;
  told["answer"] = recorded->number;
  told["verb"] = recorded->verb;
  told["asked_at"] = recorded->asked_at;
  told["snapshot"] = recorded->snapshot_root.hex();
  return true;
}

}  // namespace

void FileClaim::refuse(std::string_view why) {
  told["recorded"] = false;
  told["why"] = why;
  for (const char* field : {"answer", "verb", "asked_at", "snapshot"}) told.erase(field);
}

Result<FileClaim> find_answer(const std::filesystem::path& file,
                              const std::vector<store::AnswerRecord>& answers) {
  BAYON_TRY(std::string text, read_file(file));
  FileClaim out;
  out.told["file"] = file.string();
  out.told["recorded"] = false;
  if (text.starts_with(page_begins)) {
    out.told["part"] = "page";
    const std::string digest = named_by(text);
    if (tell_recorded(answers, digest, out.told)) {
      out.told["sha256"] = digest;
      out.number = out.told.at("answer").get<std::uint64_t>();
      out.page = std::move(text);
    } else {
      out.told["why"] = digest.empty() ? "the page names no answer"
                                       : "no recorded answer has the hash that the page names";
    }
    return out;
  }
  const auto value = read_value(text);
  if (!value || !value->is_object()) {
    out.told["why"] = "it is neither an answer as JSON nor a page";
    return out;
  }
  const Json* answer = &*value;
  if (const auto part = value->find("answer");
      part != value->end() && part->is_object() && !value->contains("verb")) {
    answer = &*part;
    out.told["part"] = "answer";
  }
  const std::string digest = canonical_digest(*answer).hex();
  out.told["sha256"] = digest;
  if (!tell_recorded(answers, digest, out.told)) {
    out.told["why"] = "no recorded answer has this text";
  }
  return out;
}

}  // namespace bayon::engine
