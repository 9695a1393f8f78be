#include "bayon/inquiry/screen/detail/word_table.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "bayon/match/code_points.hpp"
#include "bayon/match/name_tokens/comparator.hpp"

namespace bayon::screen::detail {

namespace tokens = match::name_tokens;

// Room for one search.
struct WordTable::Bounds {
  std::vector<std::int64_t> sum;   // by name: the best worth of each word asked, added up
  std::vector<std::int64_t> best;  // by name: the best worth of the word now asked
  std::vector<std::uint32_t>
      round;  // by name: the word asked for which `best` was last set, from 1
  std::vector<std::uint32_t> touched;
  std::vector<std::int64_t> worth;
  tokens::BestPairing pairing;

  explicit Bounds(std::size_t names) : sum(names, 0), best(names, 0), round(names, 0) {}

  void add(std::uint32_t name, std::uint32_t now, std::int64_t value) {
    if (round[name] == 0) touched.push_back(name);
    if (round[name] != now) {
      round[name] = now;
      best[name] = 0;
    }
    if (value <= best[name]) return;
    sum[name] += value - best[name];
    best[name] = value;
  }
};

WordTable::WordTable(std::size_t count,
                     const std::function<std::string_view(std::size_t)>& folded) {
  std::unordered_map<std::u32string, std::uint32_t> number;
  words_at_.reserve(count + 1);
  letters_of_.reserve(count);
  for (std::size_t name = 0; name < count; ++name) {
    words_at_.push_back(static_cast<std::uint32_t>(words_of_.size()));
    std::size_t letters = 0;
    const auto points = match::code_points(folded(name));
    for (const auto word : match::words(points)) {
      letters += word.size();
      const auto [at, fresh] =
          number.emplace(std::u32string(word), static_cast<std::uint32_t>(words_.size()));
      if (fresh) {
        words_.push_back({static_cast<std::uint32_t>(letters_.size()),
                          static_cast<std::uint32_t>(word.size()), match::letter_classes(word),
                          tokens::numeric(word)});
        letters_ += word;
      }
      words_of_.push_back(at->second);
    }
    letters_of_.push_back(static_cast<std::uint32_t>(letters));
  }
  words_at_.push_back(static_cast<std::uint32_t>(words_of_.size()));
  // The other way round. A word that stands twice in a name lists it once.
  std::vector<std::vector<std::uint32_t>> names(words_.size());
  for (std::uint32_t name = 0; name < count; ++name) {
    for (std::uint32_t i = words_at_[name]; i < words_at_[name + 1]; ++i) {
      auto& list = names[words_of_[i]];
      if (list.empty() || list.back() != name) list.push_back(name);
    }
  }
  names_at_.push_back(0);
  for (const auto& list : names) {
    names_.insert(names_.end(), list.begin(), list.end());
    names_at_.push_back(static_cast<std::uint32_t>(names_.size()));
  }
}

std::vector<WordTable::Alike> WordTable::alike(const match::JaroWord& asked) const {
  std::vector<Alike> out;
  const auto whole = asked.word();
  const bool numeric = tokens::numeric(whole);
  const std::uint64_t classes = match::letter_classes(whole);
  for (std::uint32_t i = 0; i < words_.size(); ++i) {
    const Word& word = words_[i];
    const auto other = text(word);
    if (numeric || word.numeric) {
      if (word.classes == classes && other == whole) {
        out.push_back({i, static_cast<std::uint16_t>(match::score_max)});
      }
      continue;
    }
    const std::size_t prefix = match::common_prefix(whole, other);
    if (asked.bound(word.length, word.classes, prefix) < tokens::word_score_min) continue;
    const int score = asked.score(other);
    if (score >= tokens::word_score_min) out.push_back({i, static_cast<std::uint16_t>(score)});
  }
  return out;
}

int WordTable::exact(const AskedName& asked, const std::vector<std::vector<std::uint16_t>>& scores,
                     std::uint32_t name, Bounds& scratch) const {
  const std::uint32_t begin = words_at_[name], end = words_at_[name + 1];
  scratch.worth.clear();
  for (std::size_t a = 0; a < asked.words.size(); ++a) {
    const std::size_t length = asked.words[a].word().size();
    for (std::uint32_t i = begin; i < end; ++i) {
      const std::uint32_t word = words_of_[i];
      scratch.worth.push_back(tokens::pair_worth(length, words_[word].length, scores[a][word]));
    }
  }
  const auto sum = scratch.pairing.sum(scratch.worth, asked.words.size(), end - begin);
  return tokens::pairing_score(sum, asked.letters, letters_of_[name]);
}

std::vector<WordTable::Found> WordTable::search(const AskedName& asked, int score_min) const {
  Bounds bounds(letters_of_.size());
  std::vector<std::vector<std::uint16_t>> scores(asked.words.size());
  for (std::size_t a = 0; a < asked.words.size(); ++a) {
    scores[a].assign(words_.size(), 0);
    const std::size_t length = asked.words[a].word().size();
    for (const Alike& found : alike(asked.words[a])) {
      scores[a][found.word] = found.score;
      const auto value = tokens::pair_worth(length, words_[found.word].length, found.score);
      for (std::uint32_t i = names_at_[found.word]; i < names_at_[found.word + 1]; ++i) {
        bounds.add(names_[i], static_cast<std::uint32_t>(a + 1), value);
      }
    }
  }
  std::vector<Found> out;
  std::sort(bounds.touched.begin(), bounds.touched.end());
  for (const std::uint32_t name : bounds.touched) {
    if (tokens::pairing_score(bounds.sum[name], asked.letters, letters_of_[name]) < score_min) {
      continue;
    }
    const int score = exact(asked, scores, name, bounds);
    if (score >= score_min) out.push_back({name, score});
  }
  return out;
}

}  // namespace bayon::screen::detail
