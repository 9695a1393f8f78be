// The program `bayon`: verbs on a case, answers for people or as JSON.

#include <fcntl.h>

#include <algorithm>
#include <csignal>
#include <new>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "bayon/base/check.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/base/version.hpp"
#include "faces/cli/out.hpp"
#include "faces/cli/verbs.hpp"

namespace {

using namespace bayon;

constexpr int exit_of_a_bug = 70;         // EX_SOFTWARE
constexpr int exit_without_streams = 71;  // EX_OSERR, with nowhere to say it

constexpr std::string_view first_steps =
    "Example:\n"
    "  bayon init demo-case\n"
    "  bayon load demo-case --format ofac_sdn --dataset us_ofac_sdn --version 2021-07-07 sdn.csv\n"
    "  bayon screen demo-case \"BANCO NACIONAL DE CUBA\" --as-of 2021-08-01\n\n"
    "bayon VERB --help tells what a verb takes.";

int told(const Result<void>& written) {
  return written.ok() ? 0 : cli::say_error(written.error(), false);
}

// What was meant by an option that the verb has not; empty where nobody can tell.
std::string meant(const cli::Verbs& verbs, std::span<char*> arguments) {
  const std::string_view verb = arguments[1];
  for (const char* argument : arguments.subspan(2)) {
    const std::string_view word = argument;
    if (!word.starts_with("--")) continue;
    const std::string nearest = verbs.nearest_option(verb, word);
    if (!nearest.empty() && word.substr(0, word.find('=')) != nearest) return nearest;
  }
  return {};
}

// Help and version are asked for; everything else that the parser throws is a line that it cannot
// read.
int parse_ended(CLI::App& app, const cli::Verbs& verbs, std::span<char*> arguments,
                const CLI::ParseError& ended, bool json) {
  if (dynamic_cast<const CLI::CallForVersion*>(&ended) != nullptr) {
    return told(cli::write_out(fmt::format("bayon {}\n", version)));
  }
  if (ended.get_exit_code() == 0) return told(cli::write_out(app.help()));
  std::string detail = ended.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&ended) != nullptr) {
    if (const std::string nearest = meant(verbs, arguments); !nearest.empty()) {
      detail += "; did you mean " + nearest + "?";
    }
  }
  return cli::say_error(Error{errors::usage_bad_argument, std::move(detail), {}}, json);
}

bool wants_json(std::span<char*> arguments) {
  return std::ranges::any_of(arguments,
                             [](const char* one) { return std::string_view(one) == "--json"; });
}

// A stream that was closed leaves its number to the next file that is opened: an answer would go
// into the case. /dev/null takes the place, opened the wrong way round, so that reading and writing
// still fail.
bool hold_standard_streams() {
  for (int stream = 0; stream <= 2; ++stream) {
    if (::fcntl(stream, F_GETFD) >= 0) continue;
    if (::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY) != stream) return false;
  }
  return true;
}

int run(std::span<char*> arguments) {
  CLI::App app("Bayon: an investigation engine for cross-border financial crime and trade security",
               "bayon");
  app.set_version_flag("--version", std::string(version), "Print the version");
  app.require_subcommand(1);
  app.footer(std::string(first_steps));
  app.set_help_flag("-h,--help", "Print this help");
  const auto help = app.get_formatter();
  help->column_width(32);
  help->label("Positionals", "Arguments");
  help->label("SUBCOMMAND", "VERB");
  const cli::Verbs verbs(app);
  const bool json = wants_json(arguments);
  if (arguments.size() < 2) {
    cli::write_error(app.help());
    return entry(errors::usage_bad_argument).exit;
  }
  const std::string_view verb = arguments[1];
  if (!verb.starts_with('-') && !verbs.known(verb)) {
    const std::string nearest = verbs.nearest(verb);
    return cli::say_error(
        Error{errors::usage_unknown_verb,
              fmt::format("'{}'{}", verb, nearest.empty() ? "" : "; did you mean " + nearest + "?"),
              {}},
        json);
  }
  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
    return verbs.run();
  } catch (const CLI::ParseError& ended) {
    return parse_ended(app, verbs, arguments, ended, json);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (!hold_standard_streams()) return exit_without_streams;
  // A reader that left early, or a file past the limit of its size, shows as a failed write, not as
  // a death.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  const auto count = static_cast<std::size_t>(argc);
  try {
    return run({argv, count});
  } catch (const std::bad_alloc&) {
    return cli::say_error(Error{errors::memory_exhausted, {}, {}}, wants_json({argv, count}));
  } catch (const std::exception& broken) {
    cli::write_error(
        fmt::format("bayon: {}\n  This is a bug in Bayon; nothing was changed.\n", broken.what()));
    return exit_of_a_bug;
  }
}
