#include "test/support/packing.hpp"

#include <zlib.h>
#include <zstd.h>

#include "bayon/base/check.hpp"

namespace bayon::testing {

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  BAYON_CHECK(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK,
              test.packed);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  BAYON_CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END, test.packed);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(std::string_view bytes) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(context, out.data(), out.size(), bytes.data(), bytes.size());
  BAYON_CHECK(ZSTD_isError(size) == 0, test.packed);
  ZSTD_freeCCtx(context);
  out.resize(size);
  return out;
}

}  // namespace bayon::testing
