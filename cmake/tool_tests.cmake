# Which tests are no C++? Tidy over this repository, the tools' own tests, the vocabulary's snapshot, and the
# installed package.

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

# The report page in a real browser; 77: there is none here. Screenshots stay in build/report_pages.
if(TARGET report_tests)
  add_test(NAME report.page_in_browser
    COMMAND ${BAYON_PYTHON} -B ${PROJECT_SOURCE_DIR}/test/report/page_test.py
            $<TARGET_FILE:report_tests> ${PROJECT_SOURCE_DIR}/build/report_pages
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(report.page_in_browser PROPERTIES
    SKIP_RETURN_CODE 77 LABELS slow TIMEOUT 600)
endif()

# Each part of the page's script by itself; without Node nothing can be said.
find_program(BAYON_NODE node)
file(GLOB scripts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/bayon/report/page/*.js)
foreach(script IN LISTS scripts)
  cmake_path(GET script STEM name)
  if(BAYON_NODE)
    add_test(NAME report.script_${name} COMMAND ${BAYON_NODE} --check ${script})
  else()
    add_test(NAME report.script_${name} COMMAND ${CMAKE_COMMAND} -E echo "skipped: no node")
    set_tests_properties(report.script_${name} PROPERTIES SKIP_REGULAR_EXPRESSION "skipped: no node")
  endif()
  set_tests_properties(report.script_${name} PROPERTIES LABELS tools)
endforeach()

# Do the papers tell the truth? Their sessions and examples are run with the program itself.
add_test(NAME docs.sessions_tell_differences
  COMMAND ${BAYON_PYTHON} -B -m unittest discover -s ${PROJECT_SOURCE_DIR}/tools/docs -p "*_test.py")
add_test(NAME docs.sessions
  COMMAND ${BAYON_PYTHON} -B ${PROJECT_SOURCE_DIR}/tools/docs/sessions.py --program $<TARGET_FILE:bayon>)
add_test(NAME docs.examples
  COMMAND ${BAYON_PYTHON} -B ${PROJECT_SOURCE_DIR}/tools/docs/examples.py $<TARGET_FILE:bayon>)
# The validator lies in the environment that ./dev setup makes; where it is missing the test is skipped.
set(venv_python ${PROJECT_SOURCE_DIR}/build/venv/bin/python)
if(NOT EXISTS ${venv_python})
  set(venv_python ${BAYON_PYTHON})
endif()
add_test(NAME docs.schemas
  COMMAND ${venv_python} -B ${PROJECT_SOURCE_DIR}/tools/docs/schemas.py $<TARGET_FILE:bayon>)
set_tests_properties(docs.sessions_tell_differences docs.examples docs.schemas
                     PROPERTIES LABELS tools TIMEOUT 300 SKIP_RETURN_CODE 77)
set_tests_properties(docs.sessions PROPERTIES LABELS slow TIMEOUT 900 SKIP_RETURN_CODE 77)

# Sanitized libraries ask their users for the sanitizer's flag.
set(example_flags)
if(BAYON_SANITIZE)
  set(example_flags -fsanitize=${BAYON_SANITIZE})
endif()
add_test(NAME package.example
  COMMAND ${CMAKE_COMMAND} -DBUILD=${PROJECT_BINARY_DIR}
          -DEXAMPLE=${PROJECT_SOURCE_DIR}/examples/follow_the_money
          -DCOMPILER=${CMAKE_CXX_COMPILER} -DFLAGS=${example_flags}
          -P ${PROJECT_SOURCE_DIR}/cmake/package_test.cmake)
set_tests_properties(package.example PROPERTIES LABELS slow TIMEOUT 600)
