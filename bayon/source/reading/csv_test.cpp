// What the table reader promises, above all that it agrees with a naive twin that walks one byte at
// a time, on inputs made to sit on the edges: quotes, line breaks, bounds and batch borders.
#include "bayon/source/reading/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/text.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Row {
  std::uint64_t line = 0;
  std::vector<std::string> fields;
  std::string fault;

  bool operator==(const Row&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  out << row.line << (row.fault.empty() ? "" : " !" + row.fault) << ':';
  for (const auto& field : row.fields) out << " [" << field << ']';
  return out;
}

struct Table {
  std::vector<Row> rows;
  std::string error;
  std::uint64_t error_line = 0;

  bool operator==(const Table&) const = default;
};

Table read_table(std::string_view text, const CsvOptions& options) {
  const ::bayon::testing::MemoryFile file(text);
  Silent progress;
  auto stream = ByteStream::open(file.input(), Bounds{}, progress);
  Table out;
  CsvReader reader(*stream, options);
  for (;;) {
    auto next = reader.next();
    if (!next.ok()) {
      out.error = name(next.error().code);
      out.error_line = next.error().where.record;
      return out;
    }
    if (*next == nullptr) return out;
    Row row{(*next)->line, {}, {}};
    for (const auto field : (*next)->fields) row.fields.emplace_back(field);
    if ((*next)->fault) row.fault = name((*next)->fault->code);
    out.rows.push_back(std::move(row));
  }
}

