// Which numbers stand in what an act prints as an identifier?
//
// Acts print numbers with words around them: "7725842590 (Tax ID/INN)", "CAR diplomatic passport
// no. D00000897, issued on 5 Apr. 2013", "South Sudan number D00001369", "MP 3413113 and MP
// 2387911". A number is what a reader would type to look it up; the words stay in the original.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bayon::source::eu_journal {

struct PrintedNumber {
  std::string number;
  std::string_view label;  ///< "Tax ID/INN"; empty when there is none
};

/// The numbers in order. None where `text` has no digit or is a date alone ("expiry
/// date 2.7.2016"); a text whose words are not understood is one number as it is. Cost: one pass
/// per kind of word.
std::vector<PrintedNumber> printed_numbers(std::string_view text);

}  // namespace bayon::source::eu_journal
