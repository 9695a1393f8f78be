# Which sources are made from data? The error catalogue, the vocabulary tables, the
# rules, the report page and the version.
# They lie under generated/ in the build folder, which is on the include path like the root.

set(BAYON_GENERATED ${PROJECT_BINARY_DIR}/generated)
# Presets share one folder, so that each pinned package is fetched once.
set(BAYON_PACKAGES ${PROJECT_BINARY_DIR}/packages CACHE PATH "Where pinned data packages are kept")

set(generate ${PROJECT_SOURCE_DIR}/tools/generate)

configure_file(${PROJECT_SOURCE_DIR}/cmake/version.hpp.in
               ${BAYON_GENERATED}/bayon/base/version.hpp @ONLY)

add_custom_command(
  OUTPUT ${BAYON_GENERATED}/bayon/base/error_codes.hpp ${BAYON_GENERATED}/bayon/base/error_codes.cpp
  COMMAND ${BAYON_PYTHON} ${generate}/errors.py ${PROJECT_SOURCE_DIR}/docs/errors.yml
          ${BAYON_GENERATED}/bayon/base
  DEPENDS ${PROJECT_SOURCE_DIR}/docs/errors.yml ${generate}/errors.py
  COMMENT "Error catalogue from docs/errors.yml"
  VERBATIM)

add_custom_command(
  OUTPUT ${BAYON_GENERATED}/bayon/model/vocabulary_tables.hpp
         ${BAYON_GENERATED}/bayon/model/vocabulary_tables.cpp
  COMMAND ${BAYON_PYTHON} ${generate}/vocabulary.py tables --packages ${BAYON_PACKAGES}
          ${BAYON_GENERATED}/bayon/model
  DEPENDS ${generate}/vocabulary.py ${generate}/vocabulary_package.py
          ${generate}/vocabulary_tables.py ${generate}/vocabulary_requirements.txt
          ${generate}/vocabulary_snapshot.json
  COMMENT "Vocabulary tables from the followthemoney package"
  VERBATIM)

# The report page's style and script, which travel inside every page.
file(GLOB page_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/bayon/report/page/*)
add_custom_command(
  OUTPUT ${BAYON_GENERATED}/bayon/report/page_assets.cpp
  COMMAND ${BAYON_PYTHON} ${generate}/report_page.py ${PROJECT_SOURCE_DIR}/bayon/report/page
          ${BAYON_GENERATED}/bayon/report
  DEPENDS ${page_files} ${generate}/report_page.py
  COMMENT "Report page from bayon/report/page"
  VERBATIM)

# A new rule is a new file: the build finds it.
file(GLOB_RECURSE rule_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/rules/*.yml)
list(SORT rule_files)
add_custom_command(
  OUTPUT ${BAYON_GENERATED}/bayon/decide/built_in_rules.hpp
  COMMAND ${BAYON_PYTHON} ${generate}/rules.py ${PROJECT_SOURCE_DIR}/data/rules
          ${BAYON_GENERATED}/bayon/decide
  DEPENDS ${rule_files} ${generate}/rules.py
  COMMENT "Built-in rules from data/rules"
  VERBATIM)

# Every library waits for the headers; the sources belong to one library each.
add_custom_target(bayon_generated DEPENDS
  ${BAYON_GENERATED}/bayon/base/error_codes.hpp ${BAYON_GENERATED}/bayon/base/error_codes.cpp
  ${BAYON_GENERATED}/bayon/model/vocabulary_tables.hpp
  ${BAYON_GENERATED}/bayon/model/vocabulary_tables.cpp
  ${BAYON_GENERATED}/bayon/report/page_assets.cpp
  ${BAYON_GENERATED}/bayon/decide/built_in_rules.hpp)
set(BAYON_GENERATED_SOURCES_bayon_base ${BAYON_GENERATED}/bayon/base/error_codes.cpp)
set(BAYON_GENERATED_SOURCES_bayon_model ${BAYON_GENERATED}/bayon/model/vocabulary_tables.cpp)
set(BAYON_GENERATED_SOURCES_bayon_report ${BAYON_GENERATED}/bayon/report/page_assets.cpp)
