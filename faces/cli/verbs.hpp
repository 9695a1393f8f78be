// Which verbs does the command line know?
//
// Threads: called once at start.
#pragma once

namespace CLI {
class App;
}

namespace bayon::cli {

/// Adds every verb to `app`; the verb that runs writes its exit code.
void add_verbs(CLI::App& app, int& exit_code);

}  // namespace bayon::cli
