set(FOLDER_USES bayon_inquiry_trace bayon_index bayon_store bayon_source_scenario
    bayon_formats bayon_base)
