// What is the own digest of a record of the ledger taken over?
//
// Its fields in order, texts with their lengths (docs/formats/ledger.md). SQLite has no checksums;
// these are ours.
//
// Threads: free functions over constant data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bayon/store/ledger_db.hpp"

namespace bayon::store::detail {

/// What a record's own digest is taken over: its fields in order, texts with their lengths.
class Fields {
 public:
  Fields& add(std::string_view text) {
    hash_.add_field(text);
    return *this;
  }
  Fields& add(std::uint64_t number) {
    hash_.add_number(number);
    return *this;
  }
  Fields& add(const Digest& digest) { return add(digest.view()); }
  Digest finish() { return hash_.finish(); }

 private:
  Sha256 hash_;
};

/// Remarks and gaps of a load as one column: remarks are texts, a gap is {"gap": text}.
std::string remarks_text(const LoadRecord& load);
/// The other way round; what is no such text is left out.
void read_remarks(const std::string& text, LoadRecord& load);

Digest check_of(const LoadRecord& load);
Digest check_of(const AnswerRecord& answer);
/// Of an entry that waits to be written to the audit log.
Digest check_of(std::uint64_t id, std::string_view entry);

}  // namespace bayon::store::detail
