#include "faces/cli/completion.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace bayon::cli {

namespace {

struct Taken {
  std::vector<std::string> names;  ///< with dashes
  std::string summary;
  std::vector<std::string> words;  ///< that it takes; empty for flags and free text
  bool value = false;
  bool many = false;
};

std::vector<const CLI::App*> verbs_of(const Verbs& verbs) {
  const CLI::App& app = verbs.app();
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<Taken> options_of(const Verbs& verbs, const CLI::App& verb) {
  std::vector<Taken> out;
  for (const auto* option : verb.get_options()) {
    if (option->get_positional()) continue;
    Taken taken;
    for (const auto& name : option->get_lnames()) taken.names.push_back("--" + name);
    for (const auto& name : option->get_snames()) taken.names.push_back("-" + name);
    taken.summary = option->get_description();
    taken.value = option->get_items_expected_max() > 0;
    taken.many = option->get_items_expected_max() > 1;
    if (const auto found = verbs.words().find(option); found != verbs.words().end()) {
      taken.words = found->second;
    }
    out.push_back(std::move(taken));
  }
  return out;
}

// Words that the verb's first argument takes, as in `bayon completion bash`.
std::vector<std::string> argument_words(const Verbs& verbs, const CLI::App& verb) {
  for (const auto* option : verb.get_options()) {
    const auto found = verbs.words().find(option);
    if (option->get_positional() && found != verbs.words().end()) return found->second;
  }
  return {};
}

std::string names_of(const std::vector<const CLI::App*>& verbs) {
  std::string out;
  for (const auto* verb : verbs) out += verb->get_name() + " ";
  return out;
}

// `text` with a backslash before each of `special`.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// Within single quotes of a POSIX shell.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

constexpr std::string_view bash_head =
    R"(# bash completion for bayon:  source <(bayon completion bash)
# A list such as fifo,haircut completes word by word.
_bayon_words() {
  local before=""
  [[ $cur == *,* ]] && before=${cur%,*},
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "${cur##*,}"))
}
_bayon() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]}
  COMPREPLY=()
)";

}  // namespace

std::string bash_completion(const Verbs& verbs) {
  const auto all = verbs_of(verbs);
  std::string out(bash_head);
  out += fmt::format(
      "  if ((COMP_CWORD == 1)); then _bayon_words \"{}--help --version\"; return; fi\n",
      names_of(all));
  out += "  case \"$verb $prev\" in\n";
  for (const auto* verb : all) {
    for (const auto& taken : options_of(verbs, *verb)) {
      if (!taken.value) continue;
      std::string patterns;
      for (const auto& name : taken.names) {
        patterns += fmt::format("{}\"{} {}\"", patterns.empty() ? "" : "|", verb->get_name(), name);
      }
      // Free text and files are left to the shell.
      out += taken.words.empty() ? fmt::format("    {}) return ;;\n", patterns)
                                 : fmt::format("    {}) _bayon_words \"{}\"; return ;;\n", patterns,
                                               fmt::join(taken.words, " "));
    }
  }
  out += "  esac\n  case \"$verb\" in\n";
  for (const auto* verb : all) {
    std::string names;
    for (const auto& taken : options_of(verbs, *verb)) {
      names += fmt::format("{}{}", names.empty() ? "" : " ", fmt::join(taken.names, " "));
    }
    const auto words = argument_words(verbs, *verb);
    out += fmt::format("    {}) [[ $cur == -* ]] && _bayon_words \"{}\"", verb->get_name(), names);
    if (!words.empty()) {
      out += fmt::format(" || _bayon_words \"{}\"", fmt::join(words, " "));
    }
    out += " ;;\n";
  }
  return out + "  esac\n}\ncomplete -o default -F _bayon bayon\n";
}

std::string zsh_completion(const Verbs& verbs) {
  const auto all = verbs_of(verbs);
  std::string out =
      "#compdef bayon\n# zsh completion for bayon:  source <(bayon completion zsh)\n"
      "_bayon() {\n  local -a verbs\n  verbs=(\n";
  for (const auto* verb : all) {
    out += fmt::format("    {}\n", in_quotes(escaped(verb->get_name(), ":") + ":" +
                                             escaped(verb->get_description(), ":")));
  }
  out +=
      "  )\n  if (( CURRENT == 2 )); then _describe verb verbs; return; fi\n"
      "  local verb=$words[2]\n  shift words; (( CURRENT-- ))\n  case $verb in\n";
  for (const auto* verb : all) {
    out += fmt::format("    {}) _arguments", verb->get_name());
    for (const auto& taken : options_of(verbs, *verb)) {
      for (const auto& name : taken.names) {
        std::string spec =
            fmt::format("{}{}[{}]", taken.many ? "*" : "", name, escaped(taken.summary, "[]:"));
        if (taken.value) {
          spec += taken.words.empty() ? ":value:_files"
                  : taken.many
                      ? fmt::format(":word:_sequence compadd - {}", fmt::join(taken.words, " "))
                      : fmt::format(":word:({})", fmt::join(taken.words, " "));
        }
        out += " \\\n      " + in_quotes(spec);
      }
    }
    const auto words = argument_words(verbs, *verb);
    out += words.empty() ? " \\\n      '*:file:_files'"
                         : fmt::format(" \\\n      '1:word:({})'", fmt::join(words, " "));
    out += " ;;\n";
  }
  return out + "  esac\n}\ncompdef _bayon bayon\n";
}

std::string fish_completion(const Verbs& verbs) {
  std::string out = "# fish completion for bayon:  bayon completion fish | source\n";
  for (const auto* verb : verbs_of(verbs)) {
    out += fmt::format("complete -c bayon -n __fish_use_subcommand -f -a {} -d '{}'\n",
                       verb->get_name(), escaped(verb->get_description(), "'\\"));
    const std::string within =
        fmt::format("complete -c bayon -n '__fish_seen_subcommand_from {}'", verb->get_name());
    if (const auto words = argument_words(verbs, *verb); !words.empty()) {
      out += fmt::format("{} -f -a '{}'\n", within, fmt::join(words, " "));
    }
    for (const auto& taken : options_of(verbs, *verb)) {
      out += within;
      for (const auto& name : taken.names) {
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      }
      if (!taken.words.empty()) {
        out += fmt::format(" -x -a '{}'", fmt::join(taken.words, " "));
      } else if (taken.value) {
        out += " -r";
      }
      out += fmt::format(" -d '{}'\n", escaped(taken.summary, "'\\"));
    }
  }
  return out;
}

}  // namespace bayon::cli
