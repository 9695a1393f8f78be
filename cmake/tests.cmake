# How do tests, fuzz targets and benchmarks become programs?
#
# Tests of one group share a program, which saves links. Each test is one entry of ctest, run from the
# repository's root. Labels: `slow` for suites whose name ends in Slow, `oracle` for test/oracle,
# `fuzz` for replays, `tools` for the tools' own tests, `fast` for all others.

# Remembers sources of `kind` (tests or bench) for a group, and what they link.
function(bayon_note kind group sources links)
  if(sources)
    set_property(GLOBAL APPEND PROPERTY BAYON_${kind}_groups ${group})
    set_property(GLOBAL APPEND PROPERTY BAYON_${kind}_${group}_sources ${sources})
    set_property(GLOBAL APPEND PROPERTY BAYON_${kind}_${group}_links ${links})
  endif()
endfunction()

# Adds one program of the group's noted sources.
function(bayon_group_program kind group target)
  get_property(sources GLOBAL PROPERTY BAYON_${kind}_${group}_sources)
  get_property(links GLOBAL PROPERTY BAYON_${kind}_${group}_links)
  list(REMOVE_DUPLICATES links)
  add_executable(${target} ${sources})
  bayon_compile(${target})
  bayon_test_place(${target})
  target_link_libraries(${target} PRIVATE ${links})
  # Some tests start the program itself.
  get_property(programs GLOBAL PROPERTY BAYON_PROGRAMS)
  foreach(program IN LISTS programs)
    add_dependencies(${target} ${program})
  endforeach()
endfunction()

# Tests gain nothing from -O2 and compile slower with it.
function(bayon_test_options target)
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -O1)
  endif()
  if(BAYON_PCH AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # With a precompiled <string>, g++ 12 sees overruns that are not there (GCC bug 105651 again).
    target_compile_options(${target} PRIVATE -Wno-array-bounds)
    if(BAYON_SANITIZE)
      # Instrumented, it takes every long string for one of the short ones.
      target_compile_options(${target} PRIVATE -Wno-stringop-overflow)
    endif()
  endif()
endfunction()

# What tests may count on: test/support (place.hpp knows the root), a folder of their own for programs.
function(bayon_test_place target)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${BAYON_GENERATED})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/test)
  bayon_test_options(${target})
  # By name: the folder of a fuzz target may come before test/support.
  target_link_libraries(${target} PRIVATE bayon_test_support)
endfunction()

function(bayon_test_programs)
  get_property(groups GLOBAL PROPERTY BAYON_tests_groups)
  list(REMOVE_DUPLICATES groups)
  foreach(group IN LISTS groups)
    bayon_group_program(tests ${group} ${group}_tests)
    target_link_libraries(${group}_tests PRIVATE GTest::gmock GTest::gtest GTest::gtest_main)
    get_property(precompiles GLOBAL PROPERTY BAYON_tests_${group}_precompiles)
    bayon_use_precompiled(${group}_tests bayon_pch_tests "${precompiles}")
    set(label fast)
    if(group STREQUAL "oracle")
      set(label oracle)
    endif()
    set(common WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} TEST_PREFIX ${group}. DISCOVERY_TIMEOUT 120)
    gtest_discover_tests(${group}_tests ${common} TEST_FILTER "-*Slow.*"
                         PROPERTIES LABELS ${label} TIMEOUT 300)
    gtest_discover_tests(${group}_tests ${common} TEST_FILTER "*Slow.*"
                         PROPERTIES LABELS slow TIMEOUT 1200)
  endforeach()

  # Preloaded into the program by the tests of test/faults; free of sanitizers, which preload themselves.
  add_library(faulty_calls MODULE ${PROJECT_SOURCE_DIR}/test/faults/faulty_calls.cpp)
  target_compile_options(faulty_calls PRIVATE -fno-sanitize=all)
  target_link_options(faulty_calls PRIVATE -fno-sanitize=all)
  target_link_libraries(faulty_calls PRIVATE ${CMAKE_DL_LIBS})
  set_target_properties(faulty_calls PROPERTIES PREFIX "" CXX_STANDARD 20
    LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/test)
  add_dependencies(faults_tests faulty_calls)

  if(BAYON_FUZZ)
    add_custom_target(fuzzers COMMENT "Fuzz targets")
    get_property(targets GLOBAL PROPERTY BAYON_fuzz_targets)
    add_dependencies(fuzzers canary ${targets})
    add_executable(canary ${PROJECT_SOURCE_DIR}/tools/fuzz/canary.cpp)
    target_link_options(canary PRIVATE -fsanitize=fuzzer)
    set_target_properties(canary PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
  endif()

  add_custom_target(bench COMMENT "Benchmarks")
  get_property(groups GLOBAL PROPERTY BAYON_bench_groups)
  list(REMOVE_DUPLICATES groups)
  foreach(group IN LISTS groups)
    if(benchmark_FOUND)
      bayon_group_program(bench ${group} ${group}_bench)
      target_link_libraries(${group}_bench PRIVATE benchmark::benchmark benchmark::benchmark_main)
      set_target_properties(${group}_bench PROPERTIES EXCLUDE_FROM_ALL TRUE
        RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bench)
      add_dependencies(bench ${group}_bench)
    endif()
  endforeach()
endfunction()

# One fuzz target. `seeds_of` is the folder whose files sample*, sample*/* and pairs.tsv seed it; crashes that
# were found lie in test/fuzz/corpus/<target>. `member` is set for targets that serve a whole family.
function(bayon_fuzz_target source seeds_of member links)
  if(member)
    string(REGEX REPLACE "^bayon/" "" target ${seeds_of})
  else()
    string(REGEX REPLACE "^(bayon|test)/(.*)_fuzz\\.cpp$" "\\2" target ${source})
  endif()
  string(REPLACE "/" "_" target ${target})
  set(target fuzz_${target})
  add_executable(${target} ${source})
  bayon_compile(${target})
  bayon_test_place(${target})
  target_link_libraries(${target} PRIVATE ${links})
  if(member)
    target_compile_definitions(${target} PRIVATE BAYON_MEMBER=${member})
  endif()
  file(GLOB seeds LIST_DIRECTORIES FALSE CONFIGURE_DEPENDS
       ${PROJECT_SOURCE_DIR}/${seeds_of}/sample* ${PROJECT_SOURCE_DIR}/${seeds_of}/sample*/*
       ${PROJECT_SOURCE_DIR}/${seeds_of}/pairs.tsv
       ${PROJECT_SOURCE_DIR}/test/fuzz/corpus/${target}/*)
  if(BAYON_FUZZ)
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    set_property(GLOBAL APPEND PROPERTY BAYON_fuzz_targets ${target})
    list(JOIN seeds "\n" lines)
    file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/fuzz/${target}.seeds CONTENT "${lines}\n")
  else()
    target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tools/fuzz/replay.cpp)
  endif()
  # Given files, libFuzzer tries those alone, as our own replay does.
  add_test(NAME fuzz.${target} COMMAND ${target} ${seeds}
           WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(fuzz.${target} PROPERTIES LABELS fuzz TIMEOUT 300)
endfunction()
