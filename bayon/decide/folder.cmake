set(FOLDER_USES bayon_model bayon_base)
set(FOLDER_LINKS fmt::fmt yaml-cpp)
