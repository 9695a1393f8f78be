#include "bayon/engine/detail/investigation_file.hpp"

#include <algorithm>
#include <initializer_list>

#include <fmt/format.h>

#include "bayon/base/control.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/source/reading/toml_text.hpp"

namespace bayon::engine {

namespace {

constexpr std::string_view generated_mark = "{generated}";

// Reads tables strictly: an unknown key is an error, for a misspelt one must not be ignored.
class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  Failure wrong(const toml::node& node, const std::string& detail) const {
    return fail(errors::investigation_malformed, detail,
                Place{file_, static_cast<std::uint64_t>(node.source().begin.line), {}});
  }

  Result<void> only(const toml::table& table, std::initializer_list<std::string_view> known) const {
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        return wrong(node,
                     fmt::format("no key '{}'; there are {}", key.str(), fmt::join(known, ", ")));
      }
    }
    return {};
  }

  Result<std::string> text(const toml::table& table, std::string_view key,
                           std::string_view otherwise = {}) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::string(otherwise);
    const auto value = node->value<std::string>();
    if (!node->is_string() || !value) return wrong(*node, fmt::format("'{}' must be a text", key));
    return one_line(*node, key, *value);
  }

  Result<std::vector<std::string>> texts(const toml::table& table, std::string_view key) const {
    std::vector<std::string> out;
    const toml::node* node = table.get(key);
    if (node == nullptr) return out;
    if (node->is_string()) {
      BAYON_TRY(out.emplace_back(), one_line(*node, key, *node->value<std::string>()));
      return out;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr) return wrong(*node, fmt::format("'{}' must be a list of texts", key));
    for (const auto& item : *array) {
      if (!item.is_string()) return wrong(item, fmt::format("'{}' must hold texts alone", key));
      BAYON_TRY(out.emplace_back(), one_line(item, key, *item.value<std::string>()));
    }
    return out;
  }

  // Most texts are names of files: the system would cut one at its first NUL.
  Result<std::string> one_line(const toml::node& node, std::string_view key,
                               std::string value) const {
    if (has_control(value)) return wrong(node, fmt::format("'{}' holds a control character", key));
    return value;
  }

  // A name inside the case; never the case itself.
  Result<std::string> inside(const toml::table& table, std::string_view key,
                             std::string_view otherwise) const {
    BAYON_TRY(std::string name, text(table, key, otherwise));
    const std::filesystem::path path(name);
    const auto plain = path.lexically_normal();
    if (!name.empty() && path.is_relative() && plain != "." && *plain.begin() != "..") return name;
    const toml::node* node = table.get(key);
    return fail(errors::investigation_leaves_case, fmt::format("'{}' is '{}'", key, name),
                Place{file_, node == nullptr ? 0 : std::uint64_t{node->source().begin.line}, {}});
  }

  // "{generated}" stands for a world that the file must have played.
  Result<void> no_generated(const toml::table& table, std::string_view key) const {
    BAYON_TRY(const auto paths, texts(table, key));
    for (const auto& path : paths) {
      if (path.starts_with(generated_mark)) {
        return wrong(*table.get(key), fmt::format("{} without [generate]", generated_mark));
      }
    }
    return {};
  }

  const toml::table* table(const toml::table& from, std::string_view key) const {
    const toml::node* node = from.get(key);
    return node == nullptr ? nullptr : node->as_table();
  }

  Result<Engine::Load> load(const toml::node& node) const {
    const toml::table* table = node.as_table();
    if (table == nullptr) return wrong(node, "each [[load]] is a table");
    BAYON_TRY_VOID(only(*table, {"format", "dataset", "version", "mapping", "files"}));
    Engine::Load out;
    BAYON_TRY(out.format, text(*table, "format"));
    BAYON_TRY(out.dataset, text(*table, "dataset"));
    BAYON_TRY(out.version, text(*table, "version"));
    BAYON_TRY(out.mapping, text(*table, "mapping"));
    BAYON_TRY(out.files, texts(*table, "files"));
    if (out.format.empty() || out.dataset.empty() || out.files.empty()) {
      return wrong(node, "a [[load]] needs format, dataset and files");
    }
    return out;
  }

  Result<Json> question(const toml::table& table) const {
    BAYON_TRY_VOID(only(table, {"as_of", "known_at", "rules", "kinds", "window", "ties",
                                "hub_flows_max", "tolerance_days", "orders_by"}));
    Json out = Json::object();
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (node.is_integer()) {
        out[name] = *node.value<std::int64_t>();
      } else if (node.is_array()) {
        BAYON_TRY(const auto values, texts(table, name));
        out[name] = values;
      } else if (node.is_date()) {
        const auto date = *node.value<toml::date>();
        out[name] = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
      } else {
        BAYON_TRY(out[name], text(table, name));
      }
    }
    return out;
  }

 private:
  std::string file_;
};

}  // namespace

