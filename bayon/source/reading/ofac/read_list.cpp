#include "bayon/source/reading/ofac/read_list.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/string_table.hpp"
#include "bayon/source/reading/in_order.hpp"
#include "bayon/source/reading/ofac/remark.hpp"

namespace bayon::source::reading::ofac {

namespace {

constexpr std::array<TableStem, 6> sdn{{{"sdn", TableKind::parties},
                                        {"add", TableKind::addresses},
                                        {"sdn_address", TableKind::addresses},
                                        {"alt", TableKind::aliases},
                                        {"sdn_alt", TableKind::aliases},
                                        {"sdn_comments", TableKind::comments}}};
constexpr std::array<TableStem, 4> non_sdn{{{"cons_prim", TableKind::parties},
                                            {"cons_add", TableKind::addresses},
                                            {"cons_alt", TableKind::aliases},
                                            {"cons_comments", TableKind::comments}}};

class ListReader {
 public:
  ListReader(const List& list, Sink& sink) : list_(list), sink_(sink) {}

  Result<void> load(const Request& request, Progress& progress) {
    tables_.reserve(request.files.size());
    for (const InputFile& file : request.files) {
      BAYON_TRY(Table table, read_table(file, list_.own, list_.foreign, request.bounds, progress));
      const Table* held = find(table.kind());
      if (held != nullptr) {
        return fail(errors::list_table_twice, fmt::format("{} and {} are both the {}", held->file(),
                                                          table.file(), table_name(table.kind())));
      }
      tables_.push_back(std::move(table));
    }
    if (find(TableKind::parties) == nullptr) {
      return fail(errors::list_no_parties,
                  fmt::format("{} files, none with 12 columns", request.files.size()));
    }
    collect_parties();
    collect_aliases();
    collect_comments();
    return {};
  }

  Result<void> state() {
    for (const Table& table : tables_) {
      sink_.begin_file(table.file());
      for (const Reject& reject : table.rejects()) BAYON_TRY_VOID(sink_.reject(reject));
      BAYON_TRY_VOID(state_rows(table));
      sink_.end_file(table.sha256(), table.bytes());
    }
    tell_gaps();
    return {};
  }

 private:
  const Table* find(TableKind kind) const {
    const auto found = std::find_if(tables_.begin(), tables_.end(),
                                    [&](const Table& table) { return table.kind() == kind; });
    return found == tables_.end() ? nullptr : &*found;
  }

  // What the list has and the files given do not.
  void tell_gaps() const {
    for (const TableKind kind : all_tables) {
      if (find(kind) != nullptr || kind == TableKind::comments) continue;
      sink_.gap(fmt::format("{} are missing: {} was not loaded", table_name(kind), file_of(kind)));
    }
    if (broken_ == 0) return;
    const std::string cut =
        fmt::format("{} remarks are cut at {} characters", broken_, remark_characters_max);
    if (find(TableKind::comments) == nullptr) {
      sink_.gap(fmt::format("{}, and what goes on in {} is missing: it was not loaded", cut,
                            file_of(TableKind::comments)));
    } else {
      sink_.gap(
          fmt::format("{} and no comment continues them: the last phrase of each is kept as "
                      "a note",
                      cut));
    }
  }

  // The name under which the list publishes a table.
  std::string file_of(TableKind kind) const {
    const auto stem = std::find_if(list_.own.begin(), list_.own.end(),
                                   [&](const TableStem& each) { return each.kind == kind; });
    return fmt::format("{}.csv", stem->stem);
  }

  void collect_parties() {
    const Table& parties = *find(TableKind::parties);
    for (std::size_t row = 0; row < parties.size(); ++row) {
      const auto number = parties.field(row, 0);
      if (numbers_.intern(number) != rows_.size()) continue;
      rows_.push_back(row);
      names_.add_main(parties.field(row, 1), number);
    }
  }

  // The row of the party that has this number.
  std::optional<std::size_t> row_of(std::string_view number) const {
    const auto id = numbers_.find(number);
    if (!id) return std::nullopt;
    return rows_[*id];
  }

  void collect_aliases() {
    const Table* aliases = find(TableKind::aliases);
    for (std::size_t row = 0; aliases != nullptr && row < aliases->size(); ++row) {
      names_.add_alias(aliases->field(row, 3), aliases->field(row, 0));
    }
  }

  void collect_comments() {
    const Table* comments = find(TableKind::comments);
    for (std::size_t row = 0; comments != nullptr && row < comments->size(); ++row) {
      const auto party = row_of(comments->field(row, 0));
      if (!party) continue;
      if (!remark_cut(find(TableKind::parties)->field(*party, remark_column))) continue;
      std::string& more = comments_[*party];
      comment_at_.emplace(row, more.size());
      more += comments->field(row, 1);
    }
  }

  // The whole remark of the party in `row`; its own part is what that row holds.
  Remark remark_of(const Table& parties, std::size_t row) const {
    Remark remark{.text = std::string(parties.field(row, remark_column))};
    if (!remark_cut(remark.text)) return remark;
    const auto more = comments_.find(row);
    remark.broken_end = more == comments_.end();
    if (remark.broken_end) return remark;
    remark.end = remark.text.size();
    remark.text += more->second;
    return remark;
  }

