// How does text from outside become a part of the page?
//
// `visible` is the one gate for outside text: it makes well-formed UTF-8 of any bytes and shows
// control characters and characters that turn the direction of text as their number, as in
// "[U+202E]". `escape` then makes it safe between tags and inside quoted attributes.
//
// A figure is a number with a way to its evidence: a button whose key the script explains.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

namespace bayon::report {

/// Cost: one pass.
std::string visible(std::string_view text);
/// `visible`, then & < > " ' as entities.
std::string escape(std::string_view text);
/// An escaped text whose direction cannot reach its surroundings.
std::string name(std::string_view text);

/// "1234567.50" -> "1,234,567.50"; text that is no decimal number stays as it is.
std::string grouped(std::string_view decimal);
/// The same for the eye: "1.23 M". At most three digits and a letter, cut and not rounded up.
std::string brief(std::string_view decimal);
/// A decimal text as a length on paper. Only for drawing.
double drawn(std::string_view decimal);
/// Is it a decimal number?
bool decimal(std::string_view text);

/// A number that leads to its evidence; an empty one reads "unknown". `style` is one more class.
std::string figure(std::string_view number, std::string_view key, std::string_view style = {});
/// Other text that leads to its evidence.
std::string lead(std::string_view text, std::string_view key, std::string_view style = {});
/// "no_licence_required" -> "no licence required", escaped.
std::string words(std::string_view name);
/// A short state with its own look: `kind` is good, open, bad or plain.
std::string badge(std::string_view text, std::string_view kind);
/// The day of an instant: its first ten characters.
std::string day(std::string_view instant);

}  // namespace bayon::report
