#include "bayon/index/index_files.hpp"

#include <string>
#include <system_error>

namespace bayon::index {

std::filesystem::path flow_index_file(const std::filesystem::path& folder,
                                      const store::Snapshot& snapshot) {
  return folder / ("flows-" + snapshot.flows_root().hex().substr(0, 32) + ".idx");
}

void remove_other_flow_indexes(const std::filesystem::path& folder,
                               const store::Snapshot& snapshot) {
  std::error_code status;
  const auto own = flow_index_file(folder, snapshot);
  if (!std::filesystem::exists(own, status)) return;
  std::filesystem::directory_iterator files(folder, status);
  for (; !status && files != std::filesystem::directory_iterator(); files.increment(status)) {
    const std::string name = files->path().filename().string();
    if (!name.starts_with("flows-") || !name.ends_with(".idx")) continue;
    std::error_code kept;
    if (files->path() != own) std::filesystem::remove(files->path(), kept);
  }
}

}  // namespace bayon::index
