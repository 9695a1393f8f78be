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

int signs_taken(std::string_view& text, auto take) {
  for (const auto minus : minuses) {
    if (take(text, minus)) return 1;
  }
  return 0;
}

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
  int negative = 0;
  if (left.starts_with('(') && left.ends_with(')')) {
    left = left.substr(1, left.size() - 2);
    trim_blanks(left);
    negative = 1;
  }
  // A minus stands outside of the sign ("-$5"), inside ("$-5") or behind ("5-").
  negative += signs_taken(left, take_front) + signs_taken(left, take_back);
  trim_blanks(left);
  if (take_currency(left, asset)) {
    trim_blanks(left);
    negative += signs_taken(left, take_front) + signs_taken(left, take_back);
    trim_blanks(left);
  }
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (negative > 1 || left.empty() || left.size() == text.size() || !digit(left.back()) ||
      !(digit(left.front()))) {
    return false;
  }
  out.assign(negative == 0 ? "" : "-");
  out += left;
  return true;
}

}  // namespace bayon::source::ledger_csv::detail