// One byte after another, one state, no look-ahead.
class NaiveTwin {
 public:
  NaiveTwin(std::string_view text, const CsvOptions& options) : options_(options) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    const bool cr_lines = text.find('\n') == std::string_view::npos;
    for (const char c : text) {
      if (!take(cr_lines && c == '\r' ? '\n' : c)) return;
    }
    if (state_ == State::open) {
      fail("csv.unterminated_quote");
    } else if (length_ != 0 && state_ != State::skipping) {
      const bool cut = raw_ != "\r" && row_.fields.size() < options_.columns;
      cut ? fail("file.truncated") : end_record();
    }
  }
  Table table;

 private:
  enum class State { field_start, plain, open, quote_in_open, after_quotes, skipping };

  void fail(std::string_view code) {
    table.error = code;
    table.error_line = start_line_;
  }

  // long: one machine of six states
  bool take(char c) {
    if (state_ == State::skipping) {
      if (c == '\n') begin_record();
      line_ += c == '\n';
      return true;
    }
    if (fresh_) start_line_ = line_;
    fresh_ = false;
    const bool ends = c == '\n' && state_ != State::open;
    if (!ends && length_ == options_.record_bytes_max) {
      if (state_ == State::open) {
        fail("csv.unterminated_quote");
        return false;
      }
      table.rows.push_back({start_line_, {""}, "line.too_long"});
      state_ = State::skipping;
      return true;
    }
    line_ += c == '\n';
    if (ends) {
      end_record();
      return true;
    }
    ++length_;
    raw_ += c;
    switch (state_) {
      case State::field_start:
      case State::plain:
        if (c == options_.delimiter) {
          row_.fields.emplace_back();
          state_ = State::field_start;
        } else if (c == '"' && state_ == State::field_start && options_.quotes) {
          state_ = State::open;
        } else {
          row_.fields.back() += c;
          stray_ = stray_ || (c == '"' && options_.quotes);
          state_ = State::plain;
        }
        break;
      case State::open:
        if (c == '"') {
          state_ = State::quote_in_open;
        } else {
          row_.fields.back() += c;
        }
        break;
      case State::quote_in_open:
        if (c == '"') {
          row_.fields.back() += c;
          state_ = State::open;
        } else if (c == options_.delimiter) {
          row_.fields.emplace_back();
          state_ = State::field_start;
        } else {
          row_.fields.back() += c;
          tail_ += c;
          state_ = State::after_quotes;
        }
        break;
      case State::after_quotes:
        if (c == options_.delimiter) {
          end_tail();
          row_.fields.emplace_back();
          state_ = State::field_start;
        } else {
          row_.fields.back() += c;
          tail_ += c;
        }
        break;
      case State::skipping:
        break;
    }
    return true;
  }

  // Behind a closing quote there may be blanks.
  void end_tail() {
    stray_ = stray_ || tail_.find_first_not_of(" \t") != std::string::npos;
    tail_.clear();
  }

  // Fields of a line by itself: a quote that does not close in it is a letter.
  std::size_t fields_alone(const std::string& line) const {
    std::size_t count = 1;
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (line[at] == options_.delimiter) ++count;
      if (line[at] != '"' || (at != 0 && line[at - 1] != options_.delimiter)) continue;
      std::size_t close = at + 1;
      while (close < line.size() && (line[close] != '"' || line.substr(close, 2) == "\"\"")) {
        close += line[close] == '"' ? 2 : 1;
      }
      std::size_t behind = close + 1;
      while (behind < line.size() &&
             std::string_view(" \t\r").find(line[behind]) != std::string_view::npos)
        ++behind;
      if (close < line.size() && (behind >= line.size() || line[behind] == options_.delimiter)) {
        at = behind - 1;
      }
    }
    return count;
  }

  bool swallows(const std::vector<std::string>& lines) const {
    if (lines.size() == 1) return false;
    for (const std::size_t column : options_.one_line) {
      if (column < row_.fields.size() &&
          trim(row_.fields[column]).find('\n') != std::string::npos) {
        return true;
      }
    }
    if (options_.columns == 0) return false;
    std::size_t inside = 0;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
      inside += fields_alone(lines[i]) == options_.columns ? 1 : 0;
    }
    return inside != 0 || (fields_alone(lines.front()) == options_.columns &&
                           fields_alone(lines.back()) == options_.columns);
  }

  void end_record() {
    if (raw_.ends_with('\r')) {
      raw_.pop_back();
      row_.fields.back().pop_back();
      if (!tail_.empty()) tail_.pop_back();
    }
    end_tail();
    std::vector<std::string> lines;
    for (const auto line : split(raw_, '\n')) lines.emplace_back(line);
    if (!raw_.empty()) {
      row_.line = start_line_;
      if (raw_.find('\0') != std::string::npos) {
        row_.fault = "text.nul_byte";
      } else if (stray_) {
        row_.fault = "csv.stray_quote";
      } else if (options_.columns != 0 && row_.fields.size() != options_.columns) {
        row_.fault = "csv.ragged_row";
      } else if (swallows(lines)) {
        row_.fault = "csv.swallowed_line";
      }
      table.rows.push_back(row_);
      for (std::size_t i = 1; i < lines.size() && !row_.fault.empty(); ++i) {
        const std::string line(trim(lines[i]));
        if (!line.empty()) table.rows.push_back({start_line_ + i, {line}, "csv.swallowed_line"});
      }
    }
    begin_record();
  }

  void begin_record() {
    row_ = Row{0, {""}, {}};
    raw_.clear();
    tail_.clear();
    stray_ = false;
    length_ = 0;
    state_ = State::field_start;
    fresh_ = true;
  }

  CsvOptions options_;
  State state_ = State::field_start;
  Row row_{0, {""}, {}};
  std::string raw_;
  std::string tail_;  // behind a closing quote
  bool stray_ = false;
  std::uint64_t length_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t start_line_ = 1;
  bool fresh_ = true;
};

TEST(Csv, ReadsWhatTheFieldWrites) {
  const auto table = read_table(
      "\xef\xbb\xbf"
      "a,b,c\r\n1,\"two, with comma\",3\n\n\r\n"
      "\"line\nbreak\",\"a \"\"quoted\"\" word\",plain\n\"x\" ,,",
      {});
  EXPECT_EQ(table.error, "");
  EXPECT_THAT(table.rows,
              ElementsAre(Row{1, {"a", "b", "c"}, {}}, Row{2, {"1", "two, with comma", "3"}, {}},
                          Row{5, {"line\nbreak", "a \"quoted\" word", "plain"}, {}},
                          Row{7, {"x ", "", ""}, {}}));
}

