set(FOLDER_USES bayon_formats bayon_index bayon_store bayon_source bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt)
