// Does docs/formats/README.md tell of every format of this build, in its own words?
// BAYON_UPDATE_GOLDEN=1 rewrites its table; read the diff.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "bayon/base/file.hpp"
#include "bayon/source/format.hpp"

namespace bayon::source {
namespace {

constexpr std::string_view page = "docs/formats/README.md";
constexpr std::string_view begin = "<!-- formats: begin -->\n", end = "<!-- formats: end -->\n";

// The files that people prepare by hand have a page of their own.
std::string titled(const Format& format) {
  const std::string own = fmt::format(
      "{}.md", format.name == "ledger_csv" ? std::string_view("ledger_mapping") : format.name);
  const bool there = std::filesystem::exists(std::filesystem::path(page).parent_path() / own);
  return there ? fmt::format("[`{}`]({})", format.name, own) : fmt::format("`{}`", format.name);
}

// A bar would end the table's cell.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string table() {
  std::string out =
      "| format | kind | holds | files | published by | licence of the data | changes |\n"
      "|---|---|---|---|---|---|---|\n";
  for (const Format* format : formats()) {
    out += fmt::format("| {} | {} | {} | `{}` | {} | {} | {} |\n", titled(*format),
                       format->kind == Kind::list ? "list" : "ledger", cell(format->summary),
                       cell(format->files), cell(format->publisher), cell(format->licence),
                       cell(format->cadence));
  }
  return out;
}

TEST(FormatsPage, IsCurrent) {
  const std::string path(page);
  const auto read = read_file(path, 1 << 20);
  ASSERT_TRUE(read.ok()) << "tests run from the repository's root";
  const std::string text = *read;
  const auto first = text.find(begin), last = text.find(end);
  ASSERT_NE(first, std::string::npos) << begin;
  ASSERT_NE(last, std::string::npos) << end;
  const auto from = first + begin.size();
  if (std::getenv("BAYON_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << text.substr(0, from) << table() << text.substr(last);
    return;
  }
  EXPECT_EQ(text.substr(from, last - from), table())
      << "run with BAYON_UPDATE_GOLDEN=1 and read the diff of " << page;
}

}  // namespace
}  // namespace bayon::source
