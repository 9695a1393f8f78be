set(FOLDER_USES bayon_engine bayon_base)
set(FOLDER_LINKS fmt::fmt nlohmann_json::nlohmann_json ZLIB::ZLIB)
set(FOLDER_PRECOMPILES json)
