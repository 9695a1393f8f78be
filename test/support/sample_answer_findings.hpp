// Which findings does the sample answer hold besides the money: lists, orders, rings, words?
//
// Threads: free functions.
#pragma once

#include <cstddef>
#include <string>

#include "bayon/base/json.hpp"

namespace bayon::testing {

/// Verb, snapshot, question, title, datasets, stages, rules and remarks.
Json sample_frame();
std::string sample_name(std::size_t index);
/// The instant at noon of a day of the sample's year.
std::string sample_time(int day);
std::string sample_part_label(const std::string& part);
std::string sample_part_meaning(const std::string& part);
/// The files that texts of "records" name by number: a chain's, a bank's, an exchange's.
Json sample_record_files();
Json sample_orders(std::size_t count);
Json sample_rings(std::size_t of_a_kind, const Json& accounts);
Json sample_listed(const std::string& account);

}  // namespace bayon::testing
