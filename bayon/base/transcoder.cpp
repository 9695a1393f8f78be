#include "bayon/base/transcoder.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bayon/base/check.hpp"
#include "bayon/base/error_codes.hpp"

namespace bayon {

namespace {

// The names that mappings use, and ICU's; windows-874 is the Thai of bank exports.
struct Encoding {
  std::string_view name;
  const char* icu;
};
constexpr std::array encodings{
    Encoding{"utf-8", "UTF-8"},
    Encoding{"utf-16", "UTF-16"},
    Encoding{"utf-16le", "UTF-16LE"},
    Encoding{"utf-16be", "UTF-16BE"},
    Encoding{"latin-1", "ISO-8859-1"},
    Encoding{"iso-8859-1", "ISO-8859-1"},
    Encoding{"iso-8859-2", "ISO-8859-2"},
    Encoding{"iso-8859-15", "ISO-8859-15"},
    Encoding{"windows-1250", "windows-1250"},
    Encoding{"windows-1251", "windows-1251"},
    Encoding{"windows-1252", "windows-1252"},
    Encoding{"windows-874", "windows-874"},
};

const Encoding* find(std::string_view name) {
  const auto at = std::find_if(encodings.begin(), encodings.end(),
                               [&](const Encoding& each) { return each.name == name; });
  return at == encodings.end() ? nullptr : &*at;
}

constexpr std::size_t pivot_units = 4096;

}  // namespace

std::string known_encodings() {
  std::string out;
  for (const Encoding& each : encodings) {
    out += fmt::format("{}{}", out.empty() ? "" : ", ", each.name);
  }
  return out;
}

bool known_encoding(std::string_view name) { return find(name) != nullptr; }

void Transcoder::Closer::operator()(UConverter* converter) const { ucnv_close(converter); }

Transcoder::Transcoder(std::string_view encoding) : encoding_(encoding), pivot_(pivot_units) {
  const Encoding* found = find(encoding);
  BAYON_CHECK(found != nullptr, text.encoding_known);
  UErrorCode status = U_ZERO_ERROR;
  from_.reset(ucnv_open(found->icu, &status));
  to_.reset(ucnv_open("UTF-8", &status));
  ucnv_setToUCallBack(from_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  ucnv_setFromUCallBack(to_.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  BAYON_CHECK(U_SUCCESS(status), text.encoding_known);
  pivot_begin_ = pivot_end_ = pivot_.data();
}
Transcoder::~Transcoder() = default;
Transcoder::Transcoder(Transcoder&&) noexcept = default;
Transcoder& Transcoder::operator=(Transcoder&&) noexcept = default;

Result<void> Transcoder::add(std::string_view bytes, bool last, std::string& out) {
  const char* at = bytes.empty() ? "" : bytes.data();  // ICU refuses a null
  const char* const end = at + bytes.size();
  for (;;) {
    const std::size_t held = out.size();
    out.resize(held + std::max<std::size_t>(64, bytes.size() * 2));
    char* write = out.data() + held;
    UErrorCode status = U_ZERO_ERROR;
    const char* const before = at;
    ucnv_convertEx(to_.get(), from_.get(), &write, out.data() + out.size(), &at, end, pivot_.data(),
                   &pivot_begin_, &pivot_end_, pivot_.data() + pivot_.size(), fresh_ ? 1 : 0,
                   last ? 1 : 0, &status);
    fresh_ = false;
    bytes_ += static_cast<std::uint64_t>(at - before);
    out.resize(static_cast<std::size_t>(write - out.data()));
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(status)) {
      return fail(
          errors::text_wrong_encoding,
          fmt::format("before byte {} stands what is no character of {}", bytes_ + 1, encoding_));
    }
    return {};
  }
}

}  // namespace bayon
