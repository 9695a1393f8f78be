#include "bayon/decide/read_rules.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/decide/built_in_rules.hpp"
#include "bayon/decide/detail/weighing.hpp"
#include "bayon/decide/detail/yaml_fields.hpp"

namespace bayon::decide {

using detail::Fields;
using detail::FirstFault;
using detail::YamlValue;
using model::Outcome;
using model::Rule;

namespace {

constexpr std::size_t events_max = 64;
constexpr std::size_t examples_max = 256;
constexpr std::size_t patterns_max = 2'000;

using ItemSets = std::map<std::string, model::ItemTest, std::less<>>;

// An outcome that a rule can state: any but `unknown`.
Outcome read_outcome(Fields& fields, std::string_view name, bool needed) {
  const auto stated = [](std::string_view text) {
    const auto found = model::find_outcome(text);
    return found == Outcome::unknown ? std::nullopt : found;
  };
  if (needed && fields.need(name) == nullptr) return Outcome::unknown;
  return fields.word<Outcome>(name, stated, Outcome::unknown, errors::rules_unknown_outcome);
}

void read_patterns(Fields& fields, std::string_view name, std::vector<std::string>& out) {
  if (const auto* value = fields.take(name); value != nullptr) {
    out = detail::text_list(*value, fields.fault(), name);
    if (out.size() > patterns_max) {
      fields.refuse(errors::rules_malformed, fmt::format("more than {} goods", patterns_max),
                    value->line, name);
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (const auto pattern = read_item_pattern(out[i], model::Truth::yes); !pattern) {
        const auto line = value->items.empty() ? value->line : value->items[i].line;
        fields.refuse(pattern.error().code, pattern.error().detail, line, name);
      }
    }
  }
}

model::ItemTest read_item_lists(Fields& fields) {
  model::ItemTest out;
  read_patterns(fields, "yes", out.yes);
  read_patterns(fields, "maybe", out.maybe);
  read_patterns(fields, "no", out.no);
  out.ask = fields.text("ask");
  if (out.yes.empty() && out.maybe.empty()) {
    fields.refuse(errors::rules_malformed, "no goods are named", fields.line(), "items");
  }
  return out;
}

model::ItemTest read_items(const YamlValue& value, const ItemSets& sets, FirstFault& fault) {
  Fields fields(value, fault, "items");
  model::ItemTest out;
  if (const auto set = fields.text("set"); !set.empty()) {
    const auto found = sets.find(set);
    if (found == sets.end()) {
      fields.refuse(errors::rules_malformed, "no set of goods is called '" + set + "'",
                    fields.line(), "set");
    } else {
      out = found->second;
    }
  } else {
    out = read_item_lists(fields);
  }
  fields.finish();
  return out;
}

// `- end_user: [military]`, with `maybe` and `ask` beside it.
model::WordTest read_word_test(const YamlValue& value, FirstFault& fault) {
  Fields fields(value, fault, "test");
  model::WordTest out;
  int facts = 0;
  for (const auto& name : value.keys) {
    const auto fact = model::find_word_fact(name);
    if (!fact) continue;
    ++facts;
    out.fact = *fact;
    // An empty list: the fact decides by its `maybe` words alone.
    if (const auto* words = fields.take(name);
        words != nullptr && !(words->kind == YamlValue::Kind::list && words->items.empty())) {
      out.yes = fields.texts(name);
    }
  }
  if (facts != 1)
    fields.refuse(errors::rules_malformed, "one fact is expected", value.line, "when");
  out.maybe = fields.texts("maybe");
  out.ask = fields.text("ask");
  fields.finish();
  if (const auto made = Predicate::of({true, {out}}); !made) {
    fields.refuse(made.error().code, made.error().detail, value.line, name(out.fact));
  }
  return out;
}

model::Condition read_condition(const YamlValue& value, FirstFault& fault) {
  Fields fields(value, fault, "when");
  model::Condition out;
  const auto* all = fields.take("all");
  const auto* any = fields.take("any");
  fields.finish();
  if ((all == nullptr) == (any == nullptr)) {
    fields.refuse(errors::rules_malformed, "either `all` or `any` is expected", value.line, "when");
    return out;
  }
  out.all = all != nullptr;
  const auto& tests = out.all ? *all : *any;
  if (tests.items.empty()) {
    fields.refuse(errors::rules_malformed, "a list of tests is expected", tests.line, "when");
  }
  for (const auto& test : tests.items) out.tests.push_back(read_word_test(test, fault));
  return out;
}

std::vector<model::RuleCase> read_cases(const YamlValue& value, FirstFault& fault) {
  std::vector<model::RuleCase> out;
  if (value.items.empty() || value.items.size() > detail::cases_max) {
    fault.set(errors::rules_malformed, "a list of cases is expected", value.line, "cases");
  }
  for (const auto& item : value.items) {
    Fields fields(item, fault, "case");
    model::RuleCase one;
    if (const auto* when = fields.need("when"); when != nullptr)
      one.when = read_condition(*when, fault);
    one.outcome = read_outcome(fields, "outcome", true);
    one.note = fields.text("note");
    fields.finish();
    out.push_back(std::move(one));
  }
  return out;
}

// The first day on which someone could know: the earlier of announcement and publication.
Day first_known(const model::RuleEvent& event, Fields& fields) {
  Day out = never;
  if (event.announced.known()) out = std::min(out, event.announced.last());
  if (event.published.known()) out = std::min(out, event.published.last());
  if (out == never) {
    fields.refuse(errors::rules_malformed,
                  "without `announced` or `published` an event needs `known_from`", fields.line(),
                  "known_from");
  }
  return out;
}

model::RuleEvent read_event(const YamlValue& value, FirstFault& fault) {
  Fields fields(value, fault, "event");
  model::RuleEvent out;
  fields.need("event");
  out.kind = fields.word<model::EventKind>("event", model::find_event_kind, out.kind,
                                           errors::rules_malformed);
  out.announced = fields.date("announced");
  out.policy_effective = fields.date("policy_effective");
  out.legal_effective = fields.date("legal_effective");
  out.published = fields.date("published");
  out.expires = fields.date("expires");
  out.governs = fields.word<model::GoverningDate>("governs", model::find_governing_date,
                                                  out.governs, errors::rules_malformed);
  const bool known_from = fields.take("known_from") != nullptr;
  out.known_from = known_from ? fields.day("known_from", never) : first_known(out, fields);
  out.outcome = read_outcome(fields, "outcome", false);
  out.basis =
      fields.word<model::Basis>("basis", model::find_basis, out.basis, errors::rules_malformed);
  out.citation = fields.text("citation");
  out.citation_key = fields.text("key");
  out.note = fields.text("note");
  fields.finish();

  const auto refuse = [&](std::string detail, std::string_view field) {
    fields.refuse(errors::rules_malformed, std::move(detail), value.line, field);
  };
  const bool announcement = out.kind == model::EventKind::announce;
  if (out.outcome != Outcome::unknown && !announcement && out.kind != model::EventKind::amend) {
    refuse("only an amendment or an announcement names an outcome", "outcome");
  }
  if (announcement && out.legal_effective.known()) {
    refuse("an announcement has no legal effect: make it another event", "legal_effective");
  }
  if (announcement && !out.policy_effective.known() && !out.announced.known()) {
    refuse("an announcement needs its day", "announced");
  }
  if (out.expires.known() && out.expires.day() == 0) refuse("a full date is expected", "expires");
  const Day earliest = std::min(out.announced.known() ? out.announced.first() : never,
                                out.published.known() ? out.published.first() : never);
  if (earliest != never && out.known_from < earliest) {
    refuse("it cannot be known before it is announced or published", "known_from");
  }
  return out;
}

void add_party(Fields& fields, std::string_view role, model::Order& order) {
  const std::string kind_field(role);
  const std::string country_field = kind_field + "_country";
  const bool named = fields.take(kind_field) != nullptr || fields.take(country_field) != nullptr;
  if (!named) return;
  order.parties.push_back(
      {kind_field, "Example " + kind_field, fields.text(country_field), fields.text(kind_field)});
}

model::Order read_order(const YamlValue& value, FirstFault& fault) {
  Fields fields(value, fault, "order");
  model::Order out;
  out.id = "example";
  out.goods = fields.text("goods");
  out.classification = fields.text("classification");
  out.jurisdiction = fields.text("jurisdiction");
  out.end_use = fields.text("end_use");
  out.destination = fields.text("destination");
  for (const auto role : {"end_user", "consignee", "purchaser", "intermediary"}) {
    add_party(fields, role, out);
  }
  out.filed = fields.date("filed");
  out.shipped = fields.date("shipped");
  out.entered = fields.date("entered");
  out.paid = fields.date("paid");
  fields.finish();
  return out;
}

void read_examples(Fields& rule, std::string_view name, model::Truth applies,
                   std::vector<model::RuleExample>& out) {
  const auto* list = rule.take(name);
  if (list == nullptr) return;
  if (list->items.empty() || list->items.size() > examples_max) {
    rule.refuse(errors::rules_malformed, "a list of examples is expected", list->line, name);
  }
  for (const auto& item : list->items) {
    Fields fields(item, rule.fault(), "example");
    model::RuleExample one;
    one.applies = applies;
    one.line = item.line;
    if (const auto* order = fields.need("order"); order != nullptr) {
      one.order = read_order(*order, rule.fault());
    }
    fields.need("as_of");
    one.clocks.as_of = fields.day("as_of", 0);
    one.clocks.known_at = fields.day("known_at", day_of(9999, 12, 31));
    one.outcome = read_outcome(fields, "outcome", applies == model::Truth::yes);
    fields.finish();
    out.push_back(std::move(one));
  }
}

Rule read_rule(const YamlValue& root, const ItemSets& sets, FirstFault& fault) {
  Fields fields(root, fault, "rule");
  Rule out;
  out.place = Place{fault.file(), root.line, {}};
  out.id = fields.needed_text("rule");
  out.title = fields.needed_text("title");
  out.issuer = fields.needed_text("issuer");
  out.instrument = fields.needed_text("instrument");
  out.citation = fields.needed_text("citation");
  out.citation_key = fields.text("key");
  fields.need("basis");
  out.basis =
      fields.word<model::Basis>("basis", model::find_basis, out.basis, errors::rules_malformed);
  out.basis_note = fields.text("basis_note");
  out.limits = fields.text("limits");
  if (const Day day = fields.day("read_from", never); day != never) {
    out.read_from = PartialDate::from_day(day);
  }
  if (const Day day = fields.day("last_seen", never); day != never) {
    out.last_seen = PartialDate::from_day(day);
  }
  out.seen_by = fields.text("seen_by");
  if (!out.seen_by.empty() && !out.last_seen.known()) {
    fields.refuse(errors::rules_malformed, "it was seen by someone, but on no day: give last_seen",
                  root.line, "seen_by");
  }
  out.reads = fields.word<model::OrderDate>("reads", model::find_order_date, out.reads,
                                            errors::rules_malformed);
  out.destinations = fields.texts("destinations");
  if (const auto* items = fields.take("items"); items != nullptr) {
    out.items = read_items(*items, sets, fault);
  }
  if (const auto* when = fields.take("when"); when != nullptr)
    out.when = read_condition(*when, fault);
  out.outcome = read_outcome(fields, "outcome", true);
  if (const auto* cases = fields.take("cases"); cases != nullptr)
    out.cases = read_cases(*cases, fault);
  if (const auto* events = fields.need("events"); events != nullptr) {
    if (events->items.empty() || events->items.size() > events_max) {
      fields.refuse(errors::rules_malformed, "a list of events is expected", events->line,
                    "events");
    }
    for (const auto& event : events->items) out.events.push_back(read_event(event, fault));
    if (const auto wrong = check_history(out.events); !wrong.reason.empty()) {
      fields.refuse(errors::rules_malformed, wrong.reason, events->items[wrong.event].line,
                    "events");
    }
  }
  read_examples(fields, "fires", model::Truth::yes, out.examples);
  read_examples(fields, "silent", model::Truth::no, out.examples);
  read_examples(fields, "unsure", model::Truth::unknown, out.examples);
  fields.finish();
  return out;
}

// A file of goods: `item_set` names it.
Result<void> read_item_set(const YamlValue& root, const std::string& file, ItemSets& sets) {
  FirstFault fault(file);
  Fields fields(root, fault, "item_set");
  const auto id = fields.needed_text("item_set");
  for (const auto needed : {"title", "citation"}) fields.needed_text(needed);
  fields.text("key");
  fields.need("basis");
  fields.word<model::Basis>("basis", model::find_basis, model::Basis::primary,
                            errors::rules_malformed);
  fields.text("basis_note");
  fields.date("last_seen");
  auto items = read_item_lists(fields);
  fields.finish();
  if (!sets.emplace(id, std::move(items)).second) {
    fields.refuse(errors::rules_malformed, "two sets of goods are called '" + id + "'", root.line,
                  "item_set");
  }
  if (!fault.empty()) return fault.failure();
  return {};
}

Result<void> find_files(const std::filesystem::path& path,
                        std::vector<std::filesystem::path>& out) {
  std::error_code status;
  if (!std::filesystem::is_directory(path, status)) {
    out.push_back(path);
    return {};
  }
  std::filesystem::recursive_directory_iterator at(path, status);
  for (; !status && at != std::filesystem::recursive_directory_iterator(); at.increment(status)) {
    const auto& entry = at->path();
    std::error_code ignored;
    if (entry.extension() == ".yml" && std::filesystem::is_regular_file(entry, ignored)) {
      out.push_back(entry);
    }
  }
  if (status) return system_failure(status.value(), path, false);
  return {};
}

}  // namespace

Result<RuleBook> read_rule_texts(std::span<const RuleText> texts) {
  // By name, so that errors do not depend on the order of arguments.
  std::vector<const RuleText*> ordered;
  for (const auto& text : texts) ordered.push_back(&text);
  std::sort(ordered.begin(), ordered.end(), [](auto* a, auto* b) { return a->name < b->name; });

  ItemSets sets;
  std::vector<std::pair<const std::string*, YamlValue>> roots;
  for (const auto* text : ordered) {
    BAYON_TRY(YamlValue root, detail::read_yaml(text->text, text->name));
    if (root.find("item_set") != nullptr) {
      BAYON_TRY_VOID(read_item_set(root, text->name, sets));
    } else {
      roots.emplace_back(&text->name, std::move(root));
    }
  }
  if (roots.empty()) {
    return fail(errors::rules_malformed, "no rule is there to read",
                ordered.empty() ? Place{} : Place{ordered.front()->name, 0, {}});
  }
  std::vector<Rule> rules;
  for (const auto& [file, root] : roots) {
    FirstFault fault(*file);
    auto rule = read_rule(root, sets, fault);
    if (!fault.empty()) return fault.failure();
    rules.push_back(std::move(rule));
  }
  return RuleBook::of(std::move(rules));
}

namespace {

// Each file with the name that errors speak of.
using FoundFiles = std::map<std::filesystem::path, std::string>;

Result<std::vector<RuleText>> read_texts(const FoundFiles& files) {
  std::vector<RuleText> texts;
  for (const auto& [file, name] : files) {
    BAYON_TRY(std::string text, read_file(file, detail::yaml_bytes_max));
    texts.push_back({name, std::move(text)});
  }
  return texts;
}

}  // namespace

Result<RuleBook> read_rules(std::span<const std::filesystem::path> paths) {
  std::vector<std::filesystem::path> files;
  for (const auto& path : paths) BAYON_TRY_VOID(find_files(path, files));
  FoundFiles found;
  for (const auto& file : files) found.emplace(file, file.string());
  BAYON_TRY(const auto texts, read_texts(found));
  return read_rule_texts(texts);
}

Result<std::vector<RuleText>> find_rule_texts(std::span<const std::filesystem::path> paths) {
  FoundFiles found;
  for (const auto& path : paths) {
    std::vector<std::filesystem::path> files;
    BAYON_TRY_VOID(find_files(path, files));
    // "rules/" and "." have no last part; the folder they stand for has.
    auto top = (path / "").lexically_normal().parent_path();
    if (top.filename() == "." || top.filename() == "..") {
      std::error_code ignored;
      top = std::filesystem::weakly_canonical(path, ignored);
    }
    for (const auto& file : files) {
      const auto below = file == path ? std::filesystem::path{} : file.lexically_relative(path);
      const auto named = below.empty() ? top.filename() : top.filename() / below;
      found.emplace(file.lexically_normal(), named.generic_string());
    }
  }
  BAYON_TRY(auto texts, read_texts(found));
  std::sort(texts.begin(), texts.end(), [](const RuleText& a, const RuleText& b) {
    return std::tie(a.name, a.text) < std::tie(b.name, b.text);
  });
  return texts;
}

std::vector<RuleText> built_in_rules() {
  std::vector<RuleText> out;
  for (const auto& file : detail::built_in_files) {
    out.push_back({std::string(file.name), std::string(file.text)});
  }
  return out;
}

}  // namespace bayon::decide
