// Where does an answer go: a terminal, a pipe, a file; and an error?
//
// Answers go to standard output in one piece, errors and progress to standard error.
//
// Threads: free functions, called from the main thread.
#pragma once

#include <string_view>

#include "bayon/base/error.hpp"
#include "bayon/base/result.hpp"
#include "bayon/engine/engine.hpp"
#include "faces/cli/page.hpp"

namespace bayon::cli {

/// Colours where standard output is a terminal, NO_COLOR is not set (https://no-color.org) and TERM
/// is not "dumb".
Look look_of_output(bool all);

/// Does a person watch standard error on a terminal that can redraw a line?
bool progress_is_watched();

/// Writes all of `text` to standard output. A reader who left early is no failure. Fails with
/// file.disk_full or file.not_writable: an answer that was lost must not look like one.
Result<void> write_out(std::string_view text);

/// Writes to standard error. Where that fails there is nobody left to tell.
void write_error(std::string_view text);

/// Prints JSON with two blanks of indentation.
Result<void> write_json(const Json& json);

/// The error as an object: {"error": {code, meaning, detail, where, remedy}}.
Json error_json(const Error& error);

/// Tells of an error with its remedy on standard error, as JSON for programs, and returns its exit
/// code.
int say_error(const Error& error, bool json);

}  // namespace bayon::cli
