// Do the questions in test/spec have the answers that stand below them, through the engine and
// through the program alike?
//
// With BAYON_SPEC_UPDATE=1 (./dev spec --update) the answers are written anew, to be read as a
// diff.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>

#include "test/spec/case_file.hpp"
#include "test/spec/program_face.hpp"
#include "test/spec/told.hpp"
#include "test/support/json_schema.hpp"

namespace bayon::spec {
namespace {

namespace fs = std::filesystem;

const fs::path cases_folder = testing::root() / "test/spec";

// Questions are asked on this day, never on that of the machine.
constexpr std::string_view today = "2026-03-01";

constexpr std::array<std::string_view, 7> list_fields{
    "identifiers", "datasets", "kinds", "accounts", "rules", "stops", "order_ids"};
constexpr std::array<std::string_view, 11> number_fields{
    "hits_max",  "score_min",     "accounts_min",    "receivers_min",
    "hops_min",  "hops_max",      "instances_shown", "instances_max",
    "steps_max", "hub_flows_max", "tolerance_days"};
constexpr std::array<std::string_view, 2> flag_fields{"label_stops", "screen_parties"};
// Of a question of decide; every other field is a column of the one order that it asks about.
constexpr std::array<std::string_view, 8> decide_fields{
    "orders", "datasets", "order_ids", "screen_parties", "rules", "orders_by", "as_of", "known_at"};

bool among(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_number(std::string_view field, std::string_view value) {
  return among(number_fields, field) && !value.empty() &&
         value.find_first_not_of("0123456789") == std::string_view::npos;
}

Json field_json(const std::string& field, const std::string& value) {
  if (among(list_fields, field)) {
    Json out = Json::array();
    for (const auto one : split(value, ',')) out.push_back(std::string(trim(one)));
    return out;
  }
  if (is_number(field, value)) return std::stoll(value);
  if (among(flag_fields, field) && (value == "true" || value == "false")) return value == "true";
  return value;
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string out;
  for (const auto& cell : cells) {
    if (!out.empty()) out += ',';
    out += '"';
    for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    out += '"';
  }
  return out + '\n';
}

class CaseRun {
 public:
  explicit CaseRun(const std::string& name)
      : folder_(fs::temp_directory_path() /
                ("bayon-spec-" + name + "-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    case_ = folder_ / "case";
    EXPECT_TRUE(Engine::init(case_));
  }
  ~CaseRun() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  CaseRun(const CaseRun&) = delete;
  CaseRun& operator=(const CaseRun&) = delete;

  // Does what the step says; the answer, if it is one, as text.
  std::string take(const Step& step) {
    if (step.word.empty()) return {};
    if (step.word == "file") return write(step);
    if (step.word == "as_of" || step.word == "known_at") {
      (step.word == "as_of" ? as_of_ : known_at_) = step.value;
      return {};
    }
    if (step.word == "load") return load(step);
    if (step.word == "verify") return verify();
    return ask(step);
  }

  // So many questions were compared with the program's answer.
  int compared() const { return compared_; }

 private:
  std::string write(const Step& step) const {
    std::string text;
    for (const auto& line : step.text) text += line + '\n';
    EXPECT_TRUE(write_file(folder_ / step.value, text));
    return {};
  }

  std::string path_of(const std::string& name) const {
    const auto own = folder_ / name;
    return fs::exists(own) ? own.string() : (testing::root() / name).string();
  }

  std::string load(const Step& step) const {
    Engine::Load load;
    for (const auto& [field, value] : step.fields) {
      if (field == "format") load.format = value;
      if (field == "dataset") load.dataset = value;
      if (field == "version") load.version = value;
      if (field == "mapping") load.mapping = value;
      if (field == "files") {
        for (const auto one : split(value, ' ')) load.files.push_back(path_of(std::string(one)));
      }
    }
    auto engine = Engine::open(case_, Engine::Access::write);
    if (!engine) return told_error(engine.error());
    const auto loaded = engine->load(load, now(), progress_);
    if (loaded && !step.answered) return {};
    EXPECT_TRUE(loaded || step.answered) << loaded.error().text();
    return plain(loaded ? told("load", *loaded) : told_error(loaded.error()));
  }

  static Instant now() { return *parse_instant(std::string(today) + "T12:00:00Z"); }

  // The fields of the question; of decide, its order is put into a file first.
  Fields question_fields(const Step& step) const {
    Fields out;
    Fields order{{"id", "O1"}, {"goods", "sample goods"}};
    for (const auto& [field, value] : step.fields) {
      const bool of_order = step.word == "decide" && !among(decide_fields, field);
      (of_order ? order : out).emplace_back(field, value);
    }
    if (order.size() > 2) {
      std::vector<std::string> columns, cells;
      for (const auto& [column, cell] : order) {
        columns.push_back(column);
        cells.push_back(cell);
      }
      if (std::find(columns.begin(), columns.end(), "classification") == columns.end()) {
        columns.emplace_back("classification");
        cells.emplace_back();
      }
      EXPECT_TRUE(write_file(folder_ / "order.csv", csv_row(columns) + csv_row(cells)));
      out.emplace_back("orders", "order.csv");
    }
    for (auto& [field, value] : out) {
      if (field == "orders") value = path_of(value);
      if (step.word == "decide" && field == "rules") value = path_of(value);
    }
    out.emplace_back("as_of", as_of_);
    out.emplace_back("known_at", known_at_);
    return out;
  }

  Result<Json> ask_engine(const std::string& verb, const Fields& fields) const {
    Json question = Json::object();
    for (const auto& [field, value] : fields) {
      if (field != "orders") {
        question[field] = field_json(field, value);
        continue;
      }
      BAYON_TRY(question["orders"], Engine::read_orders(value));
    }
    BAYON_TRY(auto engine, Engine::open(case_, Engine::Access::read));
    return engine.ask(verb, question, now(), progress_);
  }

  std::string ask(const Step& step) {
    const auto fields = question_fields(step);
    const auto answer = ask_engine(step.word, fields);
    if (const auto line = command_line(step.word, case_.string(), fields)) {
      compare(step.word, *line, answer);
      ++compared_;
    }
    return plain(answer ? told(step.word, *answer) : told_error(answer.error()));
  }

  // Paths of this machine are no part of an answer.
  std::string plain(std::string text) const {
    for (const auto& place : {folder_.string() + "/", testing::root().string() + "/"}) {
      for (auto at = text.find(place); at != std::string::npos; at = text.find(place)) {
        text.erase(at, place.size());
      }
    }
    return text;
  }

  void compare(const std::string& verb, const std::vector<std::string>& line,
               const Result<Json>& answer) const {
    const auto ran = run_program(line, folder_);
    const auto json = Json::parse(answer ? ran.out : ran.error, nullptr, false);
    ASSERT_TRUE(json.is_object()) << ran.out << ran.error;
    EXPECT_THAT(testing::schema_faults(json, answer ? verb : "error"), ::testing::IsEmpty());
    if (answer) {
      EXPECT_EQ(ran.exit, 0) << ran.error;
      EXPECT_TRUE(json == *answer) << "the program answers something else:\n" << ran.out;
      return;
    }
    // A word that its options do not know, the program refuses before it asks.
    const auto code = json.at("error").at("code").get<std::string>();
    if (code == bayon::name(errors::usage_bad_argument)) {
      EXPECT_EQ(ran.exit, entry(errors::usage_bad_argument).exit);
      return;
    }
    EXPECT_EQ(code, bayon::name(answer.error().code)) << ran.error;
    EXPECT_EQ(ran.exit, entry(answer.error().code).exit) << ran.error;
  }

  std::string verify() {
    auto engine = Engine::open(case_, Engine::Access::read);
    if (!engine) return told_error(engine.error());
    const auto answer = engine->verify(progress_);
    return answer ? told("verify", *answer) : told_error(answer.error());
  }

  fs::path folder_, case_;
  std::string as_of_{today}, known_at_{today};
  int compared_ = 0;
  mutable Silent progress_;
};

std::vector<std::string> case_files() {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(cases_folder)) {
    if (entry.path().extension() != ".case") continue;
    out.push_back(entry.path().lexically_relative(cases_folder).generic_string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string test_name(const std::string& file) {
  std::string out = file.substr(0, file.rfind('.'));
  for (char& c : out) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return out;
}

class Spec : public ::testing::TestWithParam<std::string> {};

TEST_P(Spec, AnswersAsWritten) {
  const auto path = cases_folder / GetParam();
  const auto text = read_file(path);
  ASSERT_TRUE(text) << text.error().text();
  auto steps = read_steps(*text);
  CaseRun run(test_name(GetParam()));
  int answers = 0;
  for (auto& step : steps) {
    const auto told = run.take(step);
    if (!step.answered) {
      EXPECT_EQ(told, "") << "no answer is expected below '" << step.word << "'";
      continue;
    }
    step.expected = told;
    ++answers;
  }
  EXPECT_GT(answers, 0) << "a case without an expected answer says nothing";
  const auto now = write_steps(steps);
  const char* update = std::getenv("BAYON_SPEC_UPDATE");
  if (update != nullptr && std::string_view(update) == "1") {
    ASSERT_TRUE(write_file(path, now));
  } else {
    EXPECT_EQ(*text, now) << path;
  }
  RecordProperty("compared_with_the_program", run.compared());
}

INSTANTIATE_TEST_SUITE_P(Cases, Spec, ::testing::ValuesIn(case_files()),
                         [](const auto& file) { return test_name(file.param); });

// A reader that lost a line would make every case pass.
TEST(SpecReader, GivesBackTheFileAsItWas) {
  for (const auto& file : case_files()) {
    const auto text = read_file(cases_folder / file);
    ASSERT_TRUE(text);
    EXPECT_EQ(write_steps(read_steps(*text)), *text) << file;
  }
  EXPECT_GE(case_files().size(), 12u);
}

}  // namespace
}  // namespace bayon::spec
