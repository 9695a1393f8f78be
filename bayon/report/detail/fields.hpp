// What does the answer say under this key?
//
// Readers of JSON that never fail: what is absent or of another kind reads as empty, and the page
// then says "unknown". A report must come out even where one part of a case is missing.
//
// Threads: free functions. Lifetime: references point into the answer, or to a constant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/engine/engine.hpp"

namespace bayon::report {

/// The value under `key`, or null. `path` may go down through objects with dots: "held.fifo".
const Json& value(const Json& object, std::string_view path);
/// An array under `path`; empty where it is absent.
const Json& items(const Json& object, std::string_view path);
/// Text, a number or a truth value as text; empty where it is absent.
std::string text(const Json& object, std::string_view path);
std::string text_of(const Json& value);
/// Is there something to read under `path`: not null, not "", not an empty array or object?
bool has(const Json& object, std::string_view path);
/// A whole number, or 0.
std::uint64_t number(const Json& object, std::string_view path);
/// The texts of an array.
std::vector<std::string> texts(const Json& object, std::string_view path);

}  // namespace bayon::report
