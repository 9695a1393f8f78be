#include "bayon/store/detail/record_checks.hpp"

#include "bayon/base/json.hpp"

namespace bayon::store::detail {

std::string remarks_text(const LoadRecord& load) {
  Json out(load.remarks);
  for (const auto& gap : load.gaps) out.push_back({{"gap", gap}});
  return json_line(out);
}

void read_remarks(const std::string& text, LoadRecord& load) {
  const Json remarks = parse_json(text).value_or(nullptr);
  for (const auto& remark : remarks) {
    if (remark.is_string()) load.remarks.push_back(remark.get<std::string>());
    if (!remark.is_object()) continue;
    const auto gap = remark.find("gap");
    if (gap != remark.end() && gap->is_string()) load.gaps.push_back(gap->get<std::string>());
  }
}

Digest check_of(const LoadRecord& load) {
  Fields out;
  out.add("load").add(load.sequence).add(load.dataset);
  out.add(static_cast<std::uint64_t>(load.kind)).add(load.format).add(load.version);
  out.add(load.mapping).add(load.loaded_at).add(load.rows).add(load.accepted).add(load.rejected);
  out.add(load.facts).add(load.notes).add(remarks_text(load)).add(load.root);
  out.add(load.files.size());
  for (const auto& file : load.files) out.add(file.name).add(file.sha256).add(file.bytes);
  out.add(load.segments.size());
  for (const auto& s : load.segments) {
    out.add(static_cast<std::uint64_t>(s.kind)).add(s.file).add(s.content).add(s.rows).add(s.bytes);
  }
  return out.finish();
}

Digest check_of(const AnswerRecord& answer) {
  Fields out;
  out.add("answer").add(answer.number).add(answer.asked_at).add(answer.verb).add(answer.question);
  out.add(answer.load_sequence).add(answer.snapshot_root).add(answer.answer);
  return out.finish();
}

Digest check_of(std::uint64_t id, std::string_view entry) {
  return Fields().add("outbox").add(id).add(entry).finish();
}

}  // namespace bayon::store::detail
