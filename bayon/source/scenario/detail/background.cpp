#include "bayon/source/scenario/detail/background.hpp"

#include <algorithm>
#include <bit>

namespace bayon::source::scenario {

namespace {

// Numbers of the background's transfers begin here, beyond those of any scam.
constexpr std::uint64_t first_number = std::uint64_t{1} << 40;

// A fixed number for `index`, for habits that stay.
constexpr std::uint64_t habit(std::uint64_t index) {
  index = (index + 1) * 0x9e3779b97f4a7c15ULL;
  return (index ^ (index >> 29)) * 0xbf58476d1ce4e5b9ULL >> 17;
}

}  // namespace

Background::Background(const World& world, const Cast& cast)
    : world_(world), random_(world.stream("background")), end_ms_(world.end_ms()) {
  const auto& b = world.scenario().background;
  flows_ = static_cast<std::uint64_t>(b.flows);
  // An even width keeps the instants even.
  slot_ms_ = (end_ms_ - world.start_ms()) / std::max<std::int64_t>(b.flows, 1) / 2 * 2;
  slot_at_ = world.start_ms();
  bank_clock_ = world.start_ms() - 2 * second_ms;
  fee_ = world.scenario().chain.fee_cents * token_cent;
  cents_min_ = b.amount_cents.min;
  cents_max_ = b.amount_cents.max;
  cents_span_ = cents_max_ - cents_min_ + 1;
  payroll_people_ = static_cast<std::uint32_t>(b.payroll_people);
  const std::array<std::int64_t, plays> weights = {b.mix.payroll,
                                                   b.mix.purchase,
                                                   b.mix.marketplace,
                                                   b.mix.peer,
                                                   b.mix.circle,
                                                   b.mix.supplier,
                                                   b.mix.cash,
                                                   b.mix.wallet_peer,
                                                   b.mix.wallet_circle,
                                                   b.mix.wallet_fan,
                                                   b.mix.exchange_deposit,
                                                   b.mix.exchange_withdrawal,
                                                   b.mix.exchange_internal};
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < plays; ++i) {
    sum += static_cast<std::uint64_t>(weights[i]);
    up_to_[i] = sum;
  }
  if (flows_ == 0) return;
  const auto people = static_cast<std::uint32_t>(
      std::max<std::int64_t>(64, b.flows * b.accounts_per_mille / 1'000));
  std::uint32_t bank_serial = world.bank_accounts();
  const auto at_banks = [&](std::uint32_t size, Holder holder) {
    Crowd crowd{std::vector<std::int64_t>(size), Venue::bank, holder, bank_serial,
                static_cast<std::uint32_t>(world.scenario().banks.count)};
    bank_serial += size;
    return crowd;
  };
  people_ = at_banks(people, Holder::person);
  employers_ = at_banks(std::max(4u, people / 100), Holder::employer);
  markets_ = at_banks(1 + people / 2'000, Holder::market);
  wallets_ = {std::vector<std::int64_t>(std::max(64u, people / 2)), Venue::wallet, Holder::person,
              world.wallets()};
  users_ = {std::vector<std::int64_t>(std::max(32u, people / 4)), Venue::custody, Holder::person,
            world.custodies()};
  // Shops are the ones that mules use too, so their parties are the world's.
  shops_.balances.resize(cast.merchants.size());
  for (const AccountId shop : cast.merchants) {
    shop_parties_.push_back(world.accounts()[shop].party);
  }
}

bool Background::next(Transfer& out) {
  if (made_ == flows_) return false;
  Lane& lane = lanes_[random_.below(lanes)];
  if (lane.step == lane.count) begin(lane);
  out = act(lane);
  out.number = first_number + made_++;
  const std::int64_t at =
      slot_at_ +
      2 * static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(slot_ms_ / 2)));
  slot_at_ += slot_ms_;
  if (at_bank(out.from)) {
    const std::int64_t since = at - world_.start_ms();
    const std::int64_t even = (since + 2 * second_ms - 1) / (2 * second_ms) * (2 * second_ms);
    bank_clock_ = std::max(world_.start_ms() + even, bank_clock_ + 2 * second_ms);
    out.at_ms = bank_clock_;
  } else {
    out.at_ms = at;
  }
  return true;
}

// Index with density 1/rank: a level of doubling width, then a place in it.
std::uint32_t Background::popular(std::uint32_t size) {
  const auto levels = static_cast<std::uint64_t>(std::bit_width(size));
  const std::uint64_t level = random_.below(levels);
  const std::uint64_t width = std::uint64_t{1} << level;
  const auto index = static_cast<std::uint32_t>(width - 1 + random_.below(width));
  return index < size ? index : any(size);
}

std::uint32_t Background::other_than(std::uint32_t index, std::uint32_t size) {
  const std::uint32_t other = any(size - 1);
  return other < index ? other : other + 1;
}

// Small sums are common, large ones rare.
std::int64_t Background::everyday_cents() {
  const std::uint64_t within = random_.below(static_cast<std::uint64_t>(cents_span_)) + 1;
  return cents_min_ + static_cast<std::int64_t>(random_.below(within));
}

std::int64_t Background::everyday_tokens() {
  const std::int64_t cents = everyday_cents();
  return 2 * fee_ + cents * token_cent + static_cast<std::int64_t>(random_.below(token_cent));
}

void Background::begin(Lane& lane) {
  const std::uint64_t draw = random_.below(up_to_.back());
  const auto play = std::upper_bound(up_to_.begin(), up_to_.end(), draw) - up_to_.begin();
  lane = {};
  lane.play = static_cast<Play>(play);
  lane.count = 1;
  switch (lane.play) {
    case Play::payroll:
      lane.hub = popular(employers_.size());
      lane.first = static_cast<std::uint32_t>(habit(lane.hub) % people_.size());
      lane.count = std::min(people_.size(), std::max(5u, payroll_people_ / (lane.hub + 1)));
      break;
    case Play::marketplace:
      lane.hub = popular(markets_.size());
      lane.count = 6 + any(20);
      break;
    case Play::circle:
    case Play::wallet_circle:
      lane.count = 3 + any(3);
      lane.first = any((lane.play == Play::circle ? people_ : wallets_).size());
      lane.amount = lane.play == Play::circle ? everyday_cents() : everyday_tokens() + 4 * fee_;
      break;
    case Play::wallet_fan:
      lane.hub = popular(wallets_.size());
      lane.count = 5 + any(25);
      lane.inward = random_.below(2) == 0;
      break;
    case Play::deposit:
      lane.hub = popular(users_.size());
      lane.first = popular(wallets_.size());
      lane.count = 2;
      break;
    default:
      break;
  }
}

Transfer Background::act(Lane& lane) {
  if (lane.play <= Play::cash) return act_at_bank(lane);
  if (lane.play <= Play::wallet_fan) return act_in_tokens(lane);
  return act_at_exchange(lane);
}

// Pays if the sender can; otherwise money comes in first and the step is tried again.
Transfer Background::pay(Lane& lane, Crowd& from, std::uint32_t sender, Crowd& to,
                         std::uint32_t receiver, std::int64_t amount, std::int64_t fee, Kind kind) {
  if (from.balances[sender] < amount) return top_up(from, sender, amount);
  from.balances[sender] -= amount;
  to.balances[receiver] += amount - fee;
  ++lane.step;
  const auto party = [&](const Crowd& crowd, std::uint32_t index) {
    return &crowd == &shops_ ? shop_parties_[index] : crowd.party(index);
  };
  return {party(from, sender), party(to, receiver), 0, amount, fee, 0, kind};
}

Transfer Background::top_up(Crowd& crowd, std::uint32_t index, std::int64_t amount) {
  if (crowd.place == Venue::bank) {
    const std::int64_t sum = std::max(amount, cents_max_) * static_cast<std::int64_t>(8 + any(20));
    crowd.balances[index] += sum;
    const Party to = crowd.party(index);
    return {{Venue::clearing, to.bank, Holder::person, 0}, to, 0, sum, 0, 0, Kind::opening};
  }
  const std::int64_t sum =
      (amount + cents_max_ * token_cent) * static_cast<std::int64_t>(2 + any(8));
  const Party outside = world_.accounts()[world_.outside()].party;
  if (outside_ < sum + fee_) {
    return mint(outside_, outside, sum + world_.scenario().chain.mint_usd * token);
  }
  outside_ -= sum + fee_;
  crowd.balances[index] += sum;
  return {outside, crowd.party(index), 0, sum + fee_, fee_, 0, Kind::funding};
}

Transfer Background::mint(std::int64_t& balance, const Party& wallet, std::int64_t amount) {
  balance += amount;
  return {world_.accounts()[world_.issuer()].party, wallet, 0, amount, 0, 0, Kind::mint};
}

}  // namespace bayon::source::scenario
