// Who pays many in a short time?
//
// A distributing account that spreads what it got over mules. fan_out(a): in some window of the
// question's length, both ends included, `a` pays at least accounts_min (default 5) different
// accounts. Flows of an account to itself do not count; order among flows of one instant does not
// matter. Instances and their borders: see fan_search.hpp.
//
// Looks the same and is honest: payroll; a marketplace or card scheme paying its sellers; a pension
// fund or an insurer; the withdrawal side of an exchange's hot wallet.
//
// Threads: constant data and free functions.
#pragma once

#include "bayon/inquiry/rings/typology.hpp"

namespace bayon::rings::fan_out {

/// Cost of a search: O(flows of the account).
const Typology& typology();

}  // namespace bayon::rings::fan_out
