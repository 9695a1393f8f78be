#include "test/support/program_run.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "test/support/place.hpp"

namespace bayon::testing {

namespace {

std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

ProgramRun::ProgramRun() {
  std::string name = (std::filesystem::temp_directory_path() / "bayon_run_XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
}

ProgramRun::~ProgramRun() {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_, ignored)) {
    if (entry.is_directory(ignored)) {
      std::filesystem::permissions(entry.path(), std::filesystem::perms::owner_all,
                                   std::filesystem::perm_options::add, ignored);
    }
  }
  std::filesystem::remove_all(folder_, ignored);
}

void ProgramRun::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << text;
}

Said ProgramRun::run(const std::string& line) const {
  const auto script = folder_ / ".line.sh";
  std::ofstream(script) << line << "\n";
  const std::string command = fmt::format(
      "cd '{0}' && env -i PATH='{1}':/usr/bin:/bin HOME='{0}' LC_ALL=C TZ=UTC "
      "TERM=xterm BAYON_SHARED=\"$BAYON_SHARED\" bash --norc '{2}' < /dev/null > .out 2> .err",
      folder_.string(), program().parent_path().string(), script.string());
  const int status = std::system(command.c_str());
  Said said;
  said.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  said.out = contents(folder_ / ".out");
  said.err = contents(folder_ / ".err");
  return said;
}

}  // namespace bayon::testing
