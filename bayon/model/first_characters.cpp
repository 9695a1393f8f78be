#include "bayon/model/first_characters.hpp"

#include "bayon/base/text.hpp"

namespace bayon::model {

std::string_view first_characters(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool starts_one = (static_cast<unsigned char>(text[at]) & 0xc0u) != 0x80;
    if (starts_one && most-- == 0) break;
  }
  return trim(text.substr(0, at));
}

}  // namespace bayon::model
