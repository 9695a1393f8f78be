#include "bayon/decide/item_code.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"

namespace bayon::decide {

using model::Truth;

namespace {

constexpr std::array<std::string_view, 21> roman{
    "I",   "II",   "III", "IV", "V",   "VI",   "VII",   "VIII", "IX", "X",  "XI",
    "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX",  "XX", "XXI"};
constexpr std::size_t code_size = 5;
constexpr int paragraph_weight = 10;  // a paragraph outweighs any entry as a whole

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool digit(char c) { return c >= '0' && c <= '9'; }

bool starts_with(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (upper(text[i]) != upper(prefix[i])) return false;
  }
  return true;
}

bool same_word(std::string_view text, std::string_view word) {
  return text.size() == word.size() && starts_with(text, word);
}

std::uint64_t pack(std::string_view five) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < code_size; ++i) {
    out |= static_cast<std::uint64_t>(static_cast<unsigned char>(upper(five[i]))) << (8 * i);
  }
  return out;
}

bool eccn_shape(std::string_view text) {
  return digit(text[0]) && upper(text[1]) >= 'A' && upper(text[1]) <= 'E' && digit(text[2]) &&
         digit(text[3]) && digit(text[4]);
}

// ".b.2" after the five characters: letters and digits between single dots.
bool paragraph_shape(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.back() == '.') return false;
  char before = 'a';
  for (const char c : text) {
    const bool letter = upper(c) >= 'A' && upper(c) <= 'Z';
    if (!letter && !digit(c) && (c != '.' || before == '.')) return false;
    before = c;
  }
  return true;
}

// The category before a bracket, blank or the end; 0 where there is none.
std::uint8_t roman_category(std::string_view text) {
  const auto end = text.find_first_of("( ");
  const auto numeral = text.substr(0, end);
  for (std::size_t i = 0; i < roman.size(); ++i) {
    if (same_word(numeral, roman[i])) return static_cast<std::uint8_t>(i + 1);
  }
  return 0;
}

// Is `inner` the paragraph `outer` or one below it?
bool within(std::string_view inner, std::string_view outer) {
  return starts_with(inner, outer) && (inner.size() == outer.size() || inner[outer.size()] == '.');
}

bool same_goods(const ItemPattern& a, const ItemPattern& b) {
  return a.kind == b.kind && a.category == b.category && a.code == b.code && a.mask == b.mask &&
         a.paragraph == b.paragraph;
}

ItemCode read_classification(std::string_view text) {
  ItemCode out;
  text = trim(text);
  if (text.empty()) return out;
  out.doubt = ItemDoubt::none;
  for (const std::string_view prefix : {"ECCN ", "USML ", "CATEGORY ", "CAT. ", "CAT "}) {
    if (starts_with(text, prefix)) text = trim(text.substr(prefix.size()));
  }
  if (same_word(text, "EAR99")) {
    out.kind = ItemKind::ear99;
  } else if (same_word(text, "USML")) {
    out.kind = ItemKind::usml;
  } else if (text.size() >= code_size && eccn_shape(text) &&
             (text.size() == code_size ||
              (text[code_size] == '.' && paragraph_shape(text.substr(code_size + 1))))) {
    out.kind = ItemKind::eccn;
    out.code = pack(text);
    if (text.size() > code_size) out.paragraph = text.substr(code_size + 1);
  } else if (const auto category = roman_category(text); category != 0) {
    out.kind = ItemKind::usml;
    out.category = category;
  } else {
    out.doubt = ItemDoubt::unreadable;
  }
  return out;
}

}  // namespace

ItemCode read_item(std::string_view classification, std::string_view jurisdiction) {
  ItemCode out = read_classification(classification);
  jurisdiction = trim(jurisdiction);
  if (jurisdiction.empty()) return out;
  const bool itar = same_word(jurisdiction, "ITAR");
  const bool ear = same_word(jurisdiction, "EAR");
  ItemCode open;
  if (!itar && !ear) {
    open.doubt = ItemDoubt::foreign;
    return open;
  }
  if (out.kind == ItemKind::open) {
    out.itar = itar;
    out.ear = ear;
    return out;
  }
  if ((out.kind == ItemKind::usml) == itar) return out;
  open.doubt = ItemDoubt::contradiction;
  return open;
}

Truth ItemPattern::match(const ItemCode& item) const {
  const bool munitions = kind == ItemKind::usml;
  if (item.kind == ItemKind::open) {
    if (item.itar) return munitions ? (category == 0 ? Truth::yes : Truth::unknown) : Truth::no;
    if (item.ear && munitions) return Truth::no;
    if (item.ear && kind == ItemKind::open) return Truth::yes;
    return Truth::unknown;
  }
  if (kind == ItemKind::open) return item.kind == ItemKind::usml ? Truth::no : Truth::yes;
  if (item.kind != kind) return Truth::no;
  if (kind == ItemKind::ear99) return Truth::yes;
  if (munitions) {
    if (category == 0 || category == item.category) return Truth::yes;
    return item.category == 0 ? Truth::unknown : Truth::no;
  }
  if ((item.code & mask) != code) return Truth::no;
  if (paragraph.empty() || within(item.paragraph, paragraph)) return Truth::yes;
  return item.paragraph.empty() || within(paragraph, item.paragraph) ? Truth::unknown : Truth::no;
}

