#include "bayon/report/detail/pack.hpp"

#include <unordered_map>
#include <vector>

#include <zlib.h>

#include "bayon/base/check.hpp"
#include "bayon/report/detail/fields.hpp"
#include "bayon/report/detail/markup.hpp"

namespace bayon::report {

namespace {

// The tables that may be long. Everything else travels as it is.
constexpr std::string_view tables[] = {"accounts", "edges",  "victims", "reports",
                                       "timeline", "freeze", "stops",   "kept"};

class Packer {
 public:
  explicit Packer(const Story& story) : story_(story) {}

  Json packed() {
    Json out;
    Json by_name;
    for (const auto name : tables) {
      by_name[std::string(name)] = table(items(story_.answer(), name), name == "accounts");
    }
    Json rest = Json::object();
    for (const auto& [key, part] : story_.answer().items()) {
      if (!is_table(key)) rest[visible(key)] = seen(part);
    }
    out["rules"] = story_.rules();
    out["assets"] = story_.assets();
    out["tables"] = std::move(by_name);
    out["rest"] = std::move(rest);
    out["strings"] = std::move(strings_);
    out["sources"] = std::move(sources_);
    return out;
  }

 private:
  static bool is_table(std::string_view key) {
    for (const auto name : tables) {
      if (name == key) return true;
    }
    return false;
  }

  // A copy of which every text is fit to be shown; evidence as references.
  Json seen(const Json& part) {
    if (part.is_string()) return Json(visible(part.get_ref<const std::string&>()));
    if (part.is_array()) {
      Json out = Json::array();
      for (const auto& one : part) out.push_back(seen(one));
      return out;
    }
    if (part.is_object()) {
      Json out = Json::object();
      for (const auto& [key, one] : part.items()) {
        out[visible(key)] = key == "evidence" ? evidence(one) : seen(one);
      }
      return out;
    }
    return part;
  }

  std::size_t string(const std::string& text) {
    const auto [found, fresh] = string_ids_.emplace(text, strings_.size());
    if (fresh) strings_.push_back(visible(text));
    return found->second;
  }

  // [source, record, source, record...]
  Json evidence(const Json& list) {
    Json out = Json::array();
    if (!list.is_array()) return out;
    for (const auto& one : list) {
      std::string key;
      Json source = Json::array();
      for (const auto* field : {"dataset", "version", "file", "sha256"}) {
        const std::string said = text(one, field);
        key += said;
        key += '\0';
        source.push_back(visible(said));
      }
      const auto [found, fresh] = source_ids_.emplace(key, sources_.size());
      if (fresh) sources_.push_back(std::move(source));
      out.push_back(found->second);
      out.push_back(seen(value(one, "record")));
    }
    return out;
  }

  // Objects of amounts by rule ("held": {"fifo": ..}) become columns "held.fifo".
  static void keys_of(const Json& row, std::vector<std::string>& keys,
                      std::unordered_map<std::string, bool>& known, const std::string& before) {
    for (const auto& [key, part] : row.items()) {
      const std::string path = before + key;
      if (part.is_object() && key.find('.') == key.npos) {
        keys_of(part, keys, known, path + ".");
      } else if (known.emplace(path, true).second) {
        keys.push_back(path);
      }
    }
  }

  Json table(const Json& rows, bool with_stage) {
    std::vector<std::string> keys;
    std::unordered_map<std::string, bool> known;
    for (const auto& row : rows) {
      if (row.is_object()) keys_of(row, keys, known, "");
    }
    Json out;
    out["rows"] = rows.size();
    Json columns = Json::object();
    for (const auto& key : keys) columns[key] = column(rows, key);
    if (with_stage) columns["stage"] = stages(rows);
    out["columns"] = std::move(columns);
    return out;
  }

  // {"s": [index into strings, or -1]} for columns of text alone, {"e": ..} for evidence, {"v": ..}
  // for all others.
  Json column(const Json& rows, const std::string& key) {
    Json out;
    bool text_only = key != "evidence";
    for (const auto& row : rows) {
      const Json& cell = value(row, key);
      text_only = text_only && (cell.is_string() || cell.is_null());
    }
    Json cells = Json::array();
    for (const auto& row : rows) {
      const Json& cell = value(row, key);
      if (text_only) {
        cells.push_back(cell.is_null() ? Json(-1)
                                       : Json(string(cell.get_ref<const std::string&>())));
      } else {
        cells.push_back(key == "evidence" ? evidence(cell) : seen(cell));
      }
    }
    out[text_only ? "s" : key == "evidence" ? "e" : "v"] = std::move(cells);
    return out;
  }

  Json stages(const Json& rows) {
    Json cells = Json::array();
    for (const auto& row : rows) {
      const auto stage = story_.stage_of(row);
      cells.push_back(stage ? Json(*stage) : Json(nullptr));
    }
    return Json{{"v", std::move(cells)}};
  }

  const Story& story_;
  Json strings_ = Json::array();
  Json sources_ = Json::array();
  std::unordered_map<std::string, std::size_t> string_ids_;
  std::unordered_map<std::string, std::size_t> source_ids_;
};

}  // namespace

std::string packed_json(const Story& story) { return json_line(Packer(story).packed()); }

std::string deflated(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  const int done = compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                             reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), 9);
  BAYON_CHECK(done == Z_OK, report.page_deflates);
  out.resize(size);
  return out;
}

std::string base64(std::string_view bytes) {
  static constexpr char letters[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < left ? static_cast<std::uint8_t>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += k <= left ? letters[group >> (18 - 6 * k) & 63U] : '=';
    }
  }
  return out;
}

}  // namespace bayon::report
