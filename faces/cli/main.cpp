// The program `bayon`: verbs on a case, answers for people or as JSON.

#include <unistd.h>

#include <chrono>
#include <iostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/version.hpp"
#include "bayon/engine/engine.hpp"
#include "faces/cli/progress_bar.hpp"
#include "faces/cli/say.hpp"
#include "faces/cli/verbs.hpp"

int main(int argc, char** argv) {
  using namespace bayon;
  CLI::App app(
      "Bayon: an investigation engine for cross-border financial crime and trade security");
  app.set_version_flag("--version", std::string("bayon ") + std::string(version));
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  int exit_code = 0;
  cli::add_verbs(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::cerr << "bayon: " << error.what() << "\n";
    std::cerr << "  remedy: " << entry(errors::usage_bad_argument).remedy << "\n";
    return entry(errors::usage_bad_argument).exit;
  } catch (const InvariantBroken& broken) {
    std::cerr << "bayon: " << broken.what() << "\n  This is a bug in Bayon; nothing was changed.\n";
    return 70;
  }
  return exit_code;
}
