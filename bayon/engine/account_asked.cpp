#include "bayon/engine/account_asked.hpp"

#include "bayon/base/error_codes.hpp"
#include "bayon/source/reading/account_key.hpp"

namespace bayon::engine {

Result<index::AccountId> account_asked(const index::FlowIndex& flows, const std::string& key) {
  if (const auto account = flows.find_account(key)) return *account;
  if (const auto kept = source::reading::account_key(key); kept.ok()) {
    if (const auto account = flows.find_account(*kept)) return *account;
  }
  return fail(errors::account_unknown, "'" + key + "'");
}

}  // namespace bayon::engine