// long: one step for each table of the file
Result<Investigation> read_investigation(const std::filesystem::path& file) {
  BAYON_TRY(const toml::table root,
            source::reading::read_toml(file, errors::investigation_malformed));
  const Reader reader(file.string());
  BAYON_TRY_VOID(reader.only(root, {"title", "case", "author", "unit", "case_number", "generate",
                                    "load", "questions", "truth", "report"}));
  Investigation out;
  BAYON_TRY(out.title, reader.text(root, "title", file.stem().string()));
  BAYON_TRY(out.case_folder, reader.text(root, "case"));
  const std::filesystem::path base = file.parent_path();
  if (const auto* generate = reader.table(root, "generate")) {
    BAYON_TRY_VOID(reader.only(*generate, {"scenario", "folder"}));
    out.generate.emplace();
    BAYON_TRY(const std::string scenario, reader.text(*generate, "scenario"));
    if (scenario.empty()) return reader.wrong(*generate, "[generate] needs a scenario");
    out.generate->scenario = base / scenario;
    BAYON_TRY(out.generate->folder, reader.inside(*generate, "folder", "world"));
  }
  const toml::node* loads = root.get("load");
  if (loads != nullptr && !loads->is_array()) return reader.wrong(*loads, "write [[load]]");
  if (loads != nullptr) {
    for (const auto& node : *loads->as_array()) {
      BAYON_TRY(out.loads.emplace_back(), reader.load(node));
      if (!out.generate) BAYON_TRY_VOID(reader.no_generated(*node.as_table(), "files"));
    }
  }
  if (const auto* questions = reader.table(root, "questions")) {
    BAYON_TRY(out.question, reader.question(*questions));
  }
  out.question["title"] = out.title;
  for (const char* said : {"author", "unit", "case_number"}) {
    BAYON_TRY(const std::string value, reader.text(root, said));
    if (!value.empty()) out.question[said] = value;
  }
  if (out.generate) out.question["made_up"] = true;
  if (const auto* truth = reader.table(root, "truth")) {
    BAYON_TRY_VOID(reader.only(*truth, {"folder"}));
    BAYON_TRY(out.truth, reader.text(*truth, "folder", generated_mark));
    if (!out.generate && out.truth.string().starts_with(generated_mark)) {
      return reader.wrong(*truth, fmt::format("{} without [generate]", generated_mark));
    }
  }
  if (const auto* report = reader.table(root, "report")) {
    BAYON_TRY_VOID(reader.only(*report, {"html", "json"}));
    BAYON_TRY(out.html, reader.inside(*report, "html", out.html));
    BAYON_TRY(out.json, reader.inside(*report, "json", out.json));
    using std::filesystem::path;
    if (path(out.html).lexically_normal() == path(out.json).lexically_normal()) {
      return reader.wrong(*report, "html and json are one file");
    }
  }
  return out;
}

Result<std::vector<std::string>> find_files(const std::vector<std::string>& files,
                                            const std::filesystem::path& base,
                                            const std::filesystem::path& generated) {
  std::vector<std::string> out;
  for (const std::string& file : files) {
    std::filesystem::path path = file;
    if (file.starts_with(generated_mark)) {
      std::string_view rest = std::string_view(file).substr(generated_mark.size());
      if (rest.starts_with('/')) rest.remove_prefix(1);
      path = rest.empty() ? generated : generated / rest;
    } else if (file != "-" && path.is_relative()) {
      path = base / path;
    }
    const std::string name = path.filename().string();
    const auto star = name.find('*');
    if (star == std::string::npos) {
      out.push_back(path.string());
      continue;
    }
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(path.parent_path(), error)) {
      const std::string here = entry.path().filename().string();
      if (here.size() + 1 >= name.size() && here.starts_with(name.substr(0, star)) &&
          here.ends_with(name.substr(star + 1))) {
        found.push_back(entry.path().string());
      }
    }
    if (found.empty()) return fail(errors::file_not_found, "nothing fits " + path.string());
    std::sort(found.begin(), found.end());
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

}  // namespace bayon::engine
