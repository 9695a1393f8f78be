set(FOLDER_USES bayon_inquiry_rings bayon_index bayon_store bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt)
set(FOLDER_TEST_USES bayon_typologies)
