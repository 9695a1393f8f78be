// Who collects from several and soon after spreads it over several others?
//
// A mule account of the second layer, or a treasury: money is gathered and then scattered.
// gather_scatter(h): in some window of the question's length, both ends included, there is a moment
// such that up to it at least accounts_min (default 3) different accounts pay `h`, and after it `h`
// pays at least receivers_min (default: the same) different accounts. Every gathering flow lies
// strictly before every scattering one, as Question::ties says; flows of an account to itself do
// not count. An account may be both payer and receiver.
//
// Reading from left to right, the earliest in-flow whose window qualifies starts an instance. Of
// the moments that qualify in it, the one that joins the most accounts (payers up to it and
// receivers after it) divides it, the earliest of equals. In-flows up to it and out-flows after it
// belong to the instance; the next one starts after the last of them. So an account has an instance
// if and only if some window qualifies.
//
// Looks the same and is honest: a marketplace that passes on its customers' payments; a landlord's
// agent; a company that is paid by customers and pays wages at the end of the month; an exchange's
// hot wallet.
//
// Threads: constant data and free functions.
#pragma once

#include "bayon/inquiry/rings/typology.hpp"

namespace bayon::rings::gather_scatter {

/// Cost of a search: O(flows of the account).
const Typology& typology();

}  // namespace bayon::rings::gather_scatter
