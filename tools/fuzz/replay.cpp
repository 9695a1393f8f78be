// Do the seeds of a fuzz target, and damaged copies of them, pass without a crash?
//
// Linked with a fuzz target where libFuzzer is not: each seed is run whole, cut short, with bits
// flipped and with bytes doubled, always in the same way. Usage: fuzz_<target> [file...]
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t cuts_max = 64;
constexpr std::size_t flips_max = 256;
constexpr std::size_t seed_bytes_max = std::size_t{1} << 20;

// SplitMix64: small, and the same everywhere.
struct Random {
  std::uint64_t state;
  std::uint64_t next() {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
};

std::size_t run(const Bytes& bytes) {
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  return 1;
}

Bytes prefix(const Bytes& seed, std::size_t length) {
  return Bytes(seed.begin(), seed.begin() + static_cast<std::ptrdiff_t>(length));
}

std::size_t run_damaged(const Bytes& seed) {
  std::size_t runs = run(seed);
  if (seed.empty()) return runs;
  Random random{seed.size()};
  for (std::size_t cut = 0; cut < std::min(cuts_max, seed.size()); ++cut) {
    runs += run(prefix(seed, random.below(seed.size())));
  }
  for (std::size_t flip = 0; flip < std::min(flips_max, seed.size() * 8); ++flip) {
    Bytes damaged = seed;
    const std::size_t bit = random.below(seed.size() * 8);
    damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1u << (bit % 8)));
    runs += run(damaged);
  }
  Bytes doubled = seed;
  const std::size_t at = random.below(seed.size());
  doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(at), seed.begin(), seed.end());
  return runs + run(doubled);
}

}  // namespace

int main(int count, char** arguments) {
  try {
    std::size_t runs = run({});
    for (int argument = 1; argument < count; ++argument) {
      std::ifstream file(arguments[argument], std::ios::binary);
      if (!file) {
        std::fprintf(stderr, "cannot read the seed %s\n", arguments[argument]);
        return 66;
      }
      Bytes seed{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
      seed.resize(std::min(seed.size(), seed_bytes_max));
      runs += run_damaged(seed);
    }
    std::printf("%d seeds, %zu runs\n", count - 1, runs);
    return 0;
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "a fuzz target let an exception out: %s\n", fault.what());
    return 1;
  }
}
