// How does a test run the real program with a fault in it, and is the case whole afterwards?
//
// Threads: free functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bayon::testing {

/// How a run of the program ended.
struct Ending {
  int exit = -1;     ///< its exit code; -1 when it was killed
  std::string said;  ///< what it wrote to standard error
  bool killed() const { return exit < 0; }
};

/// Settings of faulty_calls.cpp: FAULT, FAULT_AT, FAULT_LOG.
using Fault = std::map<std::string, std::string>;

/// Runs `bayon` with `words`; below `folder` the fault strikes. `kill_after` kills it from outside.
Ending run(const std::vector<std::string>& words, const std::filesystem::path& folder,
           const Fault& fault = {},
           std::optional<std::chrono::microseconds> kill_after = std::nullopt);

/// A folder of this test alone, removed with the object. In memory where the machine has it.
class Scratch {
 public:
  explicit Scratch(const std::string& name);
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// What a case holds, once it was opened for writing (and so repaired).
struct Holding {
  std::map<std::string, std::string> loads;  ///< "dataset version root" -> root
  std::string root;                          ///< of the snapshot
  std::uint64_t audit_entries = 0;
  std::vector<std::string> findings;  ///< whatever is wrong; empty when the case is whole
};

/// Opens the case for writing, verifies every page, root and record, and looks whether anything
/// lies about that no load owns.
Holding examine(const std::filesystem::path& folder);

}  // namespace bayon::testing
