#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <sstream>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/decide/detail/yaml_tree.hpp"

namespace bayon::decide::detail {

namespace {

// Builds the tree from the parser's events. The first fault is kept; what follows it is dropped.
class TreeBuilder : public YAML::EventHandler {
 public:
  const std::string& fault() const { return fault_; }
  std::uint64_t fault_line() const { return fault_line_; }
  YamlValue take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    add(mark, YamlValue::Kind::none, {});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark, "an alias"); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    add(mark, YamlValue::Kind::text, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    refuse_anchor(mark, anchor);
    open(mark, YamlValue::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    refuse_anchor(mark, anchor);
    open(mark, YamlValue::Kind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlValue value;
    std::string key;
    bool key_read = false;
  };

  static std::uint64_t line_of(const YAML::Mark& mark) {
    return mark.line < 0 ? 0 : static_cast<std::uint64_t>(mark.line) + 1;
  }
  void refuse(const YAML::Mark& mark, std::string what) {
    if (!fault_.empty()) return;
    fault_ = std::move(what);
    fault_line_ = line_of(mark);
  }
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0) refuse(mark, "an anchor");
  }

  void open(const YAML::Mark& mark, YamlValue::Kind kind) {
    if (stack_.size() >= static_cast<std::size_t>(yaml_depth_max)) {
      refuse(mark, fmt::format("more than {} levels", yaml_depth_max));
    }
    if (!fault_.empty()) return;
    if (!stack_.empty() && stack_.back().value.kind == YamlValue::Kind::map &&
        !stack_.back().key_read) {
      refuse(mark, "a key that is no text");
      return;
    }
    Open made;
    made.value.kind = kind;
    made.value.line = line_of(mark);
    stack_.push_back(std::move(made));
  }

  void close() {
    if (!fault_.empty()) return;
    YamlValue done = std::move(stack_.back().value);
    stack_.pop_back();
    put(std::move(done));
  }

  void add(const YAML::Mark& mark, YamlValue::Kind kind, std::string text) {
    if (!fault_.empty()) return;
    if (!stack_.empty() && stack_.back().value.kind == YamlValue::Kind::map &&
        !stack_.back().key_read) {
      auto& map = stack_.back();
      if (kind != YamlValue::Kind::text) return refuse(mark, "a key that is no text");
      if (map.value.keys.size() == yaml_keys_max) return refuse(mark, "more keys than any map has");
      if (map.value.find(text) != nullptr) return refuse(mark, "the key '" + text + "' twice");
      map.key = std::move(text);
      map.key_read = true;
      return;
    }
    YamlValue value;
    value.kind = kind;
    value.line = line_of(mark);
    value.text = std::move(text);
    put(std::move(value));
  }

  void put(YamlValue value) {
    if (stack_.empty()) {
      root_ = std::move(value);
      return;
    }
    auto& parent = stack_.back();
    if (parent.value.kind == YamlValue::Kind::list) {
      parent.value.items.push_back(std::move(value));
      return;
    }
    parent.value.keys.push_back(std::move(parent.key));
    parent.value.values.push_back(std::move(value));
    parent.key.clear();
    parent.key_read = false;
  }

  YamlValue root_;
  std::vector<Open> stack_;
  std::string fault_;
  std::uint64_t fault_line_ = 0;
};

}  // namespace

const YamlValue* YamlValue::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] == key) return &values[i];
  }
  return nullptr;
}

Result<YamlValue> read_yaml(std::string_view text, const std::string& file) {
  if (text.size() > yaml_bytes_max) {
    return fail(errors::file_too_large, fmt::format("more than {} bytes", yaml_bytes_max),
                Place{file, 0, {}});
  }
  if (!valid_utf8(text)) return fail(errors::text_invalid_utf8, {}, Place{file, 0, {}});
  TreeBuilder builder;
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      return fail(errors::rules_malformed, "the file is empty", Place{file, 0, {}});
    }
    auto root = builder.take();
    TreeBuilder second;
    if (builder.fault().empty() && parser.HandleNextDocument(second)) {
      return fail(errors::rules_malformed, "more than one document", Place{file, 0, {}});
    }
    if (builder.fault().empty()) return root;
  } catch (const YAML::Exception& error) {
    const auto line = error.mark.is_null() || error.mark.line < 0
                          ? 0
                          : static_cast<std::uint64_t>(error.mark.line) + 1;
    return fail(errors::rules_malformed, error.msg, Place{file, line, {}});
  }
  return fail(errors::rules_malformed, "not allowed here: " + builder.fault(),
              Place{file, builder.fault_line(), {}});
}

}  // namespace bayon::decide::detail
