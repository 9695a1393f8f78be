// What the samples cannot show: many batches on many threads, files that do not fit their mapping,
// and real ledgers.
#include "bayon/source/ledger_csv/format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/text.hpp"
#include "bayon/base/threads.hpp"
#include "test/support/collecting_sink.hpp"
#include "test/support/memory_file.hpp"
#include "test/support/packing.hpp"
#include "test/support/place.hpp"

namespace bayon::source::ledger_csv {
namespace {

using ::bayon::testing::CollectedFlow;
using ::bayon::testing::CollectingSink;
using ::bayon::testing::CountingSink;
using ::bayon::testing::MemoryFile;
using ::testing::HasSubstr;

Request request_for(std::vector<InputFile> files, std::string mapping) {
  Request out;
  out.dataset = "test";
  out.mapping = std::move(mapping);
  out.files = std::move(files);
  return out;
}

Result<void> read(const Request& request, Sink& sink) {
  Silent progress;
  return format().read(request, sink, progress);
}

constexpr std::string_view bank_header =
    "booking_time,debtor_account,debtor_name,creditor_account,creditor_name,amount,currency,fee,"
    "uetr,"
    "purpose\n";

// Three megabytes of bookings, some quoted, some broken, some worth nothing.
std::string many_bookings(std::uint64_t seed) {
  Random random(seed);
  std::string out(bank_header);
  for (int row = 0; out.size() < 3'000'000; ++row) {
    const auto from = random.below(500), to = random.below(500);
    const std::string name = random.chance(0.2)
                                 ? fmt::format("\"Test Person\n{}, \"\"T\"\"\"", from)
                                 : fmt::format("Test Person {}", from);
    const std::string_view currency = random.chance(0.2)    ? "EUR"
                                      : random.chance(0.01) ? "???"
                                                            : "USD";
    const auto amount = random.chance(0.05) ? 0 : random.below(1'000'000);
    out += fmt::format("2025-03-{:02}T{:02}:00:00Z,A-{},{},A-{},,{}.{:02},{},{},u-{},PAY{}",
                       1 + row % 28, random.below(25), from, name, to, amount / 100, amount % 100,
                       currency, random.chance(0.3) ? "0.01" : "", row,
                       random.chance(0.1) ? "\r\n" : "\n");
  }
  return out;
}

TEST(LedgerCsv, SaysTheSameOnAnyNumberOfThreads) {
  const MemoryFile file(many_bookings(1));
  const auto request = request_for({file.input("bank.csv")}, "bank");
  std::string alone;
  for (const std::size_t count : {1u, 2u, 3u, 8u}) {
    set_threads(count);
    CollectingSink sink;
    ASSERT_TRUE(read(request, sink).ok());
    EXPECT_TRUE(sink.broken_promises().empty());
    EXPECT_GT(sink.flows.size(), 20'000u);
    EXPECT_GT(sink.rejects.size(), 100u);
    if (alone.empty()) alone = sink.text();
    EXPECT_TRUE(sink.text() == alone) << count << " threads";
  }
  set_threads(0);
}

// The naive twin: split at line breaks and commas, parse with the careful readers, one row at a
// time.
TEST(LedgerCsv, AgreesWithTheNaiveTwin) {
  Random random(3);
  std::string text(bank_header);
  std::vector<CollectedFlow> expected;
  std::set<std::uint64_t> refused;
  for (std::uint64_t line = 2; line < 30'000; ++line) {
    const std::string amount = fmt::format("{}{}.{}", random.chance(0.01) ? "-" : "",
                                           random.below(10'000), random.below(200));
    const std::string fee = random.chance(0.5) ? "" : fmt::format("0.{:02}", random.below(100));
    const std::string time = fmt::format("2025-{:02}-{:02} {:02}:{:02}", 1 + random.below(12),
                                         1 + random.below(30), random.below(24), random.below(60));
    const std::string row = fmt::format("{},F{},,T{},,{},USD,{},,", time, random.below(99),
                                        random.below(99), amount, fee);
    text += row + "\n";

    const auto fields = split(row, ',');
    const auto paid = parse_amount(fields[5], 2), burnt = parse_amount(fee.empty() ? "0" : fee, 2);
    const auto at = parse_instant(fields[0]);
    // "12.150" may be twelve thousand.
    const auto point = amount.find('.');
    const bool open = amount.size() - point == 4 && amount[0] != '0' && point <= 3;
    if (!paid.ok() || open || *paid < 0 || !burnt.ok() || *burnt > *paid || !at.ok()) {
      refused.insert(line);
      continue;
    }
    if (*paid == 0) continue;
    const model::Asset usd{"USD", 2};
    expected.push_back({"bank.csv", line, std::string(fields[1]), std::string(fields[3]), usd, usd,
                        *paid, *paid - *burnt, *burnt, *at, 0, "", false, ""});
  }
  const MemoryFile file(text);
  CollectingSink sink;
  ASSERT_TRUE(read(request_for({file.input("bank.csv")}, "bank"), sink).ok());
  EXPECT_TRUE(sink.flows == expected);
  std::set<std::uint64_t> rejected;
  for (const auto& reject : sink.rejects) rejected.insert(reject.record);
  EXPECT_EQ(rejected, refused);
  EXPECT_GT(refused.size(), 1'000u);
}

TEST(LedgerCsv, SaysWhichColumnIsMissing) {
  const MemoryFile file("step,type,amount,nameOrig,receiver\n0,TRANSFER,1.00,1,2\n");
  CollectingSink sink;
  const auto named = read(request_for({file.input("log.csv")}, "amlsim"), sink);
  ASSERT_FALSE(named.ok());
  EXPECT_EQ(named.error().code, errors::csv_missing_column);
  EXPECT_EQ(named.error().where.file, "log.csv");
  EXPECT_THAT(named.error().detail, HasSubstr("'nameDest'; the file has: step, type, amount"));
  const auto guessed = read(request_for({file.input("log.csv")}, ""), sink);
  ASSERT_FALSE(guessed.ok());
  EXPECT_EQ(guessed.error().code, errors::csv_missing_column);
  EXPECT_EQ(sink.facts, 0u);
}

TEST(LedgerCsv, RejectsNegativeAmountsAndLongAccounts) {
  const std::string account(201, 'x');
  const MemoryFile file("sourceNodeId,targetNodeId,value,time\n1,2,-5,1\n1," + account +
                        ",5,1\n1,2,12345678901234567890123456789012345678901,1\n1,\xff,5,1\n");
  CollectingSink sink;
  ASSERT_TRUE(read(request_for({file.input()}, "amlsim_sample"), sink).ok());
  ASSERT_EQ(sink.rejects.size(), 4u);
  EXPECT_EQ(sink.rejects[0].code, errors::amount_negative);
  EXPECT_EQ(sink.rejects[0].column, "value");
  EXPECT_EQ(sink.rejects[1].code, errors::value_too_long);
  EXPECT_EQ(sink.rejects[2].code, errors::amount_out_of_range);
  EXPECT_EQ(sink.rejects[3].code, errors::text_invalid_utf8);
  EXPECT_EQ(sink.accepted_rows, 0u);
}

// One account is one, however its blanks were written, in whatever column group.
TEST(LedgerCsv, KeysAnAccountAlikeHoweverItsBlanksAreSet) {
  std::string text(bank_header);
  const std::vector<std::string> written{"AB 12",
                                         "AB  12",
                                         "AB\t12",
                                         "AB\xc2\xa0"
                                         "12",
                                         "\xef\xbb\xbf"
                                         "AB 12",
                                         "AB\xe2\x80\x8b"
                                         "12",
                                         "AB\x1b"
                                         "12"};
  for (const auto& account : written) {
    text += "2025-03-01T09:00:00Z,X," + std::string(",") + account + ",,1.00,USD,,,\n";
  }
  text += "2025-03-01T09:00:00Z,X,,\xe2\x80\x8b,,1.00,USD,,,\n";
  const MemoryFile file(text);
  CollectingSink sink;
  ASSERT_TRUE(read(request_for({file.input("bank.csv")}, "bank"), sink).ok());
  ASSERT_EQ(sink.flows.size(), written.size());
  for (const auto& flow : sink.flows) EXPECT_EQ(flow.to, "AB 12");
  ASSERT_EQ(sink.rejects.size(), 1u);
  EXPECT_EQ(sink.rejects[0].code, errors::csv_missing_value);
}

std::string with_quote(std::string row, std::size_t field, bool before) {
  std::size_t at = 0;
  for (; field != 0; --field) at = row.find(',', at) + 1;
  return row.insert(before ? at : row.find_first_of(",\n", at), "\"");
}

// Of one-line values (an account, a currency, a reference) and of a free text, the last column.
TEST(LedgerCsv, LosesNoRowBetweenTwoStrayQuotes) {
  for (const std::size_t field : {1u, 6u, 8u, 9u}) {
    std::string text(bank_header);
    for (int i = 0; i < 300; ++i) {
      std::string row = fmt::format("2025-03-01T09:00:00Z,A{0},,B,,1.00,USD,,u{0},PAY\n", i);
      if (i == 10) row = with_quote(row, field, true);
      if (i == 90) row = with_quote(row, field, false);
      text += row;
    }
    const MemoryFile file(text);
    CollectingSink sink;
    ASSERT_TRUE(read(request_for({file.input("bank.csv")}, "bank"), sink).ok()) << field;
    EXPECT_EQ(sink.rows(), 300u) << field;
    ASSERT_EQ(sink.rejects.size(), 81u) << field;
    EXPECT_EQ(sink.rejects.front().record, 12u) << field;
    EXPECT_EQ(sink.rejects.front().code, errors::csv_swallowed_line) << field;
    EXPECT_THAT(sink.rejects.front().detail, HasSubstr("runs on to line 92")) << field;
    EXPECT_EQ(sink.rejects.back().record, 92u) << field;
  }
}

TEST(LedgerCsv, RefusesAFileThatWasCutInItsLastAmount) {
  std::string text = "sourceNodeId,targetNodeId,time,value\n";
  for (int i = 0; i < 3'000; ++i) text += fmt::format("{},{},1,1234567.89\n", i, i % 7);
  const auto load = [](const std::string& bytes, CollectingSink& sink) {
    const MemoryFile file(bytes);
    const auto status = read(request_for({file.input("ledger.csv")}, "amlsim_sample"), sink);
    return status.ok() ? std::string() : std::string(name(status.error().code));
  };
  for (const std::size_t cut : {2u, 3u, 4u, 8u, 12u}) {
    CollectingSink sink;
    EXPECT_EQ(load(text.substr(0, text.size() - cut), sink), "file.truncated") << cut;
  }
  CollectingSink whole;
  EXPECT_EQ(load(text.substr(0, text.size() - 1), whole), "") << "only the line end is missing";
  ASSERT_EQ(whole.remarks.size(), 1u);
  EXPECT_THAT(whole.remarks[0], HasSubstr("line 3001, the last, has no line end"));
  EXPECT_EQ(whole.facts, 3'000u);
}

TEST(LedgerCsv, RejectsAReferenceThatIsNone) {
  const MemoryFile file(std::string(bank_header) + "2025-03-01T09:00:00Z,A,,B,,1.00,USD,," +
                        std::string(201, 'u') + ",\n");
  CollectingSink sink;
  ASSERT_TRUE(read(request_for({file.input("bank.csv")}, "bank"), sink).ok());
  ASSERT_EQ(sink.rejects.size(), 1u);
  EXPECT_EQ(sink.rejects[0].code, errors::value_too_long);
  EXPECT_EQ(sink.rejects[0].column, "uetr");
}

// Neither is a negative amount: each says what is wrong with which column.
TEST(LedgerCsv, RejectsAFeeAboveTheAmountAndMoreArrivingThanWasPaid) {
  const MemoryFile bank(
      "booking_time,debtor_account,creditor_account,amount,currency,fee\n"
      "2025-03-01T09:00:00Z,BANKA-1,BANKA-2,10.00,USD,10.01\n"
      "2025-03-01T09:00:00Z,BANKA-1,BANKA-2,10.00,USD,10.00\n");
  CollectingSink sink;
  ASSERT_TRUE(read(request_for({bank.input()}, "bank"), sink).ok());
  ASSERT_EQ(sink.rejects.size(), 1u);
  EXPECT_EQ(sink.rejects[0].code, errors::amount_fee_above);
  EXPECT_EQ(sink.rejects[0].column, "fee");
  EXPECT_EQ(sink.accepted_rows, 1u) << "a fee may eat the whole amount";

  const MemoryFile aml(
      "Timestamp,From Bank,Account,To Bank,Account,Amount Received,Receiving Currency,"
      "Amount Paid,Payment Currency,Payment Format,Is Laundering\n"
      "2022/09/01 00:20,010,A1,020,A2,10.01,US Dollar,10.00,US Dollar,Wire,0\n");
  CollectingSink other;
  ASSERT_TRUE(read(request_for({aml.input()}, "amlworld"), other).ok());
  ASSERT_EQ(other.rejects.size(), 1u);
  EXPECT_EQ(other.rejects[0].code, errors::amount_received_above);
  EXPECT_EQ(other.rejects[0].column, "Amount Received");
}

TEST(LedgerCsv, StopsWhenTheSinkHasEnough) {
  class Strict final : public Sink {
   public:
    void begin_file(std::string_view) override {}
    void end_file(const Digest&, std::uint64_t) override {
      FAIL() << "the file was not read whole";
    }
    void is_delta() override {}
    void removed(std::uint64_t, std::string_view) override {}
    std::uint16_t asset(const model::Asset&) override { return 0; }
    void books(model::Books) override {}
    void statement(std::uint64_t, const model::StatementView&) override {}
    void flow(std::uint64_t, const model::FlowView&) override {}
    void order(std::uint64_t, const model::Order&) override {}
    void accepted(std::uint64_t) override {}
    Result<void> reject(Reject reject) override {
      return fail(errors::input_rejects_over_limit, {}, {reject.file, reject.record, {}});
    }
    void kept_as_note(std::uint64_t) override {}
    void remark(std::string_view) override {}
    void gap(std::string_view) override {}
  };
  const MemoryFile file("sourceNodeId,targetNodeId,value,time\n1,2,3,1\n1,2,x,1\n1,2,y,1\n");
  Strict sink;
  const auto status = read(request_for({file.input()}, "amlsim_sample"), sink);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, errors::input_rejects_over_limit);
  EXPECT_EQ(status.error().where.record, 3u);
}

// A cloud of worthless tokens is no way to stop a load.
TEST(LedgerCsv, BearsThousandsOfAssets) {
  std::string text =
      "from,to,value,transaction_hash,log_index,timestamp,block_number,symbol,decimals\n";
  for (int i = 0; i < 70'000; ++i) {
    text += fmt::format("0xa,0xb,1,0xh{},1,2025-03-01 00:00:00,1,T{},{}\n", i, i % 50'000, i % 3);
  }
  const MemoryFile file(text);
  CollectingSink sink;
  const auto status = read(request_for({file.input()}, "erc20"), sink);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, errors::asset_unknown);
  EXPECT_LE(sink.assets.size(), 65'000u);
}

// What is in the wrong encoding is refused whole; what is right is read as if it were in UTF-8.
TEST(LedgerCsv, ReadsOtherEncodingsAndRefusesTheWrongOne) {
  const std::string mapping =
      "from = 'a'\nto = 'b'\nfrom_name = 'n'\namount = 'c'\nasset_is = 'EUR'\ntime = 'd'\n"
      "encoding = ";
  const auto load = [&](const std::string& encoding, const std::string& bytes,
                        CollectingSink& sink) {
    const MemoryFile toml(mapping + "'" + encoding + "'\n"), file(bytes);
    const auto status = read(request_for({file.input("x.csv")}, toml.path()), sink);
    return status.ok() ? std::string() : status.error().text();
  };
  std::string narrow = "a,b,n,c,d\n", utf8 = narrow;
  for (int i = 0; i < 60'000; ++i) {
    const std::string tail = fmt::format("ller {},1.00,2025-03-01\n", i % 7);
    narrow += fmt::format("A{},B,M\xfc", i) + tail;
    utf8 += fmt::format("A{},B,M\xc3\xbc", i) + tail;
  }
  CollectingSink plain, told;
  EXPECT_EQ(load("utf-8", utf8, plain), "");
  EXPECT_EQ(load("windows-1252", narrow, told), "");
  EXPECT_EQ(plain.text(), told.text());
  EXPECT_EQ(told.files.front().first, sha256(narrow)) << "evidence names the file as it is";
  CollectingSink none;
  EXPECT_THAT(load("utf-16", std::string("a\0,\0b\0\xd8", 7), none),
              HasSubstr("text.wrong_encoding"));
  EXPECT_THAT(load("utf-16le", "abc", none), HasSubstr("text.wrong_encoding"));
  EXPECT_EQ(none.facts, 0u);
}

TEST(LedgerCsv, TellsWhereAnAmountWithADecimalCommaWasCut) {
  const MemoryFile toml(
      "delimiter = ';'\nfrom = 'a'\nto = 'b'\namount = 'c'\nasset_is = 'EUR'\ntime = 'd'\n"
      "decimal_mark = ','\ngroup_mark = '.'\n");
  std::string text = "a;b;d;c\n";
  for (int i = 0; i < 5; ++i) text += "A;B;2025-03-01;1.200,50\n";
  const MemoryFile cut(text.substr(0, text.size() - 2));
  CollectingSink sink;
  const auto status = read(request_for({cut.input()}, toml.path()), sink);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, errors::file_truncated);
}

// A pipe is read as well as a file.
TEST(LedgerCsv, ReadsFromAPipe) {
  const std::string text = many_bookings(2);
  std::size_t at = 0;
  const ::bayon::testing::PipedInput pipe([&]() -> std::string_view {
    const auto piece = std::string_view(text).substr(std::min(at, text.size()), 777);
    at += 777;
    return piece;
  });
  CollectingSink piped;
  ASSERT_TRUE(read(request_for({pipe.input("bank.csv")}, "bank"), piped).ok());
  const MemoryFile file(text);
  CollectingSink whole;
  ASSERT_TRUE(read(request_for({file.input("bank.csv")}, "bank"), whole).ok());
  EXPECT_TRUE(piped.text() == whole.text());
  EXPECT_EQ(piped.files, whole.files);
}

std::filesystem::path shared_ledgers() { return testing::shared_data("data/ledgers"); }

struct RealLedger {
  std::string path;
  std::string mapping;
  std::uint64_t rows;
  std::uint64_t zero;
};

TEST(LedgerCsv, ReadsRealLedgersWithoutARejectOfTheirOwn) {
  if (!std::filesystem::exists(shared_ledgers())) GTEST_SKIP() << "BAYON_SHARED has no ledgers";
  const RealLedger ledgers[] = {
      {"amlsim/gen_10K_8typologies/tx_log.csv.zst", "amlsim", 206'430, 26},
      {"amlsim/20K_cycle200/transactions.csv.gz", "amlsim_sample", 117'805, 0},
      {"amlsim/20K_fanin200/transactions.csv.gz", "amlsim_sample", 118'250, 0},
      {"amlsim/20K_fanin200cycle200/transactions.csv.gz", "amlsim_sample", 120'558, 0},
      {"ibm_aml_hi_small/transactions_first_1000.csv.gz", "amlworld", 1'000, 0},
      {"ibm_aml_hi_small/patterns.csv.gz", "amlworld", 3'209, 0},
  };
  for (const RealLedger& ledger : ledgers) {
    const auto path = shared_ledgers() / ledger.path;
    for (const std::string& mapping : {ledger.mapping, std::string()}) {
      CountingSink sink;
      const auto status = read(request_for({{path, path.filename()}}, mapping), sink);
      ASSERT_TRUE(status.ok()) << ledger.path << ": " << status.error().text();
      EXPECT_EQ(sink.rejected_rows, 0u) << ledger.path;
      EXPECT_EQ(sink.accepted_rows, ledger.rows) << ledger.path;
      EXPECT_EQ(sink.facts, ledger.rows - ledger.zero) << ledger.path;
    }
  }
}

}  // namespace
}  // namespace bayon::source::ledger_csv
