#include "bayon/inquiry/screen/detail/listings.hpp"

#include <algorithm>

#include "bayon/inquiry/screen/detail/whole_party.hpp"

namespace bayon::screen::detail {

namespace {

std::string_view first_of(const index::Party& sanction, std::string_view property) {
  const auto all = values(sanction, property, false);
  return all.empty() ? std::string_view{} : all.front();
}

PartialDate date_of(const index::Party& sanction, std::string_view property, bool latest) {
  PartialDate out;
  for (const auto text : values(sanction, property, false)) {
    const auto date = parse_date(text);
    if (!date.ok()) continue;
    if (!out.known() || (latest ? *date > out : *date < out)) out = *date;
  }
  return out;
}

Listing read_listing(const ListAt& at, const store::StatementRow& reference,
                     std::uint32_t ordinal) {
  const auto sanction = whole_party(at.reader, reference.entity);
  Listing out;
  out.entity = reference.entity;
  out.authority = first_of(sanction, "authority");
  out.programme = first_of(sanction, "program");
  out.programme_id = first_of(sanction, "programId");
  out.listed = first_of(sanction, "listingDate");
  out.valid = reference.valid;
  if (out.valid.open()) {
    out.valid.from = date_of(sanction, "startDate", false);
    if (!out.valid.from.known()) out.valid.from = date_of(sanction, "listingDate", false);
    out.valid.until = date_of(sanction, "endDate", true);
  }
  out.held = at.reader.held(out.valid);
  out.evidence = at.reader.evidence(ordinal);
  return out;
}

}  // namespace

std::vector<Listing> listings_of(const ListAt& at, std::string_view party) {
  std::vector<Listing> out;
  for (const auto& part : at.list->parts) {
    const auto& references = part.index->references();
    const auto [first, last] = references.find(party);
    for (std::size_t entry = first; entry < last; ++entry) {
      const std::uint32_t row = references.row(entry);
      if (part.table->property(row) != "Sanction:entity") continue;
      if (!at.reader.contains(part.base + row)) continue;
      out.push_back(read_listing(at, part.table->row(row), part.base + row));
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

model::Truth listed(const ListAt& at, const index::Party& party,
                    const std::vector<Listing>& listings) {
  model::Truth out = model::Truth::no;
  bool said = false;
  for (const auto& listing : listings) {
    out = std::max(out, listing.held);
    said = true;
  }
  const bool said_by_listing = said;
  for (const auto& fact : party.facts) {
    if (fact.property != "Thing:topics") continue;
    // Of a day before the version, a listing's own date says more than a topic without one.
    if (at.reader.before_first() && said_by_listing && fact.valid.open()) continue;
    out = std::max(out, fact.held);
    said = true;
  }
  return said ? out : at.reader.held({});
}

}  // namespace bayon::screen::detail
