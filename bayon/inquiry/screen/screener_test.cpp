// What does a screening say, of whom, on which day, and with what reason?
#include "bayon/inquiry/screen/screener.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "test/support/list_fixture.hpp"

namespace bayon::screen {
namespace {

using model::Truth;
using testing::between;
using ::testing::ElementsAre;
using ::testing::Field;
using testing::GivenList;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ListFixture;

model::Clocks on(const std::string& day) { return {testing::day_of(day), testing::day_of(day)}; }

Question about(const std::string& name) {
  Question out;
  out.name = name;
  out.clocks = on("2024-06-01");
  return out;
}

Question about_identifier(const std::string& identifier) {
  Question out = about("");
  out.identifiers = {identifier};
  return out;
}

// One list of every shape that these tests ask about. All of it is made up.
GivenList sample_list() {
  GivenList out{.dataset = "list_a", .version = "2024-01-01", .entities = {}};
  out.entities = {
      {"a-01",
       "Organization",
       {{"name", "EXAMPLE TRADING 07 CO"},
        {"alias", "Exámple-Trading 07 Co."},
        {"weakAlias", "SEVENCO"},
        {"topics", "sanction"},
        {"country", "kh"}}},
      {"a-02",
       "Person",
       {{"name", "Пример Тестовый"},
        {"birthDate", "1965-03-12"},
        {"birthDate", "1966"},
        {"nationality", "ru"},
        {"passportNumber", "TEST 0012345"},
        {"email", "a.b@example.org"}}},
      {"a-03", "Vessel", {{"name", "TEST VESSEL 12"}, {"imoNumber", "IMO9999993"}}},
      {"a-04",
       "CryptoWallet",
       {{"publicKey", "1TestAddressOfBase58xYz"}, {"holder", "a-02"}, {"topics", "crime.fraud"}}},
      {"a-05", "CryptoWallet", {{"publicKey", "0x00000000000000000000000000000000000000ab"}}},
      {"a-06", "Passport", {{"number", "P-77-001"}, {"holder", "a-02"}}},
      {"a-07", "Passport", {{"number", "P-77-002"}, {"holder", "a-99"}}},
      {"a-08",
       "Sanction",
       {{"entity", "a-01"},
        {"program", "EXAMPLE PROGRAMME"},
        {"authority", "Example Authority"},
        {"listingDate", "2022-02-02"},
        {"unscId", "TEi.007"}}},
      {"a-09", "Address", {{"name", "Example Trading 07 Co Tower"}}},
      {"a-10", "Ownership", {{"owner", "a-02"}, {"asset", "a-01"}, {"role", "owner"}}},
      {"a-11", "Company", {{"name", "ក្រុមហ៊ុន ឧទាហរណ៍"}}},
  };
  return out;
}

class Screening : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { fixture_ = new ListFixture({sample_list()}); }
  static void TearDownTestSuite() { delete fixture_; }

  Result<Answer> ask(const Question& question) const {
    Silent progress;
    return screen(*fixture_->snapshot(), fixture_->index(), question, progress);
  }
  Answer answer(const Question& question) const {
    auto out = ask(question);
    EXPECT_TRUE(out.ok()) << out.error().text();
    return out.ok() ? *std::move(out) : Answer{};
  }
  Hit only_hit(const Question& question) const {
    auto out = answer(question);
    EXPECT_EQ(out.hits.size(), 1u);
    return out.hits.size() == 1 ? out.hits.front() : Hit{};
  }

