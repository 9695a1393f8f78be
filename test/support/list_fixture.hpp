// How does a test get a snapshot of lists that it writes down itself?
//
// A ListFixture makes a case in a temporary folder and loads the given versions of lists, one after
// the other, through the real loader with a format that only tests have. The folder goes with the
// object.
//
//   ListFixture fixture({{.version = "2024-01-01",
//                         .entities = {{"p-1", "Person", {{"name", "Sample Person"}}}}}});
//   fixture.snapshot();
//
// Threads:  an object belongs to one thread; its snapshot may be read from any.
// Lifetime: the snapshot's files live as long as the fixture.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bayon/model/clocks.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::testing {

struct GivenValue {
  std::string property;  ///< plain name, "alias"
  std::string value;
  model::Interval valid = {};
  std::string original = {};
  std::string language = {};
};

struct GivenEntity {
  std::string id;
  std::string schema;
  std::vector<GivenValue> values;
};

/// One version of a list; the record of an entity is its place, from 1.
struct GivenList {
  std::string dataset = "list_a";
  std::string version = "2024-01-01";
  std::vector<GivenEntity> entities;
};

class ListFixture {
 public:
  explicit ListFixture(const std::vector<GivenList>& lists);
  ~ListFixture();
  ListFixture(const ListFixture&) = delete;
  ListFixture& operator=(const ListFixture&) = delete;

  std::shared_ptr<const store::Snapshot> snapshot() const { return snapshot_; }
  std::filesystem::path index() const { return folder_ / "index"; }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  std::shared_ptr<const store::Snapshot> snapshot_;
};

/// The interval from day to day, both as YYYY[-MM[-DD]] or empty.
model::Interval between(const std::string& from, const std::string& until);

/// The day YYYY-MM-DD.
Day day_of(const std::string& text);

}  // namespace bayon::testing
