// Who can be screened, by which of their properties, and whom does a document or wallet lead to?
//
// Threads: free functions over constant data.
#pragma once

#include <cstdint>
#include <string_view>

#include "bayon/model/vocabulary.hpp"

namespace bayon::screen::detail {

/// Can an entity of this schema be a hit? What the vocabulary holds fit for comparing, without
/// places and posts: those are not parties.
bool party(model::SchemaId schema);

/// The property by which an entity of this schema names the party behind it: `holder` of a wallet
/// or document, `owner` of a user account, `entity` of a sanction. Empty when it stands for itself.
std::string_view leads_by(model::SchemaId schema);

enum class NameUse : std::uint8_t { none, name, weak };
/// Is it a name that people are called by? Names that are merely mentioned are none.
NameUse name_use(model::PropertyId property);

/// Does a value of `property` tell entities of `schema` apart? Programmes and addresses of web
/// pages about a listing do not.
bool identifies(model::SchemaId schema, model::PropertyId property);

}  // namespace bayon::screen::detail
