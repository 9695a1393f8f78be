// Which rules did an answer rest on, and are they still there?
//
// A book is named by the SHA-256 of its bundle (bayon/decide/rule_bundle.hpp). The book that a
// recorded answer used is kept in the case as rules/<sha256>.yml, so that the answer can be
// computed again when the program's own rules have changed.
//
// Threads: free functions.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/decide/rule_book.hpp"

namespace bayon::engine {

struct NamedBook {
  std::string sha256;
  std::string bundle;
  decide::RuleBook book;
};

/// The book of those files and folders; the built-in one when `paths` is empty. Fails as
/// decide::read_rules does, and with rules.example_fails.
Result<NamedBook> open_book(const std::vector<std::string>& paths);

/// The book of a bundle. Fails with rules.malformed where it is none.
Result<NamedBook> read_book(std::string bundle);

/// The book of that hash: the built-in one, or one that the case keeps. Fails with
/// question.out_of_range when it is no hash, file.not_found when neither has it, case.damaged when
/// the file is another book.
Result<NamedBook> find_book(const std::filesystem::path& case_folder, const std::string& sha256);

/// Keeps a bundle in the case; durable when it returns. Does nothing when it is there, and puts it
/// back where the file was damaged.
Result<void> keep_book(const std::filesystem::path& case_folder, const std::string& sha256,
                       const std::string& bundle);

/// Is every kept book the one that its name says? Fails with case.damaged.
Result<void> verify_kept_books(const std::filesystem::path& case_folder);

/// Does the case keep the book of that hash, which a recorded answer rests on? The program's own
/// will be another one day. Fails with case.damaged.
Result<void> verify_kept_book(const std::filesystem::path& case_folder, const std::string& sha256);

}  // namespace bayon::engine
