#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/engine/detail/investigation_file.hpp"
#include "bayon/engine/engine.hpp"
#include "bayon/source/ledger_csv/mapping.hpp"
#include "bayon/source/scenario/scenario.hpp"
#include "bayon/store/case_folder.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon {

namespace {

using engine::Investigation;

constexpr std::string_view stamp_name = "scenario.sha256";

// A world is played once: the same scenario gives the same bytes.
Result<void> generate_once(const Investigation::Generate& generate,
                           const std::filesystem::path& folder, Progress& progress) {
  BAYON_TRY(const std::string text, read_file(generate.scenario, std::uint64_t{1} << 20));
  const std::string stamp = sha256(text).hex();
  const auto stamped = read_file(folder / stamp_name);
  if (stamped.ok() && *stamped == stamp) return {};
  BAYON_TRY(const auto scenario,
            source::scenario::parse_scenario(text, generate.scenario.string()));
  BAYON_TRY_VOID(source::scenario::generate(scenario, folder, progress));
  return write_file(folder / stamp_name, stamp);
}

// Was `known` read with the mapping that is asked now? One that says nothing is none of another.
Result<bool> same_mapping(const store::LoadRecord& known, const Engine::Load& load) {
  if (load.mapping.empty()) return true;
  BAYON_TRY(const std::string mark, source::ledger_csv::mapping_mark(load.mapping));
  return !store::other_mapping(known.mapping, mark);
}

// Does the case hold a load of exactly these files under this dataset and version already? A ledger
// without references could not tell by its rows.
Result<bool> holds(const std::filesystem::path& folder, const Engine::Load& load) {
  BAYON_TRY(const auto opened, store::CaseFolder::open(folder, store::Access::read));
  BAYON_TRY(const auto snapshot, store::Snapshot::open(opened));
  const store::Dataset* dataset = snapshot->find(load.dataset);
  if (dataset == nullptr) return false;
  std::vector<Digest> asked;
  for (const std::string& file : load.files) {
    std::error_code status;
    // A pipe can be read once, and that is for the load.
    if (file == "-" || std::filesystem::is_fifo(file, status)) return false;
    BAYON_TRY(const auto mapped, MappedFile::open(file));
    asked.push_back(sha256(mapped.view()));
  }
  for (const auto& known : dataset->loads()) {
    std::vector<Digest> files;
    for (const auto& file : known.files) files.push_back(file.sha256);
    if (known.version != load.version || files != asked) continue;
    // Under another mapping it is loaded again, and that says why it cannot be.
    return same_mapping(known, load);
  }
  return false;
}

Result<Json> load_all(Engine& engine, const std::filesystem::path& folder,
                      const Investigation& investigation, const std::filesystem::path& base,
                      const std::filesystem::path& generated, Instant now, Progress& progress) {
  Json out = Json::array();
  for (const Engine::Load& asked : investigation.loads) {
    Engine::Load load = asked;
    BAYON_TRY(load.files, engine::find_files(asked.files, base, generated));
    if (!load.mapping.empty() && load.mapping.ends_with(".toml")) {
      load.mapping = (base / load.mapping).string();
    }
    BAYON_TRY(const bool known, holds(folder, load));
    if (known) {
      Json entry;
      entry["dataset"] = load.dataset;
      if (!load.version.empty()) entry["version"] = load.version;
      entry["changed"] = false;
      out.push_back(entry);
      continue;
    }
    BAYON_TRY(out.emplace_back(), engine.load(load, now, progress));
  }
  return out;
}

}  // namespace

Result<Json> Engine::investigate(const std::filesystem::path& file,
                                 const std::filesystem::path& case_folder, Instant now,
                                 Progress& progress) {
  BAYON_TRY(const Investigation investigation, engine::read_investigation(file));
  std::filesystem::path folder = case_folder.empty() ? investigation.case_folder : case_folder;
  if (folder.empty()) folder = file.stem().string() + "-case";
  const auto world = investigation.generate ? folder / investigation.generate->folder : folder;
  for (const auto& place : {folder / investigation.html, folder / investigation.json, world}) {
    if (place != folder) BAYON_TRY_VOID(store::check_output(folder, place));
  }
  if (auto made = init(folder); !made.ok() && made.error().code != errors::case_exists) {
    return fail(made.error());
  }
  std::filesystem::path generated;
  if (investigation.generate) {
    generated = world;
    BAYON_TRY_VOID(generate_once(*investigation.generate, generated, progress));
  }
  Json out;
  out["case"] = folder.string();
  out["json"] = (folder / investigation.json).string();
  out["report"] = (folder / investigation.html).string();
  BAYON_TRY(auto engine, open(folder, Access::write));
  BAYON_TRY(out["loads"],
            load_all(engine, folder, investigation, file.parent_path(), generated, now, progress));
  BAYON_TRY_VOID(engine.index(progress));  // once, after all loads
  if (investigation.truth.empty()) {
    BAYON_TRY(out["answer"], engine.ask("report", investigation.question, now, progress));
    return out;
  }
  BAYON_TRY(const auto folders,
            engine::find_files({investigation.truth.string()}, file.parent_path(), generated));
  BAYON_TRY(out["answer"],
            engine.ask_compared(investigation.question, folders.front(), now, progress));
  out["truth"] = out["answer"]["truth"];
  return out;
}

}  // namespace bayon
