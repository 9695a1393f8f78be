#include "bayon/index/name_index.hpp"

#include <algorithm>
#include <unordered_map>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/model/vocabulary.hpp"

namespace bayon::index {

Result<KeyList> KeyList::open(const store::Segment& segment, const std::string& name) {
  KeyList out;
  BAYON_TRY(out.keys_, store::Strings::open(segment, name));
  BAYON_TRY(out.rows_, segment.column<std::uint32_t>(name + ".row"));
  if (out.keys_.size() != out.rows_.size()) {
    return fail(errors::store_segment_damaged, "a list of the index has keys without rows");
  }
  return out;
}

std::pair<std::size_t, std::size_t> KeyList::find(std::string_view key) const {
  const auto border = [&](bool after) {
    std::size_t low = 0, high = size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      const bool before = after ? keys_.at(middle) <= key : keys_.at(middle) < key;
      if (before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  return {border(false), border(true)};
}

namespace {

enum class Use : std::uint8_t { none, name, identifier, reference };

Use use_of(std::string_view qualified) {
  const auto property = model::find_property(qualified);
  if (!property) return Use::none;
  switch (model::type(*property)) {
    case model::PropertyType::name:
      return Use::name;
    case model::PropertyType::entity:
      return Use::reference;
    case model::PropertyType::identifier:
    case model::PropertyType::phone:
    case model::PropertyType::email:
    case model::PropertyType::checksum:
    case model::PropertyType::url:
    case model::PropertyType::ip:
      return Use::identifier;
    default:
      return Use::none;
  }
}

struct Entry {
  std::string key;
  std::uint32_t row;
  bool complete = true;
};

// Columns of one list, alive until the segment is written.
struct ListColumns {
  store::StringColumn keys;
  std::vector<std::uint32_t> rows;
  std::vector<std::uint8_t> complete;

  explicit ListColumns(std::vector<Entry> entries) {
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.key, a.row) < std::tie(b.key, b.row);
    });
    for (const auto& entry : entries) {
      if (entry.key.empty()) continue;
      keys.push_back(entry.key);
      rows.push_back(entry.row);
      complete.push_back(entry.complete ? 1 : 0);
    }
  }
  void add_to(store::SegmentWriter& writer, const std::string& name) const {
    keys.add_to(writer, name);
    writer.add(name + ".row", rows);
  }
};

Result<void> build(const store::StatementTable& table, const std::filesystem::path& path) {
  std::unordered_map<std::string_view, Use> uses;
  std::vector<Entry> names, identifiers, references;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    const auto property = table.property(row);
    auto use = uses.find(property);
    if (use == uses.end()) use = uses.emplace(property, use_of(property)).first;
    switch (use->second) {
      case Use::none:
        break;
      case Use::name:
        names.push_back({{}, row});
        break;
      case Use::identifier:
        identifiers.push_back({identifier_key(table.value(row)), row});
        break;
      case Use::reference:
        references.push_back({std::string(table.value(row)), row});
        break;
    }
  }
  parallel_for(names.size(), 512, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      FoldedName folded = fold_name(table.value(names[i].row));
      names[i].key = std::move(folded.text);
      names[i].complete = folded.complete;
    }
  });
  const ListColumns name_list(std::move(names)), identifier_list(std::move(identifiers)),
      reference_list(std::move(references));
  store::SegmentWriter writer;
  writer.add_text("facts", table.segment().content().view());
  name_list.add_to(writer, "name");
  writer.add("name.complete", name_list.complete);
  identifier_list.add_to(writer, "identifier_key");
  reference_list.add_to(writer, "reference");
  BAYON_TRY_VOID(writer.write_derived(path));
  return {};
}

}  // namespace

bool NameIndex::fits(std::uint32_t statements) const {
  const auto below = [&](const KeyList& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list.row(i) >= statements) return false;
    }
    return true;
  };
  return complete_.size() == names_.size() && below(names_) && below(identifiers_) &&
         below(references_);
}

Result<std::shared_ptr<const NameIndex>> NameIndex::open(const store::StatementTable& table,
                                                         const std::filesystem::path& folder) {
  const std::string file = "names-" + table.segment().content().hex().substr(0, 32) + ".idx";
  const auto attach =
      [&](const std::filesystem::path& path) -> Result<std::shared_ptr<const NameIndex>> {
    auto out = std::make_shared<NameIndex>();
    BAYON_TRY(out->segment_, store::Segment::open(path));
    BAYON_TRY(out->names_, KeyList::open(*out->segment_, "name"));
    BAYON_TRY(out->complete_, out->segment_->column<std::uint8_t>("name.complete"));
    BAYON_TRY(out->identifiers_, KeyList::open(*out->segment_, "identifier_key"));
    BAYON_TRY(out->references_, KeyList::open(*out->segment_, "reference"));
    // The name says of which statements it is, but a file can be moved.
    BAYON_TRY(const auto facts, out->segment_->text("facts"));
    if (facts != table.segment().content().view() || !out->fits(table.size())) {
      return fail(errors::store_segment_damaged, "the index is not of these statements");
    }
    return std::shared_ptr<const NameIndex>(std::move(out));
  };
  if (auto held = attach(folder / file); held.ok()) return held;
  if (build(table, folder / file).ok()) return attach(folder / file);
  // A case that cannot be written is still read: the index lies in the machine's own folder
  // meanwhile.
  std::error_code status;
  const auto aside = std::filesystem::temp_directory_path(status) / file;
  BAYON_TRY_VOID(build(table, aside));
  auto out = attach(aside);
  std::filesystem::remove(aside, status);
  return out;
}

}  // namespace bayon::index
