// Which way did the money go, says the statement of one account?
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/source/ledger_csv/format.hpp"
#include "test/support/collecting_sink.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::ledger_csv {
namespace {

using ::bayon::testing::CollectingSink;
using ::bayon::testing::MemoryFile;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view own = "DE89370400440532013000";

// Reads `text` with `mapping`; each flow as "from>to amount", each reject as "code column".
std::vector<std::string> told(const std::string& mapping, const std::string& text,
                              CollectingSink& sink) {
  const MemoryFile toml(mapping + "\nasset_is = 'EUR'\ntime = 'day'\n"), file(text);
  Request request;
  request.dataset = "giro";
  request.mapping = toml.path();
  request.files = {file.input("giro.csv")};
  Silent progress;
  const auto status = format().read(request, sink, progress);
  if (!status.ok()) return {status.error().text()};
  std::vector<std::string> out;
  for (const auto& flow : sink.flows) {
    out.push_back(fmt::format("{}>{} {}", flow.from, flow.to, static_cast<long>(flow.paid)));
  }
  for (const auto& reject : sink.rejects) {
    out.push_back(fmt::format("{} {}", name(reject.code), reject.column));
  }
  return out;
}

std::vector<std::string> told(const std::string& mapping, const std::string& text) {
  CollectingSink sink;
  return told(mapping, text, sink);
}

// As exports write them: the currency beside the digits, the minus behind them or as brackets.
TEST(LedgerStatement, ReadsAmountsAsBanksDressThem) {
  EXPECT_THAT(told("own_account_is = 'DE89 3704 0044 0532 0130 00'\naccount_scope = 'global'\n"
                   "counterparty = 'other'\namount = 'amount'\ndecimal_mark = ','\n"
                   "group_mark = '.'\ndelimiter = ';'",
                   "day;other;amount\n2025-03-01;B;1.012,50-\n2025-03-01;C;7,00 \xe2\x82\xac\n"
                   "2025-03-01;C;(8,00)\n2025-03-01;C;$8,00\n2025-03-01;C;8,00 CR\n"),
              ElementsAre(fmt::format("{}>B 101250", own), fmt::format("C>{} 700", own),
                          fmt::format("{}>C 800", own), "amount.malformed amount",
                          "amount.malformed amount"));
}

TEST(LedgerStatement, OfNewestRowsFirstIsTurnedRoundWhereItIsSaid) {
  const std::string mapping = "own_account_is = 'me'\ncounterparty = 'other'\namount = 'amount'\n";
  const std::string rows = "day,other,amount\n2025-03-02,C,-3\n2025-03-02,B,2\n2025-03-01,A,1\n";
  CollectingSink plain, turned, wrong;
  told(mapping, rows, plain);
  EXPECT_THAT(plain.remarks, ::testing::Contains(HasSubstr("rows = \"newest_first\"")));
  told(mapping + "rows = 'newest_first'\n", rows, turned);
  EXPECT_THAT(turned.remarks, ::testing::Not(::testing::Contains(HasSubstr("newest_first"))));
  ASSERT_EQ(turned.flows.size(), 3u);
  EXPECT_GT(turned.flows[0].sequence, turned.flows[1].sequence);
  told(mapping + "rows = 'newest_first'\n", "day,other,amount\n2025-03-01,A,1\n2025-03-02,B,2\n",
       wrong);
  EXPECT_THAT(wrong.remarks, ::testing::Contains(HasSubstr("from the oldest to the newest")));
}

TEST(LedgerStatement, ADebitMayCarryAMinusWhereItIsSaid) {
  const std::string mapping =
      "own_account_is = 'me'\ncounterparty = 'other'\ndebit = 'out'\n"
      "credit = 'in'\naccount_scope = 'global'\n";
  const std::string rows = "day,other,out,in\n2025-03-01,B,-5,\n2025-03-01,C,,6\n";
  EXPECT_THAT(told(mapping, rows), ElementsAre("C>me 600", "amount.negative out"));
  EXPECT_THAT(told(mapping + "debit_minus = true\n", rows), ElementsAre("me>B 500", "C>me 600"));
  EXPECT_THAT(told(mapping + "debit_minus = true\n", "day,other,out,in\n2025-03-01,B,5,\n"),
              ElementsAre("amount.no_direction out"));
}

TEST(LedgerStatement, APointThatMayPartThousandsIsNotGuessedAt) {
  const std::string mapping =
      "own_account_is = 'me'\ncounterparty = 'other'\namount = 'amount'\naccount_scope = "
      "'global'\n";
  const std::string rows = "day,other,amount\n2025-03-01,B,500.000\n2025-03-01,B,0.500\n";
  EXPECT_THAT(told(mapping, rows), ElementsAre("B>me 50", "amount.malformed amount"));
  EXPECT_THAT(told(mapping + "decimal_mark = '.'\n", rows), ElementsAre("B>me 50000", "B>me 50"));
  EXPECT_THAT(told(mapping + "group_mark = ','\n", rows), ElementsAre("B>me 50000", "B>me 50"));
  EXPECT_THAT(told(mapping + "decimal_mark = ','\ngroup_mark = '.'\n",
                   "day,other,amount\n2025-03-01,B,500.000\n"),
              ElementsAre("B>me 50000000"));
}

constexpr const char* signed_rows =
    "day,other,amount\n2025-03-01,B,-12.50\n2025-03-01,C,7\n2025-03-01,C,+8\n2025-03-01,C,+-8\n"
    "2025-03-01,C,\n2025-03-01,,5\n2025-03-01,C,0\n";

TEST(LedgerStatement, ReadsTheWayFromTheSign) {
  EXPECT_THAT(told("own_account_is = 'DE89370400440532013000'\naccount_scope = 'global'\n"
                   "counterparty = 'other'\namount = 'amount'",
                   signed_rows),
              ElementsAre(fmt::format("{}>B 1250", own), fmt::format("C>{} 700", own),
                          fmt::format("C>{} 800", own), "amount.malformed amount",
                          "csv.missing_value amount", "csv.missing_value other"));
  EXPECT_THAT(told("own_account_is = 'me'\ncounterparty = 'other'\namount = 'amount'",
                   "day,other,amount\n2025-03-01,B,-1\n"),
              ElementsAre("giro:me>giro:B 100"))
      << "the own account is keyed as all others are";
}

// Money to one stranger must not seem to come back from another.
TEST(LedgerStatement, KeepsUnnamedPayeesApartFromUnnamedPayers) {
  CollectingSink sink;
  EXPECT_THAT(
      told("own_account_is = 'me'\naccount_scope = 'global'\ncounterparty = 'other'\n"
           "counterparty_name = 'name'\nunnamed_counterparty = 'keep'\namount = 'amount'",
           "day,other,name,amount\n2025-03-01,,Card payment,-1\n2025-03-01,,Cash,2\n", sink),
      ElementsAre("me>giro:unnamed payee 100", "giro:unnamed payer>me 200"));
  EXPECT_EQ(sink.facts, 2u) << "who is not named holds nothing";
}

TEST(LedgerStatement, ReadsTheWayFromTwoColumns) {
  EXPECT_THAT(
      told("own_account = 'me'\naccount_scope = 'global'\ncounterparty = 'other'\n"
           "debit = 'out'\ncredit = 'in'",
           "day,me,other,out,in\n2025-03-01,A,B,1,\n2025-03-01,A,C,,2\n"
           "2025-03-01,A,B,3,0.00\n2025-03-01,A,B,0,0\n2025-03-01,A,B,1,1\n"
           "2025-03-01,A,B,,\n2025-03-01,A,B,-1,\n2025-03-01,,B,1,\n"),
      ElementsAre("A>B 100", "C>A 200", "A>B 300", "amount.no_direction out",
                  "amount.no_direction out", "amount.negative out", "csv.missing_value me"));
}

TEST(LedgerStatement, ReadsTheWayFromAWord) {
  EXPECT_THAT(told("own_account = 'me'\naccount_scope = 'global'\ncounterparty = 'other'\n"
                   "amount = 'amount'\ndirection = 'dc'\ndebit_words = ['S', 'D']\n"
                   "credit_words = 'H'",
                   "day,me,other,amount,dc\n2025-03-01,A,B,1,S\n2025-03-01,A,C,2,H\n"
                   "2025-03-01,A,B,3,D\n2025-03-01,A,B,3,s\n2025-03-01,A,B,3,\n"
                   "2025-03-01,A,B,-3,S\n"),
              ElementsAre("A>B 100", "C>A 200", "A>B 300", "amount.no_direction dc",
                          "amount.no_direction dc", "amount.negative amount"));
}

TEST(LedgerStatement, IsNoTableOfTwoAccounts) {
  for (const char* const mapping :
       {"own_account = 'a'\namount = 'c'", "own_account = 'a'\ncounterparty = 'b'",
        "own_account = 'a'\nown_account_is = 'x'\ncounterparty = 'b'\namount = 'c'",
        "own_account = 'a'\ncounterparty = 'b'\namount = 'c'\nfrom = 'd'",
        "own_account = 'a'\ncounterparty = 'b'\namount = 'c'\nfee = 'd'",
        "own_account = 'a'\ncounterparty = 'b'\ndebit = 'c'",
        "own_account = 'a'\ncounterparty = 'b'\ndebit = 'c'\ncredit = 'd'\namount = 'e'",
        "own_account = 'a'\ncounterparty = 'b'\namount = 'c'\ndirection = 'd'",
        "own_account = 'a'\ncounterparty = 'b'\namount = 'c'\ndebit_words = 'd'",
        "own_account = 'a'\ncounterparty = 'b'\namount = 'c'\ndirection = 'd'\n"
        "debit_words = 'x'\ncredit_words = 'x'",
        "from = 'a'\nto = 'b'\namount = 'c'\ndebit = 'd'",
        "from = 'a'\nto = 'b'\namount = 'c'\ncounterparty = 'd'"}) {
    const auto out = told(mapping, "a,b,c\n1,2,3\n");
    ASSERT_EQ(out.size(), 1u) << mapping;
    EXPECT_THAT(out.front(), HasSubstr("mapping.malformed")) << mapping;
  }
}

}  // namespace
}  // namespace bayon::source::ledger_csv
