#include "bayon/source/ca_sema/format.hpp"

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/source/ca_sema/record.hpp"
#include "bayon/source/reading/byte_stream.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/xml.hpp"

namespace bayon::source::ca_sema {

namespace {

Result<void> read_document(const reading::XmlElement& root, const std::string& file, Sink& sink,
                           const Progress& progress) {
  if (root.name() != "data-set") {
    return fail(errors::file_wrong_format,
                fmt::format("the outer element is <{}>, not <data-set>", root.name()),
                Place{file, 0, {}});
  }
  reading::EntityRecord entities;
  std::uint64_t number = 0;
  for (auto record = root.child("record"); record; record = record.next("record")) {
    if (progress.cancelled()) return fail(errors::question_cancelled);
    auto outcome = read_record(record, entities);
    BAYON_TRY_VOID(settle(++number, file, std::move(outcome), entities, sink));
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
  static constexpr Format described{
      .name = "ca_sema",
      .kind = Kind::list,
      .summary = "Canada's consolidated autonomous sanctions list (XML)",
      .publisher = "Global Affairs Canada",
      .licence = "Open Government Licence - Canada",
      .cadence = "when regulations change, about monthly",
      .files = "sema-lmes.xml",
      .read = read};
  return described;
}

}  // namespace bayon::source::ca_sema
