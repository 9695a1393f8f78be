set(FOLDER_USES bayon_store bayon_base)
set(FOLDER_LINKS fmt::fmt)
