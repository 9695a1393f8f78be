// Do bytes in the place of the audit log do harm? What is read as a log is one: its heads follow
// from its entries.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bayon/base/check.hpp"
#include "bayon/store/audit_log.hpp"
#include "test/support/memory_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bayon;
  const testing::MemoryFile file({reinterpret_cast<const char*>(data), size});
  const auto read = store::read_audit(file.path());
  if (!read.ok() || read->entries.empty()) return 0;
  BAYON_CHECK(
      read->entries.back().root == read->head.root && read->entries.size() == read->head.entries,
      fuzz.heads_follow_from_entries);
  return 0;
}
