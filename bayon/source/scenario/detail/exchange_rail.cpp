// The part of the crypto rail that the exchange's own books show, and what comes out of it.
#include <algorithm>
#include <utility>

#include "bayon/source/scenario/detail/crypto_rail.hpp"

namespace bayon::source::scenario {

namespace {

// Less than this is not worth a transfer.
constexpr std::int64_t worth_moving = token / 100;

}  // namespace

void CryptoRail::act_at_exchange(const Next& task) {
  switch (task.what) {
    case Step::sweep: {
      const AccountId deposit = world_.accounts()[task.subject].owner;
      const std::int64_t balance = world_.balance(deposit);
      if (balance > fee_) {
        world_.transfer(task.at_ms, deposit, world_.hot(), balance, fee_, Kind::sweep);
      }
      return;
    }
    case Step::tour:
      return tour(task);
    case Step::leave:
      return leave(task);
    case Step::withdraw:
      return withdraw(task);
    case Step::consolidate:
      return consolidate(task);
    case Step::complete_tours:
      return complete_tours(task);
    case Step::drain:
      return drain(task);
    default:
      BAYON_CHECK(false, scenario.step_known);
  }
}

AccountId CryptoRail::next_member(AccountId apart_from) {
  for (;;) {
    if (member_at_ == members_.size()) {
      for (std::size_t i = members_.size(); i > 1; --i) {
        std::swap(members_[i - 1], members_[random_.below(i)]);
      }
      member_at_ = 0;
    }
    const AccountId member = members_[member_at_++];
    if (member != apart_from) return member;
  }
}

// A sum goes from its entry account through some others and comes back, all within a week: in the
// books it looks like trade.
void CryptoRail::begin_tour(std::int64_t at_ms, AccountId entry, std::int64_t amount) {
  const auto& numbers = world_.scenario().cycle;
  Tour tour;
  tour.stops.push_back(entry);
  const std::int64_t members = random_.between(numbers.members.min, numbers.members.max);
  while (std::cmp_less(tour.stops.size(), members + 1)) {
    const AccountId member = next_member(entry);
    // A reshuffle may bring back one who is in this tour already.
    if (std::find(tour.stops.begin(), tour.stops.end(), member) == tour.stops.end()) {
      tour.stops.push_back(member);
    }
  }
  tour.stops.push_back(entry);
  toured_[entry] = true;
  tours_.push_back(std::move(tour));
  agenda_.add(at_ms + hours(numbers.step_hours), Step::tour,
              static_cast<std::uint32_t>(tours_.size() - 1), 0, amount);
}

void CryptoRail::tour(const Next& task) {
  const auto& numbers = world_.scenario().cycle;
  Tour& tour = tours_[task.subject];
  const AccountId from = tour.stops[tour.at], to = tour.stops[tour.at + 1];
  const std::int64_t amount =
      std::min(without(task.amount, numbers.keep_basis_points), world_.balance(from));
  if (amount < (tour.complete ? 1 : worth_moving)) return;
  const std::uint32_t event = world_.transfer(task.at_ms, from, to, amount, 0, Kind::internal);
  toured_[to] = true;
  ++tour.at;
  const std::int64_t next = time_of(event) + hours(numbers.step_hours);
  if (tour.at + 1 == tour.stops.size()) {
    agenda_.add(next, Step::leave, to, 0, amount);
  } else {
    if (world_.balance(to) - amount > numbers.withdraw_over_usd * token) {
      agenda_.add(next, Step::withdraw, to);
    }
    agenda_.add(next, Step::tour, task.subject, 0, amount);
  }
}

void CryptoRail::leave(const Next& task) {
  const AccountId exit = next_member(task.subject);
  const std::int64_t amount = std::min(task.amount, world_.balance(task.subject) / 100 * 99);
  if (amount < worth_moving) return;
  const std::uint32_t event =
      world_.transfer(task.at_ms, task.subject, exit, amount, 0, Kind::internal);
  toured_[exit] = true;
  agenda_.add(time_of(event) + hours(world_.scenario().cycle.step_hours), Step::withdraw, exit);
}

void CryptoRail::withdraw(const Next& task) {
  // Each account serves one group.
  const std::size_t at = place_[task.subject] % cast_.groups.size();
  const Group& group = cast_.groups[at];
  const std::int64_t amount =
      std::min(without(world_.balance(task.subject), world_.scenario().cycle.keep_basis_points),
               world_.balance(world_.hot()));
  if (amount <= 10 * fee_ + token) return;
  const AccountId feeder = group.feeders[feeder_turn_[at]++ % group.feeders.size()];
  const std::uint32_t event =
      world_.transfer(task.at_ms, task.subject, feeder, amount, fee_, Kind::withdrawal);
  agenda_.add(time_of(event) + hours(world_.scenario().consolidation.delay_hours),
              Step::consolidate, feeder);
}

void CryptoRail::consolidate(const Next& task) {
  const std::int64_t balance = world_.balance(task.subject);
  if (balance <= 2 * fee_ + worth_moving) return;
  const Group& group = cast_.groups[world_.accounts()[task.subject].group];
  world_.transfer(task.at_ms, task.subject, group.holder, balance, fee_, Kind::transfer);
}

// Accounts that no tour has reached yet are reached now, from the entries that hold most.
void CryptoRail::complete_tours(const Next& task) {
  std::vector<AccountId> missed;
  for (const AccountId account : cast_.custody) {
    if (!toured_[account]) missed.push_back(account);
  }
  const auto members = static_cast<std::size_t>(world_.scenario().cycle.members.max);
  for (std::size_t at = 0; at < missed.size(); at += members) {
    const auto richest = *std::max_element(
        cast_.custody.begin(), cast_.custody.end(),
        [&](AccountId a, AccountId b) { return world_.balance(a) < world_.balance(b); });
    Tour tour{{richest}, 0, true};
    for (std::size_t i = at; i < std::min(at + members, missed.size()); ++i) {
      tour.stops.push_back(missed[i]);
    }
    tour.stops.push_back(richest);
    tours_.push_back(std::move(tour));
    agenda_.add(task.at_ms + static_cast<std::int64_t>(at) * minute_ms, Step::tour,
                static_cast<std::uint32_t>(tours_.size() - 1), 0, world_.balance(richest) / 4);
  }
}

// At the end the accounts are emptied and the money comes to rest.
void CryptoRail::drain(const Next& task) {
  if (world_.balance(task.subject) > 100 * token) withdraw(task);
}

}  // namespace bayon::source::scenario
