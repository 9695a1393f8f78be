set(FOLDER_TEST_USES bayon_engine bayon_base)
set(FOLDER_LINKS fmt::fmt nlohmann_json::nlohmann_json)
# Each case file is a test of its own: a new one is found at the next build.
file(GLOB_RECURSE spec_cases CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/test/spec/*.case)
set_source_files_properties(${PROJECT_SOURCE_DIR}/test/spec/spec_cases_test.cpp PROPERTIES
  OBJECT_DEPENDS "${spec_cases}")
set(FOLDER_PRECOMPILES json)
