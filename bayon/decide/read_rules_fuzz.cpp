// Can any bytes bring the reader of rules, or a decision under what it read, out of its bounds?
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "bayon/decide/check_examples.hpp"
#include "bayon/decide/explain.hpp"
#include "bayon/decide/read_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bayon;
  const std::array texts{
      decide::RuleText{"fuzz.yml", std::string(reinterpret_cast<const char*>(data), size)}};
  const auto book = decide::read_rule_texts(texts);
  if (!book) return 0;
  decide::check_examples(*book);
  model::Order order;
  order.classification = "9A610.x";
  order.destination = "kh";
  const auto decision = decide::decide(order, *book, {day_of(2023, 5, 1), day_of(2024, 1, 1)});
  return decide::summary(decision).empty() ? 1 : 0;
}
