// What does every verb take, and how is its answer told?
//
// Threads: belongs to the main thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/instant.hpp"
#include "bayon/base/result.hpp"
#include "bayon/engine/engine.hpp"
#include "faces/cli/page.hpp"
#include "faces/cli/verbs.hpp"

namespace bayon::cli {

/// What every verb can be given besides its own options.
struct Asked {
  std::string folder;
  std::string as_of;
  std::string known_at;
  bool json = false;
  bool all = false;

  void add_case(Verb& verb);
  void add_clocks(Verb& verb);
  /// --json, and --all where an answer may be long.
  void add_output(Verb& verb, bool long_answer);
  /// A question with the clocks that were given.
  Json question() const;
};

using Say = void (*)(const Json& answer, Page& page);

/// The time of the machine: the default of both clocks, and the time stamp of loads.
Instant wall_clock();

/// Prints the answer, as JSON or for people; or the error. Returns the exit code.
int tell(const Result<Json>& answer, const Asked& asked, Say say);
int fails(const Error& error, const Asked& asked);

/// Opens the case, asks and tells.
int ask(const Asked& asked, std::string_view verb, const Json& question, Say say);

/// The field `key` of each: words for completion.
Words names_of(const Json& list, const char* key);

/// Sets `question[field]` where the value was given.
void put(Json& question, std::string_view field, const std::string& value);
void put(Json& question, std::string_view field, const std::vector<std::string>& values);
void put(Json& question, std::string_view field, const std::optional<std::int64_t>& value);

}  // namespace bayon::cli
