set(FOLDER_USES bayon_source bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt SQLite::SQLite3 roaring::roaring zstd::libzstd_shared nlohmann_json::nlohmann_json)
