set(FOLDER_USES bayon_match bayon_base)
set(FOLDER_LINKS fmt::fmt)
