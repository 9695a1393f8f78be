set(FOLDER_LINKS fmt::fmt ICU::uc ICU::i18n OpenSSL::Crypto PkgConfig::xxhash TBB::tbb)
