set(FOLDER_USES bayon_base)
set(FOLDER_LINKS fmt::fmt)
set(FOLDER_TEST_USES bayon_comparators)
