// Can bytes that claim to be a segment do harm? They are opened as they are, and once more with
// their checksums made right, so that what lies behind the checksums is reached as well.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/store/flow_table.hpp"
#include "bayon/store/statement_table.hpp"
#include "bayon/store/version_table.hpp"

namespace {

using bayon::store::page_bytes;

std::uint64_t number_at(const std::string& bytes, std::size_t at) {
  std::uint64_t out = 0;
  if (at + 8 <= bytes.size()) std::memcpy(&out, bytes.data() + at, 8);
  return out;
}

void put(std::string& bytes, std::size_t at, std::uint64_t value) {
  if (at + 8 <= bytes.size()) std::memcpy(bytes.data() + at, &value, 8);
}

// Makes the page checksums, the directory's and the head's right, as far as they lie in the file.
void mend(std::string& bytes) {
  constexpr std::size_t head_bytes = 88, entry_bytes = 56;
  if (bytes.size() < head_bytes) return;
  std::uint32_t columns = 0;
  std::memcpy(&columns, bytes.data() + 12, 4);
  const std::uint64_t directory = std::min<std::uint64_t>(number_at(bytes, 16), bytes.size());
  put(bytes, 24, bytes.size() - directory);
  put(bytes, 32, bytes.size());
  const std::uint64_t checks = directory + std::uint64_t{columns} * entry_bytes;
  for (std::uint64_t i = 0; i < columns && directory + (i + 1) * entry_bytes <= bytes.size(); ++i) {
    const std::uint64_t entry = directory + i * entry_bytes;
    const std::uint64_t at = number_at(bytes, entry + 32), size = number_at(bytes, entry + 40);
    const std::uint64_t first = number_at(bytes, entry + 48);
    if (at > bytes.size() || size > bytes.size() - at || first > bytes.size()) continue;
    for (std::uint64_t page = 0; page * page_bytes < size; ++page) {
      const auto text =
          std::string_view(bytes).substr(at, size).substr(page * page_bytes, page_bytes);
      const std::uint64_t check = bayon::xxh3_64(text);
      put(bytes, checks + (first + page) * 8, check);
    }
  }
  put(bytes, 40, bayon::xxh3_64(std::string_view(bytes).substr(directory)));
  put(bytes, 80, bayon::xxh3_64(std::string_view(bytes).substr(0, 80)));
}

void open_all(const std::filesystem::path& path) {
  using namespace bayon::store;
  const auto segment = Segment::open(path);
  if (!segment.ok()) return;
  (void)(*segment)->verify();
  if (const auto table = StatementTable::open(*segment); table.ok()) {
    std::string text;
    for (std::uint32_t row = 0; row < table->size(); ++row) {
      append_canonical(table->row(row), text);
      (void)table->rows_of(table->entity(row));
    }
  }
  if (const auto table = VersionTable::open(*segment, 100'000, 2); table.ok()) {
    for (const auto& member : table->members()) (void)table->member(member.ordinal);
  }
  // Numbers that reach nowhere are found as they are read.
  (void)damage_in([&] {
    const auto table = FlowTable::open(*segment);
    if (!table.ok()) return;
    for (std::uint32_t row = 0; row < table->size(); ++row) {
      (void)table->accounts().at(table->from(row));
      (void)table->accounts().at(table->to(row));
      (void)table->money(row);
      (void)table->kind(row).size();
      (void)table->at(row);
      (void)table->record(row);
      (void)table->sequence(row);
      (void)table->file(row);
    }
    table->each_large([](const auto&) {});
    (void)table->each_reference([](std::uint32_t, std::string_view) {});
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::filesystem::path path =
      std::filesystem::temp_directory_path() / fmt::format("bayon-segment-fuzz-{}", ::getpid());
  std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const bool mended : {false, true}) {
    if (mended) mend(bytes);
    auto writer = bayon::FileWriter::create(path);
    if (!writer.ok() || !writer->append(bytes).ok() || !writer->publish_unsynced().ok()) return 0;
    open_all(path);
  }
  std::filesystem::remove(path);
  return 0;
}
