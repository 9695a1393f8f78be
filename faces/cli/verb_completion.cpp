#include <memory>

#include "bayon/base/error_codes.hpp"
#include "faces/cli/asking.hpp"
#include "faces/cli/completion.hpp"
#include "faces/cli/out.hpp"
#include "faces/cli/verbs.hpp"

namespace bayon::cli {

namespace {

int run_completion(const Verbs& verbs, const std::string& shell) {
  Result<void> written;
  if (shell == "bash") {
    written = write_out(bash_completion(verbs));
  } else if (shell == "zsh") {
    written = write_out(zsh_completion(verbs));
  } else if (shell == "fish") {
    written = write_out(fish_completion(verbs));
  } else {
    written = fail(errors::usage_bad_argument, "the shells are bash, zsh and fish");
  }
  return written.ok() ? 0 : say_error(written.error(), false);
}

}  // namespace

void add_completion(Verbs& verbs) {
  auto shell = std::make_shared<std::string>();
  auto verb =
      verbs.add("completion", "A script with which a shell completes bayon's lines",
                {"bayon completion bash > ~/.local/share/bash-completion/completions/bayon"},
                [&verbs, shell] { return run_completion(verbs, *shell); });
  verb.argument("shell", *shell, "bash, zsh or fish", Verb::Need::required,
                {"bash", "zsh", "fish"});
}

}  // namespace bayon::cli
