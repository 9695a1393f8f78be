# Which tests are no C++? Tidy over this repository, the tools' own tests, and the vocabulary's snapshot.

add_test(NAME tools.tidy
  COMMAND ${BAYON_PYTHON} -B ${PROJECT_SOURCE_DIR}/tools/tidy/tidy.py ${PROJECT_SOURCE_DIR})
add_test(NAME tools.tidy_finds_planted_faults
  COMMAND ${BAYON_PYTHON} -B -m unittest discover -s ${PROJECT_SOURCE_DIR}/tools/tidy -p "*_test.py")
add_test(NAME tools.generators
  COMMAND ${BAYON_PYTHON} -B -m unittest discover -s ${PROJECT_SOURCE_DIR}/tools/generate -p "*_test.py")

# 77: the package cannot be had here, so that nothing can be said.
add_test(NAME tools.vocabulary_snapshot_equals_package
  COMMAND ${BAYON_PYTHON} -B ${generate}/vocabulary.py check --packages ${BAYON_PACKAGES})
set_tests_properties(tools.vocabulary_snapshot_equals_package PROPERTIES SKIP_RETURN_CODE 77)

set_tests_properties(tools.tidy tools.tidy_finds_planted_faults tools.generators
                     tools.vocabulary_snapshot_equals_package
                     PROPERTIES LABELS tools TIMEOUT 300)
