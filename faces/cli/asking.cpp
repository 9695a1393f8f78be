#include "faces/cli/asking.hpp"

#include <chrono>

#include "faces/cli/out.hpp"
#include "faces/cli/progress_bar.hpp"

namespace bayon::cli {

void Asked::add_case(Verb& verb) { verb.argument("case", folder, "Folder of the case"); }

void Asked::add_clocks(Verb& verb) {
  verb.option("--as-of", as_of, "The day asked about: when it was true (default: today)");
  verb.option("--known-at", known_at,
              "Answer only from what was known on that day (default: today)");
}

void Asked::add_output(Verb& verb, bool long_answer) {
  verb.flag("--json", json, "Print everything as JSON (docs/schemas), errors too");
  if (long_answer) verb.flag("--all", all, "Print long lists whole");
}

Json Asked::question() const {
  Json out = Json::object();
  put(out, "as_of", as_of);
  put(out, "known_at", known_at);
  return out;
}

Instant wall_clock() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::nanoseconds>(since).count()};
}

int fails(const Error& error, const Asked& asked) { return say_error(error, asked.json); }

int tell(const Result<Json>& answer, const Asked& asked, Say say) {
  if (!answer.ok()) return fails(answer.error(), asked);
  Result<void> written;
  if (asked.json) {
    written = write_json(*answer);
  } else {
    Page page(look_of_output(asked.all));
    say(*answer, page);
    written = write_out(page.text());
  }
  return written.ok() ? 0 : fails(written.error(), asked);
}

int ask(const Asked& asked, std::string_view verb, const Json& question, Say say) {
  auto engine = Engine::open(asked.folder, Engine::Access::read);
  if (!engine.ok()) return fails(engine.error(), asked);
  ProgressBar progress;
  const auto answer = engine->ask(verb, question, wall_clock(), progress);
  progress.done();
  return tell(answer, asked, say);
}

Words names_of(const Json& list, const char* key) {
  Words out;
  for (const auto& one : list) out.push_back(one.at(key));
  return out;
}

void put(Json& question, std::string_view field, const std::string& value) {
  if (!value.empty()) question[std::string(field)] = value;
}

void put(Json& question, std::string_view field, const std::vector<std::string>& values) {
  if (!values.empty()) question[std::string(field)] = values;
}

void put(Json& question, std::string_view field, const std::optional<std::int64_t>& value) {
  if (value) question[std::string(field)] = *value;
}

}  // namespace bayon::cli
