// How does a test get a case that it can ask through the engine?
//
// An EngineCase is an empty case in a folder that goes with the object. It loads files of the
// repository or texts that the test writes down, and asks on one fixed day.
//
// Threads: an object belongs to one thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "bayon/base/file.hpp"
#include "bayon/engine/engine.hpp"
#include "test/support/generated_world.hpp"
#include "test/support/place.hpp"

namespace bayon::testing {

class EngineCase {
 public:
  EngineCase() { EXPECT_TRUE(Engine::init(folder())); }

  std::filesystem::path folder() const { return scratch_.path() / "case"; }
  static Instant now() { return *parse_instant("2026-03-01T12:00:00Z"); }

  /// Writes `text` as `name` beside the case; returns its path.
  std::string write(const std::string& name, std::string_view text) const {
    const auto path = scratch_.path() / name;
    EXPECT_TRUE(write_file(path, text));
    return path.string();
  }

  Result<Json> load(Engine::Load load) const {
    Silent progress;
    BAYON_TRY(auto engine, Engine::open(folder(), Engine::Access::write));
    return engine.load(load, now(), progress);
  }
  Result<Json> ask(std::string_view verb, const Json& question) const {
    Silent progress;
    return ask(verb, question, progress);
  }
  Result<Json> ask(std::string_view verb, const Json& question, Progress& progress) const {
    BAYON_TRY(auto engine, Engine::open(folder(), Engine::Access::read));
    return engine.ask(verb, question, now(), progress);
  }
  Result<Json> verify() const {
    Silent progress;
    BAYON_TRY(auto engine, Engine::open(folder(), Engine::Access::read));
    return engine.verify(progress);
  }

  /// The second version of the made-up list of data/lists.
  void load_list() const {
    const auto loaded =
        load({.format = "ftm",
              .dataset = "sample_parties",
              .version = "2025-10-14",
              .mapping = {},
              .files = {(root() / "data/lists/sample_parties-2025-10-14.ftm.json").string()},
              .rejects_ppm_max = {}});
    EXPECT_TRUE(loaded) << loaded.error().text();
  }
  /// One payment of a victim, which a middleman passes on.
  void load_ledger() const {
    const auto file = write("bank.csv",
                            "booking_time,debtor_account,creditor_account,amount,currency,uetr\n"
                            "2025-03-01T09:00:00Z,BANKA-00000001,BANKA-00000200,1000.00,USD,"
                            "11111111-0000-4000-8000-000000000001\n"
                            "2025-03-02T09:00:00Z,BANKA-00000200,BANKA-00000300,700.00,USD,"
                            "11111111-0000-4000-8000-000000000002\n");
    const auto loaded = load({.format = "ledger_csv",
                              .dataset = "bank_a",
                              .version = {},
                              .mapping = "bank",
                              .files = {file},
                              .rejects_ppm_max = {}});
    EXPECT_TRUE(loaded) << loaded.error().text();
  }
  /// A list of labels: rows of address, currency, label and category.
  void load_labels(const std::string& rows) const {
    const auto loaded =
        load({.format = "wallet_list",
              .dataset = "labels",
              .version = "2025-01-01",
              .mapping = {},
              .files = {write("labels.csv", "address,currency,label,category\n" + rows)},
              .rejects_ppm_max = {}});
    EXPECT_TRUE(loaded) << loaded.error().text();
  }
  void load_reports() const {
    const auto file = write("reports.csv",
                            "victim_id,victim_name,paid_at,amount,asset,own_account,to_account\n"
                            "V0001,Test Victim 0001,2025-03-01,1000.00,USD,BANKA-00000001,"
                            "BANKA-00000200\n");
    const auto loaded = load({.format = "victim_reports",
                              .dataset = "police",
                              .version = "2025-03-12",
                              .mapping = {},
                              .files = {file},
                              .rejects_ppm_max = {}});
    EXPECT_TRUE(loaded) << loaded.error().text();
  }

 private:
  ScratchFolder scratch_;
};

}  // namespace bayon::testing
