#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/source/us_csl/format.hpp"
#include "bayon/source/us_csl/identifiers.hpp"
#include "bayon/source/us_csl/listed_by.hpp"
#include "bayon/source/us_csl/listed_party.hpp"
#include "bayon/source/us_csl/tables.hpp"
#include "test/support/entity_sink.hpp"
#include "test/support/place.hpp"

namespace bayon::source::us_csl {
namespace {

using ::bayon::testing::EntitySink;
using ::bayon::testing::read_list;
using ::bayon::testing::read_text;
using ::bayon::testing::shared_data;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

EntitySink read_rows(const std::string& columns, const std::string& rows) {
  EntitySink sink;
  EXPECT_TRUE(read_text(format(), columns + "\n" + rows, sink).ok());
  return sink;
}

std::string id_of(const EntitySink& sink, const std::string& schema) {
  std::string out;
  for (const auto& [id, entity] : sink.entities) {
    if (entity.schema == schema) out += id;
  }
  return out;
}

TEST(UsCsl, ListsAreToldByTheirAbbreviations) {
  EXPECT_EQ(listed_by("Entity List (EL) - Bureau of Industry and Security").program_id,
            "US-BIS-EL");
  EXPECT_EQ(listed_by("Entity List (EL) - Bureau of Industry and Security").topic,
            "export.control");
  EXPECT_EQ(listed_by("ITAR Debarred (DTC) - State Department").topic, "debarment");
  EXPECT_EQ(
      listed_by("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department").program_id,
      "US-NS-MBS");
  EXPECT_TRUE(listed_by("Specially Designated Nationals (SDN) - Treasury Department").treasury);
  const auto unknown = listed_by("List of Things (LIT) - Department of Examples");
  EXPECT_EQ(unknown.authority, "Department of Examples");
  EXPECT_EQ(unknown.topic, "");
}

TEST(UsCsl, IdentifiersAreReadInBothOrders) {
  const auto newer =
      read_identifiers("Tax ID No., 0012, RU; Secondary sanctions risk:, A, 31 CFR 1");
  ASSERT_THAT(newer, SizeIs(2));
  EXPECT_EQ(newer[0].kind, "Tax ID No.");
  EXPECT_EQ(newer[0].value, "0012");
  EXPECT_EQ(newer[0].country, "RU");
  EXPECT_EQ(newer[1].kind, "Secondary sanctions risk");
  EXPECT_EQ(newer[1].value, "A, 31 CFR 1");
  const auto older = read_identifiers(
      "US, 00-0012, Tax ID No.; 0013, Passport; "
      "Subject to Secondary Sanctions, Additional Sanctions Information -");
  ASSERT_THAT(older, SizeIs(3));
  EXPECT_EQ(older[0].kind, "Tax ID No.");
  EXPECT_EQ(older[0].value, "00-0012");
  EXPECT_EQ(older[0].country, "US");
  EXPECT_EQ(older[1].value, "0013");
  EXPECT_EQ(older[2].kind, "Additional Sanctions Information");
  EXPECT_THAT(read_identifiers(" ; "), IsEmpty());
}

TEST(UsCsl, ACodeThatMayBeAStateIsNoCountry) {
  EXPECT_EQ(country_of("7 Example Street, Sampletown, KH"), "KH");
  EXPECT_EQ(country_of("KH"), "KH");
  EXPECT_EQ(country_of("CA"), "CA");
  EXPECT_EQ(country_of("24 Sample Court, Sampletown, CA"), "") << "California or Canada";
  EXPECT_EQ(country_of("24 Sample Court, Sampletown, H0H 0H0, CA"), "CA");
  EXPECT_EQ(country_of("24 Sample Court, Sampletown, TX, 00012"), "");
  EXPECT_EQ(country_of("24 Sample Court, Sampletown, XX"), "");
  EXPECT_EQ(country_of(""), "");
}

TEST(UsCsl, PersonsOfTheTreasuryAreTurnedAround) {
  const auto sink =
      read_rows("source,entity_number,type,name,alt_names,dates_of_birth",
                "Specially Designated Nationals (SDN) - Treasury Department,12,Individual,"
                "\"PERSON 0012, Test\",\"PERSON, T.; TESTIE\",circa 1957; 12 Mar 1965\n");
  EXPECT_THAT(sink.values("ofac-12", "name"), ElementsAre("Test PERSON 0012"));
  EXPECT_EQ(sink.all("ofac-12", "name").at(0).original, "PERSON 0012, Test");
  EXPECT_THAT(sink.values("ofac-12", "lastName"), ElementsAre("PERSON 0012"));
  EXPECT_THAT(sink.values("ofac-12", "alias"), ElementsAre("T. PERSON", "TESTIE"));
  EXPECT_THAT(sink.values("ofac-12", "birthDate"), ElementsAre("1957", "1965-03-12"));
}

TEST(UsCsl, TheListingHoldsFromStartToEnd) {
  const auto sink =
      read_rows("source,name,start_date,end_date,license_requirement,license_policy",
                "Denied Persons List (DPL) - Bureau of Industry and Security,"
                "Example,2017-10-16,2020-10-13,For all items.,Presumption of denial.\n");
  const auto sanction = id_of(sink, "Sanction");
  const auto topics = sink.all(id_of(sink, "LegalEntity"), "topics");
  ASSERT_THAT(topics, SizeIs(1));
  EXPECT_EQ(topics[0].valid.from.text(), "2017-10-16");
  EXPECT_EQ(topics[0].valid.until.text(), "2020-10-13");
  EXPECT_THAT(sink.values(sanction, "provisions"),
              ElementsAre("For all items.", "Presumption of denial."));
  EXPECT_THAT(sink.values(sanction, "endDate"), ElementsAre("2020-10-13"));
}

TEST(UsCsl, IssuersOfSecuritiesAreCompaniesListedAsTheirIdentifiersSay) {
  const auto sink = read_rows(
      "source,entity_number,type,name,ids",
      "Companies (CMIC) - Treasury Department,13,Entity,Example,"
      "\"ISIN, XX0000000012; Equity Ticker, EX07 KH; Listing Date (CMIC), 2021-06-03; "
      "Digital Currency Address - XBT, 1eA9ctCNq41iLLnQErtTUVdxpRyZ9hZmW; Wand Licence, W-12\"\n");
  EXPECT_EQ(sink.entities.at("ofac-13").schema, "Company");
  EXPECT_THAT(sink.values("ofac-13", "isinCode"), ElementsAre("XX0000000012"));
  EXPECT_THAT(sink.values("ofac-13", "notes"), ElementsAre("Wand Licence: W-12"));
  EXPECT_EQ(sink.all("ofac-13", "topics").at(0).valid.from.text(), "2021-06-03");
  const auto wallets = sink.having("CryptoWallet", "holder", "ofac-13");
  ASSERT_THAT(wallets, SizeIs(1));
  EXPECT_THAT(sink.values(wallets[0], "currency"), ElementsAre("XBT"));
}

TEST(UsCsl, BothTablesOfDeniedPersonsNameTheSameParty) {
  const auto csv = read_rows("source,name,start_date,end_date",
                             "Denied Persons List (DPL) - Bureau of Industry and Security,"
                             "EXAMPLE 07,2003-06-19,\n");
  EntitySink tabs;
  ASSERT_TRUE(
      read_text(format(),
                "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\t"
                "Expiration_Date\tStandard_Order\tLast_Update\tAction\tFR_Citation\n"
                "\" Example 07\"\t\"7 Street\"\t\"Sampletown\"\t\t\"KH\"\t\t\"06/19/2003\"\t"
                "\t\"Y\"\t\"2007-01-31\"\t\t\"68 F.R. 12, 71 F.R. 13\"\n",
                tabs)
          .ok());
  EXPECT_EQ(id_of(csv, "LegalEntity"), id_of(tabs, "LegalEntity"));
  EXPECT_THAT(tabs.values(id_of(tabs, "LegalEntity"), "country"), ElementsAre("kh"));
  EXPECT_THAT(tabs.values(id_of(tabs, "Sanction"), "authorityId"),
              ElementsAre("68 F.R. 12", "71 F.R. 13"));
  EXPECT_EQ(from_us_date("1/2/2003"), "1/2/2003") << "days and months have two digits there";
}

TEST(UsCsl, EachCitationStandsForItself) {
  EXPECT_THAT(citations("67 F.R. 12 10/4/02 68 F.R. 13 4/2/03 and 69 F.R. 14 9/27/04"),
              ElementsAre("67 F.R. 12 10/4/02", "68 F.R. 13 4/2/03", "69 F.R. 14 9/27/04"));
  EXPECT_THAT(citations("63 FR 12 (11/19/98), 65 FR 13; 66 FR 14 (no. 15)"),
              ElementsAre("63 FR 12 (11/19/98)", "65 FR 13", "66 FR 14 (no. 15)"));
  EXPECT_THAT(citations("Vol. 83, No. 91, 05/10/2018"), ElementsAre("Vol. 83, No. 91, 05/10/2018"));
  EXPECT_THAT(citations("77 FR 12 No. 195"), ElementsAre("77 FR 12 No. 195"));
}

TEST(UsCsl, NumbersKeepTheirCountry) {
  const auto sink = read_rows(
      "source,entity_number,type,name,ids",
      "Specially Designated Nationals (SDN) - Treasury Department,13,Entity,Example,"
      "\"Tax ID No., 0000012-5, CO; Legal Entity Number, 00012, NL; Registration ID, 00013\"\n");
  EXPECT_EQ(sink.entities.at("ofac-13").schema, "Organization");
  EXPECT_THAT(sink.values("ofac-13", "taxNumber"), ElementsAre("0000012-5"));
  EXPECT_THAT(sink.values("ofac-13", "leiCode"), IsEmpty()) << "an identifier has 20 characters";
  EXPECT_THAT(sink.values("ofac-13", "registrationNumber"), ElementsAre("00012", "00013"));
  const auto papers = sink.having("Identification", "number", "0000012-5");
  ASSERT_THAT(papers, SizeIs(1));
  EXPECT_THAT(sink.values(papers[0], "country"), ElementsAre("co"));
  EXPECT_THAT(sink.having("Identification", "number", "00013"), IsEmpty());
}

TEST(UsCsl, AWalletIsTheOneThatTheTreasurysOwnFilesName) {
  const auto sink =
      read_rows("source,entity_number,type,name,ids",
                "Specially Designated Nationals (SDN) - Treasury Department,13,Entity,Example,"
                "\"Digital Currency Address - ETH, 0xABCdEf0000000000000000000000000000000012\"\n");
  const std::string id = "wallet-0xabcdef0000000000000000000000000000000012";
  EXPECT_THAT(sink.values(id, "holder"), ElementsAre("ofac-13"));
  EXPECT_THAT(sink.values(id, "topics"), ElementsAre("sanction"));
}

TEST(UsCsl, RemarksOfTheTreasuryAreReadAsItsOwn) {
  const auto sink = read_rows(
      "source,entity_number,type,name,remarks",
      "Specially Designated Nationals (SDN) - Treasury Department,12,Individual,\"PERSON, Test\","
      "Former Minister of Examples; arrested 30 Sep 2002; (Linked To: A; Linked To: B (EXAMPLE))\n"
      "Entity List (EL) - Bureau of Industry and Security,,,Example,See also addresses under X\n");
  EXPECT_THAT(sink.values("ofac-12", "position"), ElementsAre("Former Minister of Examples"));
  EXPECT_THAT(sink.values("ofac-12", "notes"),
              ElementsAre("arrested 30 Sep 2002", "Linked To: A", "Linked To: B (EXAMPLE)"));
  EXPECT_EQ(sink.notes, 4u) << "what stays in words is counted";
}

TEST(UsCsl, ColumnsOfAnAddressStayApart) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\t"
                        "Expiration_Date\tStandard_Order\tLast_Update\tAction\tFR_Citation\n"
                        "Example\t7 Street\tSampletown\t\tDE\t00012\t06/19/2003\t\tY\t\tNEW\t\n",
                        sink)
                  .ok());
  const auto party = id_of(sink, "LegalEntity");
  EXPECT_THAT(sink.values(party, "country"), ElementsAre("de")) << "not Delaware: it has a column";
  EXPECT_THAT(sink.values(party, "notes"), IsEmpty());
  const auto place = id_of(sink, "Address");
  EXPECT_THAT(sink.values(place, "street"), ElementsAre("7 Street"));
  EXPECT_THAT(sink.values(place, "city"), ElementsAre("Sampletown"));
  EXPECT_THAT(sink.values(place, "postalCode"), ElementsAre("00012"));
  EXPECT_THAT(sink.values(id_of(sink, "Sanction"), "summary"),
              ElementsAre("standard order: Y", "action: NEW"));
}

