// What does this case hold, what does it answer, and how is that proved?
//
// The one door to everything. An Engine holds one case. `load` makes facts part of it; `ask`
// answers a question over a snapshot. Questions and answers are JSON objects (docs/schemas), the
// same through every face. A question states its own clocks, so the same question over the same
// snapshot gives the same bytes; every answer names the snapshot's root and is recorded, and
// `verify` recomputes it.
//
//   auto engine = bayon::Engine::open("case", bayon::Engine::Access::read);
//   auto answer = engine->ask("screen", {{"name", "EXAMPLE TRADING"}, {"as_of", "2025-11-06"}});
//
// Threads:    an Engine belongs to one thread; several engines may read one case, one may write it.
// Lifetime:   answers own what they hold.
// Invariants: engine.answer_names_root  every answer has "snapshot" with the root it was drawn from
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/instant.hpp"
#include "bayon/base/json.hpp"
#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"

namespace bayon {

class Engine {
 public:
  enum class Access : std::uint8_t { read, write };

  /// Makes an empty case. Fails with case.exists and the codes of files.
  static Result<void> init(const std::filesystem::path& path);
  /// Opens a case. Fails with case.not_found, case.damaged, case.locked.
  static Result<Engine> open(const std::filesystem::path& path, Access access);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  /// What is to be loaded; the fields of `bayon load`.
  struct Load {
    std::string format;
    std::string dataset;
    std::string version;                           ///< label; empty for ledgers
    std::string mapping;                           ///< preset or path, for csv ledgers
    std::vector<std::string> files;                ///< "-" is standard input
    std::optional<std::uint32_t> rejects_ppm_max;  ///< a thousandth where not given
  };
  /// Loads and commits; the answer tells rows, facts, rejects and whether anything changed.
  /// Fails with the codes of store::load. Needs Access::write.
  Result<Json> load(const Load& load, Instant now, Progress& progress);
  /// Builds the indexes of the current snapshot where they are missing, so that the first question
  /// need not.
  Result<void> index(Progress& progress);

  /// Answers `question` under `verb`: status, screen, trace, rings, decide. Missing clocks default
  /// to the day of `now`; the answer repeats the question as it was understood. Fails with
  /// usage.unknown_verb, question.out_of_range, snapshot.empty and the codes of the inquiry.
  Result<Json> ask(std::string_view verb, const Json& question, Instant now, Progress& progress);

  /// Asks `report`, and compares the findings with what really happened in a made-up world, whose
  /// truth lies in the folder `truth` (docs/formats/truth.md). The comparison becomes part of the
  /// question and of the answer, as "truth"; `verify` takes it as told. Fails with the codes of ask
  /// and of files.
  Result<Json> ask_compared(const Json& question, const std::filesystem::path& truth, Instant now,
                            Progress& progress);

  /// The main job as one command: makes the case of an investigation file
  /// (docs/formats/investigation.md) where it is missing, plays its scenario, loads what is new and
  /// asks `report`. The result has case, loads, answer, the paths report and json that the file
  /// wishes for, and where the file names a truth, how the findings compare. Fails with
  /// investigation.malformed and the codes of load and ask. An empty `case_folder` means the
  /// file's.
  static Result<Json> investigate(const std::filesystem::path& file,
                                  const std::filesystem::path& case_folder, Instant now,
                                  Progress& progress);
  /// What to change in a scenario's numbers.
  struct Generate {
    std::optional<std::uint64_t> seed;
    std::optional<std::int64_t> background_flows;
  };
  /// Plays the world of a scenario file and writes its ledgers, reports, orders, lists and truth
  /// into `folder`. The answer tells flows, victims, losses and the files written. Fails with the
  /// codes of source::scenario and with question.out_of_range.
  static Result<Json> generate(const std::filesystem::path& scenario,
                               const std::filesystem::path& folder, const Generate& change,
                               Progress& progress);

  /// The orders of one file ("-" is standard input) as the question of `decide` takes them, each
  /// with the record that it stands in. One bad row fails the whole, with its code and place.
  static Result<Json> read_orders(const std::filesystem::path& path);

  /// Recomputes every recorded answer from the snapshot it names, every root, and the audit log.
  /// An answer that differs is a finding ("mismatches"), damage is an error. Each of `files` holds
  /// an answer as JSON, as `report` writes it or a face prints it; whether the case recorded it is
  /// a finding, too ("files"). A file may be a page as well: then `draw` draws the recorded answer
  /// that the page names again, and every byte must agree. Fails with the codes of files for
  /// those, and as `draw`.
  using Draw = std::function<Result<std::string>(const Json& answer)>;
  Result<Json> verify(Progress& progress, const std::vector<std::filesystem::path>& files = {},
                      const Draw& draw = {});

  /// May an answer be written to `file`? Fails with case.own_file where the case keeps its own.
  Result<void> check_output(const std::filesystem::path& file) const;

  /// Answers are recorded unless this is set; a case that cannot be written is read without
  /// recording.
  void record_answers(bool record);
  const std::filesystem::path& path() const;

 private:
  struct State;
  explicit Engine(std::unique_ptr<State> state);
  using Addition = std::function<Result<void>(Json& question, Json& answer)>;
  Result<Json> ask_adding(std::string_view verb, const Json& question, const Addition& add,
                          Instant now, Progress& progress);
  std::unique_ptr<State> state_;
};

/// SHA-256, in hexadecimal, by which a case records this answer.
std::string answer_digest(const Json& answer);

/// The formats that `load` knows, as `bayon formats` shows them.
Json describe_formats();

/// The kinds of rings that there are: kind, summary, and the honest business that looks the same.
Json describe_kinds();

}  // namespace bayon
