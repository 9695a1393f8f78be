set(FOLDER_USES bayon_index bayon_store bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt)
