// The steps of the background's episodes.
#include <algorithm>

#include "bayon/source/scenario/detail/background.hpp"

namespace bayon::source::scenario {

namespace {

constexpr std::int64_t note_cents = 20 * 100;

}  // namespace

// Friends or firms hand a sum around; it comes home a little smaller each time.
Transfer Background::circle(Lane& lane, Crowd& crowd, std::int64_t fee) {
  const std::uint32_t size = crowd.size();
  const std::uint32_t from = (lane.first + lane.step * 7) % size;
  const std::uint32_t to =
      lane.step + 1 == lane.count ? lane.first : (lane.first + (lane.step + 1) * 7) % size;
  const std::int64_t amount =
      std::max(lane.amount - lane.amount / 50 * static_cast<std::int64_t>(lane.step), 3 * fee + 1);
  return pay(lane, crowd, from, crowd, to, amount, fee, Kind::transfer);
}

Transfer Background::act_at_bank(Lane& lane) {
  switch (lane.play) {
    case Play::payroll: {
      const std::uint32_t person = (lane.first + lane.step) % people_.size();
      const std::int64_t salary =
          cents_max_ * (3 + static_cast<std::int64_t>((person * 2'654'435'761u >> 7) % 8)) +
          static_cast<std::int64_t>(person % 97);
      return pay(lane, employers_, lane.hub, people_, person, salary, 0, Kind::salary);
    }
    case Play::marketplace: {
      // Many buyers, then few sellers.
      if (lane.step * 4 < lane.count * 3) {
        const std::int64_t price = everyday_cents();
        return pay(lane, people_, any(people_.size()), markets_, lane.hub, price, 0, Kind::sale);
      }
      const std::int64_t held = markets_.balances[lane.hub];
      const std::int64_t amount = std::max(held / 5, cents_min_);
      return pay(lane, markets_, lane.hub, people_, popular(people_.size()), amount, 0,
                 Kind::payout);
    }
    case Play::circle:
      return circle(lane, people_, 0);
    case Play::supplier: {
      const std::uint32_t shop = popular(shops_.size());
      const std::int64_t amount = shops_.balances[shop] / 2;
      if (amount < cents_min_) break;  // nothing sold yet: a sale instead
      return pay(lane, shops_, shop, employers_, popular(employers_.size()), amount, 0,
                 Kind::supply);
    }
    case Play::cash: {
      const std::uint32_t person = any(people_.size());
      const std::int64_t amount = (everyday_cents() / note_cents + 1) * note_cents;
      if (people_.balances[person] < amount) return top_up(people_, person, amount);
      people_.balances[person] -= amount;
      ++lane.step;
      return {people_.party(person),
              world_.accounts()[world_.cash()].party,
              0,
              amount,
              0,
              0,
              Kind::cash};
    }
    case Play::peer: {
      const std::uint32_t from = any(people_.size());
      const std::int64_t amount = everyday_cents();
      return pay(lane, people_, from, people_, other_than(from, people_.size()), amount, 0,
                 Kind::transfer);
    }
    default:
      break;
  }
  const std::int64_t price = everyday_cents();
  const std::uint32_t shop = popular(shops_.size());
  return pay(lane, people_, any(people_.size()), shops_, shop, price, 0, Kind::purchase);
}

Transfer Background::act_in_tokens(Lane& lane) {
  if (lane.play == Play::wallet_circle) return circle(lane, wallets_, fee_);
  if (lane.play == Play::wallet_fan) {
    const std::uint32_t other = other_than(lane.hub, wallets_.size());
    return lane.inward ? pay(lane, wallets_, other, wallets_, lane.hub, everyday_tokens(), fee_,
                             Kind::transfer)
                       : pay(lane, wallets_, lane.hub, wallets_, other, everyday_tokens(), fee_,
                             Kind::transfer);
  }
  const std::uint32_t from = popular(wallets_.size());
  const std::int64_t amount = everyday_tokens();
  return pay(lane, wallets_, from, wallets_, other_than(from, wallets_.size()), amount, fee_,
             Kind::transfer);
}

Transfer Background::act_at_exchange(Lane& lane) {
  const Party hot = world_.accounts()[world_.hot()].party;
  if (lane.play != Play::deposit) {
    const std::uint32_t user = popular(users_.size());
    const std::int64_t amount = std::min(everyday_tokens(), users_.balances[user]);
    if (amount > 4 * fee_ && amount > token) {
      if (lane.play == Play::internal) {
        return pay(lane, users_, user, users_, other_than(user, users_.size()), amount, 0,
                   Kind::internal);
      }
      // What customers hold in the books is there on the chain, but may not be swept yet.
      if (hot_ < amount) {
        return mint(hot_, hot, world_.scenario().exchange.treasury_usd * token + amount);
      }
      hot_ -= amount;
      return pay(lane, users_, user, wallets_, popular(wallets_.size()), amount, fee_,
                 Kind::withdrawal);
    }
    // Nothing there to move: the customer pays in.
    lane.play = Play::deposit;
    lane.hub = user;
    lane.first = popular(wallets_.size());
    lane.count = 2;
  }
  if (lane.step == 0) {
    lane.amount = everyday_tokens() + 4 * fee_ + 2 * token;
    return pay(lane, wallets_, lane.first, users_, lane.hub, lane.amount, fee_, Kind::deposit);
  }
  ++lane.step;
  const std::int64_t swept = lane.amount - fee_;
  hot_ += swept - fee_;
  Party deposit = users_.party(lane.hub);
  deposit.place = Venue::deposit;
  return {deposit, hot, 0, swept, fee_, 0, Kind::sweep};
}

}  // namespace bayon::source::scenario
