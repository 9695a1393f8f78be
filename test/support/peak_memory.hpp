// How much memory did this part of a benchmark take at most?
//
// Linux keeps the largest resident size of a process and lets it be set back, so that one program
// can tell the peaks of several parts. Memory that an earlier part kept counts too.
//
// Threads: the whole process is measured.
#pragma once

#include <cstdint>
#include <fstream>
#include <string>

namespace bayon::testing {

/// From here on the peak is measured anew; false where the kernel does not let it be set back.
inline bool start_peak_memory() {
  std::ofstream file("/proc/self/clear_refs");
  file << "5" << std::flush;
  return file.good();
}

/// The largest resident size since then, in bytes; 0 where the kernel does not tell. Pages of
/// mapped files count while they are resident.
inline std::uint64_t peak_memory_bytes() {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("VmHWM:")) return 1024 * std::stoull(line.substr(6));
  }
  return 0;
}

}  // namespace bayon::testing
