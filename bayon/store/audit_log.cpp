#include "bayon/store/audit_log.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <bit>
#include <cerrno>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/json.hpp"
#include "bayon/base/text.hpp"

namespace bayon::store {

namespace {

constexpr std::uint64_t log_bytes_max = std::uint64_t{1} << 32;

// Adds a leaf to the roots of the full subtrees: as in binary counting, equal sizes merge.
void push_leaf(std::vector<Digest>& spine, std::uint64_t leaves_before, const Digest& leaf) {
  spine.push_back(leaf);
  for (std::uint64_t n = leaves_before; (n & 1) != 0; n >>= 1) {
    const Digest right = spine.back();
    spine.pop_back();
    spine.back() = merkle_node(spine.back(), right);
  }
}

Digest root_of(const std::vector<Digest>& spine) {
  if (spine.empty()) return sha256({});
  Digest out = spine.back();
  for (std::size_t i = spine.size() - 1; i-- > 0;) out = merkle_node(spine[i], out);
  return out;
}

std::string line_of(std::uint64_t number, const Digest& leaf, const Digest& root,
                    std::string_view entry) {
  Json line;
  line["n"] = number;
  line["leaf"] = leaf.hex();
  line["root"] = root.hex();
  line["entry"] = entry;
  return json_line(line) + "\n";
}

struct Replayed {
  AuditReading reading;
  std::vector<Digest> spine;
};

Result<Replayed> replay(const std::filesystem::path& path) {
  Replayed out;
  auto text = read_file(path, log_bytes_max);
  if (!text.ok()) {
    if (text.error().code == errors::file_not_found) return out;
    return fail(text.error());
  }
  const std::string& all = *text;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = all.find('\n', at);
    if (end == std::string::npos) break;
    const auto broken = [&](std::string_view why) {
      return fail(errors::audit_broken_chain, std::string(why),
                  Place{path.string(), out.reading.head.entries + 1, {}});
    };
    const std::string_view written = std::string_view(all).substr(at, end + 1 - at);
    const Json line = parse_json(written).value_or(nullptr);
    if (!line.is_object() || !line.contains("entry") || !line["entry"].is_string()) {
      return broken("the line is not an audit entry");
    }
    AuditHead& head = out.reading.head;
    AuditEntry entry{head.entries + 1, line["entry"].get<std::string>(), {}};
    const Digest leaf = merkle_leaf(entry.text);
    push_leaf(out.spine, head.entries, leaf);
    head = {entry.number, root_of(out.spine), end + 1};
    entry.root = head.root;
    // One entry has one spelling, so that no byte of the log can change unseen.
    if (written != line_of(entry.number, leaf, head.root, entry.text)) {
      return fail(errors::audit_broken_chain,
                  "its number, leaf or root is not the one that follows",
                  Place{path.string(), entry.number, {}});
    }
    out.reading.entries.push_back(std::move(entry));
    at = end + 1;
  }
  return out;
}

}  // namespace

Result<AuditLog> AuditLog::open(const std::filesystem::path& path) {
  AuditLog out;
  out.path_ = path;
  out.handle_ = FileHandle(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (out.handle_.get() < 0) return system_failure(errno, path, true);
  while (::flock(out.handle_.get(), LOCK_EX) != 0) {
    if (errno != EINTR) return system_failure(errno, path, true);
  }
  BAYON_TRY(Replayed replayed, replay(path));
  out.spine_ = std::move(replayed.spine);
  out.head_ = replayed.reading.head;
  out.entries_ = std::move(replayed.reading.entries);
  return out;
}

Result<AuditHead> AuditLog::append(std::string_view entry) {
  BAYON_CHECK(entry.find('\n') == std::string_view::npos && valid_utf8(entry), audit.one_line);
  std::vector<Digest> spine = spine_;
  const Digest leaf = merkle_leaf(entry);
  push_leaf(spine, head_.entries, leaf);
  AuditHead head{head_.entries + 1, root_of(spine), head_.bytes};
  const std::string line = line_of(head.entries, leaf, head.root, entry);
  if (::ftruncate(handle_.get(), static_cast<off_t>(head_.bytes)) != 0) {
    return system_failure(errno, path_, true);
  }
  for (std::size_t done = 0; done < line.size();) {
    const ssize_t wrote = ::pwrite(handle_.get(), line.data() + done, line.size() - done,
                                   static_cast<off_t>(head_.bytes + done));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return system_failure(errno, path_, true);
    done += static_cast<std::size_t>(wrote);
  }
  if (::fdatasync(handle_.get()) != 0) return system_failure(errno, path_, true);
  // A log that was deleted and begun anew needs its name kept, too.
  if (head_.entries == 0) BAYON_TRY_VOID(sync_folder(path_.parent_path()));
  spine_ = std::move(spine);
  head.bytes += line.size();
  head_ = head;
  return head_;
}

Result<AuditReading> read_audit(const std::filesystem::path& path) {
  BAYON_TRY(Replayed replayed, replay(path));
  return std::move(replayed.reading);
}

}  // namespace bayon::store
