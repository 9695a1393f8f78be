// Is this party on a list, as the lists stood on that day?
//
// Names are looked for in three ways: equal, equal once script and accents are set aside, and alike
// word by word among all names in force. The third compares every name, and leaves out only those
// that a bound proves too weak, so that the answer is the one brute force gives. Identifiers and
// wallets are looked up in their comparable form and confirmed against the text. Nothing is decided
// here: decide/ draws conclusions.
//
// Threads:  const methods may be called from any thread.
// Lifetime: a Screener keeps its snapshot alive; answers own what they hold.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/inquiry/screen/answer.hpp"
#include "bayon/inquiry/screen/question.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::screen {

/// Of what does this list speak?
Holds holds_of(const store::Dataset& list);

class Screener {
 public:
  /// Opens the lists called `datasets` (empty: all) for many questions. Indexes are read from
  /// `index_folder`, and made where they are missing. Fails with snapshot.empty when there is no
  /// list, dataset.unknown, the codes of segments, question.cancelled. Cost: one pass over the
  /// names of the lists.
  static Result<Screener> open(std::shared_ptr<const store::Snapshot> snapshot,
                               const std::filesystem::path& index_folder,
                               std::span<const std::string> datasets, Progress& progress);
  ~Screener();
  Screener(Screener&&) noexcept;
  Screener& operator=(Screener&&) noexcept;

  /// Listed parties that may be the one asked about. No hit is an answer only as far as the
  /// coverage reaches. Fails, in this order, with party.nameless (neither a name nor an identifier
  /// to compare), text.invalid_utf8, question.out_of_range (a bound, an unknown territory),
  /// schema.unknown, the codes of dates, dataset.unknown, and the codes of segments. Cost: each
  /// word asked against each distinct word of the lists, then O(candidates).
  Result<Answer> screen(const Question& question, Progress& progress) const;

  /// The same for each of `questions`, on all threads; a bad question fails alone.
  std::vector<Result<Answer>> screen_all(std::span<const Question> questions,
                                         Progress& progress) const;

 private:
  struct State;
  explicit Screener(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// One question: opens what it needs, asks, and lets go. Fails as Screener::open and
/// Screener::screen.
Result<Answer> screen(const store::Snapshot& snapshot, const std::filesystem::path& index_folder,
                      const Question& question, Progress& progress);

}  // namespace bayon::screen
