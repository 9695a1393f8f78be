// Does fuzzing find anything at all?
//
// A fuzz target with a planted fault: ./dev fuzz runs it first and stops unless it breaks.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (text.size() > 4 && text.starts_with("bay")) std::abort();
  return 0;
}
