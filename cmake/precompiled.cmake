# Which headers are compiled once for many files?
#
# A tenth to a third of a compilation goes into reading the standard library. One precompiled header
# serves the libraries, one the test programs, whose flags differ; each has a sister with nlohmann/json
# for the folders that speak JSON throughout (FOLDER_PRECOMPILES json). Others would pay for it: g++
# instantiates a second's worth of its templates in every file that sees it, used or not. Headers that
# read macros of their package's target stay out: not every library has them. Files still include what
# they use: the preset `dev` builds without (BAYON_PCH).

set(BAYON_PCH_LIBRARY <algorithm> <array> <atomic> <charconv> <cstdint> <cstring> <filesystem>
    <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <tuple>
    <unordered_map> <utility> <variant> <vector>)
set(BAYON_PCH_TESTS ${BAYON_PCH_LIBRARY} <gmock/gmock.h> <gtest/gtest.h>)

# A target that does nothing but precompile `headers`, with the flags of those that use them.
function(bayon_precompile target headers)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled/${target}.cpp CONTENT "")
  add_library(${target} OBJECT EXCLUDE_FROM_ALL ${PROJECT_BINARY_DIR}/precompiled/${target}.cpp)
  target_compile_options(${target} PRIVATE ${BAYON_WARNINGS})
  target_precompile_headers(${target} PRIVATE ${headers})
  target_link_libraries(${target} PRIVATE ${ARGN} Threads::Threads)
endfunction()

# Before the first folder.
function(bayon_precompile_all)
  if(NOT BAYON_PCH)
    return()
  endif()
  set(json nlohmann_json::nlohmann_json)
  bayon_precompile(bayon_pch_library "${BAYON_PCH_LIBRARY}")
  bayon_precompile(bayon_pch_library_json "${BAYON_PCH_LIBRARY};<nlohmann/json.hpp>" ${json})
  if(BAYON_TESTS)
    set(testing GTest::gmock GTest::gtest)
    bayon_precompile(bayon_pch_tests "${BAYON_PCH_TESTS}" ${testing})
    bayon_precompile(bayon_pch_tests_json "${BAYON_PCH_TESTS};<nlohmann/json.hpp>" ${json} ${testing})
    foreach(target IN ITEMS bayon_pch_tests bayon_pch_tests_json)
      # As executables, which the test programs are.
      set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
      target_compile_options(${target} PRIVATE -fPIE)
      bayon_test_options(${target})
    endforeach()
  endif()
endfunction()

# `with` is empty or json.
function(bayon_use_precompiled target precompiled with)
  if(with)
    string(APPEND precompiled _${with})
  endif()
  if(TARGET ${precompiled})
    target_precompile_headers(${target} REUSE_FROM ${precompiled})
  endif()
endfunction()