TEST(UsCsl, TheListingBeginsOnAnotherDayThanItForbids) {
  const auto sink =
      read_rows("source,entity_number,type,name,ids",
                "Companies (CMIC) - Treasury Department,13,Entity,Example,"
                "\"Listing Date (CMIC), 2021-06-03; Effective Date (CMIC), 2021-08-02\"\n");
  const auto sanction = id_of(sink, "Sanction");
  EXPECT_THAT(sink.values(sanction, "listingDate"), ElementsAre("2021-06-03"));
  EXPECT_THAT(sink.values(sanction, "startDate"), ElementsAre("2021-08-02"));
  EXPECT_EQ(sink.all(sanction, "startDate").at(0).valid.from.text(), "2021-06-03");
}

TEST(UsCsl, AHeaderSaidTwiceIsNoRow) {
  const auto sink = read_rows("_id,source,name", "_id,source,name\n1,Entity List (EL),Example\n");
  EXPECT_EQ(sink.rows, 1u);
  EXPECT_THAT(sink.rejects, IsEmpty());
}

TEST(UsCsl, RejectsRowsWithoutNameAndOfOtherLength) {
  const auto sink = read_rows("source,name", "Entity List (EL),\nEntity List (EL)\n");
  ASSERT_THAT(sink.rejects, SizeIs(2));
  EXPECT_EQ(sink.rejects[0].code, errors::csv_missing_value);
  EXPECT_EQ(sink.rejects[0].column, "name");
  EXPECT_EQ(sink.rejects[1].code, errors::csv_ragged_row);
}

