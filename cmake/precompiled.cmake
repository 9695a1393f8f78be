# Which headers are compiled once for many files?
#
# A tenth to a third of a compilation goes into reading the standard library and nlohmann/json. One
# precompiled header serves the libraries, one the test programs, whose flags differ. Headers that read
# macros of their package's target stay out: not every library has them. Files still include what they
# use: the preset `dev` builds without (BAYON_PCH).

set(BAYON_PCH_LIBRARY <algorithm> <array> <atomic> <charconv> <cstdint> <cstring> <filesystem>
    <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <tuple>
    <unordered_map> <utility> <variant> <vector>
    <nlohmann/json.hpp>)
set(BAYON_PCH_TESTS ${BAYON_PCH_LIBRARY} <gmock/gmock.h> <gtest/gtest.h>)

# A target that does nothing but precompile `headers`, with the flags of those that use them.
function(bayon_precompile target headers)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled/${target}.cpp CONTENT "")
  add_library(${target} OBJECT EXCLUDE_FROM_ALL ${PROJECT_BINARY_DIR}/precompiled/${target}.cpp)
  target_compile_options(${target} PRIVATE ${BAYON_WARNINGS})
  target_precompile_headers(${target} PRIVATE ${headers})
endfunction()

# Before the first folder.
function(bayon_precompile_all)
  if(NOT BAYON_PCH)
    return()
  endif()
  bayon_precompile(bayon_pch_library "${BAYON_PCH_LIBRARY}")
  target_link_libraries(bayon_pch_library PRIVATE nlohmann_json::nlohmann_json Threads::Threads)
  if(BAYON_TESTS)
    bayon_precompile(bayon_pch_tests "${BAYON_PCH_TESTS}")
    target_link_libraries(bayon_pch_tests PRIVATE nlohmann_json::nlohmann_json GTest::gmock GTest::gtest
                          Threads::Threads)
    # As executables, which the test programs are.
    set_target_properties(bayon_pch_tests PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(bayon_pch_tests PRIVATE -fPIE)
    bayon_test_options(bayon_pch_tests)
  endif()
endfunction()

function(bayon_use_precompiled target precompiled)
  if(TARGET ${precompiled})
    target_precompile_headers(${target} REUSE_FROM ${precompiled})
  endif()
endfunction()
