set(FOLDER_USES bayon_formats bayon_store bayon_source bayon_base)
