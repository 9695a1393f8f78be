// Which sources and questions make up this investigation?
//
// A TOML file (docs/formats/investigation.md). Paths are relative to the file; "{generated}" stands
// for the folder of a generated world, and the last part of a path may hold one "*".
//
// Threads: free functions; plain values.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/engine/engine.hpp"

namespace bayon::engine {

struct Investigation {
  std::string title;
  std::filesystem::path case_folder;  ///< as written; empty: not said
  struct Generate {
    std::filesystem::path scenario;
    std::filesystem::path folder;
  };
  std::optional<Generate> generate;
  std::vector<Engine::Load> loads;  ///< files still with {generated} and *
  Json question = Json::object();   ///< of the verb report
  std::filesystem::path truth;      ///< folder; empty: none
  std::string html = "report.html";
  std::string json = "report.json";
};

/// Reads it. Fails with file.not_found, file.unreadable, file.too_large, and with the line:
/// investigation.malformed, and investigation.leaves_case where the report or the generated world
/// would lie elsewhere than in the case.
Result<Investigation> read_investigation(const std::filesystem::path& file);

/// Replaces "{generated}" and "*" in the paths of `files`. Fails with file.not_found when a pattern
/// fits nothing.
Result<std::vector<std::string>> find_files(const std::vector<std::string>& files,
                                            const std::filesystem::path& base,
                                            const std::filesystem::path& generated);

}  // namespace bayon::engine
