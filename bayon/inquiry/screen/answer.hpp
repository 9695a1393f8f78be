// Who is listed under what was asked, why does the list say so, and which lists could not tell?
//
// A hit is evidence, not a verdict. Every reason quotes the question and the list, and points at
// the record. What a list cannot say for the day asked stands in the coverage: unknown is never
// "not listed".
//
// Threads:    plain values.
// Invariants: screen.hits_ordered    hits by score, highest first, then by dataset and entity id
//             screen.hits_explained  every hit has at least one reason, the strongest first
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/model/clocks.hpp"
#include "bayon/model/evidence.hpp"

namespace bayon::screen {

/// Why a party came up, strongest kind first; then what speaks for or against it.
enum class ReasonKind : std::uint8_t {
  wallet_exact,         ///< the address of a wallet, equal as such addresses compare
  name_exact,           ///< the name, letter by letter
  name_normalised,      ///< equal once case, accents and punctuation are set aside
  name_transliterated,  ///< equal once both are in Latin letters
  name_tokens,          ///< alike word by word (bayon/match/name_tokens)
  identifier_exact,     ///< a number, phone or e-mail, equal in comparable form
  birth_date_agrees,
  birth_date_differs,
  country_agrees,
  country_differs,
};

/// "name.exact", "birth_date.differs"...
std::string_view name(ReasonKind kind);

/// What each kind of evidence is worth, in ten-thousandths.
namespace worth {
inline constexpr int wallet = 10'000;
inline constexpr int name_exact = 10'000;
inline constexpr int name_normalised = 9'900;
inline constexpr int name_transliterated = 9'700;
/// Equal words in another order are not the name as written.
inline constexpr int name_tokens_most = 9'600;
/// The score of words that are alike, not equal, counts up to here.
inline constexpr int name_tokens_slip = 9'599;
/// Several issuers may give out one number.
inline constexpr int identifier = 9'500;
/// A weak alias or an abbreviation is worth so much less than a name. Lists call it weak because
/// many bear it.
inline constexpr int weak_alias_step = -1'200;
/// Disagreement lowers what a name is worth; agreement raises nothing. An identifier stands for
/// itself.
inline constexpr int birth_year_step = -1'500;  ///< no year in common
inline constexpr int birth_day_step = -500;     ///< a year in common, but no day
inline constexpr int country_step = -1'000;     ///< no territory in common
}  // namespace worth

struct Reason {
  ReasonKind kind{};
  std::string asked;     ///< the question's text
  std::string listed;    ///< the list's text
  std::string property;  ///< "Thing:alias"
  std::string entity;    ///< who states it: the party, or the wallet or document that led to it
  int score = 0;  ///< what it is worth; for birth date and country what it takes away, 0 or less
  model::Truth held = model::Truth::yes;  ///< did the statement hold on the day asked?
  model::Evidence evidence;

  friend auto operator<=>(const Reason&, const Reason&) = default;
};

/// A wallet, document or account through which the party was found.
struct Carrier {
  std::string entity;
  std::string schema;
  std::string caption;

  friend auto operator<=>(const Carrier&, const Carrier&) = default;
};

/// One listing of the party: a Sanction that refers to it.
struct Listing {
  std::string entity;  ///< id of the Sanction
  std::string authority;
  std::string programme;
  std::string programme_id;
  std::string listed;     ///< the listing date as the list gives it; may be empty
  model::Interval valid;  ///< from when until when, as far as stated
  model::Truth held = model::Truth::yes;
  model::Evidence evidence;

  friend auto operator<=>(const Listing&, const Listing&) = default;
};

struct Hit {
  std::string dataset;
  std::string version;  ///< label of the version that says so
  std::string entity;
  std::string schema;
  std::string caption;
  int score = 0;
  std::vector<Reason> because;  ///< strongest first; at most name_reasons_most of names
  std::size_t more_names = 0;   ///< further names that speak for it
  std::vector<Carrier> via;     ///< by entity id
  std::vector<std::string> topics;
  std::vector<Listing> listings;
  /// Was it listed on the day asked? `unknown` where only a partial date or a later version could
  /// tell.
  model::Truth listed = model::Truth::yes;
  /// The next version, where the day lies before it and it speaks of the party no more: taken off
  /// on a day between.
  std::string gone_by;

  friend auto operator<=>(const Hit&, const Hit&) = default;
};

inline constexpr std::size_t name_reasons_most = 5;

/// How far a list can speak for the day asked.
enum class Reach : std::uint8_t {
  answered,      ///< a version dated on or before the day answers
  partial,       ///< so does one, but in part only, as the remarks say: not found there is unknown
  before_first,  ///< no version reaches back to the day: a later one answers where its facts are
                 ///< dated
  unknown,       ///< no version was known on or before the known day: the list says nothing
};
std::string_view name(Reach reach);

/// Of what a list speaks. A list of wallets labels addresses: that a name is not on it says nothing
/// of the name, and that an address is not on it says no more than that nobody labelled it.
enum class Holds : std::uint8_t { parties, wallets };
std::string_view name(Holds holds);

struct Coverage {
  std::string dataset;
  Holds holds = Holds::parties;
  Reach reach = Reach::unknown;
  std::string version;     ///< label of the version that answered
  std::optional<Day> day;  ///< of that version
  /// How many days before the day asked that version is dated; below 0 where it is dated after it.
  std::optional<std::int64_t> age_days;
  /// The version after it, where one was known: from its day on another version answers.
  std::string next_version;
  std::optional<Day> next_day;
  /// The reach is partial for this name alone: its script leaves open how a list spells it in Latin
  /// letters.
  bool name_in_doubt = false;
  std::vector<std::string> remarks;

  friend bool operator==(const Coverage&, const Coverage&) = default;
};

struct Answer {
  std::vector<Hit> hits;       ///< at most hits_max
  std::size_t hits_found = 0;  ///< before hits_max
  /// Parties that match but whose listing does not cover the day: ended before it, or begins after
  /// it.
  std::vector<Hit> not_in_force;
  /// Parties that match in the next version and not in the one that answered: they were listed, or
  /// got that name, between the two. Listed on the day asked: yes or no where the next version
  /// dates it (then `no` is left out), else unknown.
  std::vector<Hit> later;
  std::vector<Coverage> coverage;  ///< one for each list asked, by dataset
  std::vector<std::string> remarks;

  friend bool operator==(const Answer&, const Answer&) = default;
};

}  // namespace bayon::screen
