set(FOLDER_USES bayon_source_scenario bayon_index bayon_store bayon_source bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt ZLIB::ZLIB zstd::libzstd_shared nlohmann_json::nlohmann_json
                 tomlplusplus::tomlplusplus)
set_source_files_properties(${PROJECT_SOURCE_DIR}/test/support/place.cpp PROPERTIES
  COMPILE_DEFINITIONS
  "BAYON_ROOT=\"${PROJECT_SOURCE_DIR}\";BAYON_PROGRAM=\"${PROJECT_BINARY_DIR}/bin/bayon\"")
set(FOLDER_PRECOMPILES json)
