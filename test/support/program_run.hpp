// What does the program say, and how does it end?
//
// Runs a line of the shell in a folder of its own, with the program of this build first in PATH, in
// a plain environment: C locale, no terminal, no NO_COLOR.
//
// Threads: one ProgramRun belongs to one thread. Lifetime: its folder is removed with it.
#pragma once

#include <filesystem>
#include <string>

namespace bayon::testing {

struct Said {
  int exit = 0;  ///< 128 + n where signal n ended it
  std::string out;
  std::string err;
};

class ProgramRun {
 public:
  ProgramRun();
  ~ProgramRun();
  ProgramRun(const ProgramRun&) = delete;
  ProgramRun& operator=(const ProgramRun&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  void write(const std::string& name, const std::string& text) const;
  /// Runs `line` with bash in the folder; its standard input is empty.
  Said run(const std::string& line) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace bayon::testing
