#include "bayon/inquiry/rings/search_accounts.hpp"

#include <algorithm>
#include <array>
#include <mutex>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/inquiry/rings/instance.hpp"

namespace bayon::rings {

namespace {

constexpr std::size_t round_accounts_min = 1 << 10;
constexpr std::size_t round_accounts_max = 1 << 16;
constexpr std::size_t round_pieces = 128;
constexpr std::size_t round_instances =
    100'000;  // with more the next round is smaller, with fewer larger
constexpr std::size_t instances_grain = 1 << 10;

// A Search holds memory for every account; pieces borrow one of a few.
class SearchPool {
 public:
  SearchPool(const Typology& typology, const OrderedFlows& flows, const Question& question)
      : typology_(typology), flows_(flows), question_(question) {}

  std::unique_ptr<Search> borrow() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto out = std::move(idle_.back());
        idle_.pop_back();
        return out;
      }
    }
    return typology_.search(flows_, question_);
  }
  void give_back(std::unique_ptr<Search> search) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(search));
  }

 private:
  const Typology& typology_;
  const OrderedFlows& flows_;
  const Question& question_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Search>> idle_;
};

// Which accounts ran out of their share, for the sentence that tells of it.
struct CutAccounts {
  void add(const std::vector<Found::CutAt>& cut) {
    for (const auto& at : cut) {
      auto& list = lists[static_cast<std::size_t>(at.reason)];
      if (list.count++ == 0) list.first = at.account;
    }
  }
  struct List {
    std::uint64_t count = 0;
    index::AccountId first = 0;
  };
  std::array<List, 3> lists;  // by reason
};

class Rounds {
 public:
  Rounds(const Typology& typology, const index::FlowIndex& index, const OrderedFlows& flows,
         const Question& question, Progress& progress)
      : typology_(typology),
        index_(index),
        question_(question),
        progress_(progress),
        pool_(typology, flows, question),
        accounts_(accounts_to_search(flows)) {
    searched_.kind = typology.name;
  }

  Result<Searched> run(std::vector<Instance>& out) {
    progress_.step(fmt::format("find {}", typology_.name), accounts_.size());
    const std::size_t first = out.size();
    std::size_t size = round_accounts_min;
    std::size_t begin = 0;
    while (begin < accounts_.size() && !ended_) {
      const std::size_t end = std::min(accounts_.size(), begin + size);
      const std::size_t grain = std::max<std::size_t>(1, (end - begin) / round_pieces);
      auto pieces = search(begin, end, grain);
      if (progress_.cancelled()) return fail(errors::question_cancelled);
      BAYON_TRY(const std::size_t found, settle(pieces, begin, grain, out));
      size = found > round_instances ? std::max(size / 2, round_accounts_min)
                                     : std::min(size * 2, round_accounts_max);
      begin = end;
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
              [](const Instance& a, const Instance& b) { return a.flows < b.flows; });
    tell_of_cuts();
    progress_.done();
    return std::move(searched_);
  }

 private:
  std::vector<index::AccountId> accounts_to_search(const OrderedFlows& flows) const {
    std::vector<index::AccountId> out;
    if (question_.only && typology_.centre == Centre::hub) {
      out = *question_.only;
      std::sort(out.begin(), out.end());
      out.erase(std::unique(out.begin(), out.end()), out.end());
    } else {
      for (index::AccountId account = 0; account < flows.accounts(); ++account) {
        if (!flows.out(account).empty() || !flows.in(account).empty()) out.push_back(account);
      }
    }
    return out;
  }

  std::vector<Found> search(std::size_t begin, std::size_t end, std::size_t grain) {
    std::vector<Found> pieces((end - begin + grain - 1) / grain, Found(question_.budget));
    parallel_for(end - begin, grain, [&](std::size_t from, std::size_t to) {
      if (progress_.cancelled()) return;
      Found& found = pieces[from / grain];
      auto search = pool_.borrow();
      for (std::size_t i = begin + from; i < begin + to && !progress_.cancelled(); ++i) {
        found.begin(accounts_[i]);
        search->at(accounts_[i], found);
      }
      pool_.give_back(std::move(search));
      progress_.advance(to - from);
    });
    return pieces;
  }

