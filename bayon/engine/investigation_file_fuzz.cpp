// Is an investigation read, or refused with its place, whatever its bytes, and does none of its
// folders lead out of the case?
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bayon/base/check.hpp"
#include "bayon/engine/detail/investigation_file.hpp"
#include "test/support/memory_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bayon;
  const testing::MemoryFile file({reinterpret_cast<const char*>(data), size});
  const auto read = engine::read_investigation(file.path());
  BAYON_CHECK(read.ok() || !read.error().where.file.empty(), fuzz.refusal_has_its_place);
  if (!read.ok()) return 0;
  for (const std::filesystem::path inside : {read->html, read->json}) {
    const bool leaves = inside.is_absolute() || *inside.lexically_normal().begin() == "..";
    BAYON_CHECK(!leaves, fuzz.nothing_leaves_the_case);
  }
  return 0;
}
