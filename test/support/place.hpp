// Where do tests find the repository, the program and the real data?
//
// Real data lies at BAYON_SHARED in the environment, or at ../shared beside the repository. Nothing
// of it is part of the repository, so a test that needs it says what is missing and is skipped.
//
// Threads: free functions.
#pragma once

#include <filesystem>
#include <string>

namespace bayon::testing {

/// The root of the repository.
std::filesystem::path root();

/// The program `bayon` of this build.
std::filesystem::path program();

/// The path of `file` below BAYON_SHARED; it may not exist.
std::filesystem::path shared_data(const std::string& file);

}  // namespace bayon::testing

/// Skips the test, by name, where the file is absent.
#define BAYON_NEEDS_SHARED(file)                                     \
  if (!std::filesystem::exists(::bayon::testing::shared_data(file))) \
  GTEST_SKIP() << "BAYON_SHARED has no " << (file)
