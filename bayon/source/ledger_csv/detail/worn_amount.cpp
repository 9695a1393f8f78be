#include "bayon/source/ledger_csv/detail/worn_amount.hpp"

#include <algorithm>

#include "bayon/model/currency_signs.hpp"

namespace bayon::source::ledger_csv::detail {

namespace {

constexpr std::string_view blanks[] = {" ", "\t", "\xc2\xa0", "\xe2\x80\xaf"};
constexpr std::string_view minuses[] = {"-", "\xe2\x88\x92", "\xe2\x80\x93"};  // U+2212, U+2013 too

bool take_front(std::string_view& text, std::string_view part) {
  if (!text.starts_with(part)) return false;
  text.remove_prefix(part.size());
  return true;
}

bool take_back(std::string_view& text, std::string_view part) {
  if (!text.ends_with(part)) return false;
  text.remove_suffix(part.size());
  return true;
}

void trim_blanks(std::string_view& text) {
  const auto any = [&](auto take) {
    return std::any_of(std::begin(blanks), std::end(blanks),
                       [&](std::string_view blank) { return take(text, blank); });
  };
  while (any(take_front) || any(take_back)) {
  }
}

struct Signs {
  int all = 0;
  bool negative = false;

  void take_from(std::string_view& text, auto take) {
    const bool minus = std::any_of(std::begin(minuses), std::end(minuses),
                                   [&](std::string_view one) { return take(text, one); });
    if (minus || take(text, "+")) ++all;
    negative = negative || minus;
  }
  void take_both_ends(std::string_view& text) {
    take_from(text, take_front);
    take_from(text, take_back);
    trim_blanks(text);
  }
};

}  // namespace

bool WornAmount::take_currency(std::string_view& text, std::string_view asset) {
  if (asset_ != asset) {
    asset_ = asset;
    signs_ = model::currency_signs(asset);
  }
  return std::any_of(signs_.begin(), signs_.end(), [&](const std::string& sign) {
    return take_front(text, sign) || take_back(text, sign);
  });
}

bool WornAmount::strip(std::string_view text, std::string_view asset, std::string& out) {
  std::string_view left = text;
  trim_blanks(left);
  Signs signs;
  if (left.starts_with('(') && left.ends_with(')')) {
    left = left.substr(1, left.size() - 2);
    trim_blanks(left);
    signs = {1, true};
  }
  // A minus stands outside of the currency ("-$5"), inside ("$-5") or behind ("5-").
  signs.take_both_ends(left);
  if (take_currency(left, asset)) {
    trim_blanks(left);
    signs.take_both_ends(left);
  }
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (signs.all > 1 || left.empty() || left.size() == text.size() || !digit(left.back()) ||
      !(digit(left.front()))) {
    return false;
  }
  out.assign(signs.negative ? "-" : "");
  out += left;
  return true;
}

}  // namespace bayon::source::ledger_csv::detail
