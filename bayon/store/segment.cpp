#include "bayon/store/segment.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <optional>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/threads.hpp"

namespace bayon::store {

namespace {

constexpr std::string_view magic = "BAYONSEG";
constexpr std::uint32_t format_version = 1;
constexpr std::size_t alignment = 64;

// The fixed head of the file. Everything is little-endian, as is every machine this builds on.
struct Head {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t columns;
  std::uint64_t directory_at;  // directory, then page checksums
  std::uint64_t directory_bytes;
  std::uint64_t file_bytes;
  std::uint64_t directory_check;
  std::array<std::uint8_t, 32> content;
  std::uint64_t head_check;  // over all fields before it
};
static_assert(sizeof(Head) == 88);

struct Entry {
  std::array<char, 24> name;
  std::uint32_t width;
  std::uint32_t reserved;
  std::uint64_t at;
  std::uint64_t bytes;
  std::uint64_t first_page;  // index of its first page checksum
};
static_assert(sizeof(Entry) == 56);

std::uint64_t check_of(const Head& head) {
  return xxh3_64({reinterpret_cast<const char*>(&head), offsetof(Head, head_check)});
}

std::uint64_t aligned(std::uint64_t at) { return (at + alignment - 1) / alignment * alignment; }

std::size_t pages_of(std::uint64_t bytes) { return (bytes + page_bytes - 1) / page_bytes; }

std::string_view page(std::string_view column, std::size_t index) {
  return column.substr(index * page_bytes, page_bytes);
}

}  // namespace

void SegmentWriter::add_bytes(std::string name, std::uint32_t width, std::string_view bytes) {
  BAYON_CHECK(!name.empty() && name.size() < 24, segment.name_fits);
  const bool added = columns_.emplace(std::move(name), Column{width, bytes}).second;
  BAYON_CHECK(added, segment.columns_distinct);
}

Digest SegmentWriter::content() const {
  Sha256 hash;
  hash.add_number(format_version).add_number(columns_.size());
  for (const auto& [name, column] : columns_) {
    hash.add_field(name).add_number(column.width).add_field(column.bytes);
  }
  return hash.finish();
}

Result<std::uint64_t> SegmentWriter::emit(const std::filesystem::path& path, const Digest& content,
                                          bool synced) const {
  std::vector<Entry> entries;
  std::vector<std::uint64_t> checks;
  std::uint64_t at = aligned(sizeof(Head));
  for (const auto& [name, column] : columns_) {
    Entry entry{};
    std::memcpy(entry.name.data(), name.data(), name.size());
    entry.width = column.width;
    entry.at = at;
    entry.bytes = column.bytes.size();
    entry.first_page = checks.size();
    const std::size_t first = checks.size();
    checks.resize(first + pages_of(entry.bytes));
    parallel_for(checks.size() - first, 64, [&](std::size_t begin, std::size_t end) {
      for (std::size_t p = begin; p < end; ++p) checks[first + p] = xxh3_64(page(column.bytes, p));
    });
    entries.push_back(entry);
    at = aligned(at + entry.bytes);
  }
  std::string directory(reinterpret_cast<const char*>(entries.data()),
                        entries.size() * sizeof(Entry));
  directory.append(reinterpret_cast<const char*>(checks.data()), checks.size() * 8);

  Head head{};
  std::memcpy(head.magic.data(), magic.data(), magic.size());
  head.version = format_version;
  head.columns = static_cast<std::uint32_t>(entries.size());
  head.directory_at = at;
  head.directory_bytes = directory.size();
  head.file_bytes = at + directory.size();
  head.directory_check = xxh3_64(directory);
  head.content = content.bytes;
  head.head_check = check_of(head);

  BAYON_TRY(FileWriter writer, FileWriter::create(path));
  BAYON_TRY_VOID(writer.append({reinterpret_cast<const char*>(&head), sizeof(head)}));
  const std::string zeros(alignment, '\0');
  const auto pad = [&](std::uint64_t target) {
    return writer.append(std::string_view(zeros).substr(0, target - writer.size()));
  };
  std::size_t index = 0;
  for (const auto& [name, column] : columns_) {
    BAYON_TRY_VOID(pad(entries[index++].at));
    BAYON_TRY_VOID(writer.append(column.bytes));
  }
  BAYON_TRY_VOID(pad(head.directory_at));
  BAYON_TRY_VOID(writer.append(directory));
  BAYON_TRY_VOID(synced ? writer.publish() : writer.publish_unsynced());
  return head.file_bytes;
}

Result<SegmentWriter::Written> SegmentWriter::write(const std::filesystem::path& folder) const {
  Written out;
  out.content = content();
  out.path = folder / (out.content.hex().substr(0, 32) + ".seg");
  BAYON_TRY(out.bytes, emit(out.path, out.content, true));
  return out;
}

Result<SegmentWriter::Written> SegmentWriter::write_derived(
    const std::filesystem::path& path) const {
  Written out;
  out.content = content();
  out.path = path;
  BAYON_TRY(out.bytes, emit(path, out.content, false));
  return out;
}

namespace {

class MappedSegment final : public Segment {
 public:
  static Result<std::shared_ptr<const Segment>> open(const std::filesystem::path& path) {
    auto mapped = MappedFile::open(path);
    const Place place{path.string(), 0, {}};
    if (!mapped.ok()) {
      return fail(errors::store_segment_missing, mapped.error().detail, place);
    }
    auto out = std::make_shared<MappedSegment>();
    out->file_ = *std::move(mapped);
    out->place_ = place;
    const std::string_view all = out->file_.view();
    const auto damaged = [&](std::string why) {
      return fail(errors::store_segment_damaged, std::move(why), place);
    };
    if (all.size() < sizeof(Head)) return damaged("shorter than its head");
    std::memcpy(&out->head_, all.data(), sizeof(Head));
    const Head& head = out->head_;
    if (std::string_view(head.magic.data(), 8) != magic) return damaged("no segment's magic");
    // Every version keeps the form of the head, so that a damaged one is not taken for a newer one.
    if (check_of(head) != head.head_check) return damaged("head checksum differs");
    if (head.version > format_version) {
      return fail(errors::case_newer_format, fmt::format("segment version {}", head.version),
                  place);
    }
    if (head.file_bytes != all.size() || head.directory_at > all.size() ||
        head.directory_bytes != all.size() - head.directory_at) {
      return damaged(fmt::format("{} bytes, its head says {}", all.size(), head.file_bytes));
    }
    const std::string_view directory = all.substr(head.directory_at);
    if (xxh3_64(directory) != head.directory_check) return damaged("directory checksum differs");
    if (!out->read_directory(directory)) return damaged("its directory does not fit the file");
    return std::shared_ptr<const Segment>(std::move(out));
  }

