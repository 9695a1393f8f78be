// What every comparator promises, run over all of them: pairs with known scores, symmetry, range,
// identity, a minimum that only prunes, and agreement with the plain version.
#include "bayon/match/comparator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "bayon/base/file.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/text.hpp"
#include "test/support/place.hpp"

namespace bayon::match {
namespace {

// Small alphabets, so that letters and words meet often; several scripts, so that bytes and letters
// differ.
std::string any_word(Random& random) {
  static const std::vector<std::string> letters[] = {{"a", "b", "c"},
                                                     {"a", "e", "i", "o", "n", "r", "s", "t", "1"},
                                                     {"п", "р", "и", "ម", "ក", "z"}};
  const auto& alphabet = letters[random.below(std::size(letters))];
  // Now and then longer than a machine word has bits.
  const std::uint64_t length = random.chance(0.03) ? 60 + random.below(80) : 1 + random.below(9);
  std::string out;
  for (std::uint64_t i = 0; i < length; ++i) out += alphabet[random.below(alphabet.size())];
  return out;
}

std::string any_text(Random& random) {
  std::string out;
  const std::uint64_t count = random.below(7);
  for (std::uint64_t i = 0; i < count; ++i) out += (out.empty() ? "" : " ") + any_word(random);
  return out;
}

// The same text with a slip: a letter or word dropped, doubled or moved.
std::string slipped(const std::string& text, Random& random) {
  auto pieces = words(text);
  if (pieces.empty()) return text;
  const std::size_t at = random.below(pieces.size());
  switch (random.below(4)) {
    case 0:
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(at));
      break;
    case 1:
      std::swap(pieces[at], pieces.front());
      break;
    case 2:
      pieces.push_back(pieces[at]);
      break;
    default:
      break;
  }
  std::string out;
  for (const auto piece : pieces) out += (out.empty() ? "" : " ") + std::string(piece);
  if (out.size() > 2 && static_cast<unsigned char>(out[1]) < 0x80 && random.chance(0.5)) {
    out.erase(1, 1);
  }
  return std::string(trim(out));
}

struct Texts {
  std::string a, b;
};

// So many pairs for each comparator; the tests say how many of them were alike at all.
std::vector<Texts> seeded_pairs(std::uint64_t seed) {
  Random random(seed);
  std::vector<Texts> out{{"", ""}, {"", "a"}, {" ", " a "}};
  for (int i = 0; i < 4'000; ++i) {
    std::string a = any_text(random);
    std::string b = random.chance(0.6) ? slipped(a, random) : any_text(random);
    out.push_back({std::move(a), std::move(b)});
  }
  return out;
}

class EachComparator : public ::testing::TestWithParam<const Comparator*> {
 protected:
  const Comparator& comparator() const { return *GetParam(); }
};

TEST_P(EachComparator, AgreesWithItsReferenceInBothDirections) {
  std::size_t alike = 0;
  for (const auto& [a, b] : seeded_pairs(7)) {
    const int expected = comparator().reference(a, b);
    ASSERT_EQ(comparator().score(a, b, 0), expected) << "'" << a << "' and '" << b << "'";
    ASSERT_EQ(comparator().score(b, a, 0), expected) << "'" << b << "' and '" << a << "'";
    ASSERT_EQ(comparator().reference(b, a), expected) << "'" << b << "' and '" << a << "'";
    ASSERT_GE(expected, 0);
    ASSERT_LE(expected, score_max);
    if (expected > 0 && expected < score_max) ++alike;
  }
  EXPECT_GT(alike, 1'000u) << "the pairs hardly try anything between 'the same' and 'nothing'";
}

TEST_P(EachComparator, AMinimumOnlyPrunes) {
  Random random(11);
  for (const auto& [a, b] : seeded_pairs(12)) {
    const int whole = comparator().score(a, b, 0);
    for (const int minimum :
         {static_cast<int>(random.between(1, score_max)), whole, whole + 1, score_max}) {
      const int expected = whole >= minimum ? whole : 0;
      ASSERT_EQ(comparator().score(a, b, minimum), expected)
          << "'" << a << "' and '" << b << "' at " << minimum;
    }
  }
}

TEST_P(EachComparator, ATextIsLikeItself) {
  for (const auto& [a, b] : seeded_pairs(13)) {
    // A comparator of words takes blanks alone for nothing.
    const int expected = trim(a).empty() ? comparator().reference(a, a) : score_max;
    ASSERT_EQ(comparator().score(a, a, 1), expected) << "'" << a << "'";
  }
  EXPECT_EQ(comparator().score("", "", 0), 0);
  EXPECT_EQ(comparator().score("", "a", 0), 0);
}

TEST_P(EachComparator, LongTextsEnd) {
  const std::string letters(100'000, 'a');
  std::string many_words;
  for (int i = 0; i < 50'000; ++i) many_words += "ab ";
  EXPECT_EQ(comparator().score(letters, letters, 0), score_max);
  EXPECT_EQ(comparator().score(many_words, many_words, 0), score_max);
  EXPECT_GT(comparator().score(many_words, many_words + "c", 1), 9'000);
}

TEST_P(EachComparator, ScoresItsPairs) {
  const std::string path =
      testing::root().string() + "/bayon/match/" + std::string(comparator().name) + "/pairs.tsv";
  const auto text = read_file(path);
  ASSERT_TRUE(text.ok()) << text.error().text();
  std::size_t count = 0;
  for (const auto line : split(*text, '\n')) {
    if (line.empty() || line.front() == '#') continue;
    const auto cells = split(line, '\t');
    ASSERT_GE(cells.size(), 4u) << line;
    const int score = comparator().score(cells[0], cells[1], 0);
    EXPECT_EQ(std::to_string(score), cells[2]) << line;
    EXPECT_EQ(comparator().reference(cells[0], cells[1]), score) << line;
    if (cells[3] == "same") {
      EXPECT_GE(score, 8'500) << line;
    } else if (cells[3] == "other") {
      EXPECT_LT(score, 8'500) << line;
    }
    ++count;
  }
  EXPECT_GE(count, 10u);
}

INSTANTIATE_TEST_SUITE_P(Registered, EachComparator,
                         ::testing::ValuesIn(comparators().begin(), comparators().end()),
                         [](const auto& member) { return std::string(member.param->name); });

TEST(Comparators, AreListedByName) {
  std::vector<std::string> names;
  for (const Comparator* comparator : comparators()) {
    names.emplace_back(comparator->name);
    EXPECT_FALSE(comparator->summary.empty());
    EXPECT_FALSE(comparator->takes.empty());
  }
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_NE(std::find(names.begin(), names.end(), "jaro_winkler"), names.end());
  EXPECT_NE(std::find(names.begin(), names.end(), "name_tokens"), names.end());
}

}  // namespace
}  // namespace bayon::match