TEST(Csv, MarksBadRecordsAndReadsOn) {
  CsvOptions options;
  options.columns = 2;
  options.record_bytes_max = 16;
  const std::string nul(1, '\0');
  const auto table =
      read_table("a,b\nx," + nul + "y\n\xff\xfe,z\n1,2,3\n0123456789abcdef,0\np,q\n", options);
  EXPECT_EQ(table.error, "");
  EXPECT_THAT(table.rows,
              ElementsAre(Row{1, {"a", "b"}, {}}, Row{2, {"x", nul + "y"}, "text.nul_byte"},
                          Row{3, {"\xff\xfe", "z"}, "text.invalid_utf8"},
                          Row{4, {"1", "2", "3"}, "csv.ragged_row"}, Row{5, {""}, "line.too_long"},
                          Row{6, {"p", "q"}, {}}));
}

TEST(Csv, MarksAQuoteThatNeitherOpensNorClosesAValue) {
  const auto table = read_table("a,b\n1, \"x\"\n2,5\"\n\"x\"tail,3\n4,\"say \"\"a\"\"\"\n", {});
  EXPECT_THAT(
      table.rows,
      ElementsAre(Row{1, {"a", "b"}, {}}, Row{2, {"1", " \"x\""}, "csv.stray_quote"},
                  Row{3, {"2", "5\""}, "csv.stray_quote"},
                  Row{4, {"xtail", "3"}, "csv.stray_quote"}, Row{5, {"4", "say \"a\""}, {}}));
}

// Two stray quotes make one legal value of all that lies between them.
TEST(Csv, CountsEachLineThatTwoStrayQuotesSwallow) {
  CsvOptions options;
  options.columns = 2;
  const std::vector<Row> swallowed{{1, {"1", "a"}, {}},
                                   {2, {"2", "b\n3,c\n\n4,d"}, "csv.swallowed_line"},
                                   {3, {"3,c"}, "csv.swallowed_line"},
                                   {5, {"4,d\""}, "csv.swallowed_line"},
                                   {6, {"5", "e"}, {}}};
  EXPECT_EQ(read_table("1,a\n2,\"b\n3,c\n\n4,d\"\n5,e\n", options).rows, swallowed);

  // In another column it makes a ragged row of them.
  const auto ragged = read_table("1,\"a\n2,b\n\"3,c\n4,d\n", options);
  EXPECT_THAT(ragged.rows,
              ElementsAre(::testing::Field(&Row::fault, "csv.stray_quote"),
                          Row{2, {"2,b"}, "csv.swallowed_line"},
                          Row{3, {"\"3,c"}, "csv.swallowed_line"}, Row{4, {"4", "d"}, {}}));
}

TEST(Csv, TakesLineBreaksWhereAColumnMayHaveThem) {
  const std::string text = "1,\"a note\nof two lines\"\n\"3\n4\",b\n";
  CsvOptions options;
  options.columns = 2;
  EXPECT_THAT(read_table(text, options).rows,
              ElementsAre(Row{1, {"1", "a note\nof two lines"}, {}}, Row{3, {"3\n4", "b"}, {}}));
  options.one_line = {0};
  EXPECT_THAT(read_table(text, options).rows,
              ElementsAre(Row{1, {"1", "a note\nof two lines"}, {}},
                          Row{3, {"3\n4", "b"}, "csv.swallowed_line"},
                          Row{4, {"4\",b"}, "csv.swallowed_line"}));
}

TEST(Csv, ReadsLinesThatEndWithCr) {
  EXPECT_THAT(
      read_table("a,b\r1,\"x\ry\"\r\r2,z", {}).rows,
      ElementsAre(Row{1, {"a", "b"}, {}}, Row{2, {"1", "x\ny"}, {}}, Row{5, {"2", "z"}, {}}));
  // A record over the bound ends at a CR as well, however far it is.
  CsvOptions options;
  options.record_bytes_max = 100;
  const std::string text = "a\r" + std::string(5'000'000, 'x') + "\rb\rc\r";
  EXPECT_THAT(read_table(text, options).rows,
              ElementsAre(Row{1, {"a"}, {}}, Row{2, {""}, "line.too_long"}, Row{3, {"b"}, {}},
                          Row{4, {"c"}, {}}));
}

