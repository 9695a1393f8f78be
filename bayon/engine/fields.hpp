// How are fields read from a question and written into an answer?
//
// Threads: free functions.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/amount.hpp"
#include "bayon/base/result.hpp"
#include "bayon/engine/engine.hpp"
#include "bayon/model/asset.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/model/evidence.hpp"

namespace bayon::engine {

/// Fails with question.out_of_range when the question has a field that is not among `known`: a
/// misspelt field must not be silently ignored.
Result<void> check_fields(const Json& question, std::initializer_list<std::string_view> known);

/// The field as text, or `otherwise` when it is missing or null. Fails with question.out_of_range
/// when it is not a string.
Result<std::string> text_field(const Json& question, std::string_view name,
                               std::string_view otherwise = {});
/// A list of texts; one text counts as a list of one.
Result<std::vector<std::string>> texts_field(const Json& question, std::string_view name);
/// A whole number in [low, high].
Result<std::int64_t> number_field(const Json& question, std::string_view name,
                                  std::int64_t otherwise, std::int64_t low, std::int64_t high);
Result<bool> flag_field(const Json& question, std::string_view name, bool otherwise);
/// A length of time such as "8d", "36h", "90m" or "30s", in nanoseconds; up to 36,600 days.
Result<std::int64_t> duration_field(const Json& question, std::string_view name,
                                    std::int64_t otherwise);
/// "as_of" and "known_at", both days.
Result<model::Clocks> clocks_field(const Json& question);

/// Sets `name` unless the text is empty: what is not known is left out, never "".
void put(Json& out, const char* name, std::string_view text);

/// Decimal text in the asset's places.
std::string amount_json(Amount amount, const model::Asset& asset);
/// For sentences: thousands apart, and of the decimal places two and whatever is not zero.
std::string amount_shown(Amount amount, const model::Asset& asset);
/// "1 victim", "2,294 victims".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);
Json evidence_json(const model::Evidence& evidence);
Json evidence_json(const std::vector<model::Evidence>& evidence);

}  // namespace bayon::engine
