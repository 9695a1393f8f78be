# Which libraries does Bayon stand on? Debian 12 has all of them; docs/adr tells why each.
# A folder names the targets that it links in its folder.cmake.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(simdjson CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(SQLite3 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(TBB CONFIG REQUIRED)
find_package(zstd CONFIG REQUIRED)
find_package(ZLIB REQUIRED)
find_package(roaring CONFIG REQUIRED)
find_package(yaml-cpp CONFIG REQUIRED)
find_package(tomlplusplus CONFIG REQUIRED)
find_package(pugixml CONFIG REQUIRED)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET GLOBAL libxxhash)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET GLOBAL libsodium)

if(BAYON_TESTS)
  find_package(GTest CONFIG REQUIRED)
  find_package(benchmark CONFIG)  # without it there is no target `bench`
endif()

# The generators need only PyYAML, which Debian's own Python has; one on PATH may lack it.
if(NOT BAYON_PYTHON)
  foreach(candidate IN ITEMS /usr/bin/python3 python3)
    execute_process(COMMAND ${candidate} -c "import yaml" RESULT_VARIABLE failed
                    OUTPUT_QUIET ERROR_QUIET)
    if(failed EQUAL 0)
      set(BAYON_PYTHON ${candidate} CACHE FILEPATH "A Python 3 with PyYAML")
      break()
    endif()
  endforeach()
endif()
if(NOT BAYON_PYTHON)
  message(FATAL_ERROR "No Python 3 with PyYAML found: install python3-yaml or set BAYON_PYTHON")
endif()
