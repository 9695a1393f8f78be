// What does a source say about a party or a link?
//
// A statement is one value of one property of one entity, with the interval in which the source
// says it held. An entity is all statements with one entity id in one dataset; it may be a party
// (Person, Company, BankAccount...) or a link (Ownership, Sanction...). Views here live only as
// long as the reader's buffers: a sink copies what it keeps.
#pragma once

#include <cstdint>
#include <string_view>

#include "bayon/model/clocks.hpp"
#include "bayon/model/vocabulary.hpp"

namespace bayon::model {

struct StatementView {
  std::string_view entity;    ///< id within the dataset, at most 200 bytes
  SchemaId schema{};          ///< the entity's schema as this record gives it
  PropertyId property{};      ///< a property of that schema
  std::string_view value;     ///< cleaned, NFC
  std::string_view original;  ///< as written, where cleaning changed it; else empty
  std::string_view language;  ///< ISO 639-3 code, or empty
  Interval valid;             ///< open where the source gives no dates
};

}  // namespace bayon::model
