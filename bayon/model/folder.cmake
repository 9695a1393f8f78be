set(FOLDER_USES bayon_base)
set(FOLDER_LINKS ICU::uc ICU::i18n)
