// What is a load refused for, before or after its files are read?
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/engine/engine.hpp"
#include "test/support/faulty_run.hpp"

namespace bayon {
namespace {

class Load : public ::testing::Test {
 protected:
  Load() : scratch_("load"), path_(scratch_ / "case") { EXPECT_TRUE(Engine::init(path_).ok()); }

  std::string file(const std::string& name, const std::string& text) {
    EXPECT_TRUE(write_file(scratch_ / name, text).ok());
    return (scratch_ / name).string();
  }
  std::string list(const std::string& id) {
    return file(id + ".json", R"({"id":")" + id +
                                  R"(","schema":"Person","properties":{"name":["Test Person"]}})"
                                  "\n");
  }
  Result<Json> load(const Engine::Load& wanted) {
    auto engine = Engine::open(path_, Engine::Access::write);
    EXPECT_TRUE(engine.ok());
    Silent progress;
    return engine->load(wanted, Instant{}, progress);
  }
  std::string refusal(const Engine::Load& wanted) {
    const auto loaded = load(wanted);
    return loaded.ok() ? "loaded" : std::string(name(loaded.error().code));
  }
  std::size_t held() const {
    const auto out = testing::examine(path_);
    EXPECT_TRUE(out.findings.empty()) << out.findings.front();
    return out.loads.size();
  }

  testing::Scratch scratch_;
  std::filesystem::path path_;
};

TEST_F(Load, NamesOfDatasetsArePlain) {
  for (const char* dataset : {"", "List A", "list-a", "../list", "LIST"}) {
    EXPECT_EQ(refusal({"ftm", dataset, "2024-01-01", "", {list("p-1")}, {}}), "dataset.bad_name");
  }
  EXPECT_EQ(held(), 0u);
}

TEST_F(Load, VersionsOfListsAreDays) {
  for (const char* version : {"", "new", "2024-13-01", "v2"}) {
    EXPECT_EQ(refusal({"ftm", "list_a", version, "", {list("p-1")}, {}}), "version.bad_label");
  }
  EXPECT_EQ(refusal({"ledger_csv", "bank_a", "2024-01-01", "bank", {list("p-1")}, {}}),
            "version.bad_label")
      << "a ledger has no versions";
  EXPECT_EQ(held(), 0u);
}

TEST_F(Load, VersionSaysWhatItSaid) {
  ASSERT_EQ(refusal({"ftm", "list_a", "2024-01-01", "", {list("p-1")}, {}}), "loaded");
  EXPECT_EQ(refusal({"ftm", "list_a", "2024-01-01", "", {list("p-2")}, {}}), "version.conflict");
  const auto again = load({"ftm", "list_a", "2024-01-01", "", {list("p-1")}, {}});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ((*again)["changed"], false);
  EXPECT_EQ(held(), 1u);
}

TEST_F(Load, TooManyRejectsRefuseTheWhole) {
  const std::string text =
      read_file(list("p-1")).value() + "{\"id\":\"p-2\",\"schema\":\"Starship\"}\n";
  const std::string half = file("half.json", text);
  EXPECT_EQ(refusal({"ftm", "list_a", "2024-01-01", "", {half}, {}}), "input.rejects_over_limit");
  EXPECT_EQ(held(), 0u);
  EXPECT_NE(read_file(path_ / "rejects.csv")->find("schema.unknown"), std::string::npos);
  EXPECT_EQ(refusal({"ftm", "list_a", "2024-01-01", "", {half}, 500'000}), "loaded")
      << "on purpose";
  EXPECT_EQ(held(), 1u);
}

TEST_F(Load, MissingFileLeavesNothing) {
  EXPECT_EQ(
      refusal({"ftm", "list_a", "2024-01-01", "", {list("p-1"), (scratch_ / "none").string()}, {}}),
      "file.not_found");
  EXPECT_EQ(held(), 0u);
}

TEST_F(Load, UnknownFormatIsTold) {
  EXPECT_EQ(refusal({"xyz", "list_a", "2024-01-01", "", {list("p-1")}, {}}), "format.unknown");
}

// A delta stands on an earlier version; without one it would be taken for the whole list.
TEST_F(Load, DeltaNeedsAnEarlierVersion) {
  const std::string delta = file("delta.json", R"({"op":"DEL","entity":{"id":"p-1"}})"
                                               "\n");
  EXPECT_EQ(refusal({"ftm", "list_a", "2024-02-01", "", {delta}, {}}), "version.bad_label");
  ASSERT_EQ(refusal({"ftm", "list_a", "2024-01-01", "", {list("p-1")}, {}}), "loaded");
  EXPECT_EQ(refusal({"ftm", "list_a", "2024-02-01", "", {delta}, {}}), "loaded");
  EXPECT_EQ(held(), 2u);
}

}  // namespace
}  // namespace bayon
