# How does a new format, typology or comparator become known? Its folder holds a header of a fixed name; the
# list of all of them is generated here. Static initialisers are not used: linkers drop them from libraries.

# The family's own registry.cpp needs the list, so it is compiled with the list, above the members.
set_property(GLOBAL PROPERTY BAYON_REGISTRY_SOURCES
  bayon/source/registry.cpp bayon/inquiry/rings/registry.cpp)

function(bayon_registries files)
  bayon_registry(bayon_formats FOLDER bayon/source NAMESPACE bayon::source
                 TYPE Format ONE format MANY formats FILES ${files})
  bayon_registry(bayon_typologies FOLDER bayon/inquiry/rings NAMESPACE bayon::rings
                 TYPE Typology ONE typology MANY typologies FILES ${files})
  bayon_registry(bayon_comparators FOLDER bayon/match NAMESPACE bayon::match
                 TYPE Comparator ONE comparator MANY comparators FILES ${files})
endfunction()

# Each folder under FOLDER with a header ONE.hpp, which declares
#   namespace NAMESPACE::<folder> { const TYPE& ONE(); }
# becomes a row of  std::span<const TYPE* const> NAMESPACE::MANY(), declared in FOLDER/ONE.hpp.
function(bayon_registry name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER;NAMESPACE;TYPE;ONE;MANY" "FILES")
  set(header ${arg_FOLDER}/${arg_ONE}.hpp)
  if(NOT header IN_LIST arg_FILES)
    return()
  endif()
  set(members ${arg_FILES})
  list(FILTER members INCLUDE REGEX "^${arg_FOLDER}/[a-z0-9_]+/${arg_ONE}\\.hpp$")
  list(SORT members)

  set(BAYON_INCLUDES)
  set(BAYON_ROWS)
  set(uses)
  foreach(member IN LISTS members)
    cmake_path(GET member PARENT_PATH folder)
    cmake_path(GET folder FILENAME short)
    bayon_library_name(${folder} library)
    list(APPEND uses ${library})
    string(APPEND BAYON_INCLUDES "#include \"${member}\"\n")
    string(APPEND BAYON_ROWS "      &${short}::${arg_ONE}(),\n")
    bayon_each_fuzz(${arg_ONE} ${folder} ${short} ${library} "${arg_FILES}")
  endforeach()
  list(LENGTH members BAYON_COUNT)
  set(BAYON_HEADER ${header})
  set(BAYON_NAMESPACE ${arg_NAMESPACE})
  set(BAYON_TYPE ${arg_TYPE})
  set(BAYON_MANY ${arg_MANY})
  set(list_source ${BAYON_GENERATED}/${arg_FOLDER}/${arg_MANY}.cpp)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/registry.cpp.in ${list_source} @ONLY)

  set(sources ${list_source})
  if(${arg_FOLDER}/registry.cpp IN_LIST arg_FILES)
    list(APPEND sources ${arg_FOLDER}/registry.cpp)
  endif()
  set(FOLDER_LINKS)
  include(${PROJECT_SOURCE_DIR}/${arg_FOLDER}/folder.cmake OPTIONAL)
  bayon_library_name(${arg_FOLDER} own)
  bayon_library(${name} "${sources}" "${own};${uses}" "${FOLDER_LINKS}" "")
endfunction()

# A member without a fuzz target of its own (named as it is) gets the family's:
# test/fuzz/each_<kind>_fuzz.cpp, compiled with BAYON_MEMBER set to the folder's name.
function(bayon_each_fuzz kind folder short library files)
  set(each test/fuzz/each_${kind}_fuzz.cpp)
  set(own ${files})
  list(FILTER own INCLUDE REGEX "^${folder}/${short}_fuzz\\.cpp$")
  if(BAYON_TESTS AND NOT own AND each IN_LIST files)
    bayon_fuzz_target(${each} ${folder} ${short} ${library})
  endif()
endfunction()
