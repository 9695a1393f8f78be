# Where does a file belong? Its folder and the end of its name say so:
#
#   bayon/**/x.cpp      the library of the folder: bayon/source/ofac_sdn -> bayon_source_ofac_sdn
#   .../detail/x.cpp    the library of the folder above
#   x_test.cpp          the tests of the folder's group (base, model, source...): one program each
#   x_fuzz.cpp          a fuzz target; a replay of its seeds runs as a test
#   x_bench.cpp         the benchmarks of the group, built by the target `bench` alone
#   main.cpp            a program
#
# A folder may hold a folder.cmake that sets
#
#   FOLDER_USES         libraries of lower floors:  bayon_base bayon_model
#   FOLDER_LINKS        third-party targets:        ICU::uc
#   FOLDER_PRECOMPILES  json where its files speak JSON throughout (precompiled.cmake)
#   FOLDER_TEST_USES    what its tests, fuzz targets and benchmarks link besides
#   FOLDER_PROGRAM      name of the program made from main.cpp (the folder's name if unset)

include(GoogleTest)
include(registries)
include(tests)
include(precompiled)

set(BAYON_TREES bayon faces test bench)

function(bayon_collect)
  set(patterns)
  foreach(tree IN LISTS BAYON_TREES)
    list(APPEND patterns ${tree}/*.cpp ${tree}/*.hpp ${tree}/*/folder.cmake)
  endforeach()
  file(GLOB_RECURSE files RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS ${patterns})
  list(FILTER files EXCLUDE REGEX "(^|/)node_modules/")

  set(folders)
  foreach(file IN LISTS files)
    cmake_path(GET file PARENT_PATH folder)
    string(REGEX REPLACE "/detail$" "" folder ${folder})
    list(APPEND folders ${folder})
    list(APPEND files_of_${folder} ${file})
  endforeach()
  list(REMOVE_DUPLICATES folders)
  list(SORT folders)

  bayon_precompile_all()
  foreach(folder IN LISTS folders)
    bayon_folder(${folder} "${files_of_${folder}}")
  endforeach()
  bayon_registries("${files}")
  if(BAYON_TESTS)
    bayon_test_programs()
  endif()
  bayon_check_links()
endfunction()

# bayon/source/ofac_sdn -> bayon_source_ofac_sdn, faces/cli -> bayon_faces_cli
function(bayon_library_name folder out)
  string(REPLACE "/" "_" name ${folder})
  if(NOT name MATCHES "^bayon_")
    string(PREPEND name bayon_)
  endif()
  set(${out} ${name} PARENT_SCOPE)
endfunction()

# bayon/source/ofac_sdn -> source, faces/cli -> faces, test/oracle -> oracle
function(bayon_group_name folder out)
  string(REPLACE "/" ";" parts ${folder})
  list(GET parts 0 tree)
  list(LENGTH parts depth)
  if(tree STREQUAL "faces" OR depth EQUAL 1)
    set(${out} ${tree} PARENT_SCOPE)
  else()
    list(GET parts 1 group)
    set(${out} ${group} PARENT_SCOPE)
  endif()
endfunction()

# All that one folder holds.
function(bayon_folder folder files)
  set(FOLDER_USES)
  set(FOLDER_LINKS)
  set(FOLDER_TEST_USES)
  set(FOLDER_PRECOMPILES)
  cmake_path(GET folder FILENAME FOLDER_PROGRAM)
  include(${PROJECT_SOURCE_DIR}/${folder}/folder.cmake OPTIONAL)
  bayon_library_name(${folder} library)
  bayon_group_name(${folder} group)
  if(folder MATCHES "^(test|bench)/" AND NOT folder STREQUAL "test/support")
    list(APPEND FOLDER_TEST_USES ${FOLDER_USES})
  endif()

  set(sources ${files})
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  foreach(kind IN ITEMS test fuzz bench)
    set(of_${kind} ${sources})
    list(FILTER of_${kind} INCLUDE REGEX "_${kind}\\.cpp$")
    list(FILTER sources EXCLUDE REGEX "_${kind}\\.cpp$")
  endforeach()
  set(main ${sources})
  list(FILTER main INCLUDE REGEX "(^|/)main\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "(^|/)main\\.cpp$")
  get_property(registered GLOBAL PROPERTY BAYON_REGISTRY_SOURCES)
  list(REMOVE_ITEM sources ${registered} "")

  set(has_library FALSE)
  if((folder MATCHES "^(bayon|faces)/") OR (folder STREQUAL "test/support" AND BAYON_TESTS))
    set(has_library TRUE)
    bayon_library(${library} "${sources}" "${FOLDER_USES}" "${FOLDER_LINKS}" "${FOLDER_PRECOMPILES}")
  endif()
  if(main)
    add_executable(${FOLDER_PROGRAM} ${main})
    bayon_compile(${FOLDER_PROGRAM})
    target_link_libraries(${FOLDER_PROGRAM} PRIVATE ${library} ${FOLDER_LINKS})
    set_target_properties(${FOLDER_PROGRAM} PROPERTIES
      RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
    set_property(GLOBAL APPEND PROPERTY BAYON_PROGRAMS ${FOLDER_PROGRAM})
  endif()
  if(NOT BAYON_TESTS)
    return()
  endif()
  set(links ${FOLDER_TEST_USES} ${FOLDER_LINKS})
  if(has_library)
    list(PREPEND links ${library})
  endif()
  bayon_note(tests ${group} "${of_test}" "${links}")
  if(of_test AND FOLDER_PRECOMPILES)
    set_property(GLOBAL PROPERTY BAYON_tests_${group}_precompiles ${FOLDER_PRECOMPILES})
  endif()
  bayon_note(bench ${group} "${of_bench}" "${links}")
  foreach(fuzz IN LISTS of_fuzz)
    if(NOT fuzz MATCHES "/each_[a-z_]+_fuzz\\.cpp$")
      bayon_fuzz_target(${fuzz} ${folder} "" "${links}")
    endif()
  endforeach()
endfunction()

# One static library; headers alone make an interface library, so that others can name it.
function(bayon_library name sources uses links precompiles)
  list(APPEND sources ${BAYON_GENERATED_SOURCES_${name}})
  if(sources)
    add_library(${name} STATIC ${sources})
    bayon_compile(${name})
    bayon_use_precompiled(${name} bayon_pch_library "${precompiles}")
    target_link_libraries(${name} PUBLIC ${uses} PRIVATE ${links} Threads::Threads)
    set(scope PUBLIC)
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${uses})
    add_dependencies(${name} bayon_generated)
    set(scope INTERFACE)
  endif()
  target_include_directories(${name} ${scope}
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
    $<BUILD_INTERFACE:${BAYON_GENERATED}>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(${name} ${scope} cxx_std_20)
  set_property(GLOBAL APPEND PROPERTY BAYON_LIBRARIES ${name})
endfunction()

# What every compiled target has in common.
function(bayon_compile target)
  target_compile_options(${target} PRIVATE ${BAYON_WARNINGS})
  add_dependencies(${target} bayon_generated)
endfunction()

# CMake passes an unknown name on to the linker as -lname, where it fails; say early why.
function(bayon_check_links)
  get_property(libraries GLOBAL PROPERTY BAYON_LIBRARIES)
  foreach(library IN LISTS libraries)
    get_target_property(uses ${library} INTERFACE_LINK_LIBRARIES)
    foreach(used IN LISTS uses)
      if(used MATCHES "^bayon_" AND NOT TARGET ${used})
        message(WARNING "${library} uses ${used}, which is no folder's library; see its folder.cmake")
      endif()
    endforeach()
  endforeach()
endfunction()
