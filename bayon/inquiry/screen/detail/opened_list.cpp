#include "bayon/inquiry/screen/detail/opened_list.hpp"

#include <map>
#include <string_view>

#include "bayon/inquiry/screen/detail/subjects.hpp"

namespace bayon::screen::detail {

namespace {

// Statements share a few properties and schemata: each is looked up once.
class NamingRows {
 public:
  explicit NamingRows(const store::StatementTable& table) : table_(table) {}

  bool names_a_subject(std::uint32_t row) {
    const auto key = std::pair(table_.schema(row), table_.property(row));
    const auto [at, fresh] = known_.emplace(key, false);
    if (fresh) {
      const auto schema = model::find_schema(key.first);
      const auto property = model::find_property(key.second);
      at->second = schema && property && name_use(*property) != NameUse::none &&
                   (party(*schema) || !leads_by(*schema).empty());
    }
    return at->second;
  }

 private:
  const store::StatementTable& table_;
  std::map<std::pair<std::string_view, std::string_view>, bool> known_;
};

OpenedPart open_names(const store::StatementPart& from,
                      std::shared_ptr<const index::NameIndex> index) {
  OpenedPart out;
  out.base = from.base;
  out.table = from.table;
  out.index = std::move(index);
  NamingRows naming(*from.table);
  const auto& names = out.index->names();
  std::vector<std::size_t> first_entry;  // of each distinct name: entries are sorted by name
  for (std::size_t entry = 0; entry < names.size(); ++entry) {
    const std::uint32_t row = names.row(entry);
    if (!naming.names_a_subject(row)) continue;
    if (first_entry.empty() || names.key(first_entry.back()) != names.key(entry)) {
      first_entry.push_back(entry);
      out.rows_at.push_back(static_cast<std::uint32_t>(out.rows.size()));
    }
    out.rows.push_back(row);
    if (!out.index->complete(entry)) out.unknown_in_latin.push_back(row);
  }
  out.rows_at.push_back(static_cast<std::uint32_t>(out.rows.size()));
  out.words = std::make_unique<const WordTable>(
      first_entry.size(), [&](std::size_t name) { return names.key(first_entry[name]); });
  return out;
}

}  // namespace

Result<OpenedList> OpenedList::open(const store::Dataset& dataset,
                                    const std::filesystem::path& index_folder) {
  OpenedList out;
  out.dataset = &dataset;
  BAYON_TRY(const auto parts, dataset.statements());
  for (const auto& part : parts) {
    BAYON_TRY(auto index, index::NameIndex::open(*part.table, index_folder));
    out.parts.push_back(open_names(part, std::move(index)));
  }
  return out;
}

}  // namespace bayon::screen::detail
