#include "bayon/source/reading/xml.hpp"

#include <pugixml.hpp>

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/source/reading/record_batches.hpp"

namespace bayon::source::reading {

namespace {

// A tag costs the library about 70 bytes. With a document of the largest size allowed in view, the
// tree may take a fifth of it: 3 million tags by default, forty times what a real list has.
constexpr std::uint64_t bytes_for_a_piece = 5 * 70;

pugi::xml_node_struct* raw(const pugi::xml_node& node) { return node.internal_object(); }
pugi::xml_node cooked(void* node) {
  return pugi::xml_node(static_cast<pugi::xml_node_struct*>(node));
}

pugi::xml_node element_from(pugi::xml_node node) {
  while (node && node.type() != pugi::node_element) node = node.next_sibling();
  return node;
}

// Depth, declarations and encoding of the whole tree, without recursion.
Result<void> inspect(const pugi::xml_document& document, int depth_max) {
  int depth = 0;
  for (pugi::xml_node node = document.first_child(); node;) {
    if (node.type() == pugi::node_doctype) {
      return fail(errors::xml_entity_expansion, "the document declares a document type");
    }
    if (depth >= depth_max) {
      return fail(errors::xml_too_deep, fmt::format("more than {} levels", depth_max));
    }
    if (!valid_utf8(node.value())) return fail(errors::text_invalid_utf8, "in a text");
    for (const auto attribute : node.attributes()) {
      if (!valid_utf8(attribute.value())) {
        return fail(errors::text_invalid_utf8, fmt::format("in an attribute of <{}>", node.name()));
      }
    }
    if (!valid_utf8(node.name())) return fail(errors::text_invalid_utf8, "in a name");
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
      if (depth < 0) return {};
    }
    node = node.next_sibling();
  }
  return {};
}

Result<void> check_bytes(std::string_view text, std::uint64_t pieces_max) {
  if (trim(text.substr(0, 4096)).empty()) return fail(errors::file_wrong_format, "no markup");
  const auto nul = text.find('\0');
  if (nul != std::string_view::npos) {
    return fail(errors::text_nul_byte, fmt::format("at byte {}", nul + 1));
  }
  std::string_view start = text;
  if (start.starts_with("\xef\xbb\xbf")) start.remove_prefix(3);
  if (!trim(start.substr(0, 4096)).starts_with('<')) {
    return fail(errors::file_wrong_format, "it does not begin with markup");
  }
  const auto pieces = static_cast<std::size_t>(std::count(text.begin(), text.end(), '<'));
  if (pieces > pieces_max) {
    return fail(errors::file_too_large,
                fmt::format("{} tags, at most {} are read", pieces, pieces_max));
  }
  return {};
}

}  // namespace

std::string_view XmlElement::name() const { return cooked(node_).name(); }

XmlElement XmlElement::first() const {
  return XmlElement(raw(element_from(cooked(node_).first_child())));
}

XmlElement XmlElement::next() const {
  return XmlElement(raw(element_from(cooked(node_).next_sibling())));
}

XmlElement XmlElement::child(std::string_view name) const {
  XmlElement at = first();
  while (at && at.name() != name) at = at.next();
  return at;
}

XmlElement XmlElement::next(std::string_view name) const {
  XmlElement at = next();
  while (at && at.name() != name) at = at.next();
  return at;
}

XmlElement XmlElement::parent() const {
  const auto up = cooked(node_).parent();
  return up.type() == pugi::node_element ? XmlElement(raw(up)) : XmlElement();
}

std::string XmlElement::text() const {
  std::string out;
  for (const auto piece : cooked(node_).children()) {
    if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata) out += piece.value();
  }
  const auto trimmed = trim(out);
  return trimmed.size() == out.size() ? out : std::string(trimmed);
}

std::string XmlElement::text(std::string_view name) const { return child(name).text(); }

std::string_view XmlElement::attribute(std::string_view name) const {
  for (const auto attribute : cooked(node_).attributes()) {
    if (attribute.name() == name) return attribute.value();
  }
  return {};
}

struct XmlDocument::State {
  pugi::xml_document document;
};

XmlDocument::XmlDocument(std::unique_ptr<State> state) : state_(std::move(state)) {}
XmlDocument::~XmlDocument() = default;
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;

Result<XmlDocument> XmlDocument::read(ByteStream& stream, const Bounds& bounds) {
  const auto placed = [&](Error error) {
    error.where.file = stream.name();
    return error;
  };
  BAYON_TRY(const std::string text, stream.rest(bounds.document_bytes_max));
  BAYON_TRY_VOID(
      check_bytes(text, bounds.document_bytes_max / bytes_for_a_piece).transform_error(placed));
  auto state = std::make_unique<State>();
  const auto parsed = state->document.load_buffer(
      text.data(), text.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_auto);
  if (!parsed) {
    const auto at =
        std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)), text.size());
    const auto line = count_line_breaks(std::string_view(text).substr(0, at)) + 1;
    return fail(errors::xml_malformed, parsed.description(), Place{stream.name(), line, {}});
  }
  BAYON_TRY_VOID(inspect(state->document, bounds.depth_max).transform_error(placed));
  if (!state->document.document_element()) {
    return fail(errors::xml_malformed, "there is no element", Place{stream.name(), 0, {}});
  }
  return XmlDocument(std::move(state));
}

XmlElement XmlDocument::root() const {
  return XmlElement(raw(state_->document.document_element()));
}

}  // namespace bayon::source::reading
