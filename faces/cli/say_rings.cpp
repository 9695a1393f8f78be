#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "faces/cli/say.hpp"
#include "faces/cli/shown.hpp"

namespace bayon::cli {

namespace {

using Align = Table::Align;

std::vector<std::string> accounts_as(const Json& instance, std::string_view role) {
  std::vector<std::string> out;
  for (const auto& one : list_of(instance, "accounts")) {
    if (text_of(one, "role") == role) out.push_back(text_of(one, "account"));
  }
  return out;
}

// The lists of a large instance may be cut; its counts are not.
std::uint64_t accounts_count(const Json& instance, const std::string& role) {
  const Json& counts = field_of(instance, "account_counts");
  return field_of(counts, role).is_null() ? 0 : count_of(counts, role);
}

std::string some(const std::vector<std::string>& accounts, std::string_view between) {
  constexpr std::size_t most = 5;
  std::string out;
  for (std::size_t at = 0; at < accounts.size() && at < most; ++at) {
    out += (at == 0 ? std::string() : std::string(between)) + accounts[at];
  }
  if (accounts.size() > most) out += fmt::format("{}... {} in all", between, accounts.size());
  return out;
}

// Who takes part: a hub with how many pay it and are paid by it, or the members around a cycle.
std::string who(const Json& instance) {
  const auto members = accounts_as(instance, "member");
  if (!members.empty()) return some(members, " > ");
  std::string out = some(accounts_as(instance, "hub"), ", ");
  const auto sources = accounts_count(instance, "source");
  const auto targets = accounts_count(instance, "target");
  if (sources > 0) out = fmt::format("{} > {}", counted(sources, "payer", "payers"), out);
  if (targets > 0) out = fmt::format("{} > {}", out, counted(targets, "receiver", "receivers"));
  return out;
}

std::string sums_text(const Json& instance) {
  std::string out;
  for (const auto& sum : list_of(instance, "sums")) {
    const std::string leg = text_of(sum, "leg");
    const std::string amount = !sum.contains("amount") ? std::string("more than fits of")
                                                       : grouped(text_of(sum, "amount"));
    out += fmt::format("{}{} {} {}", out.empty() ? "" : ", ", leg == "around" ? "in all" : leg,
                       amount, text_of(sum, "asset"));
  }
  return out;
}

void say_searched(const Json& answer, Page& page) {
  Table table({{"kind"},
               {"counterparties"},
               {"found", Align::right},
               {"flows looked at", Align::right},
               {"how the search went"}});
  for (const auto& one : list_of(answer, "searched")) {
    const bool complete = text_of(one, "complete") == "yes";
    const Json& least = field_of(one, "accounts_min");
    table.row({{text_of(one, "kind"), Tone::strong},
               least.is_null() ? std::string()
                               : fmt::format("{} at least", count_of(one, "accounts_min")),
               (complete ? "" : "at least ") + grouped(count_of(one, "instances")),
               grouped(count_of(one, "steps")),
               {complete ? "complete" : "CUT by its budget: there may be more",
                complete ? Tone::plain : Tone::bad}});
  }
  page.table(table, 0);
  for (const auto& one : list_of(answer, "searched")) {
    const Json& cut = field_of(one, "cut");
    if (cut.is_null()) continue;
    const std::string why = cut.is_object() ? text_of(cut, "detail") : text_of(one, "cut");
    page.sentence(fmt::format("{}: {}", text_of(one, "kind"), why), 0, 2, Tone::doubt);
  }
}

// Around one hub, or along one cycle, windows overlap: the largest instance speaks for them all.
struct Group {
  const Json* largest = nullptr;
  std::uint64_t instances = 0;
};

std::pair<std::uint64_t, std::uint64_t> size_of(const Json& instance) {
  std::uint64_t accounts = 0;
  for (const auto* role : {"hub", "source", "target", "member"}) {
    accounts += accounts_count(instance, role);
  }
  return {accounts, count_of(instance, "flow_count")};
}

std::string centre(const Json& instance) {
  const auto hubs = accounts_as(instance, "hub");
  return fmt::format("{}", fmt::join(hubs.empty() ? accounts_as(instance, "member") : hubs, "\n"));
}

// In order of size: sums of different assets have no order among themselves, counts have.
std::vector<Group> groups_of(const Json& answer, const std::string& kind) {
  std::map<std::string, Group> by_centre;
  for (const auto& one : list_of(answer, "instances")) {
    if (text_of(one, "kind") != kind) continue;
    Group& group = by_centre[centre(one)];
    ++group.instances;
    if (group.largest == nullptr || size_of(one) > size_of(*group.largest)) group.largest = &one;
  }
  std::vector<Group> out;
  for (const auto& [accounts, group] : by_centre) out.push_back(group);
  std::ranges::stable_sort(out, [](const Group& a, const Group& b) {
    return size_of(*a.largest) > size_of(*b.largest);
  });
  return out;
}

void say_kind(const Json& kind, const Json& answer, Page& page) {
  const std::string name = text_of(kind, "kind");
  page.gap();
  page.line(fmt::format("{}  {}", page.toned(Tone::strong, name), text_of(kind, "summary")));
  page.sentence("An honest business looks the same: " + text_of(kind, "innocent"), 2, 2,
                Tone::faint);
  const std::vector<Group> groups = groups_of(answer, name);
  if (groups.empty()) {
    page.line("  none found");
    return;
  }
  Table table({{"accounts", Align::right},
               {"flows", Align::right},
               {"first"},
               {"last"},
               {"who"},
               {"how much"},
               {"seen", Align::right}});
  const std::size_t few = page.few(groups.size(), 5);
  for (std::size_t at = 0; at < few; ++at) {
    const Json& one = *groups[at].largest;
    const auto [accounts, flows] = size_of(one);
    table.row({grouped(accounts),
               grouped(flows),
               text_of(one, "first"),
               text_of(one, "last"),
               {who(one), Tone::strong},
               sums_text(one),
               groups[at].instances == 1 ? "once"
                                         : fmt::format("{} times", grouped(groups[at].instances))});
  }
  page.table(table);
  page.rest(groups.size(), few, "of this kind, in order of size");
}

}  // namespace

void say_rings(const Json& answer, Page& page) {
  page.line(fmt::format("Shapes inside {}, from first to last flow", text_of(answer, "window")));
  say_searched(answer, page);
  for (const auto& kind : list_of(answer, "kinds")) say_kind(kind, answer, page);
  const auto shown = count_of(answer, "shown");
  const auto found = count_of(answer, "found");
  if (shown < found) {
    page.gap();
    page.sentence(fmt::format("The answer holds {} of the {} that were found; --instances-shown "
                              "and --flows-shown take more.",
                              grouped(shown), grouped(found)),
                  0, 0, Tone::doubt);
  }
  page.gap();
  page.sentence("A shape is no accusation: it says where to look.", 0, 0, Tone::faint);
}

}  // namespace bayon::cli
