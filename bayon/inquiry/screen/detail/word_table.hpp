// Which names of a list are alike to this one, word by word?
//
// Names are kept by their distinct words: a word asked is compared once with each distinct word,
// not once with each name. From the words found, a sum for each name that holds one bounds its
// score from above; only names whose bound reaches the minimum are paired exactly. What the bound
// leaves out cannot reach the minimum, so the search returns what comparing every name would.
//
// Threads:  const methods may be called from any thread.
// Lifetime: stands alone.
// Invariants: screen.search_exhaustive  search(name, m) = all names whose name_tokens score is at
//                                       least m
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/inquiry/screen/detail/asked.hpp"

namespace bayon::screen::detail {

class WordTable {
 public:
  /// Names 0 to count - 1, folded. Cost: one pass.
  WordTable(std::size_t count, const std::function<std::string_view(std::size_t)>& folded);

  struct Found {
    std::uint32_t name;
    int score;  ///< of match/name_tokens

    friend auto operator<=>(const Found&, const Found&) = default;
  };

  /// Names that score at least `score_min`, 1 or more, by number. Cost: words asked * distinct
  /// words, most of them answered by a bound, and the pairing of the names that remain.
  std::vector<Found> search(const AskedName& asked, int score_min) const;

  std::size_t distinct_words() const { return words_.size(); }

 private:
  struct Word {
    std::uint32_t begin;  // in letters_
    std::uint32_t length;
    std::uint64_t classes;
    bool numeric;
  };
  struct Alike {
    std::uint32_t word;
    std::uint16_t score;
  };
  struct Bounds;

  std::u32string_view text(const Word& word) const {
    return std::u32string_view(letters_).substr(word.begin, word.length);
  }
  std::vector<Alike> alike(const match::JaroWord& asked) const;
  int exact(const AskedName& asked, const std::vector<std::vector<std::uint16_t>>& scores,
            std::uint32_t name, Bounds& scratch) const;

  std::u32string letters_;
  std::vector<Word> words_;
  std::vector<std::uint32_t> names_at_;    // word -> first of names_; one more at the end
  std::vector<std::uint32_t> names_;       // names that hold the word, each once
  std::vector<std::uint32_t> words_at_;    // name -> first of words_of_; one more at the end
  std::vector<std::uint32_t> words_of_;    // words of the name, in order
  std::vector<std::uint32_t> letters_of_;  // letters of the name
};

}  // namespace bayon::screen::detail
