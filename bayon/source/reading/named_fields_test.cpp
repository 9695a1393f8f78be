// Which field is which, under the names that files give them.
#include "bayon/source/reading/named_fields.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::source::reading {
namespace {

constexpr std::array<KnownColumn, 3> columns{
    {{"victim_id", true, {}}, {"asset", true, {"currency"}}, {"phone", false, {}}}};

TEST(NamedFields, AreFoundByNameOrAlias) {
  const std::vector<std::string_view> names{"currency", "Victim_ID", "other"};
  const auto fields = NamedFields::bind(columns, CsvHeader(names));
  ASSERT_TRUE(fields.ok());
  const std::vector<std::string_view> values{" USD ", "V1", "x"};
  CsvRecord record;
  record.fields = values;
  EXPECT_EQ(fields->get(record, 0), "V1");
  EXPECT_EQ(fields->get(record, 1), "USD");
  EXPECT_EQ(fields->get(record, 2), "");
  EXPECT_FALSE(fields->present(2));
  EXPECT_EQ(fields->unread(), "other");
}

TEST(NamedFields, MayStandUnderSeveralNamesButSayOneThing) {
  const std::vector<std::string_view> names{"victim_id", "asset", "currency"};
  const auto fields = NamedFields::bind(columns, CsvHeader(names));
  ASSERT_TRUE(fields.ok());
  CsvRecord record;
  const auto read = [&](const std::vector<std::string_view>& values) {
    record.fields = values;
    const auto checked = fields->check(record);
    return checked.ok() ? std::string(fields->get(record, 1))
                        : std::string(name(checked.error().code));
  };
  EXPECT_EQ(read({"V1", "", "USD"}), "USD");
  EXPECT_EQ(read({"V1", "USD", ""}), "USD");
  EXPECT_EQ(read({"V1", "USD", "USD"}), "USD");
  EXPECT_EQ(read({"V1", "USD", "EUR"}), "csv.doubled_column");
  const std::vector<std::string_view> twice{"victim_id", "asset", "asset"};
  EXPECT_FALSE(NamedFields::bind(columns, CsvHeader(twice)).ok());
}

TEST(NamedFields, MustBeThereWhereRequired) {
  const std::vector<std::string_view> names{"victim_id", "phone"};
  const auto fields = NamedFields::bind(columns, CsvHeader(names));
  ASSERT_FALSE(fields.ok());
  EXPECT_EQ(fields.error().code, errors::csv_missing_column);
  EXPECT_EQ(fields.error().detail, "'asset'; the file has: victim_id, phone");
}

}  // namespace
}  // namespace bayon::source::reading
