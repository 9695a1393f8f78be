// Which goods does this code name, and does a rule's list reach them?
//
// Goods carry an export control classification number ("9A610.x"), "EAR99", or a category of the
// United States Munitions List ("VIII(h)") [CFR15-738-2] [CFR22-121-1]. A pattern is one of
//
//   usml | usml:VIII        any category, or one of I to XXI
//   ear                     anything subject to the EAR: every ECCN and EAR99
//   ear99
//   9A610  ??6??  9A610.x   five characters, `?` for any one, with an optional paragraph
//   600_series  9x515       short for ??6?? and 9?515; also with a paragraph
//
// Threads:  plain values and free functions.
// Lifetime: an ItemCode keeps a view into the text it was read from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/model/rule.hpp"

namespace bayon::decide {

enum class ItemKind : std::uint8_t {
  open,  ///< no classification that can be read
  usml,
  eccn,
  ear99,
};

/// Why an item is open.
enum class ItemDoubt : std::uint8_t { none, missing, unreadable, contradiction, foreign };

struct ItemCode {
  ItemKind kind = ItemKind::open;
  ItemDoubt doubt = ItemDoubt::missing;
  std::uint8_t category = 0;   ///< of the munitions list, 1 to 21; 0: not said
  std::uint64_t code = 0;      ///< the five characters of an ECCN, first character lowest
  std::string_view paragraph;  ///< "b.2" of "3A001.b.2"; a view into the text that was read
  bool itar = false;           ///< open, but the order says ITAR
  bool ear = false;            ///< open, but the order says EAR
};

/// Reads a classification and a jurisdiction as an order gives them. Never fails: what cannot be
/// read is open, with the doubt. Views point into `classification`. Cost: one pass.
ItemCode read_item(std::string_view classification, std::string_view jurisdiction);

struct ItemPattern {
  model::Truth truth = model::Truth::yes;  ///< what a match means
  ItemKind kind = ItemKind::eccn;          ///< `open` stands for `ear`
  std::uint8_t category = 0;
  std::uint64_t code = 0;
  std::uint64_t mask = 0;
  std::string paragraph;
  int weight = 0;  ///< fixed characters, paragraphs more: the heaviest match decides

  /// Does the item match? Unknown where the item says too little.
  model::Truth match(const ItemCode& item) const;
};

/// Reads one pattern. Fails with rules.malformed.
Result<ItemPattern> read_item_pattern(std::string_view text, model::Truth truth);

/// The three lists of a model::ItemTest. Whole entries are searched by their code, paragraphs
/// before and classes after them one by one, heaviest first.
class ItemTable {
 public:
  /// Fails with rules.malformed: a pattern that cannot be read, or one that stands twice.
  static Result<ItemTable> of(const model::ItemTest& test);

  /// Does the rule reach the item? An empty table reaches all. Among `maybe` patterns only a sure
  /// match counts: a bare "9A610" is the entry as a whole, not its doubtful paragraph. Cost: a
  /// binary search and a scan of the patterns that are no whole entry.
  model::Truth reach(const ItemCode& item) const;
  /// Was the doubt the rule's (a `maybe` pattern matched) rather than the item's?
  bool doubt_is_the_rules(const ItemCode& item) const;

 private:
  model::Truth scan(const ItemCode& item) const;
  std::span<const ItemPattern> entries_for(const ItemCode& item) const;

  bool any_ = true;
  std::vector<ItemPattern> paragraphs_;    ///< heaviest first, as are the classes
  std::vector<ItemPattern> entries_;       ///< five fixed characters; sorted by code
  std::vector<ItemPattern> classes_;       ///< all others
  model::Truth open_ = model::Truth::yes;  ///< of goods of which nothing is known
  model::Truth open_itar_ =
      model::Truth::yes;  ///< of goods of which only the jurisdiction is known
  model::Truth open_ear_ = model::Truth::yes;
};

}  // namespace bayon::decide