  // Takes what the pieces found, in order, as far as the budget goes. Gives the number of
  // instances.
  Result<std::size_t> settle(std::vector<Found>& pieces, std::size_t begin, std::size_t grain,
                             std::vector<Instance>& out) {
    std::vector<std::span<const index::FlowId>> kept;
    const Budget& budget = question_.budget;
    for (std::size_t p = 0; p < pieces.size() && !ended_; ++p) {
      const Found& found = pieces[p];
      searched_.steps += found.steps();
      cut_.add(found.cut());
      const std::uint64_t room = budget.instances_max - searched_.instances;
      const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(room, found.size()));
      std::size_t taken = 0;
      for (; taken < take; ++taken) {
        const auto flows = found.flows(taken);
        if (flows.size() > budget.flows_max - kept_flows_) break;
        kept_flows_ += flows.size();
        kept.push_back(flows);
      }
      searched_.instances += taken;
      done_accounts_ = std::min(accounts_.size(), begin + (p + 1) * grain);
      if (taken < take) {
        ended_ = fmt::format("the instances held more than {} flows", budget.flows_max);
      } else if (take < found.size()) {
        ended_ = fmt::format("there were more than {} instances", budget.instances_max);
      } else if (searched_.steps > budget.steps_max) {
        ended_ = fmt::format("{} steps were used up", budget.steps_max);
      }
    }
    BAYON_TRY_VOID(complete(kept, out));
    return kept.size();
  }

  Result<void> complete(const std::vector<std::span<const index::FlowId>>& kept,
                        std::vector<Instance>& out) {
    const std::size_t first = out.size();
    out.resize(first + kept.size());
    std::vector<Result<void>> failures((kept.size() + instances_grain - 1) / instances_grain);
    parallel_for(kept.size(), instances_grain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        auto instance = instance_of(typology_, index_, question_, kept[i]);
        if (!instance.ok()) {
          BAYON_CHECK(instance.error().code != errors::rings_not_an_instance,
                      rings.instance_forms_pattern);
          failures[begin / instances_grain] = fail(std::move(instance).error());
          return;
        }
        out[first + i] = std::move(*instance);
      }
    });
    for (auto& failure : failures) BAYON_TRY_VOID(std::move(failure));
    return {};
  }

  void tell_of_cuts() {
    std::string text;
    const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
    const Budget& budget = question_.budget;
    if (ended_) {
      add(fmt::format("{} after {} of {} accounts", *ended_, done_accounts_, accounts_.size()));
    }
    const auto tell = [&](Found::Reason reason, std::string_view verb, std::uint64_t most,
                          std::string_view what) {
      const auto& list = cut_.lists[static_cast<std::size_t>(reason)];
      if (list.count == 0) return;
      add(fmt::format("{} accounts {} more than {} {}, the first is '{}'", list.count, verb, most,
                      what, index_.account(list.first)));
    };
    tell(Found::Reason::instances, "have", budget.account_instances_max, "instances each");
    tell(Found::Reason::flows, "have instances of", budget.account_flows_max, "flows in all");
    tell(Found::Reason::steps, "need", budget.account_steps_max, "steps each");
    if (!text.empty())
      searched_.cut = Error{errors::budget_exhausted, searched_.kind + ": " + text, {}};
  }

  const Typology& typology_;
  const index::FlowIndex& index_;
  const Question& question_;
  Progress& progress_;
  SearchPool pool_;
  std::vector<index::AccountId> accounts_;
  Searched searched_;
  CutAccounts cut_;
  std::optional<std::string> ended_;
  std::size_t done_accounts_ = 0;
  std::uint64_t kept_flows_ = 0;
};

}  // namespace

Result<Searched> search_accounts(const Typology& typology, const index::FlowIndex& index,
                                 const OrderedFlows& flows, const Question& question,
                                 Progress& progress, std::vector<Instance>& out) {
  return Rounds(typology, index, flows, question, progress).run(out);
}

}  // namespace bayon::rings
