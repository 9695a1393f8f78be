#include "bayon/decide/order_facts.hpp"

#include <algorithm>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"

namespace bayon::decide {

using model::Truth;
using model::WordFact;

namespace {

// The bit of a word in its closed list; 0 when it is empty or not in it.
template <std::size_t N>
std::uint32_t bit_of(const std::array<std::string_view, N>& words, std::string_view text) {
  static_assert(N <= 32);
  text = trim(text);
  if (text.empty()) return 0;
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == text) return std::uint32_t{1} << i;
  }
  for (std::size_t i = 0; i < N; ++i) {
    if (equal_ascii_case(words[i], text)) return std::uint32_t{1} << i;
  }
  return 0;
}

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

CountryCode country_code(std::string_view text) {
  text = trim(text);
  if (text.size() != 2 || !letter(text[0]) || !letter(text[1])) return 0;
  const auto low = [](char c) { return static_cast<unsigned>(c | 0x20); };
  return static_cast<CountryCode>(low(text[0]) << 8 | low(text[1]));
}

OrderFacts read_facts(const model::Order& order) {
  OrderFacts out;
  out.item = read_item(order.classification, order.jurisdiction);
  out.destination = country_code(order.destination);
  out.end_use = bit_of(model::end_uses, order.end_use);
  bool end_user_named = false;
  bool kind_open = false;
  for (const auto& party : order.parties) {
    const bool end_user = party.role == "end_user";
    const bool consignee = party.role == "consignee";
    if (!end_user && !consignee && party.role != "purchaser" && party.role != "intermediary")
      continue;
    const auto kind = bit_of(model::party_kinds, party.kind);
    if (end_user) {
      end_user_named = true;
      kind_open = kind_open || kind == 0;
      out.end_users |= kind;
    } else {
      out.other_parties |= kind;
    }
    const auto country = end_user || consignee ? country_code(party.country) : CountryCode{0};
    if (country != 0) out.receivers.push_back(country);
  }
  out.end_user_open = !end_user_named || kind_open;
  return out;
}

Truth Predicate::Test::holds(const OrderFacts& facts) const {
  switch (fact) {
    case WordFact::end_use:
      if (facts.end_use == 0 || (facts.end_use & maybe) != 0) return Truth::unknown;
      return (facts.end_use & yes) != 0 ? Truth::yes : Truth::no;
    case WordFact::end_user:
      if ((facts.end_users & yes) != 0) return Truth::yes;
      return facts.end_user_open || (facts.end_users & maybe) != 0 ? Truth::unknown : Truth::no;
    case WordFact::every_end_user:
      if ((facts.end_users & ~(yes | maybe)) != 0) return Truth::no;
      return facts.end_user_open || (facts.end_users & maybe) != 0 ? Truth::unknown : Truth::yes;
    case WordFact::other_party:
      // A rule of knowledge: silence about an intermediary raises no doubt, a known one does.
      if ((facts.other_parties & yes) != 0) return Truth::yes;
      return (facts.other_parties & maybe) != 0 ? Truth::unknown : Truth::no;
  }
  return Truth::unknown;
}

Result<Predicate> Predicate::of(const model::Condition& condition) {
  Predicate out;
  out.all_ = condition.all;
  for (const auto& test : condition.tests) {
    Test made;
    made.fact = test.fact;
    made.ask = test.ask;
    for (const auto& [words, bits] :
         {std::pair<const std::vector<std::string>*, std::uint32_t*>{&test.yes, &made.yes},
          {&test.maybe, &made.maybe}}) {
      for (const auto& word : *words) {
        const auto bit = test.fact == WordFact::end_use ? bit_of(model::end_uses, word)
                                                        : bit_of(model::party_kinds, word);
        if (bit == 0) {
          return fail(errors::rules_malformed,
                      std::string(name(test.fact)) + " knows no word '" + word.substr(0, 40) + "'");
        }
        *bits |= bit;
      }
    }
    out.tests_.push_back(made);
  }
  return out;
}

Truth Predicate::holds(const OrderFacts& facts) const {
  bool doubt = false;
  for (const auto& test : tests_) {
    const Truth held = test.holds(facts);
    if (held == (all_ ? Truth::no : Truth::yes)) return held;
    doubt = doubt || held == Truth::unknown;
  }
  if (doubt) return Truth::unknown;
  return all_ || tests_.empty() ? Truth::yes : Truth::no;
}

}  // namespace bayon::decide
