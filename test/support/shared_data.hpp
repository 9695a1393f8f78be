// Where is the real data that some tests read?
//
// The place comes from the environment, BAYON_SHARED, or is ../shared beside the repository. Nothing of it is
// part of the repository, so a test that needs it says what is missing and is skipped.
//
// Threads: free functions.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace bayon::testing {

/// The path of `file` below BAYON_SHARED; it may not exist.
inline std::filesystem::path shared_data(const std::string& file) {
  const char* place = std::getenv("BAYON_SHARED");
  return std::filesystem::path(place != nullptr ? place : BAYON_ROOT "/../shared") / file;
}

}  // namespace bayon::testing

/// Skips the test, by name, where the file is absent.
#define BAYON_NEEDS_SHARED(file)                               \
  if (!std::filesystem::exists(::bayon::testing::shared_data(file))) \
  GTEST_SKIP() << "BAYON_SHARED has no " << (file)
