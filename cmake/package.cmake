# How does another program use Bayon? find_package(bayon) and bayon::engine.
# Installed: the program, every library of bayon/ and its public headers, without detail/.

include(CMakePackageConfigHelpers)

function(bayon_install)
  get_property(libraries GLOBAL PROPERTY BAYON_LIBRARIES)
  list(FILTER libraries EXCLUDE REGEX "^bayon_(faces|test)_")
  foreach(library IN LISTS libraries)
    string(REGEX REPLACE "^bayon_" "" short ${library})
    set_target_properties(${library} PROPERTIES EXPORT_NAME ${short})
  endforeach()
  install(TARGETS ${libraries} EXPORT bayon_targets
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/bayon)
  install(EXPORT bayon_targets NAMESPACE bayon:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/bayon)
  foreach(root IN ITEMS ${PROJECT_SOURCE_DIR} ${BAYON_GENERATED})
    install(DIRECTORY ${root}/bayon DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
            FILES_MATCHING PATTERN "*.hpp" PATTERN detail EXCLUDE)
  endforeach()
  get_property(programs GLOBAL PROPERTY BAYON_PROGRAMS)
  if(programs)
    install(TARGETS ${programs} DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()

  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/bayon-config.cmake.in
    ${PROJECT_BINARY_DIR}/bayon-config.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/bayon)
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/bayon-config-version.cmake
    COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/bayon-config.cmake
                ${PROJECT_BINARY_DIR}/bayon-config-version.cmake
          DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/bayon)
endfunction()
