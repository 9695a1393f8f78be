// Is this file an answer that the case recorded?
//
// The case keeps the SHA-256 of each answer's canonical text: its JSON on one line, fields in the
// order in which they were given. Blanks and line ends between the parts of a file are no part of
// an answer; everything else is.
//
// Threads: free functions.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bayon/base/hash.hpp"
#include "bayon/base/result.hpp"
#include "bayon/engine/engine.hpp"
#include "bayon/store/ledger_db.hpp"

namespace bayon::engine {

/// The text that an answer's hash is taken over.
std::string canonical(const Json& json);

/// SHA-256 of that text, which is never held as a whole: answers may be large.
Digest canonical_digest(const Json& json);

/// {"file", "recorded"}, with "answer", "verb", "asked_at" and "snapshot" where it was, or "why"
/// where it was not. What `investigate` prints holds an answer and more; then "part" names what was
/// compared. Fails with the codes of files, file.too_large past 1 GiB.
Result<Json> find_answer(const std::filesystem::path& file,
                         const std::vector<store::AnswerRecord>& answers);

}  // namespace bayon::engine
