// Which verbs does the command line know, what do they take, and what do they do?
//
// Parsing and running are apart: a line can be read without being obeyed, which is how the examples
// of the help are tested, and how shells complete.
//
// Threads: belongs to the main thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bayon::cli {

/// Words that an option takes, for completion.
using Words = std::vector<std::string>;

/// One verb while it is described. The fields that it fills must outlive the parsing.
class Verb {
 public:
  enum class Need { required, optional };

  /// By position.
  void argument(const std::string& name, std::string& field, const std::string& help,
                Need need = Need::required, Words words = {});
  void arguments(const std::string& name, std::vector<std::string>& field, const std::string& help);
  /// By name: "--as-of". Several names are separated by commas. A value that is empty (a variable
  /// of the shell that was never set) is an error: it must not mean the default.
  void option(const std::string& names, std::string& field, const std::string& help,
              Words words = {}, Need need = Need::optional);
  void option(const std::string& names, std::optional<std::int64_t>& field,
              const std::string& help);
  void option(const std::string& names, std::optional<std::uint64_t>& field,
              const std::string& help);
  /// A list separated by commas; may be given again.
  void list(const std::string& names, std::vector<std::string>& field, const std::string& help,
            Words words = {});
  /// May be given again; a comma belongs to the value.
  void each(const std::string& names, std::vector<std::string>& field, const std::string& help);
  void flag(const std::string& name, bool& field, const std::string& help);

 private:
  friend class Verbs;
  Verb(CLI::App& app, std::map<const CLI::Option*, Words>& words) : app_(app), words_(words) {}
  CLI::App& app_;
  std::map<const CLI::Option*, Words>& words_;
};

class Verbs {
 public:
  /// Adds every verb to `app`, which must live as long.
  explicit Verbs(CLI::App& app);
  Verbs(const Verbs&) = delete;
  Verbs& operator=(const Verbs&) = delete;

  /// Runs the verb that was parsed and returns the exit code.
  int run() const;
  bool known(std::string_view name) const;
  /// The verb most like `word`; empty when none is.
  std::string nearest(std::string_view word) const;
  /// The option of `verb` most like `word`, dashes included; empty when none is.
  std::string nearest_option(std::string_view verb, std::string_view word) const;

  /// For the sources that describe verbs. `example` is one or more lines that can be typed.
  Verb add(const std::string& name, const std::string& summary,
           const std::vector<std::string>& examples, std::function<int()> run);

  const CLI::App& app() const { return app_; }
  const std::map<const CLI::Option*, Words>& words() const { return words_; }

 private:
  struct Entry {
    CLI::App* app;
    std::function<int()> run;
  };
  CLI::App& app_;
  std::vector<Entry> entries_;
  std::map<const CLI::Option*, Words> words_;
};

void add_case_verbs(Verbs& verbs);  ///< init, load, status, verify
void add_screen(Verbs& verbs);
void add_trace(Verbs& verbs);
void add_rings(Verbs& verbs);
void add_decide(Verbs& verbs);
void add_report_verbs(Verbs& verbs);  ///< report, investigate
void add_generate(Verbs& verbs);
void add_formats(Verbs& verbs);
void add_completion(Verbs& verbs);

}  // namespace bayon::cli
