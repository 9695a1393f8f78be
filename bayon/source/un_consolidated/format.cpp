#include "bayon/source/un_consolidated/format.hpp"

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/source/reading/byte_stream.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/xml.hpp"
#include "bayon/source/un_consolidated/entity.hpp"
#include "bayon/source/un_consolidated/individual.hpp"

namespace bayon::source::un_consolidated {

namespace {

using reading::XmlElement;

Result<void> read_document(const XmlElement& root, const std::string& file, Sink& sink,
                           const Progress& progress) {
  if (root.name() != "CONSOLIDATED_LIST") {
    return fail(errors::file_wrong_format,
                fmt::format("the outer element is <{}>, not <CONSOLIDATED_LIST>", root.name()),
                Place{file, 0, {}});
  }
  reading::EntityRecord entities;
  std::uint64_t record = 0;
  for (XmlElement group = root.first(); group; group = group.next()) {
    for (XmlElement entry = group.first(); entry; entry = entry.next()) {
      const bool individual = entry.name() == "INDIVIDUAL";
      if (!individual && entry.name() != "ENTITY") continue;
      if (progress.cancelled()) return fail(errors::question_cancelled);
      auto outcome = individual ? read_individual(entry, entities) : read_entity(entry, entities);
      BAYON_TRY_VOID(settle(++record, file, std::move(outcome), entities, sink));
    }
  }
  return {};
}

Result<void> read(const Request& request, Sink& sink, Progress& progress) {
  for (const InputFile& file : request.files) {
    BAYON_TRY(auto stream, reading::ByteStream::open(file, request.bounds, progress));
    sink.begin_file(stream.name());
    BAYON_TRY(const auto document, reading::XmlDocument::read(stream, request.bounds));
    BAYON_TRY_VOID(read_document(document.root(), stream.name(), sink, progress));
    sink.end_file(stream.sha256(), stream.raw_bytes());
  }
  return {};
}

}  // namespace

const Format& format() {
  static constexpr Format described{.name = "un_consolidated",
                                    .kind = Kind::list,
                                    .summary = "the UN Security Council's consolidated list (XML)",
                                    .publisher = "United Nations Security Council",
                                    .licence = "UN terms of use: free reuse with attribution",
                                    .cadence = "when a committee decides, several times a month",
                                    .files = "consolidated.xml",
                                    .read = read};
  return described;
}

}  // namespace bayon::source::un_consolidated
