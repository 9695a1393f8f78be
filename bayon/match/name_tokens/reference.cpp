// Every pairing is tried. Shares with the comparator only the plain version of Jaro-Winkler, which stands in
// the family's own reading here: Jaro by its definition over doubles would round twice.
#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "bayon/match/code_points.hpp"
#include "bayon/match/name_tokens/comparator.hpp"