TEST(Csv, RefusesATableThatWasCutOff) {
  CsvOptions options;
  options.columns = 2;
  const auto ragged = read_table("1,a\n2,b\n3", options);
  EXPECT_EQ(ragged.rows.size(), 2u);
  EXPECT_EQ(ragged.error, "file.truncated");
  EXPECT_EQ(ragged.error_line, 3u);
  EXPECT_EQ(read_table("0,0.50\n1,1.25\n2,3.50\n3,9.99\n4,10", options).error, "file.truncated");
  EXPECT_EQ(read_table("0,0.50\n1,1.25\n2,3.50\n3,9.99\n4,10.00", options).error, "");
  EXPECT_EQ(read_table("0,0.50\n1,1.25\n2,3.50\n3,9.99\n4,10\n", options).error, "");
}

TEST(Csv, TellsACutValueByTheLinesBefore) {
  const auto cut = [](std::string_view lines) {
    return !evidence_of_a_cut(lines, ',', false).empty();
  };
  EXPECT_TRUE(cut("a,1.00\na,12.50\na,0.10\na,123"));
  EXPECT_TRUE(cut("a,1.00\na,12.50\na,0.10\na,123."));
  EXPECT_FALSE(cut("a,1.00\na,12.5\na,0.10\na,123")) << "they differ among themselves";
  EXPECT_FALSE(cut("a,1.00\na,12.50\na,123")) << "two rows are no rule";
  EXPECT_FALSE(cut("a,1\na,12\na,3\na,123"));
  EXPECT_FALSE(cut("a,100\na,120\na,130\na,130\na,140\na,50")) << "short values vary";
  EXPECT_TRUE(cut("0x3f5ce5fb\n0x281055af\n0xab5801a7\n0xfe9e8709\n0x70faa28a\n0x8894e"));
  EXPECT_FALSE(cut("0x3f5ce5fb\n0x281055af\n0xab5801a7\n0xfe9e8709\n0x70faa28a\n0x8894e0a0"));
  EXPECT_FALSE(cut(""));
  EXPECT_FALSE(cut("a"));
  EXPECT_TRUE(evidence_of_a_cut("a,amount\na,1.00\na,2.00\na,3.00\na,4", ',', false).empty());
  EXPECT_FALSE(evidence_of_a_cut("a,amount\na,1.00\na,2.00\na,3.00\na,4", ',', true).empty());
}

TEST(Csv, RefusesAQuoteThatStaysOpen) {
  const auto at_end = read_table("a,b\n1,\"two\n3,4\n", {});
  EXPECT_EQ(at_end.rows.size(), 1u);
  EXPECT_EQ(at_end.error, "csv.unterminated_quote");
  EXPECT_EQ(at_end.error_line, 2u);

  CsvOptions options;
  options.record_bytes_max = 100;
  const auto over_bound =
      read_table("a,b\n1,\"two\n" + std::string(200, 'x') + "\",4\n5,6\n", options);
  EXPECT_EQ(over_bound.rows.size(), 1u);
  EXPECT_EQ(over_bound.error, "csv.unterminated_quote");
  EXPECT_EQ(over_bound.error_line, 2u);
}

TEST(Csv, FindsColumnsByName) {
  const std::vector<std::string_view> names{"Timestamp", " Account ", "To",
                                            "Account",   "Odd#2",     "to"};
  const CsvHeader header(names);
  EXPECT_EQ(header.find("Account"), 1u);
  EXPECT_EQ(header.find("Account#2"), 3u);
  EXPECT_EQ(header.find("timestamp"), 0u);
  EXPECT_EQ(header.find("Odd#2"), 4u);
  EXPECT_EQ(header.find("Account#3"), std::nullopt);
  EXPECT_EQ(*header.column("Account#1"), 1u);
  const auto doubled = header.column("account");
  ASSERT_FALSE(doubled.ok());
  EXPECT_EQ(name(doubled.error().code), "csv.doubled_column");
  const auto missing = header.column("Amount");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, errors::csv_missing_column);
  EXPECT_THAT(missing.error().detail, HasSubstr("Timestamp, Account, To"));
  EXPECT_EQ(*header.column("to"), 5u) << "as it is written, where that is one";
}

