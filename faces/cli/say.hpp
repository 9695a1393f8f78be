// How does each answer read on a terminal?
//
// What matters first; long lists are cut, and say so. Everything in these pages is also in the
// answer's JSON, which is what programs should read.
//
// Threads: free functions.
#pragma once

#include "bayon/engine/engine.hpp"
#include "faces/cli/page.hpp"

namespace bayon::cli {

void say_loaded(const Json& loaded, Page& page);
void say_status(const Json& answer, Page& page);
void say_verified(const Json& verified, Page& page);
void say_formats(const Json& formats, Page& page);
void say_generated(const Json& generated, Page& page);
void say_screen(const Json& answer, Page& page);
void say_trace(const Json& answer, Page& page);
void say_rings(const Json& answer, Page& page);
void say_decide(const Json& answer, Page& page);
void say_report(const Json& answer, Page& page);
void say_investigated(const Json& investigated, Page& page);

}  // namespace bayon::cli
