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

std::string canonical(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

namespace {

// Down to this depth a value is hashed part by part.
constexpr int depth_in_parts = 3;

void feed(const Json& json, int depth, Sha256& hash) {
  if (depth == depth_in_parts || !json.is_structured()) {
    hash.add(canonical(json));
    return;
  }
  hash.add(json.is_object() ? "{" : "[");
  bool first = true;
  for (const auto& [key, value] : json.items()) {
    if (!first) hash.add(",");
    first = false;
    if (json.is_object()) hash.add(canonical(Json(key)) + ":");
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

Result<Json> find_answer(const std::filesystem::path& file,
                         const std::vector<store::AnswerRecord>& answers) {
  BAYON_TRY(const std::string text, read_file(file));
  Json out;
  out["file"] = file.string();
  out["recorded"] = false;
  const auto value = read_value(text);
  if (!value || !value->is_object()) {
    out["why"] = "it is not an answer as JSON";
    return out;
  }
  const Json* answer = &*value;
  if (const auto part = value->find("answer");
      part != value->end() && part->is_object() && !value->contains("verb")) {
    answer = &*part;
    out["part"] = "answer";
  }
  const Digest digest = canonical_digest(*answer);
  const auto recorded = std::find_if(answers.begin(), answers.end(),
                                     [&](const auto& one) { return one.answer == digest; });
  out["sha256"] = digest.hex();
  if (recorded == answers.end()) {
    out["why"] = "no recorded answer has this text";
    return out;
  }
  out["recorded"] = true;
  out["answer"] = recorded->number;
  out["verb"] = recorded->verb;
  out["asked_at"] = recorded->asked_at;
  out["snapshot"] = recorded->snapshot_root.hex();
  return out;
}

}  // namespace bayon::engine
