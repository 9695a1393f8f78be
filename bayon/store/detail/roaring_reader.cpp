#include "bayon/store/detail/roaring_reader.hpp"

#include <bit>
#include <cstring>

namespace bayon::store::detail {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint32_t cookie_plain = 12346, cookie_with_runs = 12347;
constexpr std::uint32_t containers_max = 1 << 16;
constexpr std::uint32_t array_max = 4096;  // a container with more numbers is 65,536 bits
constexpr std::uint32_t offsets_from = 4;  // with runs, fewer containers have no offsets
constexpr std::size_t bitmap_words = (1 << 16) / 64;

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  template <typename T>
  bool take(T& out) {
    if (bytes_.size() - at_ < sizeof(T)) return false;
    std::memcpy(&out, bytes_.data() + at_, sizeof(T));
    at_ += sizeof(T);
    return true;
  }
  std::size_t at() const { return at_; }
  bool ended() const { return at_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

struct Container {
  std::uint16_t key = 0;
  std::uint32_t count = 0;
  bool runs = false;
  std::optional<std::uint32_t> offset;
};

class Reader {
 public:
  Reader(std::string_view bytes, std::size_t most) : bytes_(bytes), most_(most) {}

  bool read() {
    std::vector<Container> containers;
    if (!read_head(containers)) return false;
    for (const Container& container : containers) {
      if (container.offset && *container.offset != bytes_.at()) return false;
      const std::size_t before = numbers.size();
      const bool read = container.runs                 ? read_runs(container)
                        : container.count <= array_max ? read_array(container)
                                                       : read_bits(container);
      if (!read || numbers.size() - before != container.count) return false;
    }
    return bytes_.ended();
  }

  std::vector<std::uint32_t> numbers;

 private:
  bool read_head(std::vector<Container>& out) {
    std::uint32_t cookie = 0, size = 0;
    if (!bytes_.take(cookie)) return false;
    const bool with_runs = (cookie & 0xffff) == cookie_with_runs;
    if (with_runs) {
      size = (cookie >> 16) + 1;
    } else if (cookie != cookie_plain || !bytes_.take(size)) {
      return false;
    }
    if (size > containers_max) return false;
    out.resize(size);
    for (std::uint32_t i = 0; with_runs && i < size; i += 8) {
      std::uint8_t flags = 0;
      if (!bytes_.take(flags)) return false;
      for (std::uint32_t bit = 0; bit < 8 && i + bit < size; ++bit) {
        out[i + bit].runs = ((flags >> bit) & 1) != 0;
      }
    }
    for (Container& container : out) {
      std::uint16_t less_one = 0;
      if (!bytes_.take(container.key) || !bytes_.take(less_one)) return false;
      container.count = less_one + 1u;
    }
    if (with_runs && size < offsets_from) return true;
    for (Container& container : out) {
      if (!bytes_.take(container.offset.emplace())) return false;
    }
    return true;
  }

  bool add(const Container& container, std::uint32_t low) {
    const std::uint32_t number = (std::uint32_t{container.key} << 16) | low;
    if (numbers.size() == most_ || (!numbers.empty() && number <= numbers.back())) return false;
    numbers.push_back(number);
    return true;
  }

  bool read_array(const Container& container) {
    for (std::uint32_t i = 0; i < container.count; ++i) {
      std::uint16_t low = 0;
      if (!bytes_.take(low) || !add(container, low)) return false;
    }
    return true;
  }

  bool read_bits(const Container& container) {
    for (std::uint32_t word = 0; word < bitmap_words; ++word) {
      std::uint64_t bits = 0;
      if (!bytes_.take(bits)) return false;
      for (; bits != 0; bits &= bits - 1) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(bits));
        if (!add(container, word * 64 + bit)) return false;
      }
    }
    return true;
  }

  bool read_runs(const Container& container) {
    std::uint16_t runs = 0;
    if (!bytes_.take(runs)) return false;
    for (; runs > 0; --runs) {
      std::uint16_t first = 0, more = 0;
      if (!bytes_.take(first) || !bytes_.take(more) || first + more > 0xffff) return false;
      for (std::uint32_t low = first; low <= std::uint32_t{first} + more; ++low) {
        if (!add(container, low)) return false;
      }
    }
    return true;
  }

  Bytes bytes_;
  std::size_t most_;
};

}  // namespace

std::optional<std::vector<std::uint32_t>> read_roaring(std::string_view bytes, std::size_t most) {
  Reader reader(bytes, most);
  if (!reader.read()) return std::nullopt;
  return std::move(reader.numbers);
}

}  // namespace bayon::store::detail
