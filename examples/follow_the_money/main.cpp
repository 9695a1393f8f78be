// Where is the money of those who reported? A program of its own on the installed library.
#include <cstdio>
#include <filesystem>
#include <string>

#include "bayon/engine/engine.hpp"

using bayon::Engine;

// Loads a bank's ledger and victims' reports into a new case, and asks where the money lies.
bayon::Result<void> follow(const std::filesystem::path& data, const std::filesystem::path& folder) {
  bayon::Silent progress;
  BAYON_TRY(const bayon::Instant now, bayon::parse_instant("2025-03-31T12:00:00Z"));
  BAYON_TRY_VOID(Engine::init(folder));
  BAYON_TRY(Engine engine, Engine::open(folder, Engine::Access::write));
  Engine::Load ledger{"ledger_csv", "bank_a", "", "bank", {(data / "ledger.csv").string()}, {}};
  BAYON_TRY_VOID(engine.load(ledger, now, progress));
  Engine::Load reports{
      "victim_reports", "police", "2025-03-12", "", {(data / "reports.csv").string()}, {}};
  BAYON_TRY_VOID(engine.load(reports, now, progress));
  BAYON_TRY(const bayon::Json answer, engine.ask("trace", {}, now, progress));
  for (const auto& rule : answer["rules"]) {
    for (const auto& place : rule["held"]) {
      std::printf(
          "%-8s %10s %s of the victims' money lie in %s\n", rule["rule"].get<std::string>().c_str(),
          place["amount"].get<std::string>().c_str(), place["asset"].get<std::string>().c_str(),
          place["account"].get<std::string>().c_str());
    }
  }
  return {};
}

int main(int count, char** arguments) {
  if (count != 3) return std::puts("usage: follow_the_money DATA_FOLDER NEW_CASE"), 64;
  const auto done = follow(arguments[1], arguments[2]);
  if (!done.ok()) std::fprintf(stderr, "%s\n", done.error().text().c_str());
  return done.ok() ? 0 : bayon::entry(done.error().code).exit;
}
