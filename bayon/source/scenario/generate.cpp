#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/source/scenario/detail/background.hpp"
#include "bayon/source/scenario/detail/bank_rail.hpp"
#include "bayon/source/scenario/detail/consistency.hpp"
#include "bayon/source/scenario/detail/crypto_rail.hpp"
#include "bayon/source/scenario/detail/ledger_writer.hpp"
#include "bayon/source/scenario/detail/paper_writer.hpp"
#include "bayon/source/scenario/detail/replay.hpp"
#include "bayon/source/scenario/detail/truth_writer.hpp"

namespace bayon::source::scenario {

namespace {

Failure out_of_time(const Scenario& scenario) {
  return fail(errors::scenario_inconsistent,
              fmt::format("the banks' transfers need more seconds than period.days = {} has",
                          scenario.period.days));
}

// Events of the scam's rails, each rail in the order of time, woven into the background's.
Result<void> write_ledgers(const World& world, const Cast& cast,
                           const std::filesystem::path& folder, std::uint32_t bank_begins,
                           WorldSummary& summary, Progress& progress) {
  const auto& background_flows = world.scenario().background.flows;
  progress.step("writing ledgers",
                static_cast<std::uint64_t>(background_flows) + world.events().size());
  BAYON_TRY(LedgerWriter writer, LedgerWriter::create(folder, world));
  std::uint32_t chain_at = 0, bank_at = bank_begins;
  const auto all = static_cast<std::uint32_t>(world.events().size());
  const auto write_until = [&](std::uint32_t& at, std::uint32_t end, std::int64_t at_ms) {
    for (; at < end && world.events()[at].at_ms < at_ms; ++at) writer.write(transfer_of(world, at));
  };
  Background background(world, cast);
  Transfer transfer;
  constexpr std::uint64_t look_up_every = 1 << 16;
  for (std::uint64_t done = 1; background.next(transfer); ++done) {
    if (at_bank(transfer.from)) {
      write_until(bank_at, all, transfer.at_ms);
    } else {
      write_until(chain_at, bank_begins, transfer.at_ms);
    }
    writer.write(transfer);
    if (done % look_up_every == 0) {
      progress.advance(look_up_every);
      if (progress.cancelled()) return fail(errors::question_cancelled);
      if (writer.failed() || background.overran()) break;
    }
  }
  if (background.overran()) return out_of_time(world.scenario());
  write_until(chain_at, bank_begins, world.end_ms());
  write_until(bank_at, all, world.end_ms());
  BAYON_TRY_VOID(writer.finish(summary.files));
  summary.flows = static_cast<std::uint64_t>(background_flows) + all;
  progress.done();
  return {};
}

constexpr std::string_view mark_name = "made-up-world.txt";
constexpr std::string_view mark_text =
    "Everything in this folder was made up by bayon generate; it is written anew with each run.\n";

// A folder that holds anything else than an earlier world is somebody's.
Result<void> take_folder(const std::filesystem::path& folder,
                         std::vector<WorldSummary::File>& files) {
  BAYON_TRY_VOID(make_folder(folder));
  std::error_code status;
  if (!std::filesystem::exists(folder / mark_name, status)) {
    const std::filesystem::directory_iterator held(folder, status);
    if (status) return system_failure(status.value(), folder, false);
    if (held != std::filesystem::directory_iterator()) {
      return fail(errors::scenario_folder_in_use, "it holds " + held->path().filename().string(),
                  Place{folder.string(), 0, {}});
    }
  }
  for (const auto& held : std::filesystem::recursive_directory_iterator(folder, status)) {
    if (!held.is_symlink(status)) continue;
    return fail(errors::scenario_folder_in_use,
                "it holds a link: " + held.path().lexically_relative(folder).string(),
                Place{folder.string(), 0, {}});
  }
  if (status) return system_failure(status.value(), folder, false);
  BAYON_TRY_VOID(write_file(folder / mark_name, mark_text));
  files.push_back({std::string(mark_name), 1, mark_text.size()});
  return {};
}

}  // namespace

Result<WorldSummary> generate(const Scenario& scenario, const std::filesystem::path& folder,
                              Progress& progress) {
  BAYON_TRY_VOID(consistent(scenario));
  World world(scenario);
  BAYON_TRY(Cast cast, draw_cast(world));
  BAYON_TRY_VOID(CryptoRail(world, cast).play(progress));
  const auto bank_begins = static_cast<std::uint32_t>(world.events().size());
  BAYON_TRY_VOID(BankRail(world, cast).play(progress));
  const bool late = std::any_of(world.events().begin(), world.events().end(),
                                [&](const Event& e) { return e.at_ms >= world.end_ms(); });
  if (late) return out_of_time(scenario);

  WorldSummary summary;
  BAYON_TRY_VOID(take_folder(folder, summary.files));
  BAYON_TRY_VOID(write_ledgers(world, cast, folder, bank_begins, summary, progress));
  progress.step("writing the truth", 0);
  const Replay truth = replay(world, cast);
  BAYON_TRY_VOID(write_truth(folder, world, cast, truth, summary.files));
  BAYON_TRY_VOID(write_reports(folder, world, cast, summary.files));
  BAYON_TRY_VOID(write_orders(folder, world, summary.files));
  BAYON_TRY_VOID(write_lists(folder, world, cast, summary.files));
  progress.done();

  std::sort(summary.files.begin(), summary.files.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  summary.scam_flows = world.events().size();
  summary.victims = cast.victims.size();
  for (const Victim& victim : cast.victims) {
    summary.payments += victim.payments.size();
    (victim.tokens ? summary.loss_usdt_units : summary.loss_usd_cents) += victim.loss;
  }
  summary.deposits = cast.deposits;
  summary.through_intermediaries = cast.through_intermediaries;
  summary.paths = truth.rests.size();
  return summary;
}

}  // namespace bayon::source::scenario
