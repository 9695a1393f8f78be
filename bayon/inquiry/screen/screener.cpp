#include "bayon/inquiry/screen/screener.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/inquiry/screen/detail/coverage.hpp"
#include "bayon/inquiry/screen/detail/subjects.hpp"
#include "bayon/inquiry/screen/detail/weighing.hpp"
#include "bayon/inquiry/screen/detail/whole_party.hpp"

namespace bayon::screen {

Holds holds_of(const store::Dataset& list) {
  return list.format() == "wallet_list" ? Holds::wallets : Holds::parties;
}

struct Screener::State {
  std::shared_ptr<const store::Snapshot> snapshot;
  std::vector<detail::OpenedList> lists;  // by dataset
};

Screener::Screener(std::unique_ptr<State> state) : state_(std::move(state)) {}
Screener::~Screener() = default;
Screener::Screener(Screener&&) noexcept = default;
Screener& Screener::operator=(Screener&&) noexcept = default;

namespace {

using detail::Asked;
using detail::Draft;
using detail::ListAt;
using detail::Match;

bool among(std::span<const std::string> names, std::string_view name) {
  return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

// Whom a match is about: the party behind a wallet or document, or the entity itself.
std::vector<std::string_view> subjects_of(const ListAt& at, const Match& match) {
  const auto schema = model::find_schema(match.row.schema);
  if (!schema) return {};
  const auto lead = detail::leads_by(*schema);
  if (!lead.empty()) {
    const auto carrier = detail::whole_party(at.reader, match.row.entity);
    std::vector<std::string_view> out;
    for (const auto holder : detail::values(carrier, lead, match.held != model::Truth::no)) {
      if (!detail::whole_party(at.reader, holder).facts.empty()) out.push_back(holder);
    }
    if (!out.empty()) return out;
  }
  // A document whose holder the list does not have stands for itself rather than being lost.
  return {match.row.entity};
}

using Drafts = std::map<std::string_view, Draft>;

Drafts draft_parties(const ListAt& at, const std::vector<Match>& matches, bool held) {
  Drafts out;
  for (const Match& match : matches) {
    if ((match.held != model::Truth::no) != held) continue;
    for (const auto subject : subjects_of(at, match)) {
      Draft& draft = out[subject];
      draft.matches.push_back(&match);
      if (subject != match.row.entity) draft.via.insert(match.row.entity);
    }
  }
  return out;
}

void screen_list(const ListAt& at, const Asked& asked, Answer& answer) {
  const auto matches = detail::find_matches(at, asked);
  const Drafts held = draft_parties(at, matches, true);
  const Drafts past = draft_parties(at, matches, false);
  const auto add = [&](const Drafts& drafts, bool in_force) {
    for (const auto& [party, draft] : drafts) {
      if (!in_force && held.contains(party)) continue;
      Hit hit = detail::weigh(at, asked, party, draft);
      if (hit.score < asked.score_min || !detail::schema_fits(asked, hit)) continue;
      const bool counts = in_force && hit.listed != model::Truth::no;
      (counts ? answer.hits : answer.not_in_force).push_back(std::move(hit));
    }
  };
  add(held, true);
  add(past, false);
}

// A listing that the next version dates on or before the version that answers, which does not name
// the party: it was taken off and came back, and on which day is not known.
void doubt_dates(const ListAt& now, const Coverage& coverage, Hit& hit) {
  if (hit.listed != model::Truth::yes || !coverage.day || now.reader.party(hit.entity)) return;
  bool dated_since = false;
  for (Listing& listing : hit.listings) {
    if (listing.held != model::Truth::yes) continue;
    const bool since = listing.valid.from.known() && listing.valid.from.first() > *coverage.day;
    dated_since = dated_since || since;
    if (!since) listing.held = model::Truth::unknown;
  }
  if (!dated_since) hit.listed = model::Truth::unknown;
}

// For a day between two versions: the next one's hits that `answer` has not, and which of its hits
// the next one has no more.
Result<void> screen_later(const detail::OpenedList& list, const ListAt& now,
                          const Coverage& coverage, const Asked& asked, Answer& answer) {
  if (coverage.next_version.empty() || coverage.age_days.value_or(0) <= 0) return {};
  const auto& loads = list.dataset->loads();
  const auto next = std::find_if(loads.begin(), loads.end(), [&](const auto& load) {
    return load.version == coverage.next_version;
  });
  const auto number = static_cast<std::size_t>(next - loads.begin());
  BAYON_TRY(auto reader, index::PartyReader::open_later(*list.dataset, number, asked.clocks));
  const ListAt at{&list, std::move(reader)};
  for (Hit& hit : answer.hits) {
    if (hit.dataset != coverage.dataset || at.reader.party(hit.entity)) continue;
    hit.gone_by = coverage.next_version;
  }
  Answer then;
  screen_list(at, asked, then);
  const auto told = [&](const std::vector<Hit>& hits, const Hit& hit) {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
      return other.dataset == hit.dataset && other.entity == hit.entity;
    });
  };
  for (Hit& hit : then.hits) {
    if (told(answer.hits, hit) || told(answer.not_in_force, hit)) continue;
    doubt_dates(now, coverage, hit);
    answer.later.push_back(std::move(hit));
  }
  return {};
}

void order(std::vector<Hit>& hits, std::size_t hits_max) {
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return std::tie(b.score, a.dataset, a.entity) < std::tie(a.score, b.dataset, b.entity);
  });
  if (hits.size() > hits_max)
    hits.erase(hits.begin() + static_cast<std::ptrdiff_t>(hits_max), hits.end());
}

