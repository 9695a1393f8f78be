# How is everything compiled? Language, warnings, sanitizers, and the faster tools where they exist.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# A cycle between static libraries would link without a word; here it stops the build.
set_property(GLOBAL PROPERTY GLOBAL_DEPENDS_NO_CYCLES ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

find_program(BAYON_CCACHE ccache)
if(BAYON_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths below the checkout count as relative, so that one cache serves every clone. It serves
  # precompiled headers only where it may forget macros that they define (cmake/precompiled.cmake).
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}
      CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros ${BAYON_CCACHE})
endif()

find_program(BAYON_MOLD mold)
if(BAYON_MOLD)
  # g++ 12 knows -fuse-ld=mold; clang finds it by the same name.
  add_link_options(-fuse-ld=mold)
endif()

set(BAYON_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 sees overlaps in std::string that are not there (GCC bug 105651).
  list(APPEND BAYON_WARNINGS -Wno-restrict)
  if(BAYON_SANITIZE)
    # Instrumented code makes it doubt variables that are set and bounds that hold.
    list(APPEND BAYON_WARNINGS -Wno-maybe-uninitialized -Wno-array-bounds)
  endif()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # It blames std::stable_sort for what g++ 12's own headers call.
  list(APPEND BAYON_WARNINGS -Wno-deprecated-declarations)
endif()

if(BAYON_PCH)
  # So that a compiler cache can tell one precompiled header from another.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
  else()
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
  endif()
endif()

if(BAYON_SANITIZE)
  add_compile_options(-fsanitize=${BAYON_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${BAYON_SANITIZE})
  if(BAYON_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
if(BAYON_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "BAYON_FUZZ needs clang: use the preset `asan`")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(BAYON_ASSERTS)
  add_compile_definitions(BAYON_ASSERTS)
endif()
if(BAYON_THREADS_BACKEND STREQUAL "pool")
  add_compile_definitions(BAYON_THREADS_POOL)
elseif(NOT BAYON_THREADS_BACKEND STREQUAL "tbb")
  message(FATAL_ERROR "BAYON_THREADS_BACKEND is '${BAYON_THREADS_BACKEND}'; it is tbb or pool")
endif()
