# libpg_query, PostgreSQL's own grammar as a library: PgQuery::PgQuery. Its
# version is that of the grammar, for example 17.4. -DPgQuery_ROOT=… chooses
# among several.
find_path(PgQuery_INCLUDE_DIR pg_query.h)
find_library(PgQuery_LIBRARY pg_query)
if(PgQuery_INCLUDE_DIR)
  file(STRINGS "${PgQuery_INCLUDE_DIR}/pg_query.h" PgQuery_VERSION REGEX "^#define PG_VERSION \"")
  string(REGEX REPLACE ".*\"([0-9.]+).*" "\\1" PgQuery_VERSION "${PgQuery_VERSION}")
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(PgQuery
  REQUIRED_VARS PgQuery_LIBRARY PgQuery_INCLUDE_DIR
  VERSION_VAR PgQuery_VERSION)
mark_as_advanced(PgQuery_INCLUDE_DIR PgQuery_LIBRARY)
if(PgQuery_FOUND AND NOT TARGET PgQuery::PgQuery)
  add_library(PgQuery::PgQuery UNKNOWN IMPORTED)
  set_target_properties(PgQuery::PgQuery PROPERTIES
    IMPORTED_LOCATION "${PgQuery_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${PgQuery_INCLUDE_DIR}")
endif()