  // What some rows come to: on several threads, handed on in the order of the file.
  struct RowFacts {
    Result<void> outcome;
    EntityRecord entities;
    bool broken_end = false;
  };
  struct Rows {
    std::size_t first = 0;
    std::size_t count = 0;
  };

  Result<void> state_rows(const Table& table) {
    constexpr std::size_t rows_together = 256;
    std::size_t next = 0;
    const auto pull = [&](Rows& rows) -> Result<bool> {
      rows = {next, std::min(rows_together, table.size() - next)};
      next += rows.count;
      return rows.count != 0;
    };
    const auto work = [&](const Rows& rows, std::vector<RowFacts>& facts) {
      // Delivered facts leave their memory to the next rows of the slot.
      if (facts.size() < rows.count) facts.resize(rows.count);
      for (std::size_t i = 0; i < rows.count; ++i) {
        facts[i].outcome = {};
        facts[i].broken_end = false;
        state_row(table, rows.first + i, facts[i]);
      }
    };
    const auto deliver = [&](const Rows& rows, std::vector<RowFacts>& facts) -> Result<void> {
      for (std::size_t i = 0; i < rows.count; ++i) {
        broken_ += facts[i].broken_end ? 1u : 0u;
        BAYON_TRY_VOID(settle(table.line(rows.first + i), table.file(), std::move(facts[i].outcome),
                              facts[i].entities, sink_));
      }
      return {};
    };
    return in_order<Rows, std::vector<RowFacts>>(pull, work, deliver);
  }

  void state_row(const Table& table, std::size_t row, RowFacts& out) const {
    const auto party = row_of(table.field(row, 0));
    if (!party) {
      out.outcome = fail(errors::list_unknown_party,
                         fmt::format("party {} is not among the parties of {}", table.field(row, 0),
                                     find(TableKind::parties)->file()),
                         Place{table.file(), table.line(row), "ent_num"});
    } else {
      out.outcome = state_about(table, row, *party, out);
    }
  }

  Result<void> state_about(const Table& table, std::size_t row, std::size_t party,
                           RowFacts& out) const {
    const Table& parties = *find(TableKind::parties);
    const std::string_view schema = schema_of(parties.field(party, type_column));
    switch (table.kind()) {
      case TableKind::parties:
        if (party != row) {
          return fail(errors::list_party_twice,
                      fmt::format("party {} stands in line {} already", table.field(row, 0),
                                  table.line(party)),
                      Place{table.file(), table.line(row), "ent_num"});
        }
        return state_party_row(table, row, out);
      case TableKind::aliases:
        return state_alias(table, row, schema, list_.facts, out.entities);
      case TableKind::addresses:
        return state_address(table, row, schema, list_.facts, out.entities);
      case TableKind::comments:
        return state_comment(table, row, party, schema, out);
    }
    return {};
  }

  Result<void> state_party_row(const Table& parties, std::size_t row, RowFacts& out) const {
    const Remark remark = remark_of(parties, row);
    out.broken_end = remark.broken_end;
    return state_party(parties, row, remark, list_.facts, names_, out.entities);
  }

  // A comment that continues a remark states the phrases that it holds; one that continues nothing
  // is a note.
  Result<void> state_comment(const Table& comments, std::size_t row, std::size_t party,
                             std::string_view schema, RowFacts& out) const {
    if (const auto at = comment_at_.find(row); at != comment_at_.end()) {
      const Table& parties = *find(TableKind::parties);
      Remark remark = remark_of(parties, party);
      remark.begin = remark.end + at->second;
      remark.end = remark.begin + comments.field(row, 1).size();
      return state_continuation(parties, party, remark, list_.facts, names_, out.entities);
    }
    const std::string id = fmt::format("{}{}", list_.facts.id_prefix, comments.field(row, 0));
    BAYON_TRY(EntityBuilder * entity, out.entities.start(id, schema));
    return entity->add_note(comments.field(row, 1));
  }

  static constexpr std::size_t type_column = 2;
  static constexpr std::size_t remark_column = 11;

  const List& list_;
  Sink& sink_;
  std::vector<Table> tables_;
  StringTable numbers_;                                      // of the parties
  std::vector<std::size_t> rows_;                            // where each number stands first
  std::unordered_map<std::size_t, std::string> comments_;    // of the parties' rows
  std::unordered_map<std::size_t, std::size_t> comment_at_;  // row of a comment -> where in those
  PartyNames names_;
  std::uint64_t broken_ = 0;
};

}  // namespace

std::span<const TableStem> sdn_stems() { return sdn; }
std::span<const TableStem> non_sdn_stems() { return non_sdn; }

Result<void> read_list(const Request& request, const List& list, Sink& sink, Progress& progress) {
  ListReader reader(list, sink);
  BAYON_TRY_VOID(reader.load(request, progress));
  return reader.state();
}

}  // namespace bayon::source::reading::ofac