// Records by a plain walk: line breaks outside quotes, and a last line without one.
std::size_t records(std::string_view text) {
  std::size_t out = text.ends_with('\n') ? 0 : 1;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) ++out;
  }
  return out;
}

TEST(UsCsl, ReadsTheSampleOf2019) {
  BAYON_NEEDS_SHARED("data/lists/us_csl/csl_sample_2019-12.csv");
  const auto path = shared_data("data/lists/us_csl/csl_sample_2019-12.csv");
  const auto text = read_file(path);
  ASSERT_TRUE(text.ok());
  EntitySink sink;
  ASSERT_TRUE(read_list(format(), std::vector{path}, sink).ok());
  EXPECT_THAT(sink.rejects, IsEmpty());
  EXPECT_EQ(sink.rows, records(*text) - 1);
  EXPECT_EQ(sink.count("Vessel"), 2u);
}

// The file of 2022 was cut off inside a quoted field: it is refused whole. Without its last, half
// record every row is read.
TEST(UsCsl, RefusesTheCutFileOf2022AndReadsWhatIsWhole) {
  BAYON_NEEDS_SHARED("data/lists/us_csl/csl_partial_4227rows_circa2022.csv");
  const auto path = shared_data("data/lists/us_csl/csl_partial_4227rows_circa2022.csv");
  EntitySink cut;
  const auto refused = read_list(format(), std::vector{path}, cut);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, errors::csv_unterminated_quote);

  const auto text = read_file(path);
  ASSERT_TRUE(text.ok());
  const std::string whole = text->substr(0, text->rfind("\n\"") + 1);
  EntitySink sink;
  ASSERT_TRUE(read_text(format(), whole, sink).ok());
  EXPECT_THAT(sink.rejects, IsEmpty());
  EXPECT_EQ(sink.rows, 4'226u);
  EXPECT_EQ(sink.rows, records(whole) - 2) << "the header stands there twice";
}

TEST(UsCsl, ReadsBothDeniedPersonsLists) {
  for (const auto* name :
       {"data/lists/us_csl/dpl_2019-07.txt", "data/lists/us_csl/dpl_2021-07.txt"}) {
    BAYON_NEEDS_SHARED(name);
    const auto text = read_file(shared_data(name));
    ASSERT_TRUE(text.ok());
    EntitySink sink;
    ASSERT_TRUE(read_list(format(), std::vector{shared_data(name)}, sink).ok());
    EXPECT_THAT(sink.rejects, IsEmpty());
    EXPECT_EQ(sink.rows, records(*text) - 1) << name;
    for (const auto& [id, entity] : sink.entities) {
      if (entity.schema != "LegalEntity") continue;
      EXPECT_THAT(sink.values(id, "topics"), Contains("export.control"));
    }
  }
}

}  // namespace
}  // namespace bayon::source::us_csl
