#include "bayon/base/error_codes.hpp"
#include "bayon/engine/case_view.hpp"
#include "bayon/engine/detail/hit_json.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/inquiry/screen/screener.hpp"

namespace bayon::engine {

namespace {

Result<screen::Question> read_question(const Json& question) {
  BAYON_TRY_VOID(
      check_fields(question, {"name", "schema", "identifiers", "birth_date", "country", "score_min",
                              "hits_max", "datasets", "as_of", "known_at"}));
  screen::Question out;
  BAYON_TRY(out.name, text_field(question, "name"));
  BAYON_TRY(out.schema, text_field(question, "schema"));
  BAYON_TRY(out.identifiers, texts_field(question, "identifiers"));
  BAYON_TRY(out.birth_date, text_field(question, "birth_date"));
  BAYON_TRY(out.country, text_field(question, "country"));
  BAYON_TRY(out.clocks, clocks_field(question));
  BAYON_TRY(const auto score,
            number_field(question, "score_min", screen::score_min_usual, 1, 10'000));
  out.score_min = static_cast<int>(score);
  BAYON_TRY(const auto hits, number_field(question, "hits_max", 100, 1,
                                          static_cast<std::int64_t>(screen::hits_most)));
  out.hits_max = static_cast<std::size_t>(hits);
  BAYON_TRY(out.datasets, texts_field(question, "datasets"));
  return out;
}

Json hits_json(const std::vector<screen::Hit>& hits) {
  Json out = Json::array();
  for (const auto& hit : hits) out.push_back(hit_json(hit));
  return out;
}

}  // namespace

Result<Json> answer_screen(CaseView& view, const Json& question, Progress& progress) {
  BAYON_TRY(const screen::Question ask, read_question(question));
  screen::Answer answer;
  if (ask.datasets.empty()) {
    BAYON_TRY(const screen::Screener* screener, view.screener(progress));
    BAYON_TRY(answer, screener->screen(ask, progress));
  } else {
    // Lists that are named are asked whatever they hold, reports of victims as well.
    BAYON_TRY(answer, screen::screen(view.snapshot(), view.index_folder(), ask, progress));
  }
  Json out;
  out["hits"] = hits_json(answer.hits);
  out["hits_found"] = answer.hits_found;
  out["not_in_force"] = hits_json(answer.not_in_force);
  out["later"] = hits_json(answer.later);
  out["coverage"] = coverage_json(answer.coverage);
  out["remarks"] = answer.remarks;
  return out;
}

}  // namespace bayon::engine
