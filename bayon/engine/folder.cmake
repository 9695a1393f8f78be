set(FOLDER_USES bayon_decide bayon_inquiry_trace bayon_inquiry_rings bayon_typologies
    bayon_inquiry_screen bayon_source_ledger_csv bayon_source_scenario bayon_index bayon_store bayon_formats
    bayon_source_orders bayon_source_reading bayon_source bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt nlohmann_json::nlohmann_json tomlplusplus::tomlplusplus)
set(FOLDER_TEST_USES bayon_test_support)
set(FOLDER_PRECOMPILES json)
