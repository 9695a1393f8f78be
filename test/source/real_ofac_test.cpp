// The real lists, as published on four days: every row is read, and every word of every remark is
// found again in a statement of its record. Rows are counted and cut here by a naive reader of its
// own.
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/text.hpp"
#include "bayon/source/format.hpp"
#include "test/support/place.hpp"

namespace bayon::source {
namespace {

// Words of everything that the records of a file say; counts.
class WordSink final : public Sink {
 public:
  void begin_file(std::string_view name) override { file_ = name; }
  void end_file(const Digest&, std::uint64_t) override {}
  void is_delta() override {}
  void removed(std::uint64_t, std::string_view) override {}
  std::uint16_t asset(const model::Asset&) override { return 0; }
  void books(model::Books) override {}
  void statement(std::uint64_t record, const model::StatementView& statement) override {
    auto& said = words[{file_, record}];
    add_words(statement.value, said);
    add_words(statement.original, said);
    entities.emplace(statement.entity);
  }
  void flow(std::uint64_t, const model::FlowView&) override {}
  void order(std::uint64_t, const model::Order&) override {}
  void accepted(std::uint64_t rows) override { accepted_rows[file_] += rows; }
  Result<void> reject(Reject reject) override {
    rejects.push_back(std::move(reject));
    return {};
  }
  void kept_as_note(std::uint64_t pieces) override { notes += pieces; }
  void remark(std::string_view) override {}
  void gap(std::string_view) override {}

  static void add_words(std::string_view text, std::set<std::string>& out) {
    std::string word;
    for (const char c : std::string(text) + ' ') {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x80 || std::isalnum(byte)) {
        word += static_cast<char>(std::toupper(byte));
      } else if (!word.empty()) {
        out.insert(std::move(word));
        word.clear();
      }
    }
  }

  std::map<std::pair<std::string, std::uint64_t>, std::set<std::string>> words;
  std::map<std::string, std::uint64_t> accepted_rows;
  std::set<std::string, std::less<>> entities;
  std::vector<Reject> rejects;
  std::uint64_t notes = 0;

 private:
  std::string file_;
};

struct Row {
  std::uint64_t line = 0;
  std::vector<std::string> fields;
};

// Comma-separated text, one character at a time. The lists have no line breaks inside fields.
std::vector<Row> naive_rows(const std::filesystem::path& path) {
  const auto text = read_file(path);
  EXPECT_TRUE(text.ok()) << path;
  std::vector<Row> rows;
  std::uint64_t line = 0;
  for (const std::string_view each : split(*text, '\n')) {
    Row row{++line, {""}};
    bool quoted = false;
    for (const char c : each) {
      if (c == '\r' || c == '\x1a') continue;
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        row.fields.emplace_back();
      } else {
        row.fields.back() += c;
      }
    }
    const bool number = !row.fields[0].empty() && std::isdigit(row.fields[0][0]) != 0;
    if (number) rows.push_back(std::move(row));
  }
  return rows;
}

// The words with which remarks introduce what they say: the properties say them.
const std::set<std::string>& introductions() {
  static const std::set<std::string> words = [] {
    std::set<std::string> out;
    WordSink::add_words(
        "alt DOB POB nationality citizen Gender a.k.a. f.k.a. n.k.a. d.b.a. Linked To Digital "
        "Currency Address Website Email Address Phone Number No. Telephone Organization "
        "Established Date Type Target issued expires Position Alternate Title Rank Occupation "
        "Aircraft Manufacture Model Vessel Year of Build Flag Call Sign MMSI ISIN Equity Ticker "
        "Nationality of Registration Country SWIFT/BIC ethnicity",
        out);
    return out;
  }();
  return words;
}

std::filesystem::path shared_lists() { return testing::shared_data("data/lists/ofac"); }

struct RealList {
  std::string folder;
  std::string format;
  std::vector<std::string> files;  ///< the parties first
  std::uint64_t parties;
  std::uint64_t strays;     ///< comments of another day's list
  std::uint64_t notes_max;  ///< pieces that stay words
};

class RealOfac : public ::testing::TestWithParam<RealList> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(shared_lists())) GTEST_SKIP() << "BAYON_SHARED has no OFAC lists";
    Request request;
    request.dataset = "us_ofac";
    for (const std::string& file : GetParam().files) request.files.push_back({path(file), file});
    Silent progress;
    const auto format = find_format(GetParam().format);
    ASSERT_TRUE(format.ok());
    const auto status = (*format)->read(request, sink_, progress);
    ASSERT_TRUE(status.ok()) << status.error().text();
  }
  std::filesystem::path path(const std::string& file) const {
    return shared_lists() / GetParam().folder / file;
  }
  const std::string& parties() const { return GetParam().files.front(); }

  WordSink sink_;
};

TEST_P(RealOfac, ReadsEveryRow) {
  EXPECT_EQ(sink_.accepted_rows[parties()], GetParam().parties);
  EXPECT_EQ(naive_rows(path(parties())).size(), GetParam().parties);
  std::uint64_t naive = 0;
  for (const std::string& file : GetParam().files) naive += naive_rows(path(file)).size();
  std::uint64_t accepted = 0;
  for (const auto& [file, rows] : sink_.accepted_rows) accepted += rows;
  EXPECT_EQ(accepted + sink_.rejects.size(), naive);
  EXPECT_EQ(sink_.rejects.size(), GetParam().strays);
  for (const Reject& reject : sink_.rejects) {
    EXPECT_EQ(reject.code, errors::list_unknown_party) << reject.detail;
  }
  for (const Row& row : naive_rows(path(parties()))) {
    EXPECT_TRUE(sink_.entities.contains("ofac-" + row.fields[0])) << row.fields[0];
  }
}

