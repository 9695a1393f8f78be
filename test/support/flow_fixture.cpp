#include "test/support/flow_fixture.hpp"

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
thread_local const GivenLedger* being_loaded = nullptr;

Digest digest_of(const GivenLedger& ledger) {
  Sha256 hash;
  for (const GivenFlow& given : ledger.flows) {
    hash.add_field(given.from).add_field(given.to).add_field(given.asset.code);
    hash.add_field(integer_text(given.amount))
        .add_field(given.reference)
        .add_field(given.at.text());
  }
  return hash.finish();
}

Result<void> read_given(const source::Request&, source::Sink& sink, Progress&) {
  BAYON_CHECK(being_loaded != nullptr, test.ledger_given);
  sink.begin_file("given");
  sink.books(being_loaded->books);
  std::uint64_t record = 0;
  for (const GivenFlow& given : being_loaded->flows) {
    ++record;
    model::FlowView view;
    view.from = given.from;
    view.to = given.to;
    view.paid = {sink.asset(given.asset), given.amount};
    view.fee = given.fee;
    view.received = {view.paid.asset, given.amount - given.fee};
    if (given.received) view.received = {sink.asset(given.received->asset), given.received->amount};
    view.at = given.at;
    view.sequence = record;
    view.reference = given.reference;
    view.reference_global = given.reference_global;
    view.kind = given.kind;
    sink.flow(record, view);
  }
  sink.accepted(record);
  sink.end_file(digest_of(*being_loaded), record);
  return {};
}

constexpr source::Format given_format{
    .name = "given",
    .kind = source::Kind::ledger,
    .summary = "flows that a test writes down",
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
    std::fputs(("flow fixture: " + result.error().text() + "\n").c_str(), stderr);
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
  const auto out = base / fmt::format("bayon-flows-{}-{}", ::getpid(), count.fetch_add(1));
  // A process of that number may have been killed before it could tidy up.
  std::filesystem::remove_all(out, status);
  return out;
}

}  // namespace

GivenFlow flow(std::string from, std::string to, Amount amount, Instant at) {
  GivenFlow out;
  out.from = std::move(from);
  out.to = std::move(to);
  out.amount = amount;
  out.at = at;
  return out;
}

FlowFixture::FlowFixture(std::vector<GivenFlow> flows)
    : FlowFixture(std::vector<GivenLedger>{GivenLedger{.flows = std::move(flows)}}) {}

FlowFixture::FlowFixture(const std::vector<GivenLedger>& ledgers) : folder_(new_folder()) {
  Silent progress;
  must(store::CaseFolder::create(folder_));
  auto folder = must(store::CaseFolder::open(folder_, store::Access::write));
  for (const GivenLedger& ledger : ledgers) {
    // A file without rows is refused; a case without flows is one without ledgers.
    if (ledger.flows.empty()) continue;
    store::LoadRequest request;
    request.format = &given_format;
    request.request.dataset = ledger.dataset;
    being_loaded = &ledger;
    must(store::load(folder, request, progress));
    being_loaded = nullptr;
  }
  snapshot_ = must(store::Snapshot::open(folder));
  flows_ = must(index::FlowIndex::open(snapshot_, folder.index(), progress));
}

FlowFixture::~FlowFixture() {
  std::error_code status;
  std::filesystem::remove_all(folder_, status);
}

index::AccountId FlowFixture::account(std::string_view key) const {
  const auto found = flows_->find_account(key);
  BAYON_CHECK(found.has_value(), test.account_known);
  return *found;
}

std::uint16_t FlowFixture::asset(std::string_view code) const {
  for (std::size_t i = 0; i < flows_->assets().size(); ++i) {
    if (flows_->assets()[i].code == code) return static_cast<std::uint16_t>(i);
  }
  bayon::invariant_broken("test.asset_known", "code is an asset", __FILE__, __LINE__);
}

}  // namespace bayon::testing
