// How does an answer or an error read on a terminal?
//
// Threads: free functions; they write to standard output and standard error.
#pragma once

#include "bayon/base/error.hpp"
#include "bayon/engine/engine.hpp"

namespace bayon::cli {

/// Tells of an error with its remedy on standard error and returns its exit code.
int say_error(const Error& error);
/// Prints JSON with two blanks of indentation.
void say_json(const Json& json);
/// Prints an answer for people.
void say_loaded(const Json& loaded);
void say_status(const Json& answer);
void say_trace(const Json& answer);
void say_verified(const Json& verified);

}  // namespace bayon::cli
