// Does a file that claims to be an answer do harm, or pass for one that no case recorded?
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bayon/base/check.hpp"
#include "bayon/engine/detail/answer_file.hpp"
#include "test/support/memory_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bayon;
  const testing::MemoryFile file({reinterpret_cast<const char*>(data), size});
  store::AnswerRecord recorded;
  recorded.verb = "status";
  recorded.answer = sha256("an answer");
  const auto found = engine::find_answer(file.path(), {recorded});
  // A page that names the answer is still to be compared with what is drawn for it.
  BAYON_CHECK(!found.ok() || !found->page.empty() || found->told.at("recorded") == false,
              fuzz.no_answer_is_recorded);
  return 0;
}
