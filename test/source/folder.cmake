set(FOLDER_USES bayon_formats)
set(FOLDER_LINKS fmt::fmt)
