#include "bayon/inquiry/screen/detail/weighing.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "bayon/inquiry/screen/detail/listings.hpp"
#include "bayon/inquiry/screen/detail/whole_party.hpp"

namespace bayon::screen::detail {

namespace {

bool of_name(ReasonKind kind) {
  return kind == ReasonKind::name_exact || kind == ReasonKind::name_normalised ||
         kind == ReasonKind::name_transliterated || kind == ReasonKind::name_tokens;
}

// Each matching text once, the best of equals first, then by strength.
std::vector<Reason> reasons_of(const ListAt& at, const Draft& draft) {
  std::vector<Reason> out;
  for (const Match* match : draft.matches) {
    out.push_back({match->kind, std::string(match->asked), std::string(match->row.value),
                   std::string(match->row.property), std::string(match->row.entity), match->score,
                   match->held, at.reader.evidence(match->ordinal)});
  }
  const auto what = [](const Reason& r) {
    return std::tie(r.kind, r.asked, r.listed, r.property, r.entity);
  };
  std::sort(out.begin(), out.end(), [&](const Reason& a, const Reason& b) {
    if (a.score != b.score) return a.score > b.score;
    if (what(a) != what(b)) return what(a) < what(b);
    return a.held != b.held ? a.held > b.held : a < b;
  });
  const auto same = [&](const Reason& a, const Reason& b) { return what(a) == what(b); };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

Reason told(const ListAt& at, ReasonKind kind, std::string asked, std::string listed,
            const index::Party& party, const index::Fact& fact, int step) {
  return {kind,
          std::move(asked),
          std::move(listed),
          std::string(fact.property),
          std::string(party.id),
          step,
          fact.held,
          at.reader.evidence(fact.ordinal)};
}

std::string joined(const std::vector<const index::Fact*>& facts) {
  std::vector<std::string_view> texts;
  for (const auto* fact : facts) texts.push_back(fact->value);
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return fmt::format("{}", fmt::join(texts, ", "));
}

bool overlap(PartialDate a, PartialDate b) {
  return a.first() <= b.last() && b.first() <= a.last();
}

// Birth dates agree where any that the list gives may be the same day; unknown ones say nothing.
void add_birth_date(const ListAt& at, PartialDate asked, const index::Party& party,
                    std::vector<Reason>& out) {
  std::vector<const index::Fact*> differing;
  bool year = false;
  for (const auto& fact : party.facts) {
    if (fact.property != "Person:birthDate" || fact.held == model::Truth::no) continue;
    const auto date = parse_date(fact.value);
    if (!date.ok()) continue;
    if (overlap(asked, *date)) {
      out.push_back(told(at, ReasonKind::birth_date_agrees, asked.text(), std::string(fact.value),
                         party, fact, 0));
      return;
    }
    year = year || date->year() == asked.year();
    differing.push_back(&fact);
  }
  if (differing.empty()) return;
  out.push_back(told(at, ReasonKind::birth_date_differs, asked.text(), joined(differing), party,
                     *differing.front(), year ? worth::birth_day_step : worth::birth_year_step));
}

// A territory contains its parts ("ua" and "ua-cri"). One that is no more (four letters, "suhh")
// became others: it cannot contradict.
std::string_view whole_territory(std::string_view code) { return code.substr(0, code.find('-')); }

void add_country(const ListAt& at, std::string_view asked, const index::Party& party,
                 std::vector<Reason>& out) {
  std::vector<const index::Fact*> differing;
  bool unsure = whole_territory(asked).size() > 2;
  for (const auto& fact : party.facts) {
    const auto property = model::find_property(fact.property);
    if (!property || model::type(*property) != model::PropertyType::country) continue;
    if (fact.held == model::Truth::no) continue;
    const auto listed = whole_territory(fact.value);
    if (listed == whole_territory(asked)) {
      out.push_back(told(at, ReasonKind::country_agrees, std::string(asked),
                         std::string(fact.value), party, fact, 0));
      return;
    }
    unsure = unsure || listed.size() > 2;
    differing.push_back(&fact);
  }
  if (differing.empty() || unsure) return;
  out.push_back(told(at, ReasonKind::country_differs, std::string(asked), joined(differing), party,
                     *differing.front(), worth::country_step));
}

}  // namespace

Hit weigh(const ListAt& at, const Asked& asked, std::string_view id, const Draft& draft) {
  const auto party = whole_party(at.reader, id);
  Hit out;
  out.dataset = at.reader.dataset().name();
  out.version = at.reader.dataset().loads()[at.reader.in_force()->version].version;
  out.entity = id;
  out.schema = party.schema;
  out.caption = party.caption();

  int best_name = 0, best_identifier = 0;
  std::size_t names = 0;
  for (auto& reason : reasons_of(at, draft)) {
    if (of_name(reason.kind)) {
      best_name = std::max(best_name, reason.score);
      if (++names > name_reasons_most) continue;
    } else {
      best_identifier = std::max(best_identifier, reason.score);
    }
    out.because.push_back(std::move(reason));
  }
  out.more_names = names > name_reasons_most ? names - name_reasons_most : 0;

  std::vector<Reason> beside;
  if (asked.birth_date.known()) add_birth_date(at, asked.birth_date, party, beside);
  if (!asked.country.empty()) add_country(at, asked.country, party, beside);
  for (auto& reason : beside) {
    best_name = std::max(best_name + reason.score, 0);
    out.because.push_back(std::move(reason));
  }
  out.score = std::max(best_name, best_identifier);

  std::set<std::string> topics;
  for (const auto topic : values(party, "topics", true)) topics.emplace(topic);
  for (const auto carrier_id : draft.via) {
    const auto carrier = whole_party(at.reader, carrier_id);
    for (const auto topic : values(carrier, "topics", true)) topics.emplace(topic);
    out.via.push_back({std::string(carrier_id), carrier.schema, carrier.caption()});
  }
  out.topics.assign(topics.begin(), topics.end());
  out.listings = listings_of(at, id);
  out.listed = listed(at, party, out.listings);
  return out;
}

bool schema_fits(const Asked& asked, const Hit& hit) {
  if (!asked.schema) return true;
  const auto fits = [&](std::string_view schema) {
    const auto own = model::find_schema(schema);
    return own && model::common_schema(*asked.schema, *own).has_value();
  };
  return fits(hit.schema) || std::any_of(hit.via.begin(), hit.via.end(),
                                         [&](const Carrier& c) { return fits(c.schema); });
}

}  // namespace bayon::screen::detail
