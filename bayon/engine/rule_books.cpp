#include "bayon/engine/rule_books.hpp"

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/decide/check_examples.hpp"
#include "bayon/decide/rule_bundle.hpp"

namespace bayon::engine {

namespace {

constexpr std::uint64_t bundle_bytes_max = std::uint64_t{64} << 20;

std::filesystem::path kept_at(const std::filesystem::path& case_folder, const std::string& sha256) {
  return case_folder / "rules" / (sha256 + ".yml");
}

Result<std::string> read_kept(const std::filesystem::path& path, std::string_view name) {
  BAYON_TRY_VOID(check_regular(path, errors::case_damaged));
  BAYON_TRY(auto bundle, read_file(path, bundle_bytes_max));
  if (sha256(bundle).hex() == name) return bundle;
  return fail(errors::case_damaged, "the rule book is not the one that its name says",
              Place{path.string(), 0, {}});
}

Result<NamedBook> named(std::string bundle, const std::vector<decide::RuleText>& texts) {
  BAYON_TRY(auto book, decide::read_rule_texts(texts));
  const auto name = sha256(bundle).hex();
  return NamedBook{name, std::move(bundle), std::move(book)};
}

}  // namespace

Result<NamedBook> open_book(const std::vector<std::string>& paths) {
  if (paths.empty()) {
    const auto texts = decide::built_in_rules();
    return named(decide::make_bundle(texts), texts);
  }
  const std::vector<std::filesystem::path> places(paths.begin(), paths.end());
  BAYON_TRY(const auto texts, decide::find_rule_texts(places));
  BAYON_TRY(auto out, named(decide::make_bundle(texts), texts));
  // Tests run the examples of the built-in rules; those of somebody's own run here.
  const auto report = decide::check_examples(out.book);
  if (report.faults.empty()) return out;
  const auto& first = report.faults.front();
  return fail(
      errors::rules_example_fails,
      fmt::format(
          "rule '{}': {}{}", first.rule, first.detail,
          report.faults.size() == 1 ? "" : fmt::format(" (and {} more)", report.faults.size() - 1)),
      first.place);
}

Result<NamedBook> read_book(std::string bundle) {
  BAYON_TRY(const auto texts, decide::read_bundle(bundle));
  return named(std::move(bundle), texts);
}

Result<NamedBook> find_book(const std::filesystem::path& case_folder, const std::string& sha256) {
  Digest digest;
  if (!parse_digest(sha256, digest)) {
    return fail(errors::question_out_of_range, "'book' must be the SHA-256 of a rule book");
  }
  BAYON_TRY(auto built_in, open_book({}));
  if (built_in.sha256 == digest.hex()) return built_in;
  BAYON_TRY(auto bundle, read_kept(kept_at(case_folder, digest.hex()), digest.hex()));
  return read_book(std::move(bundle));
}

Result<void> keep_book(const std::filesystem::path& case_folder, const std::string& sha256,
                       const std::string& bundle) {
  const auto path = kept_at(case_folder, sha256);
  if (read_kept(path, sha256).ok()) return {};
  BAYON_TRY_VOID(make_folder(path.parent_path()));
  return write_file(path, bundle);
}

Result<void> verify_kept_books(const std::filesystem::path& case_folder) {
  std::error_code status;
  for (const auto& file :
       std::filesystem::directory_iterator(kept_at(case_folder, {}).parent_path(), status)) {
    Digest name;
    const auto& path = file.path();
    if (path.extension() != ".yml" || !parse_digest(path.stem().string(), name)) continue;
    BAYON_TRY_VOID(read_kept(path, name.hex()));
  }
  return {};
}

Result<void> verify_kept_book(const std::filesystem::path& case_folder, const std::string& sha256) {
  const auto path = kept_at(case_folder, sha256);
  std::error_code status;
  if (std::filesystem::exists(path, status)) return {};
  return fail(errors::case_damaged, "a rule book that an answer rests on is gone",
              Place{path.string(), 0, {}});
}

}  // namespace bayon::engine
