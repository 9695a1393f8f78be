set(FOLDER_USES bayon_match_name_tokens bayon_match bayon_index bayon_store bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt)
set(FOLDER_TEST_USES bayon_formats bayon_source)
