#include "bayon/engine/detail/hit_json.hpp"

#include <vector>

#include "bayon/engine/fields.hpp"
#include "bayon/model/rule.hpp"

namespace bayon::engine {

namespace {

Json reason_json(const screen::Reason& reason) {
  Json out;
  out["kind"] = screen::name(reason.kind);
  out["asked"] = reason.asked;
  out["listed"] = reason.listed;
  out["property"] = reason.property;
  out["entity"] = reason.entity;
  out["score"] = reason.score;
  out["held"] = model::name(reason.held);
  out["evidence"] = evidence_json(std::vector{reason.evidence});
  return out;
}

Json listing_json(const screen::Listing& listing) {
  Json out;
  out["entity"] = listing.entity;
  out["authority"] = listing.authority;
  out["programme"] = listing.programme;
  out["programme_id"] = listing.programme_id;
  out["listed"] = listing.listed;
  if (listing.valid.from.known()) out["from"] = listing.valid.from.text();
  if (listing.valid.until.known()) out["until"] = listing.valid.until.text();
  out["held"] = model::name(listing.held);
  out["evidence"] = evidence_json(std::vector{listing.evidence});
  return out;
}

}  // namespace

Json hit_json(const screen::Hit& hit) {
  Json out;
  out["dataset"] = hit.dataset;
  out["version"] = hit.version;
  out["entity"] = hit.entity;
  out["schema"] = hit.schema;
  out["caption"] = hit.caption;
  out["score"] = hit.score;
  out["listed"] = model::name(hit.listed);
  if (!hit.gone_by.empty()) out["gone_by"] = hit.gone_by;
  out["because"] = Json::array();
  for (const auto& reason : hit.because) out["because"].push_back(reason_json(reason));
  out["more_names"] = hit.more_names;
  out["via"] = Json::array();
  for (const auto& via : hit.via) {
    out["via"].push_back(
        {{"entity", via.entity}, {"schema", via.schema}, {"caption", via.caption}});
  }
  out["topics"] = hit.topics;
  out["listings"] = Json::array();
  for (const auto& listing : hit.listings) out["listings"].push_back(listing_json(listing));
  return out;
}

Json coverage_json(const std::vector<screen::Coverage>& coverage) {
  Json out = Json::array();
  for (const auto& one : coverage) {
    Json list;
    list["dataset"] = one.dataset;
    list["holds"] = screen::name(one.holds);
    list["reach"] = screen::name(one.reach);
    if (!one.version.empty()) list["version"] = one.version;
    if (one.day) list["day"] = PartialDate::from_day(*one.day).text();
    if (one.age_days) list["age_days"] = *one.age_days;
    if (!one.next_version.empty()) list["next_version"] = one.next_version;
    if (one.next_day) list["next_day"] = PartialDate::from_day(*one.next_day).text();
    list["remarks"] = one.remarks;
    out.push_back(list);
  }
  return out;
}

}  // namespace bayon::engine
