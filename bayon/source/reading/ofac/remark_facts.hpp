// What does a remark say about a party, and about what hangs on it?
//
// Each phrase of a remark becomes properties of the party or of its Sanction, a document (Passport,
// Identification), a CryptoWallet, a Security, or a link to another party. A phrase that is not
// understood in all its parts becomes a note of the party, word for word, and is counted.
//
// Threads: free functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/ofac/party_names.hpp"

namespace bayon::source::reading::ofac {

/// The party that a remark is about. What is pointed at must outlive the call.
struct RemarkSubject {
  EntityBuilder& party;
  EntityBuilder& sanction;
  EntityRecord& entities;         ///< where further entities go
  const PartyNames& names;        ///< the other parties of the list
  std::string_view id_prefix;     ///< of entity ids: "ofac-"
  std::string_view title;         ///< the party's title column; remarks repeat it
  model::Interval in_force = {};  ///< of the listing; open where the list gives no day
};

/// The remark of a party with the comments that continue it, and which part of it one row holds.
struct Remark {
  std::string text;
  bool broken_end = false;  ///< cut, and nothing continues it
  std::size_t begin = 0;    ///< of the row's own part
  std::size_t end = std::string::npos;
};

/// States the phrases whose longest word begins in the row's own part, so that each is told of the
/// row that holds what it is about; a broken last one is only noted. Fails as EntityBuilder does.
/// Cost: one pass over the remark, a short search for each phrase.
Result<void> state_remark(const Remark& remark, const RemarkSubject& subject);

}  // namespace bayon::source::reading::ofac
