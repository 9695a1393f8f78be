#include "test/support/faulty_run.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "bayon/base/check.hpp"
#include "bayon/base/file.hpp"
#include "bayon/store/snapshot.hpp"
#include "test/support/place.hpp"

namespace bayon::testing {

namespace {

// Where the program has no place of its own to write to, so that faults hit the case alone.
std::vector<std::string> surroundings(const std::filesystem::path& folder, const Fault& fault) {
  std::vector<std::string> out;
  for (char** at = environ; *at != nullptr; ++at) out.emplace_back(*at);
  if (fault.empty()) return out;
  out.push_back("LD_PRELOAD=" +
                (program().parent_path().parent_path() / "test/faulty_calls.so").string());
  out.push_back("FAULT_FOLDER=" + folder.string());
  out.push_back("ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0");
  for (const auto& [name, value] : fault) out.push_back(name + "=" + value);
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

Ending run(const std::vector<std::string>& words, const std::filesystem::path& folder,
           const Fault& fault, std::optional<std::chrono::microseconds> kill_after) {
  std::vector<std::string> line{program().string()};
  line.insert(line.end(), words.begin(), words.end());
  std::vector<std::string> settings = surroundings(folder, fault);
  const std::string said = folder.string() + fmt::format(".{}.said", ::getpid());
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 2, said.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  pid_t child = 0;
  auto arguments = pointers(line), variables = pointers(settings);
  const int spawned = ::posix_spawn(&child, line.front().c_str(), &actions, nullptr,
                                    arguments.data(), variables.data());
  ::posix_spawn_file_actions_destroy(&actions);
  BAYON_CHECK(spawned == 0, test.program_starts);
  if (kill_after) {
    std::this_thread::sleep_for(*kill_after);
    ::kill(child, SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  Ending out;
  if (WIFEXITED(status)) out.exit = WEXITSTATUS(status);
  if (auto text = read_file(said); text.ok()) out.said = *text;
  std::error_code removed;
  std::filesystem::remove(said, removed);
  return out;
}

Scratch::Scratch(const std::string& name) {
  std::error_code status;
  const std::filesystem::path memory = "/dev/shm";
  const auto base = std::filesystem::is_directory(memory, status)
                        ? memory
                        : std::filesystem::temp_directory_path();
  path_ = base / fmt::format("bayon-{}-{}", name, ::getpid());
  std::filesystem::remove_all(path_, status);
  std::filesystem::create_directories(path_, status);
}

Scratch::~Scratch() {
  std::error_code status;
  std::filesystem::remove_all(path_, status);
}

namespace {

// Files that belong to no load, or that someone left half written.
void look_for_leavings(const store::CaseFolder& folder, const store::Snapshot& snapshot,
                       std::vector<std::string>& findings) {
  std::set<std::string> owned;
  for (const auto& dataset : snapshot.datasets()) {
    for (const auto& load : dataset.loads()) {
      for (const auto& segment : load.segments) owned.insert(segment.file);
    }
  }
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder.path())) {
    const std::string name = file.path().filename().string();
    const bool orphan = name.ends_with(".seg") && !owned.contains(name);
    if (orphan || name.find(".part") != std::string::npos) findings.push_back("left over: " + name);
  }
}

}  // namespace

Holding examine(const std::filesystem::path& path) {
  Holding out;
  Silent progress;
  const auto found = [&](const Error& error) { out.findings.push_back(error.text()); };
  auto folder = store::CaseFolder::open(path, store::Access::write);
  if (!folder.ok()) {
    found(folder.error());
    return out;
  }
  const auto snapshot = store::Snapshot::open(*folder);
  if (!snapshot.ok()) {
    found(snapshot.error());
    return out;
  }
  if (auto whole = (*snapshot)->verify(progress); !whole.ok()) found(whole.error());
  if (auto head = folder->verify_records(); head.ok()) {
    out.audit_entries = head->entries;
  } else {
    found(head.error());
  }
  look_for_leavings(*folder, **snapshot, out.findings);
  for (const auto& dataset : (*snapshot)->datasets()) {
    for (const auto& load : dataset.loads()) {
      out.loads[load.dataset + " " + load.version + " " + load.root.hex().substr(0, 12)] =
          load.root.hex();
    }
  }
  out.root = (*snapshot)->root().hex();
  if ((*snapshot)->sequence() != out.audit_entries) {
    out.findings.push_back(fmt::format("{} loads, {} entries in audit.log", (*snapshot)->sequence(),
                                       out.audit_entries));
  }
  return out;
}

}  // namespace bayon::testing