TEST(Csv, RefusesWhatIsNoTable) {
  const auto verdict = [](std::string_view bytes) -> std::string {
    const ::bayon::testing::MemoryFile file(bytes);
    Silent progress;
    auto stream = ByteStream::open(file.input(), Bounds{}, progress);
    const auto status = expect_table(*stream);
    return status.ok() ? "" : std::string(name(status.error().code));
  };
  EXPECT_EQ(verdict("\x89PNG\r\n\x1a\n"), "file.wrong_format");
  EXPECT_EQ(verdict("\xef\xbb\xbf  <?xml version='1.0'?>"), "file.wrong_format");
  EXPECT_EQ(verdict("{\"a\":1}\n"), "file.wrong_format");
  EXPECT_EQ(verdict(std::string_view("ab\0cd\n", 6)), "file.wrong_format");
  EXPECT_EQ(verdict(""), "file.truncated");
  EXPECT_EQ(verdict("a,b\n1,2\n"), "");
}

// Text over an alphabet where every byte means something, now and then with a run that crosses a
// block.
std::string edgy_text(Random& random) {
  constexpr std::string_view alphabet = "\"\"\"\n\n\r,,;ab\0";
  std::string text;
  if (random.chance(0.1)) text = "\xef\xbb\xbf";
  const auto pieces = random.below(random.chance(0.2) ? 400 : 30);
  for (std::uint64_t i = 0; i < pieces; ++i) {
    if (random.chance(0.03)) {
      text.append(random.below(150), 'y');
    } else {
      text += alphabet[random.below(random.chance(0.05) ? alphabet.size() + 1 : alphabet.size())];
    }
  }
  return text;
}

TEST(Csv, AgreesWithTheNaiveTwin) {
  std::uint64_t with_error = 0, with_fault = 0, with_quotes = 0;
  for (std::uint64_t seed = 0; seed < 8'000; ++seed) {
    Random random(seed);
    CsvOptions options;
    options.quotes = random.chance(0.8);
    options.delimiter = random.chance(0.8) ? ',' : ';';
    options.columns = random.below(4);
    if (random.chance(0.2)) options.one_line = {random.below(3)};
    options.record_bytes_max = random.chance(0.5) ? 1 + random.below(60) : 1 << 20;
    const std::string text = edgy_text(random);
    const Table expected = NaiveTwin(text, options).table;
    Table actual = read_table(text, options);
    ASSERT_EQ(actual.error, expected.error) << "seed " << seed;
    ASSERT_EQ(actual.rows, expected.rows) << "seed " << seed;
    ASSERT_EQ(actual.error_line, expected.error_line) << "seed " << seed;
    with_error += expected.error.empty() ? 0 : 1;
    with_quotes += text.find('"') != std::string::npos ? 1 : 0;
    for (const auto& row : expected.rows) with_fault += row.fault.empty() ? 0 : 1;
  }
  EXPECT_GT(with_error, 400u);
  EXPECT_GT(with_fault, 1'000u);
  EXPECT_GT(with_quotes, 4'000u);
}

// Several megabytes, so that records, quotes and over-long lines meet the borders of batches.
TEST(Csv, AgreesWithTheNaiveTwinAcrossBatches) {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    Random random(seed);
    CsvOptions options;
    options.record_bytes_max = seed % 2 == 0 ? 1 << 20 : 5'000;
    std::string text;
    while (text.size() < 5'000'000) {
      switch (random.below(seed < 3 ? 40 : 400)) {
        case 0:
          text += '"' + std::string(random.below(3'000), 'q') + "\n\"\"," + "\",tail\n";
          break;
        case 1:
          text += std::string(random.below(options.record_bytes_max * 3), 'l') + "\n";
          break;
        case 2:
          text += "\r\n";
          break;
        default:
          text += "12345,abcdef,\"quoted\",99.5\r\n";
          break;
      }
    }
    if (seed == 5) text += "\"open";
    const Table expected = NaiveTwin(text, options).table;
    const Table actual = read_table(text, options);
    ASSERT_EQ(actual.rows.size(), expected.rows.size()) << "seed " << seed;
    ASSERT_TRUE(actual == expected) << "seed " << seed;
  }
}

}  // namespace
}  // namespace bayon::source::reading
