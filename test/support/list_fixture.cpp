#include "test/support/list_fixture.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "bayon/base/check.hpp"
#include "bayon/store/loader.hpp"

namespace bayon::testing {

namespace {

// A format reads files; this one reads what the fixture on the same thread is about to load.
thread_local const GivenList* being_loaded = nullptr;

Result<void> read_given(const source::Request&, source::Sink& sink, Progress&) {
  BAYON_CHECK(being_loaded != nullptr, test.list_given);
  sink.begin_file("given.txt");
  Sha256 hash;
  std::uint64_t record = 0;
  for (const GivenEntity& given : being_loaded->entities) {
    ++record;
    const auto schema = model::find_schema(given.schema);
    BAYON_CHECK(schema.has_value(), test.schema_known);
    for (const GivenValue& value : given.values) {
      const auto property = model::find_property(*schema, value.property);
      BAYON_CHECK(property.has_value(), test.property_known);
      model::StatementView view;
      view.entity = given.id;
      view.schema = *schema;
      view.property = *property;
      view.value = value.value;
      view.original = value.original;
      view.language = value.language;
      view.valid = value.valid;
      sink.statement(record, view);
      hash.add_field(given.id).add_field(value.property).add_field(value.value);
    }
  }
  sink.accepted(record);
  sink.end_file(hash.finish(), record);
  return {};
}

constexpr source::Format given_format{
    .name = "given",
    .kind = source::Kind::list,
    .summary = "statements that a test writes down",
    .publisher = "tests",
    .licence = "Apache-2.0",
    .cadence = "",
    .files = "",
    .read = &read_given,
};

// A fixture that cannot be made is no finding about the code under test: stop with the reason.
template <typename T>
T must(Result<T> result) {
  if (!result.ok()) {
    std::fputs(("list fixture: " + result.error().text() + "\n").c_str(), stderr);
    std::abort();
  }
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

// Memory-backed where the machine has it, for a fixture's durability is not what its test is about.
std::filesystem::path new_folder() {
  static std::atomic<int> count{0};
  std::error_code status;
  const std::filesystem::path shared_memory = "/dev/shm";
  const auto base = std::filesystem::is_directory(shared_memory, status)
                        ? shared_memory
                        : std::filesystem::temp_directory_path();
  const auto out = base / fmt::format("bayon-lists-{}-{}", ::getpid(), count.fetch_add(1));
  // A process of that number may have been killed before it could tidy up.
  std::filesystem::remove_all(out, status);
  return out;
}

}  // namespace

ListFixture::ListFixture(const std::vector<GivenList>& lists) : folder_(new_folder()) {
  Silent progress;
  must(store::CaseFolder::create(folder_));
  auto folder = must(store::CaseFolder::open(folder_, store::Access::write));
  for (const GivenList& list : lists) {
    store::LoadRequest request;
    request.format = &given_format;
    request.request.dataset = list.dataset;
    request.request.version = list.version;
    being_loaded = &list;
    must(store::load(folder, request, progress));
    being_loaded = nullptr;
  }
  snapshot_ = must(store::Snapshot::open(folder));
}

ListFixture::~ListFixture() {
  std::error_code status;
  std::filesystem::remove_all(folder_, status);
}

model::Interval between(const std::string& from, const std::string& until) {
  model::Interval out;
  if (!from.empty()) out.from = must(parse_date(from));
  if (!until.empty()) out.until = must(parse_date(until));
  return out;
}

Day day_of(const std::string& text) { return must(parse_date(text)).first(); }

}  // namespace bayon::testing
