# `cmake --install`, in components:
#   runtime    what every user needs: headers, migc::embedded, migc::runtime, the
#              CMake package with add_migrations()
#   compiler   the program migc
#   postgres   migc::postgres, over libpq
#   sqlite     migc::sqlite, over sqlite3
# Each component has an export of its own, so that the package offers what was
# installed and looks for the libraries of nothing else.
include(CMakePackageConfigHelpers)

set(migc_package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/migc)

# migc_install(<component> <targets>...)
function(migc_install component)
  install(TARGETS ${ARGN} EXPORT migc_${component}
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${component}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component})
  install(EXPORT migc_${component} NAMESPACE migc:: FILE migc-${component}.cmake
    DESTINATION ${migc_package_folder} COMPONENT ${component})
endfunction()

# migc_install_headers(<component> <pattern>...)
function(migc_install_headers component)
  set(patterns "")
  foreach(name IN LISTS ARGN)
    list(APPEND patterns PATTERN ${name})
  endforeach()
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/runtime/include/migc
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT ${component}
    FILES_MATCHING ${patterns})
endfunction()

migc_install(runtime migc_embedded migc_runtime)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/runtime/include/migc
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT runtime
  FILES_MATCHING PATTERN *.h
  PATTERN postgres.h EXCLUDE
  PATTERN sqlite.h EXCLUDE)
if(MIGC_BUILD_COMPILER)
  migc_install(compiler migc)
endif()
if(MIGC_BUILD_POSTGRES)
  migc_install(postgres migc_postgres)
  migc_install_headers(postgres postgres.h)
endif()
if(MIGC_BUILD_SQLITE)
  migc_install(sqlite migc_sqlite)
  migc_install_headers(sqlite sqlite.h)
endif()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/migcConfig.cmake.in
  ${PROJECT_BINARY_DIR}/package/migcConfig.cmake
  INSTALL_DESTINATION ${migc_package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/migcConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/package/migcConfig.cmake
  ${PROJECT_BINARY_DIR}/package/migcConfigVersion.cmake
  ${CMAKE_CURRENT_LIST_DIR}/MigrationRules.cmake
  ${CMAKE_CURRENT_LIST_DIR}/runner_postgres.cc.in
  ${CMAKE_CURRENT_LIST_DIR}/runner_sqlite.cc.in
  DESTINATION ${migc_package_folder} COMPONENT runtime)
