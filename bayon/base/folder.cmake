set(FOLDER_LINKS fmt::fmt nlohmann_json::nlohmann_json ICU::uc ICU::i18n OpenSSL::Crypto PkgConfig::xxhash
    TBB::tbb)
