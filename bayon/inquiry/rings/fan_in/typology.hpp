// Who is paid by many in a short time?
//
// A mule or collection account that many victims pay. fan_in(a): in some window of the question's
// length, both ends included, at least accounts_min (default 5) different accounts pay `a`. Flows
// of an account to itself do not count; order among flows of one instant does not matter. Instances
// and their borders: see fan_search.hpp.
//
// Looks the same and is honest: a shop, a marketplace or a utility paid by its customers; a
// landlord collecting rents at the start of a month; a charity; the deposit side of an exchange's
// hot wallet.
//
// Threads: constant data and free functions.
#pragma once

#include "bayon/inquiry/rings/typology.hpp"

namespace bayon::rings::fan_in {

/// Cost of a search: O(flows of the account).
const Typology& typology();

}  // namespace bayon::rings::fan_in