  static ListFixture* fixture_;
};
ListFixture* Screening::fixture_ = nullptr;

TEST_F(Screening, AnExactNameIsAHitWithItsEvidence) {
  const Hit hit = only_hit(about("EXAMPLE TRADING 07 CO"));
  EXPECT_EQ(hit.entity, "a-01");
  EXPECT_EQ(hit.dataset, "list_a");
  EXPECT_EQ(hit.version, "2024-01-01");
  EXPECT_EQ(hit.schema, "Organization");
  EXPECT_EQ(hit.score, worth::name_exact);
  EXPECT_EQ(hit.listed, Truth::yes);
  EXPECT_THAT(hit.topics, ElementsAre("sanction"));
  ASSERT_GE(hit.because.size(), 1u);
  const Reason& reason = hit.because.front();
  EXPECT_EQ(reason.kind, ReasonKind::name_exact);
  EXPECT_EQ(reason.property, "Thing:name");
  EXPECT_EQ(reason.listed, "EXAMPLE TRADING 07 CO");
  EXPECT_EQ(reason.evidence.dataset, "list_a");
  EXPECT_EQ(reason.evidence.version, "2024-01-01");
  EXPECT_EQ(reason.evidence.file, "given.txt");
  EXPECT_EQ(reason.evidence.record, 1u);
  EXPECT_EQ(reason.evidence.sha256.size(), 64u);
}

TEST_F(Screening, AHitNamesItsProgrammes) {
  const Hit hit = only_hit(about("EXAMPLE TRADING 07 CO"));
  ASSERT_EQ(hit.listings.size(), 1u);
  EXPECT_EQ(hit.listings[0].programme, "EXAMPLE PROGRAMME");
  EXPECT_EQ(hit.listings[0].authority, "Example Authority");
  EXPECT_EQ(hit.listings[0].listed, "2022-02-02");
  EXPECT_EQ(hit.listings[0].held, Truth::yes);
  EXPECT_EQ(hit.listings[0].evidence.record, 8u);
}

TEST_F(Screening, CaseAccentsAndPunctuationAreSetAside) {
  const Hit hit = only_hit(about("example trading 07 co"));
  EXPECT_EQ(hit.because.front().kind, ReasonKind::name_normalised);
  EXPECT_EQ(hit.score, worth::name_normalised);
  const Hit accented = only_hit(about("Exámple-Trading 07 Co."));
  EXPECT_EQ(accented.because.front().kind, ReasonKind::name_exact);
  EXPECT_EQ(accented.because.front().property, "Thing:alias");
}

TEST_F(Screening, AnotherScriptIsTransliterated) {
  const Hit hit = only_hit(about("Primer Testovyj"));
  EXPECT_EQ(hit.entity, "a-02");
  EXPECT_EQ(hit.because.front().kind, ReasonKind::name_transliterated);
  EXPECT_EQ(hit.score, worth::name_transliterated);
  EXPECT_EQ(hit.because.front().listed, "Пример Тестовый");
}

TEST_F(Screening, ASlipOfThePenIsFoundWordByWord) {
  const Hit hit = only_hit(about("Traiding 07 Example Co"));
  EXPECT_EQ(hit.entity, "a-01");
  EXPECT_EQ(hit.because.front().kind, ReasonKind::name_tokens);
  EXPECT_LT(hit.score, worth::name_tokens_most);
  EXPECT_GE(hit.score, score_min_usual);
}

TEST_F(Screening, WordsInAnotherOrderAreNotTheNameAsWritten) {
  EXPECT_EQ(only_hit(about("CO 07 TRADING EXAMPLE")).score, worth::name_tokens_most);
}

TEST_F(Screening, AWeakAliasIsWorthLess) {
  const Hit hit = only_hit(about("SEVENCO"));
  EXPECT_EQ(hit.entity, "a-01");
  EXPECT_EQ(hit.score, worth::name_exact + worth::weak_alias_step);
  EXPECT_THAT(answer(about("SEVENCOO")).hits, IsEmpty());
  Question lower = about("SEVENCOO");
  lower.score_min = 7'000;
  EXPECT_EQ(only_hit(lower).entity, "a-01");
}

TEST_F(Screening, NumbersInNamesAreEqualOrNot) {
  EXPECT_EQ(only_hit(about("Test Vessel 12")).entity, "a-03");
  EXPECT_THAT(answer(about("Test Vessel 13")).hits, IsEmpty());
}

TEST_F(Screening, AddressesAndLinksAreNoParties) {
  for (const auto& hit : answer(about("Example Trading 07 Co Tower")).hits) {
    EXPECT_NE(hit.entity, "a-09");
  }
}

TEST_F(Screening, AnIdentifierIsFoundInComparableForm) {
  const Hit hit = only_hit(about_identifier("test-0012345"));
  EXPECT_EQ(hit.entity, "a-02");
  EXPECT_EQ(hit.score, worth::identifier);
  EXPECT_EQ(hit.because.front().kind, ReasonKind::identifier_exact);
  EXPECT_EQ(hit.because.front().property, "Person:passportNumber");
  EXPECT_EQ(hit.because.front().asked, "test-0012345");
  EXPECT_EQ(only_hit(about_identifier("9999993")).entity, "a-03");
  EXPECT_EQ(only_hit(about_identifier("imo 9999993")).entity, "a-03");
  EXPECT_THAT(answer(about_identifier("9999994")).hits, IsEmpty());
}

TEST_F(Screening, AnIdentifierIsFoundAsPeopleCopyIt) {
  for (const char* text :
       {"Passport # TEST 0012345", "passport no. TEST\xE2\x80\x93\x30\x30\x31\x32\x33\x34\x35",
        "TEST\xC2\xA0\x30\x30\x31\x32\x33\x34\x35", "Number: TEST0012345"}) {
    EXPECT_EQ(only_hit(about_identifier(text)).entity, "a-02") << text;
  }
  EXPECT_EQ(only_hit(about_identifier("imo no. 9999993")).entity, "a-03");
  const std::string address = "00000000000000000000000000000000000000ab";
  const std::string found = only_hit(about_identifier("0x" + address)).entity;
  EXPECT_EQ(only_hit(about_identifier(address)).entity, found);
  EXPECT_EQ(only_hit(about_identifier("ethereum:0x" + address + "?value=1")).entity, found);
  EXPECT_THAT(answer(about_identifier("passport TEST 0012346")).hits, IsEmpty());
}

// Arabic leaves vowels out, Han has several readings: the Latin form that a list has may be
// another.
TEST_F(Screening, ANameInSuchAScriptIsNeverClearedByNotBeingFound) {
  for (const char* name : {"مثال التجارة", "例子", "예시 회사", "ຕົວຢ່າງ"}) {
    const Answer silent = answer(about(name));
    ASSERT_EQ(silent.coverage.size(), 1u);
    EXPECT_EQ(silent.coverage[0].reach, Reach::partial) << name;
    EXPECT_TRUE(silent.coverage[0].name_in_doubt) << name;
  }
  for (const char* name : {"Nobody At All", "Никто", "Κανένας"}) {
    const Answer clear = answer(about(name));
    EXPECT_EQ(clear.coverage.at(0).reach, Reach::answered) << name;
  }
}

TEST_F(Screening, DotsTellEmailsApart) {
  EXPECT_EQ(only_hit(about_identifier("A.B@EXAMPLE.ORG")).entity, "a-02");
  EXPECT_THAT(answer(about_identifier("ab@example.org")).hits, IsEmpty());
}

TEST_F(Screening, AWalletLeadsToItsHolder) {
  const Hit hit = only_hit(about_identifier("1TestAddressOfBase58xYz"));
  EXPECT_EQ(hit.entity, "a-02");
  EXPECT_EQ(hit.score, worth::wallet);
  EXPECT_EQ(hit.because.front().kind, ReasonKind::wallet_exact);
  EXPECT_EQ(hit.because.front().entity, "a-04");
  ASSERT_EQ(hit.via.size(), 1u);
  EXPECT_EQ(hit.via[0].entity, "a-04");
  EXPECT_EQ(hit.via[0].schema, "CryptoWallet");
  EXPECT_EQ(hit.via[0].caption, "1TestAddressOfBase58xYz");
  EXPECT_THAT(hit.topics, ElementsAre("crime.fraud"));
}

TEST_F(Screening, Base58AddressesDifferByCaseAndHexadecimalOnesDoNot) {
  const Answer wrong = answer(about_identifier("1testaddressofbase58xyz"));
  EXPECT_THAT(wrong.hits, IsEmpty());
  ASSERT_EQ(wrong.coverage.size(), 1u);
  EXPECT_THAT(wrong.coverage[0].remarks, ElementsAre(HasSubstr("case of its letters")));
  const Hit hit = only_hit(about_identifier("0x00000000000000000000000000000000000000AB"));
  EXPECT_EQ(hit.entity, "a-05");
  EXPECT_THAT(hit.via, IsEmpty());
}

TEST_F(Screening, ADocumentLeadsToItsHolderOrStandsForItself) {
  const Hit hit = only_hit(about_identifier("P77001"));
  EXPECT_EQ(hit.entity, "a-02");
  EXPECT_THAT(hit.via, ElementsAre(Field(&Carrier::entity, "a-06")));
  EXPECT_EQ(only_hit(about_identifier("P77002")).entity, "a-07");
}

TEST_F(Screening, ASanctionsReferenceLeadsToItsParty) {
  EXPECT_EQ(only_hit(about_identifier("TEi.007")).entity, "a-01");
}

TEST_F(Screening, NameAndIdentifierMeetInOneHit) {
  Question question = about("Primer Testovyj");
  question.identifiers = {"P-77-001", "TEST 0012345"};
  const Hit hit = only_hit(question);
  EXPECT_EQ(hit.entity, "a-02");
  EXPECT_THAT(hit.because, ElementsAre(Field(&Reason::kind, ReasonKind::name_transliterated),
                                       Field(&Reason::kind, ReasonKind::identifier_exact),
                                       Field(&Reason::kind, ReasonKind::identifier_exact)));
  EXPECT_EQ(hit.score, worth::name_transliterated);
}

struct BirthCase {
  const char* asked;
  int score;
  ReasonKind kind;
};

TEST_F(Screening, BirthDatesLowerANameOnlyWhereTheyContradict) {
  for (const auto& [asked, score, kind] :
       {BirthCase{"1965-03-12", worth::name_exact, ReasonKind::birth_date_agrees},
        BirthCase{"1965", worth::name_exact, ReasonKind::birth_date_agrees},
        BirthCase{"1966-07-01", worth::name_exact, ReasonKind::birth_date_agrees},
        BirthCase{"1965-04", worth::name_exact + worth::birth_day_step,
                  ReasonKind::birth_date_differs},
        BirthCase{"1970", worth::name_exact + worth::birth_year_step,
                  ReasonKind::birth_date_differs}}) {
    Question question = about("Пример Тестовый");
    question.birth_date = asked;
    const Hit hit = only_hit(question);
    EXPECT_EQ(hit.score, score) << asked;
    ASSERT_EQ(hit.because.size(), 2u) << asked;
    EXPECT_EQ(hit.because[1].kind, kind) << asked;
    EXPECT_EQ(hit.because[1].score, score - worth::name_exact) << asked;
    EXPECT_EQ(hit.because[1].property, "Person:birthDate");
  }
}

TEST_F(Screening, ATerritoryLowersANameOnlyWhereItContradicts) {
  Question question = about("Пример Тестовый");
  question.country = "Cambodia";
  EXPECT_EQ(only_hit(question).score, worth::name_exact + worth::country_step);
  EXPECT_EQ(only_hit(question).because[1].kind, ReasonKind::country_differs);
  question.country = "ru";
  EXPECT_EQ(only_hit(question).score, worth::name_exact);
  EXPECT_EQ(only_hit(question).because[1].kind, ReasonKind::country_agrees);
  // What is no more became others: it says nothing against anyone.
  question.country = "suhh";
  EXPECT_EQ(only_hit(question).because.size(), 1u);
}

TEST_F(Screening, ContradictionsAddUpAndAnIdentifierStandsForItself) {
  Question question = about("Пример Тестовый");
  question.birth_date = "1970";
  question.country = "kh";
  EXPECT_THAT(answer(question).hits, IsEmpty());
  question.score_min = 7'500;
  EXPECT_EQ(only_hit(question).score, 7'500);
  question.identifiers = {"P-77-001"};
  EXPECT_EQ(only_hit(question).score, worth::identifier);
}

TEST_F(Screening, TheSchemaAskedExcludesStrangers) {
  Question question = about("EXAMPLE TRADING 07 CO");
  question.schema = "Person";
  EXPECT_THAT(answer(question).hits, IsEmpty());
  for (const char* schema : {"LegalEntity", "Organization", "Company", "Thing"}) {
    question.schema = schema;
    EXPECT_EQ(only_hit(question).entity, "a-01") << schema;
  }
  Question wallet = about_identifier("1TestAddressOfBase58xYz");
  for (const char* schema : {"CryptoWallet", "Person"}) {
    wallet.schema = schema;
    EXPECT_EQ(only_hit(wallet).entity, "a-02") << schema;
  }
  wallet.schema = "Vessel";
  EXPECT_THAT(answer(wallet).hits, IsEmpty());
}

TEST_F(Screening, ANameWithoutLatinLettersMeetsItsOwnScript) {
  const Answer found = answer(about("ក្រុមហ៊ុន ឧទាហរណ៍"));
  ASSERT_EQ(found.hits.size(), 1u);
  EXPECT_EQ(found.hits[0].entity, "a-11");
  EXPECT_THAT(found.remarks, ElementsAre(HasSubstr("unknown in Latin")));
  const Answer latin = answer(about("Krumhun Udahor"));
  EXPECT_THAT(latin.remarks, IsEmpty());
  ASSERT_EQ(latin.coverage.size(), 1u);
  EXPECT_EQ(found.coverage.at(0).reach, Reach::partial);
  EXPECT_THAT(latin.coverage[0].remarks, ElementsAre(HasSubstr("1 of this list's names")));
}

TEST_F(Screening, RaisingTheMinimumOnlyRemovesHits) {
  for (const char* name : {"Example Trading", "Test Vessel", "Primer", "Exampel Trading 07 Co"}) {
    Question loose = about(name);
    loose.score_min = 5'000;
    auto expected = answer(loose).hits;
    Question strict = about(name);
    strict.score_min = 9'000;
    std::erase_if(expected, [](const Hit& hit) { return hit.score < 9'000; });
    const auto actual = answer(strict).hits;
    ASSERT_EQ(actual.size(), expected.size()) << name;
    for (std::size_t i = 0; i < actual.size(); ++i) {
      EXPECT_EQ(actual[i].entity, expected[i].entity);
      EXPECT_EQ(actual[i].score, expected[i].score);
    }
  }
}

TEST_F(Screening, FewerHitsThanAskedForAreCounted) {
  Question question = about("test");
  question.score_min = 1;
  question.hits_max = 1;
  const Answer cut = answer(question);
  EXPECT_EQ(cut.hits.size(), 1u);
  question.hits_max = 100;
  const Answer whole = answer(question);
  EXPECT_GT(whole.hits.size(), 1u);
  EXPECT_EQ(cut.hits_found, whole.hits.size());
  EXPECT_EQ(cut.hits[0], whole.hits[0]);
}

TEST_F(Screening, RefusesWhatCannotBeAsked) {
  const auto code_of = [&](const Question& question) {
    const auto out = ask(question);
    EXPECT_FALSE(out.ok());
    return out.ok() ? std::string() : std::string(name(out.error().code));
  };
  EXPECT_EQ(code_of(about("")), "party.nameless");
  EXPECT_EQ(code_of(about("  ")), "party.nameless");
  EXPECT_EQ(code_of(about("---")), "party.nameless");
  EXPECT_EQ(code_of(about_identifier("  ")), "party.nameless");
  EXPECT_EQ(code_of(about_identifier("--")), "question.out_of_range");
  EXPECT_EQ(code_of(about("\xff\xfe")), "text.invalid_utf8");
  EXPECT_EQ(code_of(about(std::string(10'000, 'a'))), "question.out_of_range");
  Question question = about("example");
  question.score_min = 0;
  EXPECT_EQ(code_of(question), "question.out_of_range");
  question = about("example");
  question.score_min = 10'001;
  EXPECT_EQ(code_of(question), "question.out_of_range");
  question = about("example");
  question.hits_max = 0;
  EXPECT_EQ(code_of(question), "question.out_of_range");
  question = about("example");
  question.country = "Nowhereland";
  EXPECT_EQ(code_of(question), "question.out_of_range");
  question = about("example");
  question.clocks.as_of = 2'000'000'000;
  EXPECT_EQ(code_of(question), "question.out_of_range");
  question = about("example");
  question.schema = "Persson";
  EXPECT_EQ(code_of(question), "schema.unknown");
  question = about("example");
  question.birth_date = "2023-02-30";
  EXPECT_EQ(code_of(question), "date.impossible");
  question = about("example");
  question.datasets = {"list_z"};
  EXPECT_EQ(code_of(question), "dataset.unknown");
}

TEST(Screener, OfACaseWithoutListsIsAnErrorNotAnEmptyAnswer) {
  const ListFixture fixture({});
  Silent progress;
  const auto out = screen(*fixture.snapshot(), fixture.index(), about("example"), progress);
  ASSERT_FALSE(out.ok());
  EXPECT_EQ(out.error().code, errors::snapshot_empty);
}

TEST(Screener, StopsWhenCancelled) {
  const ListFixture fixture({sample_list()});
  Silent progress;
  progress.cancel();
  const auto out = screen(*fixture.snapshot(), fixture.index(), about("example"), progress);
  ASSERT_FALSE(out.ok());
  EXPECT_EQ(out.error().code, errors::question_cancelled);
}

TEST(Screener, TiesAreInOrderOfDatasetAndId) {
  const auto list = [](const std::string& dataset) {
    return GivenList{.dataset = dataset,
                     .version = "2024-01-01",
                     .entities = {{"p-2", "Person", {{"name", "Sample Person"}}},
                                  {"p-1", "Person", {{"name", "Sample Person"}}},
                                  {"p-3", "Person", {{"name", "Person Sample"}}}}};
  };
  const ListFixture fixture({list("list_b"), list("list_a")});
  Silent progress;
  const auto out = screen(*fixture.snapshot(), fixture.index(), about("Sample Person"), progress);
  ASSERT_TRUE(out.ok());
  std::vector<std::string> order;
  for (const auto& hit : out->hits) order.push_back(hit.dataset + "/" + hit.entity);
  EXPECT_THAT(order, ElementsAre("list_a/p-1", "list_a/p-2", "list_b/p-1", "list_b/p-2",
                                 "list_a/p-3", "list_b/p-3"));
  Question one = about("Sample Person");
  one.datasets = {"list_b"};
  const auto narrowed = screen(*fixture.snapshot(), fixture.index(), one, progress);
  ASSERT_TRUE(narrowed.ok());
  EXPECT_EQ(narrowed->coverage.size(), 1u);
  EXPECT_EQ(narrowed->hits.size(), 3u);
}

TEST(Screener, ManyQuestionsAtOnceAreAnsweredAsOneByOne) {
  const ListFixture fixture({sample_list()});
  Silent progress;
  const auto screener = Screener::open(fixture.snapshot(), fixture.index(), {}, progress);
  ASSERT_TRUE(screener.ok());
  std::vector<Question> questions;
  for (int i = 0; i < 40; ++i) {
    questions.push_back(about(i % 3 == 0 ? "Example Trading 07 Co" : "Primer Testovyj"));
    if (i % 7 == 0) questions.back().name.clear();
  }
  const auto answers = screener->screen_all(questions, progress);
  ASSERT_EQ(answers.size(), questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto alone = screener->screen(questions[i], progress);
    ASSERT_EQ(answers[i].ok(), alone.ok());
    if (alone.ok()) {
      EXPECT_EQ(*answers[i], *alone);
    } else {
      EXPECT_EQ(answers[i].error().code, errors::party_nameless);
    }
  }
}

}  // namespace
}  // namespace bayon::screen
