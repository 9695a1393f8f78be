#include "bayon/inquiry/screen/detail/comparable.hpp"

#include <algorithm>

#include "bayon/base/text.hpp"

namespace bayon::screen::detail {

namespace {

constexpr std::string_view imo_letters = "IMO";
constexpr std::size_t imo_digits = 7;

bool digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "IMO9074729" -> "9074729"; empty when the key is no IMO number.
std::string_view imo_number(std::string_view key) {
  if (key.starts_with(imo_letters)) key.remove_prefix(imo_letters.size());
  return key.size() == imo_digits && digits(key) ? key : std::string_view{};
}

bool hexadecimal(std::string_view address) {
  return address.size() > 2 && address[0] == '0' && (address[1] == 'x' || address[1] == 'X') &&
         std::all_of(address.begin() + 2, address.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

// Bech32 and CashAddr: a short word, 1 or a colon, then no letter of both cases. [BIP173]
bool one_case(std::string_view address) {
  const bool lower =
      std::any_of(address.begin(), address.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool upper =
      std::any_of(address.begin(), address.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (lower && upper) return false;
  const std::string plain = lower_ascii(address);
  for (const std::string_view begin : {"bc1", "tb1", "ltc1", "addr1", "cosmos1", "bitcoincash:"}) {
    if (plain.starts_with(begin)) return true;
  }
  return false;
}

Sameness same_address(std::string_view asked, std::string_view listed) {
  if (asked == listed) return Sameness::yes;
  if (!equal_ascii_case(asked, listed)) return Sameness::no;
  const bool case_free =
      (hexadecimal(asked) && hexadecimal(listed)) || (one_case(asked) && one_case(listed));
  return case_free ? Sameness::yes : Sameness::but_for_case;
}

bool ends_with_word(std::string_view text, std::string_view word) {
  if (!lower_ascii(text).ends_with(word)) return false;
  const auto before = text.substr(0, text.size() - word.size());
  return before.empty() || before.back() == ' ';
}

// An identifier without the label that people copy with it: "NIT # 800", "imo no. 907",
// "bitcoin:bc1". A mere word before it is not taken away: "DE 123" and "FR 123" are two numbers.
std::string_view without_label(std::string_view asked) {
  std::string_view out = asked;
  if (const auto mark = out.find_last_of("#:"); mark != std::string_view::npos) {
    out = trim(out.substr(mark + 1));
    out = trim(out.substr(0, out.find('?')));  // what a payment link asks for besides
  }
  for (std::size_t blank = out.find(' '); blank != std::string_view::npos;
       blank = out.find(' ', blank + 1)) {
    const auto before = out.substr(0, blank);
    for (const std::string_view word : {"no.", "no", "nr.", "nr", "number"}) {
      if (ends_with_word(before, word)) return trim(out.substr(blank + 1));
    }
  }
  return out;
}

// Forty hexadecimal digits are an address of which somebody left "0x" out.
std::string with_prefix(std::string_view address) {
  constexpr std::size_t address_digits = 40;
  std::string out = "0x" + std::string(address);
  return address.size() == address_digits && hexadecimal(out) ? out : std::string(address);
}

// What was asked as it is written, and what was most likely meant.
std::vector<std::string> spellings(std::string_view asked) {
  const std::string_view bare = without_label(trim(asked));
  std::vector<std::string> out{std::string(trim(asked))};
  for (const auto& other : {std::string(bare), with_prefix(bare)}) {
    if (std::find(out.begin(), out.end(), other) == out.end()) out.push_back(other);
  }
  return out;
}

}  // namespace

std::vector<std::string> lookup_keys(std::string_view asked) {
  std::vector<std::string> out;
  for (const auto& spelling : spellings(asked)) {
    std::string key = identifier_key(spelling);
    if (key.empty()) continue;
    if (const auto number = imo_number(key); !number.empty()) {
      out.emplace_back(number);
      out.push_back(std::string(imo_letters) + std::string(number));
    }
    out.push_back(std::move(key));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool wallet_property(model::PropertyId property) {
  return model::qualified_name(property).starts_with("CryptoWallet:");
}

namespace {

Sameness same_as_written(model::PropertyId property, std::string_view asked,
                         std::string_view listed, std::string_view original) {
  if (wallet_property(property)) {
    return std::max(same_address(asked, trim(listed)), same_address(asked, trim(original)));
  }
  const auto whole = [](bool same) { return same ? Sameness::yes : Sameness::no; };
  switch (model::type(property)) {
    case model::PropertyType::email:
    case model::PropertyType::ip:
      return whole(equal_ascii_case(asked, trim(listed)));
    default:
      break;
  }
  const std::string key = identifier_key(asked), held = identifier_key(listed);
  if (model::name(property) == "imoNumber" && !imo_number(key).empty()) {
    return whole(imo_number(key) == imo_number(held));
  }
  return whole(key == held);
}

}  // namespace

Sameness same_identifier(model::PropertyId property, std::string_view asked,
                         std::string_view listed, std::string_view original) {
  Sameness out = Sameness::no;
  for (const auto& spelling : spellings(asked)) {
    out = std::max(out, same_as_written(property, spelling, listed, original));
  }
  return out;
}

}  // namespace bayon::screen::detail
