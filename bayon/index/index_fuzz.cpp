// Can bytes in the place of an index do harm, or change an answer? Whatever lies there, the index
// of accounts answers as before, and the index of names is opened or made again.
#include <cstdint>
#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "bayon/base/check.hpp"
#include "bayon/base/file.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/index/name_index.hpp"
#include "test/support/flow_fixture.hpp"
#include "test/support/list_fixture.hpp"

namespace {

using namespace bayon;

std::string answers(const index::FlowIndex& index) {
  std::string out;
  for (index::AccountId account = 0; account < index.accounts(); ++account) {
    out += index.account(account);
    for (const auto id : index.out(account)) out += fmt::format(" {}", id);
    for (const auto id : index.in(account)) out += fmt::format(" {}", index.at(id).nanos);
  }
  return out;
}

void put(const std::filesystem::path& folder, const std::string& bytes) {
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    auto writer = FileWriter::create(file.path());
    if (writer.ok() && writer->append(bytes).ok()) (void)writer->publish_unsynced();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const testing::FlowFixture flows({testing::flow("a", "b", 5, testing::day(1)),
                                           testing::flow("b", "c", 4, testing::day(2)),
                                           testing::flow("b", "a", 1, testing::day(2))});
  static const testing::ListFixture list({testing::GivenList{
      .entities = {{"p-1", "Person", {{"name", "Test Person"}, {"idNumber", "12-3"}}}}}});
  static const std::string expected = answers(flows.flows());
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Silent progress;
  put(flows.folder() / "index", bytes);
  const auto index = index::FlowIndex::open(flows.snapshot(), flows.folder() / "index", progress);
  BAYON_CHECK(index.ok() && answers(**index) == expected, fuzz.index_answers_as_before);

  const auto& table = *(*list.snapshot()->datasets()[0].statements())[0].table;
  (void)index::NameIndex::open(table, list.index());
  put(list.index(), bytes);
  const auto names = index::NameIndex::open(table, list.index());
  BAYON_CHECK(names.ok() && (*names)->names().size() == 1, fuzz.names_answer_as_before);
  return 0;
}