  bool has(std::string_view name) const override { return find(name) != nullptr; }
  const Digest& content() const override { return content_; }
  std::uint64_t bytes() const override { return head_.file_bytes; }

  Result<std::string_view> text_between(std::string_view name, std::uint64_t begin,
                                        std::uint64_t end) const override {
    const Column* column = find(name);
    if (column == nullptr || column->width != 1 || begin > end || end > column->bytes) {
      return fail(errors::store_segment_damaged,
                  fmt::format("no bytes {} to {} in a text column '{}'", begin, end, name), place_);
    }
    if (begin != end) {
      if (const auto bad = column->check(begin / page_bytes, pages_of(end))) {
        return fail(column->damage(*bad));
      }
    }
    return bytes_of(*column).substr(begin, end - begin);
  }

  Result<void> check_pages() const override {
    for (const auto& column : columns_) BAYON_TRY_VOID(check_whole(*column));
    return {};
  }

  Result<void> verify() const override {
    Sha256 hash;
    hash.add_number(format_version).add_number(columns_.size());
    for (const auto& column : columns_) {
      column->forget();
      BAYON_TRY_VOID(check_whole(*column));
      hash.add_field(column->name).add_number(column->width).add_field(bytes_of(*column));
    }
    if (hash.finish() != content_) {
      return fail(errors::store_segment_damaged, "the content hash differs", place_);
    }
    return check_gaps();
  }

 protected:
  Result<std::string_view> checked(std::string_view name, std::size_t width) const override {
    BAYON_TRY(const Column* column, column_of(name, width));
    BAYON_TRY_VOID(check_whole(*column));
    return bytes_of(*column);
  }

  Result<PagedBytes> unchecked(std::string_view name, std::size_t width) const override {
    BAYON_TRY(const Column* column, column_of(name, width));
    return PagedBytes{bytes_of(*column), column->good.get(), column};
  }

 private:
  // Pages of one column: which were found good so far.
  struct Column final : PageCheck {
    std::string name;
    std::uint32_t width = 0;
    std::uint64_t at = 0;
    std::uint64_t bytes = 0;
    std::uint64_t first_page = 0;
    std::string_view content;  // its bytes
    std::string_view checks;   // eight bytes a page
    Place place;
    std::unique_ptr<PageState[]> good;
    mutable std::atomic<std::size_t> touched{0};

    std::size_t pages() const { return pages_of(bytes); }

    // Checks pages [first, last) that are not known to be good; the first that is damaged.
    std::optional<std::size_t> check(std::size_t first, std::size_t last) const {
      std::atomic<std::size_t> first_bad{last};
      parallel_for(last - first, 64, [&](std::size_t begin, std::size_t end) {
        for (std::size_t p = first + begin; p < first + end; ++p) {
          if (holds(p)) continue;
          std::size_t seen = first_bad.load();
          while (p < seen && !first_bad.compare_exchange_weak(seen, p)) {
          }
          return;
        }
      });
      if (first_bad.load() == last) return std::nullopt;
      return first_bad.load();
    }

    Error damage(std::size_t p) const {
      return {errors::store_page_damaged,
              fmt::format("column '{}', page {} of {} (file offset {})", name, p, pages(),
                          at + p * page_bytes),
              place};
    }

    // Everything is read from the file again.
    void forget() const {
      for (std::size_t p = 0; p < pages(); ++p) good[p].store(0, std::memory_order_relaxed);
    }

