// The hard cases of the Treasury's tables: joined and cut remarks, files that do not belong
// together, copies that someone edited. What the samples show is not repeated here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "bayon/base/error_codes.hpp"
#include "bayon/source/ofac_sdn/format.hpp"
#include "test/support/collecting_sink.hpp"
#include "test/support/format_sample.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::ofac_sdn {
namespace {

using ::bayon::testing::CollectingSink;
using ::bayon::testing::MemoryFile;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct File {
  std::string name;
  std::string bytes;
};

struct Outcome {
  CollectingSink sink;
  std::string error;  ///< code and detail; empty when the load went through
};

Outcome read(const std::vector<File>& files) {
  std::vector<MemoryFile> held;
  Request request;
  request.dataset = "sample";
  for (const File& file : files) {
    held.emplace_back(file.bytes);
    request.files.push_back(held.back().input(file.name));
  }
  Outcome out;
  Silent progress;
  const auto status = format().read(request, out.sink, progress);
  if (!status.ok()) out.error = status.error().text();
  return out;
}

std::string party(const std::string& number, const std::string& name, const std::string& type,
                  const std::string& remark) {
  std::string row = number + ",\"" + name + "\"," + (type.empty() ? "-0- " : '"' + type + '"');
  row += ",\"SDGT\"";
  for (int i = 0; i < 7; ++i) row += ",-0- ";
  return row + ",\"" + remark + "\"\r\n";
}

// The lines of the sink without the record, which moves with the rows before it.
std::multiset<std::string> facts(const CollectingSink& sink) {
  std::multiset<std::string> out;
  for (const std::string& line : sink.lines) {
    const auto at = line.find("\"entity\"");
    if (at != std::string::npos) out.insert(line.substr(at));
  }
  return out;
}

// A remark of exactly 1,000 characters: `front`, a filler phrase, `back`.
std::string cut_remark(const std::string& front, const std::string& back) {
  const std::string filler = "; POB ";
  return front + filler + std::string(1000 - front.size() - filler.size() - back.size() - 2, 'E') +
         "; " + back;
}

std::vector<File> sample_files() {
  std::vector<File> files;
  const auto samples = ::bayon::testing::samples_of("ofac_sdn");
  for (const auto& file : samples.front().files) {
    files.push_back({file.name, file.bytes});
  }
  return files;
}

TEST(OfacSdn, JoinsARemarkWhereItWasCut) {
  // The cut falls behind a blank, which belongs to the remark.
  const auto remark = cut_remark("DOB 1965", "Registration Number 0000001 ");
  ASSERT_EQ(remark.size(), 1000u);
  const auto outcome = read({{"sdn.csv", party("1", "EXAMPLE CO.", "", remark)},
                             {"sdn_comments.csv", "1,\"(Russia).\"\r\n\x1a"}});
  EXPECT_EQ(outcome.error, "");
  EXPECT_THAT(outcome.sink.lines, Contains(HasSubstr(R"("registrationNumber":"0000001")")));
  EXPECT_THAT(outcome.sink.lines, Contains(HasSubstr(R"("country":"ru","original":"Russia")")));
  EXPECT_THAT(outcome.sink.remarks, IsEmpty());
  // The phrase is told of the row that holds the number.
  const auto comments =
      std::find_if(outcome.sink.lines.begin(), outcome.sink.lines.end(),
                   [](const auto& line) { return line.find("sdn_comments") != std::string::npos; });
  EXPECT_THAT(std::vector(comments + 1, outcome.sink.lines.end()), Each(HasSubstr(R"("gap")")))
      << "of tables that were not given; no fact";
  EXPECT_EQ(outcome.sink.accepted_rows, 2u);
}

TEST(OfacSdn, JoinsSeveralCommentsInTheirOrder) {
  const auto remark = cut_remark("DOB 1965", "Tax ID No. 00");
  const auto outcome = read({{"sdn_comments.csv", "1,\"11\"\n1,\"22 (Cu\"\n1,\"ba)\"\n"},
                             {"sdn.csv", party("1", "EXAMPLE CO.", "", remark)}});
  EXPECT_THAT(outcome.sink.lines, Contains(HasSubstr(R"("taxNumber":"001122")")));
  EXPECT_THAT(outcome.sink.lines, Contains(HasSubstr(R"("country":"cu")")));
}

// The record of the one line that holds `words`, as "file:record".
std::string place_of(const CollectingSink& sink, const std::string& words) {
  std::string file, found;
  for (const std::string& line : sink.lines) {
    for (const std::string name : {"sdn.csv", "sdn_comments.csv"}) {
      if (line.find("\"" + name + "\"") != std::string::npos) file = name;
    }
    if (line.find(words) == std::string::npos) continue;
    EXPECT_EQ(found, "") << words << " is told twice";
    const auto at = line.find("\"record\":");
    EXPECT_NE(at, std::string::npos) << line;
    found = file + ":" + line.substr(at + 9, line.find(',', at) - at - 9);
  }
  return found;
}

TEST(OfacSdn, TellsEachPhraseOfTheRowThatHoldsIt) {
  const auto remark = cut_remark("DOB 1965", "Tax ID No. 00");
  const auto parties = party("1", "PERSON 0011, Test", "individual", "DOB 1970.") +
                       party("2", "PERSON 0012, Test", "individual", remark);
  const std::string comments =
      "1,\"of nothing\"\n2,\"11; Digital Currency Address - XBT OurOwnMaking1; nationality Cu\"\n"
      "2,\"ba; Secondary sanctions risk: Example; Phone Number 000000001.\"\n";
  for (const bool comments_first : {false, true}) {
    std::vector<File> files{{"sdn.csv", parties}, {"sdn_comments.csv", comments}};
    if (comments_first) std::swap(files[0], files[1]);
    const auto outcome = read(files);
    EXPECT_EQ(outcome.error, "");
    EXPECT_EQ(place_of(outcome.sink, R"("birthDate":"1965")"), "sdn.csv:2");
    EXPECT_EQ(place_of(outcome.sink, R"("taxNumber":"0011")"), "sdn.csv:2") << "it begins there";
    EXPECT_EQ(place_of(outcome.sink, R"("publicKey":"OurOwnMaking1")"), "sdn_comments.csv:2");
    EXPECT_EQ(place_of(outcome.sink, R"("nationality":"cu")"), "sdn_comments.csv:2");
    EXPECT_EQ(place_of(outcome.sink, R"("provisions":"Secondary)"), "sdn_comments.csv:3");
    EXPECT_EQ(place_of(outcome.sink, R"("phone":)"), "sdn_comments.csv:3");
  }
}

TEST(OfacSdn, TellsAnAddressBehindTheSeamOfTheComment) {
  const auto remark = cut_remark("DOB 1965", "alt. Digital Currency Address - XBT ");
  const auto outcome = read({{"sdn.csv", party("1", "PERSON 0012, Test", "individual", remark)},
                             {"sdn_comments.csv", "1,\"OurOwnMaking00000001.\"\n"}});
  EXPECT_EQ(place_of(outcome.sink, R"("publicKey":"OurOwnMaking00000001")"), "sdn_comments.csv:1");
}

TEST(OfacSdn, MakesNoFactOfABrokenEnd) {
  const auto remark = cut_remark("DOB 1965", "Digital Currency Address - XBT 1SampleOf");
  const auto outcome = read({{"sdn.csv", party("1", "PERSON 0012, Test", "individual", remark)}});
  EXPECT_EQ(outcome.error, "");
  EXPECT_THAT(outcome.sink.lines, Not(Contains(HasSubstr("CryptoWallet"))));
  EXPECT_THAT(outcome.sink.lines,
              Contains(HasSubstr(R"("notes":"Digital Currency Address - XBT 1SampleOf")")));
  EXPECT_THAT(outcome.sink.gaps,
              ElementsAre("addresses are missing: add.csv was not loaded",
                          "aliases are missing: alt.csv was not loaded",
                          "1 remarks are cut at 1000 characters, and what goes on in "
                          "sdn_comments.csv is missing: it was not loaded"));
}

TEST(OfacSdn, TellsGapsOfWhatItWasNotGiven) {
  auto files = sample_files();
  EXPECT_THAT(read(files).sink.gaps, IsEmpty());
  const auto without = [&](const std::string& name) {
    auto some = files;
    std::erase_if(some, [&](const File& file) { return file.name == name; });
    return read(some).sink.gaps;
  };
  EXPECT_THAT(without("alt.csv"), ElementsAre("aliases are missing: alt.csv was not loaded"));
  EXPECT_THAT(without("add.csv"), ElementsAre("addresses are missing: add.csv was not loaded"));
  EXPECT_THAT(without("sdn_comments.csv"), ElementsAre(HasSubstr("sdn_comments.csv is missing")));
  // Where no remark is cut, nothing goes on elsewhere.
  std::erase_if(files, [](const File& file) { return file.name == "sdn_comments.csv"; });
  for (File& file : files) {
    if (file.name == "sdn.csv") file.bytes = file.bytes.substr(0, file.bytes.find("108,"));
  }
  EXPECT_THAT(read(files).sink.gaps, IsEmpty());
  // Another comment does not make a cut remark whole.
  const auto cut =
      read({{"sdn.csv", party("1", "EXAMPLE CO.", "", cut_remark("DOB 1965", "POB E")) +
                            party("2", "EXAMPLE TWO CO.", "", "-0- ")},
            {"sdn_comments.csv", "2,\"a stray comment\"\n"}});
  EXPECT_THAT(cut.sink.gaps, Contains(HasSubstr("no comment continues them")));
}

TEST(OfacSdn, KeepsACommentThatContinuesNothing) {
  const auto outcome = read({{"sdn.csv", party("1", "EXAMPLE CO.", "", "DOB 1965.")},
                             {"sdn_comments.csv", "1,\"a stray comment\"\n"}});
  EXPECT_THAT(outcome.sink.lines, Contains(HasSubstr(R"("notes":"a stray comment")")));
  EXPECT_EQ(outcome.sink.notes, 2u) << "a company has no day of birth";
}

TEST(OfacSdn, RejectsRowsOfPartiesThatItDoesNotHave) {
  const auto outcome = read({{"sdn.csv", party("1", "EXAMPLE CO.", "", "-0- ")},
                             {"alt.csv", "1,1,\"aka\",\"EXAMPLE\",-0- \n2,2,\"aka\",\"X\",-0- \n"},
                             {"sdn_comments.csv", "3,\"of another day\"\n"}});
  EXPECT_EQ(outcome.error, "");
  ASSERT_EQ(outcome.sink.rejects.size(), 2u);
  EXPECT_EQ(outcome.sink.rejects[0].code, errors::list_unknown_party);
  EXPECT_EQ(outcome.sink.rejects[0].file, "alt.csv");
  EXPECT_EQ(outcome.sink.rejects[0].record, 2u);
  EXPECT_EQ(outcome.sink.rejects[1].file, "sdn_comments.csv");
  EXPECT_EQ(outcome.sink.accepted_rows, 2u);
}

TEST(OfacSdn, RejectsAPartyThatStandsThereTwice) {
  const auto outcome = read({{"sdn.csv", party("1", "EXAMPLE CO.", "", "-0- ") +
                                             party("1", "EXAMPLE TWO CO.", "", "-0- ")}});
  ASSERT_EQ(outcome.sink.rejects.size(), 1u);
  EXPECT_EQ(outcome.sink.rejects[0].code, errors::list_party_twice);
  EXPECT_EQ(outcome.sink.rejects[0].record, 2u);
  EXPECT_THAT(outcome.sink.lines, Not(Contains(HasSubstr("EXAMPLE TWO"))));
}

TEST(OfacSdn, RefusesFilesThatMakeNoList) {
  const std::string good = party("1", "EXAMPLE CO.", "", "-0- ");
  const std::string alias = "1,1,\"aka\",\"EXAMPLE\",-0- \n";
  EXPECT_THAT(read({{"alt.csv", alias}}).error, HasSubstr("list.no_parties"));
  EXPECT_THAT(read({}).error, HasSubstr("list.no_parties"));
  EXPECT_THAT(read({{"sdn.csv", good}, {"copy.csv", good}}).error, HasSubstr("list.table_twice"));
  EXPECT_THAT(read({{"cons_prim.csv", good}}).error, HasSubstr("file.wrong_format"));
  EXPECT_THAT(read({{"sdn.csv", alias}}).error, HasSubstr("file.wrong_format"));
  EXPECT_THAT(read({{"x.csv", "1,2,3\n"}}).error, HasSubstr("file.wrong_format"));
  EXPECT_THAT(read({{"sdn.csv", "<sdnList/>"}}).error, HasSubstr("file.wrong_format"));
  EXPECT_THAT(read({{"sdn.csv", "\x89PNG\r\n"}}).error, HasSubstr("file.wrong_format"));
  EXPECT_THAT(read({{"sdn.csv", ""}}).error, HasSubstr("file.truncated"));
  EXPECT_THAT(read({{"sdn.csv", "1,\"open"}}).error, HasSubstr("csv.unterminated_quote"));
  EXPECT_THAT(read({{"x.csv", "\x1a"}}).error, HasSubstr("file.wrong_format"));
}

TEST(OfacSdn, RejectsRowsOfAnotherShape) {
  const auto outcome = read({{"sdn.csv", party("1", "EXAMPLE CO.", "", "-0- ") +
                                             party("2", "EXAMPLE TWO CO.", "", "-0- ") +
                                             "2023-01-21\n2023-01-21,,,,,,,,,,,\n"}});
  EXPECT_EQ(outcome.error, "");
  EXPECT_EQ(outcome.sink.accepted_rows, 2u);
  ASSERT_EQ(outcome.sink.rejects.size(), 2u);
  EXPECT_EQ(outcome.sink.rejects[0].code, errors::csv_ragged_row);
  EXPECT_EQ(outcome.sink.rejects[1].code, errors::number_malformed);
  EXPECT_EQ(outcome.sink.rejects[1].column, "ent_num");
}

TEST(OfacSdn, KnowsATableByItsColumns) {
  const auto outcome = read({{"a", "1,1,\"1 Example Road\",\"Example City\",\"Cuba\",-0- \n"},
                             {"b", "1,1,\"aka\",\"EXAMPLE\",-0- \n"},
                             {"-", party("1", "EXAMPLE CO.", "", "-0- ")}});
  EXPECT_EQ(outcome.error, "");
  EXPECT_THAT(outcome.sink.lines, Contains(HasSubstr(R"("alias":"EXAMPLE")")));
  EXPECT_THAT(outcome.sink.lines, Contains(HasSubstr(R"("street":"1 Example Road")")));
}

TEST(OfacSdn, ReadsTypesThatItDoesNotKnowAsLegalEntities) {
  const auto outcome = read({{"sdn.csv", party("1", "EXAMPLE", "cooperative", "-0- ")}});
  EXPECT_THAT(outcome.sink.lines,
              Contains(HasSubstr(R"("schema":"LegalEntity","name":"EXAMPLE")")));
  EXPECT_THAT(outcome.sink.lines, Contains(HasSubstr(R"("notes":"type: cooperative")")));
}

TEST(OfacSdn, SharesWalletsInOneSpelling) {
  const std::string address = "0xABCDEF0000000000000000000000000000000001";
  const std::string lower = "0xabcdef0000000000000000000000000000000001";
  const auto outcome = read(
      {{"sdn.csv",
        party("1", "PERSON, A", "individual", "Digital Currency Address - ETH " + address + ".") +
            party("2", "PERSON, B", "individual", "Digital Currency Address - ETH " + lower)}});
  EXPECT_THAT(outcome.sink.lines,
              Contains(HasSubstr("\"wallet-" + lower +
                                 "\",\"schema\":\"CryptoWallet\",\"holder\":\"ofac-1\"")));
  EXPECT_THAT(outcome.sink.lines,
              Contains(HasSubstr("\"wallet-" + lower +
                                 "\",\"schema\":\"CryptoWallet\",\"holder\":\"ofac-2\"")));
}

TEST(OfacSdn, DoesNotMindTheOrderOfFiles) {
  auto files = sample_files();
  ASSERT_EQ(files.size(), 4u);
  const auto expected = facts(read(files).sink);
  for (int turn = 0; turn < 3; ++turn) {
    std::rotate(files.begin(), files.begin() + 1, files.end());
    EXPECT_EQ(facts(read(files).sink), expected);
  }
}

// What a version says of a party does not depend on what else the version says, so that equal facts
// of two versions are one fact.
TEST(OfacSdn, FactsDoNotMoveWhenAPartyIsAdded) {
  auto files = sample_files();
  const auto before = facts(read(files).sink);
  for (File& file : files) {
    if (file.name == "sdn.csv") file.bytes = party("7", "NEWCOMER", "", "DOB 1965.") + file.bytes;
  }
  const auto after = facts(read(files).sink);
  EXPECT_GT(after.size(), before.size());
  EXPECT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end()));
}

}  // namespace
}  // namespace bayon::source::ofac_sdn
