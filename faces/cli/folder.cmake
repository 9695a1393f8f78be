set(FOLDER_USES bayon_report bayon_engine bayon_base)
set(FOLDER_LINKS fmt::fmt CLI11::CLI11 nlohmann_json::nlohmann_json)
set(FOLDER_PROGRAM bayon)
set(FOLDER_TEST_USES bayon_report bayon_engine bayon_base)
