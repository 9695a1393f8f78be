#include "bayon/source/scenario/detail/party.hpp"

#include <utility>

#include "bayon/base/random.hpp"

namespace bayon::source::scenario {

namespace {

constexpr std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

constexpr std::uint64_t step = 0x9e3779b97f4a7c15ULL;

// A prime just below 10^8: multiplying by a constant and adding a shift permutes 0..prime-1.
constexpr std::uint64_t numbers = 99'999'989;
constexpr std::uint64_t spread = 48'271'733;

constexpr std::string_view zero_address = "0x0000000000000000000000000000000000000000";

}  // namespace

Scribe::Scribe(std::uint64_t seed, std::string exchange) : exchange_(std::move(exchange)) {
  Random random = Random(seed).fork("keys");
  wallet_salt_ = random.next();
  deposit_salt_ = random.next();
  hash_salt_ = random.next();
  uetr_salt_ = random.next();
  shift_ = static_cast<std::uint32_t>(random.below(numbers));
}

void Scribe::address(RowBuffer& out, std::uint64_t salt, std::uint32_t serial) const {
  const std::uint64_t at = salt + step * serial;
  out.text("0x");
  out.hex(mix(at));
  out.hex(mix(at ^ 0x5851f42d4c957f2dULL));
  out.hex_8(static_cast<std::uint32_t>(mix(at ^ 0x14057b7ef767814fULL)));
}

void Scribe::key(RowBuffer& out, const Party& party) const {
  switch (party.place) {
    case Venue::wallet:
      address(out, wallet_salt_, party.serial);
      return;
    case Venue::deposit:
      address(out, deposit_salt_, party.serial);
      return;
    case Venue::issuer:
      out.text(zero_address);
      return;
    case Venue::custody:
      out.text(exchange_);
      out.text("/EX");
      out.padded((party.serial * spread + shift_) % numbers, 8);
      return;
    case Venue::bank:
    case Venue::clearing:
      out.text("BANK");
      out.put(static_cast<char>('A' + party.bank));
      if (party.place == Venue::clearing) return out.text("-CLEARING");
      out.put('-');
      out.padded((party.serial * spread + shift_) % numbers, 8);
      return;
    case Venue::cash:
      out.text("CASH-WITHDRAWAL");
      return;
  }
}

void Scribe::name(RowBuffer& out, const Party& party) const {
  if (party.place == Venue::cash) return out.text("Cash withdrawal");
  if (party.place == Venue::clearing) {
    out.text("Clearing of Example Bank ");
    return out.put(static_cast<char>('A' + party.bank));
  }
  if (party.place != Venue::bank) return;
  const std::uint64_t number = (party.serial * spread + shift_) % numbers;
  struct Form {
    std::string_view before, after;
  };
  const Form form = [&]() -> Form {
    switch (party.holder) {
      case Holder::person:
        return {"Test Person ", ""};
      case Holder::company:
        return {"Example Trading ", " Co"};
      case Holder::employer:
        return {"Sample Employer ", " Ltd"};
      case Holder::shop:
        return {"Sample Shop ", ""};
      case Holder::casino:
        return {"Sample Casino ", ""};
      case Holder::vendor:
        return {"Sample Vendor ", ""};
      case Holder::market:
        return {"Sample Marketplace ", ""};
    }
    return {"", ""};
  }();
  out.text(form.before);
  out.padded(number, 8);
  out.text(form.after);
}

namespace {

template <typename Write>
std::string text_of(Write&& write) {
  RowBuffer out(256);
  write(out);
  return std::string(out.view());
}

}  // namespace

std::string Scribe::key_text(const Party& party) const {
  return text_of([&](RowBuffer& out) { key(out, party); });
}
std::string Scribe::name_text(const Party& party) const {
  return text_of([&](RowBuffer& out) { name(out, party); });
}

void Scribe::transaction_hash(RowBuffer& out, std::uint64_t number) const {
  const std::uint64_t at = hash_salt_ + step * number;
  out.text("0x");
  out.hex(mix(at));
  out.hex(mix(at ^ 0x2545f4914f6cdd1dULL));
  out.hex(mix(at ^ 0xd1342543de82ef95ULL));
  out.hex(mix(at ^ 0xaf251af3b0f025b5ULL));
}

void Scribe::uetr(RowBuffer& out, std::uint64_t number) const {
  // Version 4, variant 1, as RFC 4122 lays a random UUID out; UETRs have this form [ISO20022].
  const std::uint64_t high = mix(uetr_salt_ + step * number);
  const std::uint64_t low = mix((uetr_salt_ + step * number) ^ 0x2545f4914f6cdd1dULL);
  out.hex_8(static_cast<std::uint32_t>(high >> 32));
  out.put('-');
  out.hex_tail(static_cast<std::uint32_t>(high >> 16) & 0xffffu, 4);
  out.text("-4");
  out.hex_tail(static_cast<std::uint32_t>(high) & 0xfffu, 3);
  out.put('-');
  out.put("89ab"[(low >> 62) & 3u]);
  out.hex_tail(static_cast<std::uint32_t>(low >> 48) & 0xfffu, 3);
  out.put('-');
  out.hex_tail(static_cast<std::uint32_t>(low >> 32) & 0xffffu, 4);
  out.hex_8(static_cast<std::uint32_t>(low));
}

}  // namespace bayon::source::scenario
