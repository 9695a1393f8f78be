// How are pieces of a file parsed on several threads and still handed on in the file's order?
//
// Pieces are pulled from the file one after another, worked on in any order, and delivered in the
// order in which they were pulled. While one group of pieces is delivered, the next is worked on.
// What is delivered does not depend on the number of threads.
//
// Threads: `pull` and `deliver` are called from one thread at a time; `work` from many.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "bayon/base/result.hpp"

namespace bayon::source::reading {

/// The three stages over numbered slots; a slot is pulled, worked on and delivered before it is
/// pulled again.
struct OrderedStages {
  std::function<Result<bool>(std::size_t slot)> pull;  ///< false: there is no more
  std::function<void(std::size_t slot)> work;
  std::function<Result<void>(std::size_t slot)> deliver;
};

/// Slots that the stages must hold.
std::size_t ordered_slots();

/// Runs until `pull` says false or a stage fails; a failure of `pull` comes after the delivery of
/// all that was pulled before.
Result<void> run_in_order(const OrderedStages& stages);

/// The same over pieces of type In, each worked into an Out.
template <typename In, typename Out, typename Pull, typename Work, typename Deliver>
Result<void> in_order(Pull&& pull, Work&& work, Deliver&& deliver) {
  std::vector<In> in(ordered_slots());
  std::vector<Out> out(ordered_slots());
  return run_in_order({[&](std::size_t slot) { return pull(in[slot]); },
                       [&](std::size_t slot) { work(in[slot], out[slot]); },
                       [&](std::size_t slot) { return deliver(in[slot], out[slot]); }});
}

}  // namespace bayon::source::reading