Result<ItemPattern> read_item_pattern(std::string_view text, Truth truth) {
  const auto refuse = [&] {
    return fail(errors::rules_malformed,
                "no pattern of goods: '" + std::string(text.substr(0, 40)) + "'");
  };
  ItemPattern out;
  out.truth = truth;
  if (text == "usml") {
    out.kind = ItemKind::usml;
    out.weight = 1;
    return out;
  }
  if (text.substr(0, 5) == "usml:") {
    out.kind = ItemKind::usml;
    out.category = roman_category(text.substr(5));
    out.weight = 2;
    if (out.category == 0) return refuse();
    return out;
  }
  if (text == "ear") {
    out.kind = ItemKind::open;
    return out;
  }
  if (text == "ear99") {
    out.kind = ItemKind::ear99;
    out.weight = static_cast<int>(code_size);
    return out;
  }
  std::string full(text);
  for (const auto& [word, mask] :
       {std::pair<std::string_view, std::string_view>{"600_series", "??6??"}, {"9x515", "9?515"}}) {
    if (text.substr(0, word.size()) == word) full = std::string(mask) + full.substr(word.size());
  }
  if (full.size() < code_size) return refuse();
  std::string filled = full.substr(0, code_size);
  for (std::size_t i = 0; i < code_size; ++i) {
    if (filled[i] == '?') {
      filled[i] = i == 1 ? 'A' : '0';
    } else {
      out.mask |= std::uint64_t{0xff} << (8 * i);
      ++out.weight;
    }
  }
  if (!eccn_shape(filled)) return refuse();
  out.code = pack(full) & out.mask;
  if (full.size() > code_size) {
    out.paragraph = full.substr(code_size + 1);
    if (full[code_size] != '.' || !paragraph_shape(out.paragraph)) return refuse();
    out.weight += paragraph_weight + static_cast<int>(out.paragraph.size());
  }
  return out;
}

Result<ItemTable> ItemTable::of(const model::ItemTest& test) {
  ItemTable out;
  out.any_ = test.any();
  for (const auto& [list, truth] :
       {std::pair<const std::vector<std::string>*, Truth>{&test.no, Truth::no},
        {&test.maybe, Truth::unknown},
        {&test.yes, Truth::yes}}) {
    for (const auto& text : *list) {
      BAYON_TRY(ItemPattern pattern, read_item_pattern(text, truth));
      auto& to = !pattern.paragraph.empty() ? out.paragraphs_
                 : pattern.kind == ItemKind::eccn && pattern.weight == static_cast<int>(code_size)
                     ? out.entries_
                     : out.classes_;
      const bool twice = std::any_of(to.begin(), to.end(),
                                     [&](const auto& one) { return same_goods(one, pattern); });
      if (twice) return fail(errors::rules_malformed, "the goods '" + text + "' are named twice");
      to.push_back(std::move(pattern));
    }
  }
  // Heaviest first; of equal weight `no` goes before `maybe` before `yes`.
  const auto heavier = [](const ItemPattern& a, const ItemPattern& b) {
    return std::tuple(-a.weight, a.truth, a.code) < std::tuple(-b.weight, b.truth, b.code);
  };
  std::sort(out.paragraphs_.begin(), out.paragraphs_.end(), heavier);
  std::sort(out.classes_.begin(), out.classes_.end(), heavier);
  std::sort(out.entries_.begin(), out.entries_.end(),
            [](const auto& a, const auto& b) { return a.code < b.code; });
  ItemCode open;
  out.open_ = out.scan(open);
  open.itar = true;
  out.open_itar_ = out.scan(open);
  open.itar = false;
  open.ear = true;
  out.open_ear_ = out.scan(open);
  return out;
}

std::span<const ItemPattern> ItemTable::entries_for(const ItemCode& item) const {
  if (item.kind == ItemKind::open) return entries_;
  if (item.kind != ItemKind::eccn) return {};
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), item.code,
                                   [](const auto& one, auto code) { return one.code < code; });
  if (at == entries_.end() || at->code != item.code) return {};
  return {&*at, 1};
}

Truth ItemTable::scan(const ItemCode& item) const {
  if (any_) return Truth::yes;
  bool could_be_yes = false;
  bool could_be_no = false;
  for (const auto& patterns : {std::span<const ItemPattern>(paragraphs_), entries_for(item),
                               std::span<const ItemPattern>(classes_)}) {
    for (const auto& pattern : patterns) {
      const Truth matched = pattern.match(item);
      if (matched == Truth::yes) {
        const bool other = pattern.truth == Truth::yes ? could_be_no : could_be_yes;
        return other ? Truth::unknown : pattern.truth;
      }
      if (matched == Truth::no) continue;
      const bool doubtful = pattern.truth == Truth::unknown && item.kind == ItemKind::open;
      could_be_yes = could_be_yes || pattern.truth == Truth::yes || doubtful;
      could_be_no = could_be_no || pattern.truth == Truth::no || doubtful;
    }
  }
  return could_be_yes ? Truth::unknown : Truth::no;
}

Truth ItemTable::reach(const ItemCode& item) const {
  if (item.kind != ItemKind::open) return scan(item);
  return item.itar ? open_itar_ : item.ear ? open_ear_ : open_;
}

bool ItemTable::doubt_is_the_rules(const ItemCode& item) const {
  for (const auto& patterns : {std::span<const ItemPattern>(paragraphs_), entries_for(item),
                               std::span<const ItemPattern>(classes_)}) {
    for (const auto& pattern : patterns) {
      if (pattern.match(item) == Truth::yes) return pattern.truth == Truth::unknown;
    }
  }
  return false;
}

}  // namespace bayon::decide
