#include "bayon/report/report.hpp"

#include <cctype>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/report/detail/fields.hpp"
#include "bayon/report/detail/markup.hpp"
#include "bayon/report/detail/pack.hpp"
#include "bayon/report/detail/page_assets.hpp"
#include "bayon/report/detail/sections.hpp"

namespace bayon::report {

namespace {

// Only this very style and script may act; nothing may be fetched, sent or framed.
std::string policy(std::string_view style) {
  const auto hashed = [](std::string_view bytes) { return base64(sha256(bytes).view()); };
  return fmt::format(
      "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; "
      "base-uri 'none'; form-action 'none'",
      hashed(style), hashed(page_script));
}

// A text inside a style: everything but letters, digits and blanks by its number.
std::string style_text(std::string_view text) {
  std::string out;
  for (const char c : visible(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) == 0 && c != ' ') {
      out += fmt::format("\\{:06x}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

// Every sheet of paper says which case it is of, from which snapshot, and its number.
std::string style_of(const Story& story) {
  const std::string number = text(story.answer(), "question.case_number");
  const std::string title = text(story.answer(), "title");
  const std::string snapshot = text(story.answer(), "snapshot").substr(0, 16);
  return fmt::format("{}@page {{ @bottom-left {{ content: \"{}, snapshot {}\"; }} }}\n", page_style,
                     style_text((number.empty() ? "" : "Case " + number + ", ") +
                                (title.empty() ? "Case report" : title)),
                     style_text(snapshot.empty() ? "unknown" : snapshot));
}

std::string choices(std::string_view name, std::string_view legend,
                    const std::vector<std::string>& labels, bool with_all) {
  std::string out = fmt::format("<fieldset><legend>{}</legend>", legend);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    out += fmt::format("<label><input type=radio name={} value={}{}><span>{}</span></label>", name,
                       i, i == 0 ? " checked" : "", escape(labels[i]));
  }
  if (with_all && labels.size() > 1) {
    out +=
        fmt::format("<label><input type=radio name={} value=all><span>both</span></label>", name);
  }
  return out + "</fieldset>";
}

std::vector<Section> sections_of(const Story& story) {
  std::vector<Section> all = {
      summary_section(story),  truth_section(story),    money_section(story),
      network_section(story),  timeline_section(story), freeze_section(story),
      kept_section(story),     stops_section(story),    listed_section(story),
      parts_section(story),    losses_section(story),   orders_section(story),
      rings_section(story),    remarks_section(story),  sources_section(story),
      recompute_section(story)};
  std::erase_if(all, [](const Section& section) { return section.body.empty(); });
  return all;
}

std::string controls(const Story& story) {
  std::vector<std::string> rules;
  for (const auto& rule : story.rules()) rules.push_back(rule_label(rule));
  return "<form class=\"choose js\" id=choose aria-label=\"What is shown\">" +
         choices("rule", "Rule", rules, true) + choices("asset", "Asset", story.assets(), false) +
         "</form>";
}

}  // namespace

Result<std::string> html(const Json& answer) {
  const Story story(answer);
  if (!story.tells()) return fail(errors::report_nothing_to_tell);
  const std::string given = text(answer, "title");
  const std::string title = escape(given.empty() ? "Case report" : given);
  const std::string style = style_of(story);
  const auto sections = sections_of(story);
  std::string contents, body;
  for (const auto& section : sections) {
    contents += fmt::format("<li><a href=\"#{}\">{}</a>", section.id, section.title);
    body +=
        fmt::format("<section id={0} aria-labelledby={0}-h><h2 id={0}-h>{1}</h2>{2}</section>\n",
                    section.id, section.title, section.body);
  }
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
      "<meta name=bayon-answer content={}>\n"
      "<meta http-equiv=Content-Security-Policy content=\"{}\">\n"
      "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=referrer content=no-referrer>\n<title>{}</title>\n<style>{}</style>\n</head>\n"
      "<body>\n<a class=skip href=\"#main\">Skip to the findings</a>\n"
      "<header><p class=kind>Case report</p><h1>{}</h1>{}</header>\n"
      "<div class=frame><nav aria-label=Contents><ol>{}</ol></nav>\n"
      "<main id=main tabindex=-1>{}\n{}</main></div>\n"
      "<footer><p>Made by Bayon from the snapshot named above. This page holds everything it "
      "shows; it fetches nothing. <span class=paper>On paper long tables are cut; the page itself "
      "and report.json hold every row and every record.</span></p></footer>\n"
      "<script type=\"application/octet-stream\" id=data>{}</script>\n"
      "<script>{}</script>\n</body>\n</html>\n",
      answer_digest(answer), policy(style), title, style, title, facts(story), contents,
      controls(story), body, base64(deflated(packed_json(story))), page_script);
}

Result<void> write_html(const Json& answer, const std::filesystem::path& out) {
  BAYON_TRY(const std::string page, html(answer));
  return write_file(out, page);
}

}  // namespace bayon::report