// Names of some scripts are put into Latin letters in more ways than one, so that a list which has
// the Latin form alone may hold them unseen.
void doubt_spelling(const Asked& asked, Coverage& coverage) {
  if (!asked.name || asked.name->by_letters || coverage.holds != Holds::parties) return;
  coverage.name_in_doubt = coverage.reach == Reach::answered;
  if (coverage.name_in_doubt) coverage.reach = Reach::partial;
  coverage.remarks.emplace_back(
      "it can tell in part only: the script of the name leaves open how a list spells it in Latin "
      "letters; ask for its Latin spellings as well");
}

Result<Answer> answer_question(const std::vector<detail::OpenedList>& lists,
                               const Question& question, Progress& progress) {
  BAYON_TRY(const Asked asked, detail::understand(question));
  for (const auto& dataset : question.datasets) {
    const bool opened = std::any_of(lists.begin(), lists.end(), [&](const auto& list) {
      return list.dataset->name() == dataset;
    });
    if (!opened)
      return fail(errors::dataset_unknown, fmt::format("no list '{}' is opened", dataset));
  }
  Answer out;
  if (asked.name && !asked.name->complete) {
    out.remarks.push_back(
        "letters of the name are unknown in Latin: it was compared with names of its own script "
        "alone");
  }
  for (const auto& list : lists) {
    if (!among(question.datasets, list.dataset->name())) continue;
    if (progress.cancelled()) return fail(errors::question_cancelled);
    BAYON_TRY(auto reader, index::PartyReader::open(*list.dataset, asked.clocks));
    const ListAt at{&list, std::move(reader)};
    Coverage coverage = detail::coverage_of(at.reader, asked.clocks);
    if (coverage.reach != Reach::unknown) {
      doubt_spelling(asked, coverage);
      for (auto& remark : detail::matching_remarks(at, asked)) {
        coverage.remarks.push_back(std::move(remark));
      }
      screen_list(at, asked, out);
      BAYON_TRY_VOID(screen_later(list, at, coverage, asked, out));
    }
    out.coverage.push_back(std::move(coverage));
  }
  const bool by_name = std::any_of(out.coverage.begin(), out.coverage.end(),
                                   [](const auto& list) { return list.holds == Holds::parties; });
  if (asked.name && !by_name) {
    out.remarks.push_back(
        "no list of parties was asked, only lists of wallets: whether the name is listed is not "
        "known");
  }
  out.hits_found = out.hits.size();
  order(out.hits, asked.hits_max);
  order(out.not_in_force, asked.hits_max);
  order(out.later, asked.hits_max);
  return out;
}

Failure unknown_list(const store::Snapshot& snapshot, std::string_view name) {
  if (snapshot.find(name) != nullptr) {
    return fail(errors::dataset_unknown, fmt::format("'{}' is a ledger, not a list", name));
  }
  return fail(errors::dataset_unknown, fmt::format("'{}'", name));
}

}  // namespace

Result<Screener> Screener::open(std::shared_ptr<const store::Snapshot> snapshot,
                                const std::filesystem::path& index_folder,
                                std::span<const std::string> datasets, Progress& progress) {
  auto state = std::make_unique<State>();
  std::vector<const store::Dataset*> lists;
  for (const auto& dataset : snapshot->datasets()) {
    if (dataset.kind() == source::Kind::list) lists.push_back(&dataset);
  }
  if (lists.empty()) return fail(errors::snapshot_empty, "the case holds no list");
  for (const auto& name : datasets) {
    const bool known = std::any_of(lists.begin(), lists.end(),
                                   [&](const auto* dataset) { return dataset->name() == name; });
    if (!known) return unknown_list(*snapshot, name);
  }
  progress.step("open lists", lists.size());
  for (const auto* dataset : lists) {
    if (progress.cancelled()) return fail(errors::question_cancelled);
    if (among(datasets, dataset->name())) {
      BAYON_TRY(auto opened, detail::OpenedList::open(*dataset, index_folder));
      state->lists.push_back(std::move(opened));
    }
    progress.advance(1);
  }
  progress.done();
  state->snapshot = std::move(snapshot);
  return Screener(std::move(state));
}

Result<Answer> Screener::screen(const Question& question, Progress& progress) const {
  return answer_question(state_->lists, question, progress);
}

std::vector<Result<Answer>> Screener::screen_all(std::span<const Question> questions,
                                                 Progress& progress) const {
  std::vector<Result<Answer>> out(questions.size(), Answer{});
  progress.step("screen", questions.size());
  parallel_for(questions.size(), 4, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      out[i] = answer_question(state_->lists, questions[i], progress);
      progress.advance(1);
    }
  });
  progress.done();
  return out;
}

Result<Answer> screen(const store::Snapshot& snapshot, const std::filesystem::path& index_folder,
                      const Question& question, Progress& progress) {
  BAYON_TRY_VOID(detail::understand(question));
  // The caller keeps the snapshot alive for as long as this takes.
  const std::shared_ptr<const store::Snapshot> borrowed(std::shared_ptr<void>{}, &snapshot);
  BAYON_TRY(const auto screener,
            Screener::open(borrowed, index_folder, question.datasets, progress));
  return screener.screen(question, progress);
}

}  // namespace bayon::screen
