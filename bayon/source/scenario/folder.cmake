set(FOLDER_USES bayon_source_reading bayon_source bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt tomlplusplus::tomlplusplus simdjson::simdjson)
set(FOLDER_TEST_USES bayon_base)
