// What does this XML document say?
//
// Lists of a few megabytes are read whole, within bounds, into a tree that can be asked without
// knowing the library behind it (pugixml). A document type declaration is refused: none of the
// lists has one, and it is the way in for entities that expand without end.
//
// Threads:    a document may be read from any thread once it is made.
// Lifetime:   elements and their texts are views into the document.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/byte_stream.hpp"

namespace bayon::source::reading {

/// One element, or none: asking none gives empty texts and no children. One word, passed by value.
class XmlElement {
 public:
  XmlElement() = default;
  explicit operator bool() const { return node_ != nullptr; }

  /// The name as written, prefix included: "a:Row".
  std::string_view name() const;
  /// The first child element called `name`.
  XmlElement child(std::string_view name) const;
  /// The first child element of any name.
  XmlElement first() const;
  /// The next element beside this one, of any name or of `name`.
  XmlElement next() const;
  XmlElement next(std::string_view name) const;
  XmlElement parent() const;

  /// The element's own characters (several pieces joined), blanks at either end removed.
  std::string text() const;
  /// The text of the first child called `name`; empty when there is none.
  std::string text(std::string_view name) const;
  /// The value of an attribute; empty when there is none.
  std::string_view attribute(std::string_view name) const;

  /// Child elements in order: body(element).
  template <typename Body>
  void for_each(Body&& body) const {
    for (XmlElement child = first(); child; child = child.next()) body(child);
  }
  /// Those called `name`.
  template <typename Body>
  void for_each(std::string_view name, Body&& body) const {
    for (XmlElement at = child(name); at; at = at.next(name)) body(at);
  }

 private:
  friend class XmlDocument;
  explicit XmlElement(void* node) : node_(node) {}
  void* node_ = nullptr;
};

class XmlDocument {
 public:
  /// Reads the rest of `stream`. Fails as ByteStream::chunk and with file.too_large,
  /// file.wrong_format (no markup at all), text.nul_byte, text.invalid_utf8, xml.malformed (with
  /// the line), xml.entity_expansion (a document type declaration) or xml.too_deep. Cost: linear;
  /// memory about ten times the document while it is read.
  static Result<XmlDocument> read(ByteStream& stream, const Bounds& bounds);
  ~XmlDocument();
  XmlDocument(XmlDocument&&) noexcept;
  XmlDocument& operator=(XmlDocument&&) noexcept;

  XmlElement root() const;

 private:
  struct State;
  explicit XmlDocument(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace bayon::source::reading
