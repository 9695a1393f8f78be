#include "test/support/format_sample.hpp"

#include <algorithm>

#include <toml++/toml.h>

#include "bayon/base/check.hpp"
#include "bayon/base/file.hpp"
#include "test/support/collecting_sink.hpp"
#include "test/support/place.hpp"

namespace bayon::testing {

namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
  auto bytes = read_file(path);
  BAYON_CHECK(bytes.ok(), test.sample_readable);
  return *std::move(bytes);
}

void read_request(const fs::path& folder, FormatSample& sample) {
  if (!fs::exists(folder / "request.toml")) return;
  const toml::table table = toml::parse(contents(folder / "request.toml"));
  sample.dataset = table["dataset"].value_or(sample.dataset);
  sample.version = table["version"].value_or(sample.version);
  sample.mapping = table["mapping"].value_or(sample.mapping);
  if (!sample.mapping.empty() && fs::exists(folder / sample.mapping)) {
    sample.mapping = (folder / sample.mapping).string();
  }
}

FormatSample read_sample(const fs::path& folder) {
  FormatSample out;
  out.name = folder.filename();
  out.expected = folder.parent_path() / ("expected" + out.name.substr(6) + ".ndjson");
  read_request(folder, out);
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".toml") continue;
    out.files.push_back({entry.path().filename(), contents(entry.path())});
  }
  std::sort(out.files.begin(), out.files.end(),
            [](const SampleFile& a, const SampleFile& b) { return a.name < b.name; });
  return out;
}

}  // namespace

std::vector<FormatSample> samples_of(std::string_view format_name) {
  const fs::path folder = testing::root() / "bayon/source" / format_name;
  std::vector<FormatSample> out;
  if (!fs::exists(folder)) return out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    if (entry.is_directory() && (name == "sample" || name.starts_with("sample_"))) {
      out.push_back(read_sample(entry.path()));
    }
  }
  std::sort(out.begin(), out.end(),
            [](const FormatSample& a, const FormatSample& b) { return a.name < b.name; });
  return out;
}

std::vector<FormatSample> samples_of(const source::Format& format) {
  auto out = samples_of(format.name);
  for (auto& sample : out) {
    if (format.kind == source::Kind::list && sample.version.empty()) sample.version = "2025-01-01";
  }
  return out;
}

SampleRequest::SampleRequest(const FormatSample& sample) {
  request_.dataset = sample.dataset;
  request_.version = sample.version;
  request_.mapping = sample.mapping;
  for (const SampleFile& file : sample.files) {
    files_.emplace_back(file.bytes);
    request_.files.push_back(files_.back().input(file.name));
  }
}

void fuzz_format(const source::Format& format, const std::uint8_t* bytes, std::size_t size) {
  static const std::vector<FormatSample> samples = samples_of(format);
  BAYON_CHECK(!samples.empty() && !samples.front().files.empty(), test.sample_readable);
  FormatSample sample = samples.front();
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  std::size_t place = size % sample.files.size();
  for (const FormatSample& other : samples) {
    for (std::size_t i = 0; i < other.files.size(); ++i) {
      if (text.substr(0, 16) != other.files[i].bytes.substr(0, 16)) continue;
      sample = other;
      place = i;
    }
  }
  sample.files[place].bytes = text;
  const SampleRequest input(sample);
  CollectingSink sink;
  Silent progress;
  const auto status = format.read(input.request(), sink, progress);
  // A refused load keeps nothing, so only a whole one must keep its promises.
  BAYON_CHECK(!status.ok() || sink.broken_promises().empty(), test.format_promise);
}

}  // namespace bayon::testing
