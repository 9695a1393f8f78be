set(FOLDER_USES bayon_source bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt ZLIB::ZLIB zstd::libzstd_shared simdjson::simdjson pugixml::pugixml
    tomlplusplus::tomlplusplus)
