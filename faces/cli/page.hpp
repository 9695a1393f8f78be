// How is an answer laid out for a reader: lines, tables, what is cut and how to get the rest?
//
// A Page collects text; nothing is written until it is whole. Colours only mark what the words say
// already, and are left out where no terminal reads.
//
// Threads: a Page belongs to one thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bayon::cli {

enum class Tone { plain, strong, good, bad, doubt, faint };

/// How the reader reads.
struct Look {
  bool colours = false;
  bool all = false;         ///< nothing is cut
  std::size_t width = 100;  ///< columns, to which sentences are wrapped; tables are not
};

/// A table of aligned columns.
class Table {
 public:
  /// `decimal`: amounts stand with their points under each other.
  enum class Align { left, right, decimal };
  struct Column {
    std::string title;
    Align align = Align::left;
  };
  struct Cell {
    std::string text;
    Tone tone = Tone::plain;

    Cell(std::string words, Tone how = Tone::plain) : text(std::move(words)), tone(how) {}
    Cell(const char* words) : text(words) {}
  };

  /// Without titles there is no head line.
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  /// As many cells as there are columns.
  void row(std::vector<Cell> cells);
  bool empty() const { return rows_.empty(); }

 private:
  friend class Page;
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

class Page {
 public:
  explicit Page(Look look) : look_(look) {}

  void line(std::string_view text = {});
  /// An empty line between parts; never two, never at the beginning.
  void gap();
  /// A heading in strong letters.
  void heading(std::string_view text);
  /// A sentence, wrapped; lines after the first stand `hanging` columns deeper.
  void sentence(std::string_view text, std::size_t indent = 0, std::size_t hanging = 0,
                Tone tone = Tone::plain);
  /// A sentence behind a label of at most six columns; further lines stand below the sentence.
  void labelled(std::string_view label, std::string_view text, std::size_t indent = 2);
  void table(const Table& table, std::size_t indent = 2);

  /// How many of `total` to show, when `usual` are enough for most readers.
  std::size_t few(std::size_t total, std::size_t usual) const;
  /// Says what was left out: "... 12 more hits: --all prints them, --json every detail".
  void rest(std::size_t total, std::size_t shown, std::string_view what, std::size_t indent = 2);

  std::string toned(Tone tone, std::string_view text) const;
  const std::string& text() const { return text_; }

 private:
  void wrap(std::string before, std::string_view text, std::size_t deeper, Tone tone);
  Look look_;
  std::string text_;
};

}  // namespace bayon::cli
