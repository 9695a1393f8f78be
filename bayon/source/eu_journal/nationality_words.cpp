#include "bayon/source/eu_journal/nationality_words.hpp"

#include <algorithm>
#include <array>

#include "bayon/base/text.hpp"

namespace bayon::source::eu_journal {

namespace {

struct Nationality {
  std::string_view word;
  std::string_view code;
};

// In the order of the words, for the search.
constexpr std::array nationalities{
    Nationality{"afghan", "af"},       Nationality{"albanian", "al"},
    Nationality{"algerian", "dz"},     Nationality{"american", "us"},
    Nationality{"angolan", "ao"},      Nationality{"argentinian", "ar"},
    Nationality{"armenian", "am"},     Nationality{"australian", "au"},
    Nationality{"austrian", "at"},     Nationality{"azerbaijani", "az"},
    Nationality{"bahraini", "bh"},     Nationality{"bangladeshi", "bd"},
    Nationality{"belarusian", "by"},   Nationality{"belarussian", "by"},
    Nationality{"belgian", "be"},      Nationality{"bolivian", "bo"},
    Nationality{"bosnian", "ba"},      Nationality{"brazilian", "br"},
    Nationality{"british", "gb"},      Nationality{"bulgarian", "bg"},
    Nationality{"burkinabe", "bf"},    Nationality{"burundian", "bi"},
    Nationality{"cambodian", "kh"},    Nationality{"cameroonian", "cm"},
    Nationality{"canadian", "ca"},     Nationality{"chadian", "td"},
    Nationality{"chilean", "cl"},      Nationality{"chinese", "cn"},
    Nationality{"colombian", "co"},    Nationality{"croatian", "hr"},
    Nationality{"cuban", "cu"},        Nationality{"cypriot", "cy"},
    Nationality{"czech", "cz"},        Nationality{"danish", "dk"},
    Nationality{"dutch", "nl"},        Nationality{"ecuadorian", "ec"},
    Nationality{"egyptian", "eg"},     Nationality{"emirati", "ae"},
    Nationality{"eritrean", "er"},     Nationality{"estonian", "ee"},
    Nationality{"ethiopian", "et"},    Nationality{"finnish", "fi"},
    Nationality{"french", "fr"},       Nationality{"gabonese", "ga"},
    Nationality{"georgian", "ge"},     Nationality{"german", "de"},
    Nationality{"ghanaian", "gh"},     Nationality{"greek", "gr"},
    Nationality{"guatemalan", "gt"},   Nationality{"haitian", "ht"},
    Nationality{"honduran", "hn"},     Nationality{"hungarian", "hu"},
    Nationality{"indian", "in"},       Nationality{"indonesian", "id"},
    Nationality{"iranian", "ir"},      Nationality{"iraqi", "iq"},
    Nationality{"irish", "ie"},        Nationality{"israeli", "il"},
    Nationality{"italian", "it"},      Nationality{"ivorian", "ci"},
    Nationality{"jamaican", "jm"},     Nationality{"japanese", "jp"},
    Nationality{"jordanian", "jo"},    Nationality{"kazakh", "kz"},
    Nationality{"kenyan", "ke"},       Nationality{"kuwaiti", "kw"},
    Nationality{"kyrgyz", "kg"},       Nationality{"lao", "la"},
    Nationality{"latvian", "lv"},      Nationality{"lebanese", "lb"},
    Nationality{"liberian", "lr"},     Nationality{"libyan", "ly"},
    Nationality{"lithuanian", "lt"},   Nationality{"malaysian", "my"},
    Nationality{"malian", "ml"},       Nationality{"maltese", "mt"},
    Nationality{"mauritanian", "mr"},  Nationality{"mexican", "mx"},
    Nationality{"moldovan", "md"},     Nationality{"mongolian", "mn"},
    Nationality{"montenegrin", "me"},  Nationality{"moroccan", "ma"},
    Nationality{"mozambican", "mz"},   Nationality{"nepalese", "np"},
    Nationality{"nicaraguan", "ni"},   Nationality{"nigerian", "ng"},
    Nationality{"nigerien", "ne"},     Nationality{"north korean", "kp"},
    Nationality{"norwegian", "no"},    Nationality{"omani", "om"},
    Nationality{"pakistani", "pk"},    Nationality{"palestinian", "ps"},
    Nationality{"panamanian", "pa"},   Nationality{"peruvian", "pe"},
    Nationality{"polish", "pl"},       Nationality{"portuguese", "pt"},
    Nationality{"qatari", "qa"},       Nationality{"romanian", "ro"},
    Nationality{"russian", "ru"},      Nationality{"rwandan", "rw"},
    Nationality{"saudi", "sa"},        Nationality{"senegalese", "sn"},
    Nationality{"serbian", "rs"},      Nationality{"singaporean", "sg"},
    Nationality{"slovak", "sk"},       Nationality{"slovenian", "si"},
    Nationality{"somali", "so"},       Nationality{"south african", "za"},
    Nationality{"south korean", "kr"}, Nationality{"south sudanese", "ss"},
    Nationality{"spanish", "es"},      Nationality{"sudanese", "sd"},
    Nationality{"swedish", "se"},      Nationality{"swiss", "ch"},
    Nationality{"syrian", "sy"},       Nationality{"tajik", "tj"},
    Nationality{"tanzanian", "tz"},    Nationality{"thai", "th"},
    Nationality{"togolese", "tg"},     Nationality{"tunisian", "tn"},
    Nationality{"turkish", "tr"},      Nationality{"turkmen", "tm"},
    Nationality{"ugandan", "ug"},      Nationality{"ukrainian", "ua"},
    Nationality{"uruguayan", "uy"},    Nationality{"uzbek", "uz"},
    Nationality{"venezuelan", "ve"},   Nationality{"vietnamese", "vn"},
    Nationality{"yemeni", "ye"},       Nationality{"zambian", "zm"},
    Nationality{"zimbabwean", "zw"}};

static_assert(std::is_sorted(nationalities.begin(), nationalities.end(),
                             [](const auto& a, const auto& b) { return a.word < b.word; }));

}  // namespace

std::optional<std::string_view> nationality_code(std::string_view word) {
  const std::string lower = lower_ascii(trim(word));
  const auto* found = std::lower_bound(
      nationalities.begin(), nationalities.end(), std::string_view(lower),
      [](const Nationality& held, std::string_view wanted) { return held.word < wanted; });
  if (found == nationalities.end() || found->word != lower) return std::nullopt;
  return found->code;
}

}  // namespace bayon::source::eu_journal
