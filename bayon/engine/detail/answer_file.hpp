// Is this file an answer that the case recorded?
//
// The case keeps the SHA-256 of each answer's canonical text: its JSON on one line, fields in the
// order in which they were given. Blanks and line ends between the parts of a file are no part of
// an answer; everything else is.
//
// Threads: free functions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/hash.hpp"
#include "bayon/base/result.hpp"
#include "bayon/engine/engine.hpp"
#include "bayon/store/ledger_db.hpp"

namespace bayon::engine {

/// SHA-256 of json_line(json), which is never held as a whole: answers may be large.
Digest canonical_digest(const Json& json);

/// What a file says that it is, and whether that is so.
struct FileClaim {
  Json told;
  /// The file's text where it is a page that names a recorded answer: whether it is what is drawn
  /// for that answer is still to be seen. Empty: `told` is final.
  std::string page;
  std::uint64_t number = 0;  ///< of the recorded answer that the page names

  /// It is not what it says.
  void refuse(std::string_view why);
};

/// In `told`: {"file", "recorded"}, with "answer", "verb", "asked_at" and "snapshot" where it was,
/// or "why" where it was not. What `investigate` prints holds an answer and more; then "part" names
/// what was compared; "page" is a page of HTML, which names its answer by hash. Fails with the
/// codes of files, file.too_large past 1 GiB.
Result<FileClaim> find_answer(const std::filesystem::path& file,
                              const std::vector<store::AnswerRecord>& answers);

}  // namespace bayon::engine
