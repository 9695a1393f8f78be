#include "bayon/store/detail/packed_texts.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace bayon::store::detail {

namespace {

// An entry is one byte, form * 64 + length of the rest, then what the form packs, then the rest. A
// length of 63 says that the real one follows in eight bytes.
enum class Form : std::uint8_t { plain = 0, uuid = 1, hash = 2 };
constexpr std::size_t rest_marked = 63;

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::uint8_t no_digit = 0xff;
constexpr auto digit_values = [] {
  std::array<std::uint8_t, 256> out{};
  out.fill(no_digit);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    out[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
  }
  return out;
}();

// Fills `out` with the bytes that so many pairs of digits stand for, if they are digits.
bool pack_digits(const char* text, std::size_t pairs, char* out) {
  std::uint8_t seen = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    const std::uint8_t high = digit_values[static_cast<unsigned char>(text[2 * i])];
    const std::uint8_t low = digit_values[static_cast<unsigned char>(text[2 * i + 1])];
    seen |= high | low;
    out[i] = static_cast<char>(high << 4 | low);
  }
  return seen < digits.size();
}

void unpack_digits(const char* bytes, std::size_t pairs, char* out) {
  for (std::size_t i = 0; i < pairs; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    out[2 * i] = digits[byte >> 4];
    out[2 * i + 1] = digits[byte & 15];
  }
}

// Pairs of digits between the hyphens of a UUID.
constexpr std::array<std::size_t, 5> uuid_groups{4, 2, 2, 2, 6};
constexpr std::size_t uuid_length = 36, uuid_bytes = 16;
constexpr std::size_t hash_length = 66, hash_bytes = 32;

bool pack_uuid(std::string_view text, char* out) {
  if (text.size() < uuid_length || text[8] != '-' || text[13] != '-' || text[18] != '-' ||
      text[23] != '-') {
    return false;
  }
  const char* next = text.data();
  for (const std::size_t pairs : uuid_groups) {
    if (!pack_digits(next, pairs, out)) return false;
    next += 2 * pairs + 1;
    out += pairs;
  }
  return true;
}

bool pack_hash(std::string_view text, char* out) {
  return text.size() >= hash_length && text.starts_with("0x") &&
         pack_digits(text.data() + 2, hash_bytes, out);
}

struct Entry {
  Form form;
  const char* packed;
  std::string_view rest;

  const char* end() const { return rest.data() + rest.size(); }
};

std::size_t packed_bytes(Form form) {
  if (form == Form::plain) return 0;
  return form == Form::uuid ? uuid_bytes : hash_bytes;
}

Entry entry_at(const char* at) {
  const auto head = static_cast<unsigned char>(*at++);
  Entry out{static_cast<Form>(head >> 6), nullptr, {}};
  std::uint64_t length = head & rest_marked;
  if (length == rest_marked) {
    std::memcpy(&length, at, sizeof(length));
    at += sizeof(length);
  }
  out.packed = at;
  out.rest = {at + packed_bytes(out.form), length};
  return out;
}

void unpack(const Entry& entry, std::string& out) {
  const char* bytes = entry.packed;
  if (entry.form == Form::uuid) {
    std::array<char, uuid_length> text;
    char* next = text.data();
    for (const std::size_t pairs : uuid_groups) {
      if (next != text.data()) *next++ = '-';
      unpack_digits(bytes, pairs, next);
      bytes += pairs;
      next += 2 * pairs;
    }
    out.append(text.data(), text.size());
  } else if (entry.form == Form::hash) {
    std::array<char, hash_length> text{'0', 'x'};
    unpack_digits(bytes, hash_bytes, text.data() + 2);
    out.append(text.data(), text.size());
  }
  out += entry.rest;
}

}  // namespace

void PackedTexts::push_back(std::string_view text) {
  if (size_ % texts_a_block == 0) {
    std::size_t expected = 0;
    if (!blocks_.empty()) {
      blocks_.back().shrink_to_fit();
      expected = blocks_.back().size();
    }
    blocks_.emplace_back().reserve(expected + expected / 16);
  }
  std::string& block = blocks_.back();
  if (size_ % texts_a_start == 0) starts_.push_back(block.size());
  ++size_;
  filled_ += text.empty() ? 0 : 1;

  std::array<char, hash_bytes> packed;
  Form form = Form::plain;
  if (pack_uuid(text, packed.data())) {
    form = Form::uuid;
    text.remove_prefix(uuid_length);
  } else if (pack_hash(text, packed.data())) {
    form = Form::hash;
    text.remove_prefix(hash_length);
  }
  const std::size_t head = std::min(text.size(), rest_marked);
  block += static_cast<char>(static_cast<std::size_t>(form) << 6 | head);
  if (head == rest_marked) {
    const std::uint64_t length = text.size();
    block.append(reinterpret_cast<const char*>(&length), sizeof(length));
  }
  block.append(packed.data(), packed_bytes(form));
  block.append(text);
}

// Where the entry begins: those before it, fifteen at most, are skipped.
const char* PackedTexts::entry(std::size_t index) const {
  const char* at = blocks_[index / texts_a_block].data() + starts_[index / texts_a_start];
  for (std::size_t skip = index % texts_a_start; skip != 0; --skip) at = entry_at(at).end();
  return at;
}

bool PackedTexts::empty_at(std::size_t index) const {
  if (filled_ == 0 || filled_ == size_) return filled_ == 0;
  return *entry(index) == 0;
}

void PackedTexts::append_to(std::string& out, std::size_t index) const {
  if (filled_ != 0) unpack(entry_at(entry(index)), out);
}

bool PackedTexts::equals(std::size_t index, std::string_view text) const {
  std::string held;
  append_to(held, index);
  return held == text;
}

}  // namespace bayon::store::detail
