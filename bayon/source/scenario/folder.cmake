set(FOLDER_USES bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt tomlplusplus::tomlplusplus simdjson::simdjson)
set(FOLDER_TEST_USES bayon_base)