TEST_P(RealOfac, LosesNoWordOfARemark) {
  std::map<std::string, std::string> comments;
  std::map<std::string, std::vector<std::pair<std::string, std::uint64_t>>> continued;
  for (const std::string& file : GetParam().files) {
    if (file.find("comments") == std::string::npos) continue;
    for (const Row& row : naive_rows(path(file))) {
      comments[row.fields[0]] += row.fields[1];
      continued[row.fields[0]].emplace_back(file, row.line);
    }
  }
  std::uint64_t phrases = 0;
  for (const Row& row : naive_rows(path(parties()))) {
    std::string remark = row.fields.back();
    if (remark.size() == 1000) remark += comments[row.fields[0]];
    if (trim(remark) == "-0-") continue;
    auto said = sink_.words[{parties(), row.line}];
    for (const auto& place : continued[row.fields[0]]) said.merge(std::set(sink_.words[place]));
    for (const std::string_view phrase : split(remark, "; ")) {
      ++phrases;
      std::set<std::string> needed;
      WordSink::add_words(phrase, needed);
      for (const std::string& word : needed) {
        EXPECT_TRUE(said.contains(word) || introductions().contains(word))
            << "party " << row.fields[0] << " lost '" << word << "' of: " << phrase;
      }
    }
  }
  EXPECT_GT(phrases, GetParam().parties);
  EXPECT_LE(sink_.notes, GetParam().notes_max) << "of " << phrases << " phrases";
  RecordProperty("phrases", std::to_string(phrases));
  RecordProperty("notes", std::to_string(sink_.notes));
}

// A word of 26 letters or more (an address, a long number) that stands in one row alone is told of
// that row. A word that the seam cuts stands in two.
TEST_P(RealOfac, TellsLongWordsOfTheRowThatHoldsThem) {
  std::set<std::pair<std::string, std::uint64_t>> rejected;
  for (const Reject& reject : sink_.rejects) rejected.emplace(reject.file, reject.record);
  std::map<std::string, std::string> ends;  // of each party's remark so far
  std::map<std::string, std::set<std::pair<std::string, std::uint64_t>>> rows_of;
  for (const std::string& file : GetParam().files) {
    for (const Row& row : naive_rows(path(file))) {
      std::set<std::string> words;
      for (const auto& field : row.fields) WordSink::add_words(field, words);
      if (file == parties()) ends[row.fields[0]] = row.fields.back();
      if (file.find("comments") != std::string::npos) {
        std::string& end = ends[row.fields[0]];
        std::set<std::string> cut;
        if (!end.empty() && std::isalnum(static_cast<unsigned char>(end.back())) != 0) {
          WordSink::add_words(row.fields[1].substr(0, row.fields[1].find(' ')), cut);
        }
        for (const auto& word : cut) words.erase(word);
        end = row.fields[1];
      }
      for (const auto& word : words) {
        if (word.size() >= 26) rows_of[word].emplace(file, row.line);
      }
    }
  }
  std::uint64_t of_comments = 0;
  for (const auto& [word, rows] : rows_of) {
    if (rows.size() != 1 || rejected.contains(*rows.begin())) continue;
    const auto said = sink_.words.find(*rows.begin());
    EXPECT_TRUE(said != sink_.words.end() && said->second.contains(word))
        << word << " of " << rows.begin()->first << " line " << rows.begin()->second;
    of_comments += rows.begin()->first.find("comments") != std::string::npos ? 1u : 0u;
  }
  RecordProperty("long_words_of_comments", std::to_string(of_comments));
}

INSTANTIATE_TEST_SUITE_P(
    Each, RealOfac,
    ::testing::Values(
        RealList{"2019-01-15",
                 "ofac_sdn",
                 {"sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"},
                 7'379,
                 10,
                 300},
        RealList{"2021-07-07",
                 "ofac_sdn",
                 {"sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"},
                 8'976,
                 0,
                 300},
        RealList{"2023-01-21", "ofac_sdn", {"sdn.csv", "sdn_address.csv"}, 11'443, 0, 360},
        RealList{"non_sdn",
                 "ofac_non_sdn",
                 {"cons_prim.csv", "cons_add.csv", "cons_alt.csv", "cons_comments.csv"},
                 442,
                 0,
                 10}),
    [](const auto& each) {
      std::string name = each.param.folder;
      for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
      return name;
    });

TEST(RealOfacParts, RefusesTablesWithoutTheirParties) {
  const auto folder = shared_lists() / "2025-12-24";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "BAYON_SHARED has no OFAC lists";
  Request request;
  for (const std::string file : {"add.csv", "alt.csv", "sdn_comments.csv"}) {
    request.files.push_back({folder / file, file});
  }
  WordSink sink;
  Silent progress;
  const auto format = find_format("ofac_sdn");
  ASSERT_TRUE(format.ok());
  const auto status = (*format)->read(request, sink, progress);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, errors::list_no_parties);
}

}  // namespace
}  // namespace bayon::source
