// Which parts does the page have, and what does each say?
//
// Each function gives one <section>, or nothing where the answer has nothing for it and its absence
// says nothing either. Where the question was asked and nothing was found, the section says so.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bayon/report/detail/story.hpp"

namespace bayon::report {

/// One section and its line in the table of contents.
struct Section {
  std::string id;
  std::string title;
  std::string body;  ///< HTML; empty: the section is left out
};

std::string facts(const Story& story);  ///< below the title: snapshot and clocks

Section summary_section(const Story& story);
Section truth_section(const Story& story);
Section money_section(const Story& story);
Section network_section(const Story& story);
Section timeline_section(const Story& story);
Section freeze_section(const Story& story);
Section kept_section(const Story& story);
Section stops_section(const Story& story);
Section listed_section(const Story& story);
Section parts_section(const Story& story);
Section losses_section(const Story& story);
Section orders_section(const Story& story);
Section rings_section(const Story& story);
Section remarks_section(const Story& story);
Section sources_section(const Story& story);
Section recompute_section(const Story& story);

/// A table that scrolls by itself when narrow. `page` > 0: the script shows so many rows at once.
/// `paper` > 0: so many are printed, 20 or 60 (report.css).
std::string table_open(std::string_view caption, std::string_view columns, int page = 0,
                       std::string_view id = {}, int paper = 0);
std::string table_close();
/// Listed: yes, no or unknown, as a badge.
std::string listed_badge(std::string_view listed);

}  // namespace bayon::report
