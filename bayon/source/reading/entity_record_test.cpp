#include "bayon/source/reading/entity_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "bayon/source/reading/postal_address.hpp"
#include "bayon/source/reading/sanction_listing.hpp"
#include "test/support/entity_sink.hpp"

namespace bayon::source::reading {
namespace {

using ::bayon::testing::EntitySink;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(EntityRecord, ARejectedRecordSaysNothing) {
  EntitySink sink;
  EntityRecord entities;
  auto person = entities.start("a", "Person");
  ASSERT_TRUE(person.ok());
  ASSERT_TRUE((*person)->add("name", "Test Person 0012").ok());
  ASSERT_TRUE(settle(7, "list", fail(errors::csv_missing_value, "why", Place{{}, 0, "name"}),
                     entities, sink)
                  .ok());
  EXPECT_EQ(sink.statements, 0u);
  ASSERT_THAT(sink.rejects, SizeIs(1));
  EXPECT_EQ(sink.rejects[0].record, 7u);
  EXPECT_EQ(sink.rejects[0].file, "list");
  EXPECT_EQ(sink.rejects[0].column, "name");
  ASSERT_TRUE(settle(8, "list", {}, entities, sink).ok());
  EXPECT_EQ(sink.statements, 0u) << "what was rejected does not come back";
  EXPECT_EQ(sink.rows, 1u);
}

// Property: what a record was used for before does not show. The twin is a record of its own.
TEST(EntityRecord, IsAsNewAfterEachRecord) {
  Random random(5);
  EntityRecord used;
  for (std::uint64_t record = 1; record <= 300; ++record) {
    EntityRecord fresh;
    EntitySink of_used, of_fresh;
    const std::uint64_t count = random.below(random.chance(0.1) ? 40 : 4);
    for (std::uint64_t e = 0; e < count; ++e) {
      const std::string id = "e" + std::to_string(e);
      const auto* schema = random.chance(0.5) ? "Person" : "Vessel";
      auto one = used.start(id, schema), other = fresh.start(id, schema);
      ASSERT_TRUE(one.ok() && other.ok());
      EXPECT_TRUE((*one)->empty());
      EXPECT_EQ((*one)->notes_kept(), 0u);
      for (std::uint64_t i = random.below(random.chance(0.1) ? 120 : 6); i != 0; --i) {
        std::string value(1 + random.below(random.chance(0.02) ? 30'000 : 20), 'x');
        value += std::to_string(random.below(60));
        for (EntityBuilder* builder : {*one, *other}) {
          ASSERT_TRUE(builder
                          ->add(value.size() % 2 == 0 ? "alias" : "country", value,
                                {.language = value.size() % 3 == 0 ? "khm" : ""})
                          .ok());
        }
      }
    }
    ASSERT_TRUE(settle(record, "list", {}, used, of_used).ok());
    ASSERT_TRUE(settle(record, "list", {}, fresh, of_fresh).ok());
    EXPECT_EQ(of_used.statements, of_fresh.statements);
    EXPECT_EQ(of_used.notes, of_fresh.notes);
    for (std::uint64_t e = 0; e < count; ++e) {
      const std::string id = "e" + std::to_string(e);
      for (const auto* property : {"alias", "notes"}) {
        EXPECT_EQ(of_used.values(id, property), of_fresh.values(id, property));
      }
    }
  }
}

TEST(SanctionListing, HoldsForItsIntervalAndKeepsItsIdWhileReasonsChange) {
  SanctionListing listing;
  listing.authority = "Department of Examples";
  listing.program = "EXAMPLE";
  listing.listed = "4 Apr. 2020";
  listing.ended = "2021";
  std::vector<std::string> ids;
  for (const auto* reason : {"one", "another"}) {
    listing.reason = reason;
    EntitySink sink;
    EntityRecord entities;
    auto party = entities.start("a", "Person");
    ASSERT_TRUE(party.ok());
    ASSERT_TRUE(add_listing(listing, **party, entities).ok());
    ASSERT_TRUE(settle(1, "list", {}, entities, sink).ok());
    const auto found = sink.having("Sanction", "entity", "a");
    ASSERT_THAT(found, SizeIs(1));
    ids.push_back(found[0]);
    EXPECT_THAT(sink.values(found[0], "reason"), ElementsAre(reason));
    EXPECT_EQ(sink.all(found[0], "reason").at(0).valid.from.text(), "2020-04-04");
    EXPECT_EQ(sink.all("a", "topics").at(0).valid.until.text(), "2021");
  }
  EXPECT_EQ(ids[0], ids[1]);
}

TEST(SanctionListing, DatesThatCannotBeReadLeaveTheIntervalOpen) {
  EXPECT_TRUE(listing_interval("long ago", "").open());
  EXPECT_TRUE(listing_interval("1963 or 1964", "").open());
}

TEST(PostalAddress, PartsBecomeAnAddressAndACountry) {
  EntitySink sink;
  EntityRecord entities;
  auto party = entities.start("a", "Person");
  ASSERT_TRUE(party.ok());
  PostalAddress address;
  address.street = "7 Example Street";
  address.country = "Cambodia";
  ASSERT_TRUE(add_address(address, **party, entities).ok());
  PostalAddress country_only;
  country_only.country = "Thailand";
  ASSERT_TRUE(add_address(country_only, **party, entities).ok());
  PostalAddress former = country_only;
  former.country = "Iraq";
  former.current = false;
  ASSERT_TRUE(add_address(former, **party, entities).ok());
  PostalAddress words;
  words.remarks = "somewhere";
  ASSERT_TRUE(add_address(words, **party, entities).ok());
  ASSERT_TRUE(add_address(PostalAddress{}, **party, entities).ok());
  ASSERT_TRUE(settle(1, "list", {}, entities, sink).ok());
  EXPECT_THAT(sink.values("a", "country"), ElementsAre("kh", "th"));
  const auto places = sink.values("a", "addressEntity");
  ASSERT_THAT(places, SizeIs(2));
  EXPECT_THAT(sink.values(places[0], "full"), ElementsAre("7 Example Street, Cambodia"));
  EXPECT_THAT(sink.values(places[1], "country"), ElementsAre("iq"));
  EXPECT_THAT(sink.values("a", "notes"), ElementsAre("address: somewhere"));
}

}  // namespace
}  // namespace bayon::source::reading