    void touch(std::size_t p) const override {
      if (!holds(p)) throw PageDamaged(damage(p));
      // Who touches an eighth of a column is likely to need the rest: on all threads, then. What is
      // damaged there is told when it is touched itself.
      if (touched.fetch_add(1) + 1 == pages() / 8 + 8) {
        parallel_for(pages(), 64, [&](std::size_t begin, std::size_t end) {
          for (std::size_t q = begin; q < end; ++q) (void)holds(q);
        });
      }
    }

    Error misfit(std::string why) const override {
      return {errors::store_segment_damaged, fmt::format("column '{}': {}", name, why), place};
    }

   private:
    bool holds(std::size_t p) const {
      if (good[p].load(std::memory_order_acquire) != 0) return true;
      std::uint64_t want = 0;
      std::memcpy(&want, checks.data() + p * 8, 8);
      if (xxh3_64(page(content, p)) != want) return false;
      good[p].store(1, std::memory_order_release);
      return true;
    }
  };

  // The checksum guards against accident; a directory that someone made up must do no harm either.
  bool read_directory(std::string_view directory) {
    content_.bytes = head_.content;
    const std::uint64_t entries_bytes = std::uint64_t{head_.columns} * sizeof(Entry);
    if (entries_bytes > directory.size() || (directory.size() - entries_bytes) % 8 != 0)
      return false;
    checks_ = directory.substr(entries_bytes);
    std::uint64_t end = sizeof(Head), pages = 0;
    for (std::uint32_t i = 0; i < head_.columns; ++i) {
      Entry entry{};
      std::memcpy(&entry, directory.data() + i * sizeof(Entry), sizeof(Entry));
      auto column = std::make_unique<Column>();
      column->name.assign(entry.name.data(), ::strnlen(entry.name.data(), entry.name.size()));
      column->width = entry.width;
      column->at = entry.at;
      column->bytes = entry.bytes;
      column->first_page = entry.first_page;
      column->place = place_;
      const bool fits = (columns_.empty() || columns_.back()->name < column->name) &&
                        entry.width != 0 && entry.at == aligned(end) &&
                        entry.at <= head_.directory_at &&
                        entry.bytes <= head_.directory_at - entry.at &&
                        entry.bytes % entry.width == 0 && entry.first_page == pages;
      if (!fits) return false;
      end = entry.at + entry.bytes;
      pages += pages_of(entry.bytes);
      column->content = bytes_of(*column);
      column->good = std::make_unique<PageState[]>(column->pages());
      columns_.push_back(std::move(column));
    }
    if (aligned(end) != head_.directory_at || pages != checks_.size() / 8) return false;
    for (const auto& column : columns_) column->checks = checks_.substr(column->first_page * 8);
    return true;
  }

  const Column* find(std::string_view name) const {
    const auto found =
        std::lower_bound(columns_.begin(), columns_.end(), name,
                         [](const auto& c, std::string_view n) { return c->name < n; });
    return found != columns_.end() && (*found)->name == name ? found->get() : nullptr;
  }

  std::string_view bytes_of(const Column& column) const {
    return file_.view().substr(column.at, column.bytes);
  }

  // No column reads the bytes between columns, but a changed one is a changed file.
  Result<void> check_gaps() const {
    std::uint64_t end = sizeof(Head);
    const auto clean = [&](std::uint64_t next) {
      const auto gap = file_.view().substr(end, next - end);
      return gap.find_first_not_of('\0') == std::string_view::npos;
    };
    bool whole = true;
    for (const auto& column : columns_) {
      whole = whole && clean(column->at);
      if (!whole) break;
      end = column->at + column->bytes;
    }
    if (whole && clean(head_.directory_at)) return {};
    return fail(errors::store_page_damaged,
                fmt::format("bytes between columns are not zero (from file offset {})", end),
                place_);
  }

  Result<const Column*> column_of(std::string_view name, std::size_t width) const {
    const Column* column = find(name);
    if (column != nullptr && column->width == width) return column;
    return fail(errors::store_segment_damaged,
                fmt::format("no column '{}' of width {}", name, width), place_);
  }

  static Result<void> check_whole(const Column& column) {
    if (const auto bad = column.check(0, column.pages())) return fail(column.damage(*bad));
    return {};
  }

  MappedFile file_;
  Head head_{};
  Digest content_;
  Place place_;
  std::vector<std::unique_ptr<Column>> columns_;
  std::string_view checks_;
};

}  // namespace

void refuse_values(const PageCheck* check, std::string why) {
  BAYON_CHECK(check != nullptr, paged.checked_before_served);
  throw PageDamaged(check->misfit(std::move(why)));
}

std::optional<Error> damage_in(const std::function<void()>& work) {
  try {
    work();
  } catch (const PageDamaged& damaged) {
    return damaged.error();
  }
  return std::nullopt;
}

Result<std::shared_ptr<const Segment>> Segment::open(const std::filesystem::path& path) {
  return MappedSegment::open(path);
}

}  // namespace bayon::store
