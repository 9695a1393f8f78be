#include "bayon/engine/engine.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/engine/case_view.hpp"
#include "bayon/engine/detail/answer_file.hpp"
#include "bayon/engine/detail/compare_truth.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/engine/rule_books.hpp"
#include "bayon/index/index_files.hpp"
#include "bayon/source/format.hpp"
#include "bayon/source/scenario/scenario.hpp"
#include "bayon/store/case_folder.hpp"
#include "bayon/store/loader.hpp"

namespace bayon {

using engine::CaseView;

struct Engine::State {
  store::CaseFolder folder;
  Access access;
  bool record = true;
};

namespace {

struct Verb {
  std::string_view name;
  engine::Answerer answer;
  engine::Settler settle = nullptr;
};

constexpr std::array verbs{
    Verb{"report", engine::answer_report, engine::settle_book},
    Verb{"status", engine::answer_status},
    Verb{"screen", engine::answer_screen},
    Verb{"trace", engine::answer_trace},
    Verb{"rings", engine::answer_rings},
    Verb{"decide", engine::answer_decide, engine::settle_rules},
};

const Verb* find_verb(std::string_view name) {
  for (const auto& verb : verbs) {
    if (verb.name == name) return &verb;
  }
  return nullptr;
}

// What lies in segments and indexes is checked as it is touched: a page that proves damaged ends
// the answer. One of an index is made again, unseen.
Result<Json> answered(const Verb& verb, CaseView& view, const Json& question, Progress& progress) {
  const auto answer = [&] { return verb.answer(view, question, progress); };
  auto first = store::unless_damaged(answer);
  if (first.ok() || !view.mistrust_index(first.error())) return first;
  return store::unless_damaged(answer);
}

// Fields by name: a question is the same whatever the order in which a face sets its fields.
Json in_one_order(const Json& question) { return Json(nlohmann::json(question)); }

}  // namespace

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Result<void> Engine::init(const std::filesystem::path& path) {
  return store::CaseFolder::create(path);
}

Result<Engine> Engine::open(const std::filesystem::path& path, Access access) {
  BAYON_TRY(auto folder,
            store::CaseFolder::open(
                path, access == Access::write ? store::Access::write : store::Access::read));
  return Engine(std::make_unique<State>(State{std::move(folder), access, true}));
}

void Engine::record_answers(bool record) { state_->record = record; }
const std::filesystem::path& Engine::path() const { return state_->folder.path(); }

Result<Json> Engine::load(const Load& load, Instant now, Progress& progress) {
  BAYON_CHECK(state_->access == Access::write, engine.open_for_writing);
  store::LoadRequest request;
  BAYON_TRY(request.format, source::find_format(load.format));
  if (!load.mapping.empty() && !request.format->takes_mapping) {
    return fail(errors::question_out_of_range,
                "files of " + load.format + " name their columns themselves: they take no mapping");
  }
  request.request.dataset = load.dataset;
  request.request.version = load.version;
  request.request.mapping = load.mapping;
  for (const auto& file : load.files) {
    const std::filesystem::path path(file);
    request.request.files.push_back({path, file == "-" ? "stdin" : path.filename().string()});
  }
  if (load.rejects_ppm_max) request.rejects_ppm_max = *load.rejects_ppm_max;
  request.now = now;
  BAYON_TRY(const auto outcome, store::load(state_->folder, request, progress));
  const auto& record = outcome.record;
  Json out;
  out["dataset"] = record.dataset;
  out["format"] = record.format;
  if (!record.version.empty()) out["version"] = record.version;
  if (!record.mapping.empty()) out["mapping"] = record.mapping;
  out["changed"] = outcome.changed;
  out["rows"] = record.rows;
  out["accepted"] = record.accepted;
  out["rejected"] = record.rejected;
  out["facts"] = record.facts;
  out["kept_as_notes"] = record.notes;
  out["known_before"] = outcome.known;
  out["possible_repeats"] = outcome.repeats;
  out["remarks"] = record.remarks;
  out["gaps"] = record.gaps;
  out["root"] = record.root.hex();
  for (const auto& file : record.files) {
    out["files"].push_back(
        {{"name", file.name}, {"sha256", file.sha256.hex()}, {"bytes", file.bytes}});
  }
  return out;
}

Result<void> Engine::index(Progress& progress) {
  BAYON_TRY(auto snapshot, store::Snapshot::open(state_->folder));
  CaseView view(std::move(snapshot), state_->folder.index(), state_->folder.path());
  BAYON_TRY_VOID(view.flows(progress));
  if (state_->access == Access::write) {
    index::remove_other_flow_indexes(state_->folder.index(), view.snapshot());
  }
  return {};
}

namespace {

// Writing the record must not fail an answer in a case that cannot be written.
Result<void> record(store::CaseFolder& folder, const CaseView& view,
                    const store::AnswerRecord& answer) {
  // What the answer rests on is there before the answer is.
  for (const auto& [name, bundle] : view.rules()) {
    BAYON_TRY_VOID(engine::keep_book(folder.path(), name, bundle));
  }
  Json entry;
  entry["event"] = "answer";
  entry["at"] = answer.asked_at;
  entry["verb"] = answer.verb;
  // The log is read whole; the ledger keeps the question itself, and the answer's hash covers it.
  constexpr std::size_t question_bytes_max = 4'096;
  if (answer.question.size() <= question_bytes_max) {
    entry["question"] = answer.question;
  } else {
    entry["question_sha256"] = sha256(answer.question).hex();
  }
  entry["snapshot"] = answer.snapshot_root.hex();
  entry["answer"] = answer.answer.hex();
  BAYON_TRY(auto ledger, store::LedgerDb::open(folder.path() / "ledger.sqlite", false, true));
  BAYON_TRY_VOID(ledger.record(answer, json_line(entry)));
  BAYON_TRY_VOID(store::settle_audit(ledger, folder.audit_path()));
  ledger.put_log_away();
  return {};
}

}  // namespace

Result<void> Engine::check_output(const std::filesystem::path& file) const {
  return store::check_output(state_->folder.path(), file);
}

std::string answer_digest(const Json& answer) { return engine::canonical_digest(answer).hex(); }

Result<Json> Engine::ask(std::string_view verb, const Json& question, Instant now,
                         Progress& progress) {
  return ask_adding(verb, question, {}, now, progress);
}

Result<Json> Engine::ask_compared(const Json& question, const std::filesystem::path& truth,
                                  Instant now, Progress& progress) {
  BAYON_TRY(const auto told, source::scenario::read_truth(truth));
  const auto inside = truth.lexically_normal().lexically_relative(path().lexically_normal());
  const bool of_case = !inside.empty() && *inside.begin() != "..";
  const auto add = [&](Json& asked, Json& answer) -> Result<void> {
    Json compared = engine::compare_truth(answer, told);
    compared["folder"] = of_case ? "CASE/" + inside.string() : truth.string();
    asked["truth"] = std::move(compared);
    asked = in_one_order(asked);
    answer["truth"] = asked.at("truth");
    return {};
  };
  return ask_adding("report", question, add, now, progress);
}

// `add` may add to the question and to its answer before they are recorded.
Result<Json> Engine::ask_adding(std::string_view verb, const Json& question, const Addition& add,
                                Instant now, Progress& progress) {
  const Verb* found = find_verb(verb);
  if (found == nullptr) return fail(errors::usage_unknown_verb, "'" + std::string(verb) + "'");
  BAYON_TRY(auto snapshot, store::Snapshot::open(state_->folder));
  Json asked = question.is_null() ? Json::object() : question;
  if (!asked.is_object()) return fail(errors::question_out_of_range, "a question is a JSON object");
  CaseView view(snapshot, state_->folder.index(), state_->folder.path());
  // Before the clocks are filled in: what is left open may depend on whether a day was named.
  if (found->settle != nullptr) BAYON_TRY_VOID(found->settle(view, asked));
  const std::string today = PartialDate::from_day(now.day()).text();
  for (const char* clock : {"as_of", "known_at"}) {
    if (!asked.contains(clock)) asked[clock] = today;
  }
  BAYON_TRY_VOID(engine::clocks_field(asked));
  asked = in_one_order(asked);
  BAYON_TRY(Json answer, answered(*found, view, asked, progress));
  if (add) BAYON_TRY_VOID(add(asked, answer));
  Json out;
  out["verb"] = verb;
  out["snapshot"] = snapshot->root().hex();
  out["question"] = asked;
  for (auto& [key, value] : answer.items()) out[key] = std::move(value);
  if (!state_->record) return out;
  store::AnswerRecord held;
  held.asked_at = now.text();
  held.verb = verb;
  held.question = json_line(asked);
  held.load_sequence = snapshot->sequence();
  held.snapshot_root = snapshot->root();
  held.answer = engine::canonical_digest(out);
  if (auto recorded = record(state_->folder, view, held); !recorded.ok()) {
    if (recorded.error().code != errors::file_read_only_folder) return fail(recorded.error());
  }
  return out;
}

namespace {

// Pages that say which recorded answer they show: is each what is drawn for it?
Result<void> compare_pages(std::vector<engine::FileClaim>& claims,
                           const store::AnswerRecord& recorded, const Json& answer,
                           const Engine::Draw& draw) {
  for (auto& claim : claims) {
    if (claim.page.empty() || claim.number != recorded.number) continue;
    if (!draw) {
      claim.refuse("whether it shows the answer that it names could not be seen: nothing draws");
      continue;
    }
    BAYON_TRY(const std::string drawn, draw(answer));
    if (drawn != claim.page) {
      claim.refuse("it is not the page that this Bayon draws for the answer that it names");
    }
  }
  return {};
}

}  // namespace

Result<Json> Engine::verify(Progress& progress, const std::vector<std::filesystem::path>& files,
                            const Draw& draw) {
  BAYON_TRY(auto snapshot, store::Snapshot::open(state_->folder));
  BAYON_TRY_VOID(snapshot->verify(progress));
  BAYON_TRY(const auto audit, state_->folder.verify_records());
  BAYON_TRY(const auto answers, state_->folder.ledger().answers());
  BAYON_TRY_VOID(engine::verify_kept_books(state_->folder.path()));
  std::vector<engine::FileClaim> claims;
  for (const auto& file : files) {
    BAYON_TRY(claims.emplace_back(), engine::find_answer(file, answers));
  }
  Json mismatches = Json::array();
  progress.step("verify answers", answers.size());
  for (const auto& recorded : answers) {
    const Json question = parse_json(recorded.question).value_or(nullptr);
    const Verb* verb = find_verb(recorded.verb);
    if (verb == nullptr || !question.is_object()) {
      return fail(errors::case_damaged,
                  fmt::format("answer {} names no question", recorded.number));
    }
    BAYON_TRY(const std::string book, engine::text_field(question, "book"));
    if (!book.empty()) BAYON_TRY_VOID(engine::verify_kept_book(state_->folder.path(), book));
    std::shared_ptr<const store::Snapshot> then = snapshot;
    if (recorded.load_sequence != snapshot->sequence()) {
      BAYON_TRY(then, store::Snapshot::open(state_->folder, recorded.load_sequence));
    }
    CaseView view(then, state_->folder.index(), state_->folder.path());
    BAYON_TRY(Json answer, answered(*verb, view, question, progress));
    Json whole;
    whole["verb"] = recorded.verb;
    whole["snapshot"] = then->root().hex();
    whole["question"] = question;
    for (auto& [key, value] : answer.items()) whole[key] = std::move(value);
    if (then->root() != recorded.snapshot_root ||
        engine::canonical_digest(whole) != recorded.answer) {
      mismatches.push_back(
          {{"answer", recorded.number}, {"verb", recorded.verb}, {"question", question}});
    }
    BAYON_TRY_VOID(compare_pages(claims, recorded, whole, draw));
    progress.advance(1);
  }
  progress.done();
  Json out;
  out["snapshot"] = snapshot->root().hex();
  out["loads"] = snapshot->sequence();
  out["audit_entries"] = audit.entries;
  out["audit_root"] = audit.root.hex();
  out["answers"] = answers.size();
  out["mismatches"] = mismatches;
  for (auto& claim : claims) out["files"].push_back(std::move(claim.told));
  return out;
}

Json describe_formats() {
  Json out = Json::array();
  for (const auto* format : source::formats()) {
    Json one;
    one["name"] = format->name;
    one["kind"] = format->kind == source::Kind::list ? "list" : "ledger";
    one["summary"] = format->summary;
    one["publisher"] = format->publisher;
    one["licence"] = format->licence;
    one["cadence"] = format->cadence;
    one["files"] = format->files;
    out.push_back(one);
  }
  return out;
}

}  // namespace bayon
