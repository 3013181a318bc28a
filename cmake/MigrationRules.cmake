# add_migrations(): compiles a folder of SQL migrations into a library.
#
#   add_migrations(<target>
#     DIRECTORY <folder>
#     [DIALECT postgresql|sqlite]
#     [SERVER_VERSION <major>]
#     [CONFIG <file>]
#     [LOCKFILE <file>]
#     [SYMBOL <name>]
#     [LOCKED]
#     [WARNINGS_AS_ERRORS]
#     [RUNNER <name>])
#
# Example:
#
#   find_package(migc CONFIG REQUIRED)    # or FetchContent, or add_subdirectory
#   add_migrations(shop_migrations DIRECTORY db/migrations)
#   target_link_libraries(shop PRIVATE shop_migrations migc::postgres)
#
#   #include <shop_migrations.h>          // declares: const migc::MigrationSet& shop_migrations();
#
# Targets it makes
#
#   <target>        Static library with the migrations and, for whoever links it,
#                   the header <target.h>. Building it checks the folder first: an
#                   unsafe migration, or one that was edited after it was locked,
#                   fails the build with file, line and remedy.
#                   The name is also the set's name in the database: the ledger and
#                   the migration lock carry it. Do not change it once deployed.
#   <target>_check  Only the check, nothing is compiled. Part of <target>.
#   <target>_lock   Takes new migrations into the lockfile: `migc lock`. The only
#                   target that writes to the source tree; it runs when you ask for it.
#   migc_generated  <target>_check of every set, for tools that read the sources.
#   <RUNNER>        A program with the runtime's verbs (docs/runtime.md), for deploy jobs.
#
# Arguments (relative paths start at the current source folder)
#
#   DIRECTORY           The folder of the set: one folder, one set. Required.
#   DIALECT             What the files are written in. Default: postgresql.
#   SERVER_VERSION      The oldest PostgreSQL that must run them: its major version.
#                       Default: what the settings say, or 14.
#   CONFIG              Settings. Default: <folder>/migc.toml, if it is there.
#   LOCKFILE            Default: <folder>/migrations.lock. Commit it.
#   SYMBOL              Name of the accessor function; may hold namespaces, as in
#                       app::db::migrations. Default: <target>, made an identifier.
#   LOCKED              A migration that the lockfile does not hold fails the build,
#                       as it does for every set when MIGC_LOCKED is on.
#   WARNINGS_AS_ERRORS  Warnings fail the build too.
#   RUNNER              Also makes the program of this name. Links migc::postgres or
#                       migc::sqlite, whichever the dialect needs. The database comes
#                       from `--database WHERE`, or else from DATABASE_URL or PG*
#                       (PostgreSQL) or SQLITE_DATABASE (SQLite).
#
# Variables (set them on the command line or in a preset)
#
#   MIGC_EXECUTABLE     A migc that runs on the machine that builds. Needed when
#                       cross-compiling, or when migc::migc is not there. Default:
#                       the target migc::migc.
#   MIGC_LOCKED         LOCKED for every set. Default: on when the environment said
#                       CI=true at the first configuration, as CI services do.
#   MIGC_BASE           A lockfile, usually the target branch's: every migration that
#                       it does not hold is judged in full, locked or not.
#
# What causes a rebuild: the compiler, these arguments, the settings, the lockfile,
# every .sql file, and the list of the files (in rollback/ as well). Nothing else
# does; a build without changes runs nothing. The header and the source are only
# rewritten when their content changes, so a new comment in the lockfile compiles
# nothing, and a new migration compiles one file and no program that uses it.
#
# The build writes <target>/ and <target>.lint.db (findings, forecasts and more, for
# the sqlite3 shell; it can be deleted) into the current binary folder.
#
# Paths may hold letters of any alphabet, spaces, quotes, brackets, semicolons and
# most else. Where the generator cannot name such a path as an input (Ninja: any of
# ! " # $ & ' * ; < > ? ^ ` { | }; Make: also % ( ) : [ ]), the check runs in every
# build, and still nothing is compiled without need. CMake itself has no way to pass
# on a backslash, a tab, a line break, `$(` or `$<`: they are refused. A build folder
# cannot hold ; # < > " $( ${ or a single [ or ]: those are limits of CMake as well.
include_guard(GLOBAL)
cmake_policy(PUSH)
cmake_policy(VERSION 3.22)

set(MIGC_EXECUTABLE "" CACHE FILEPATH "A migc that runs on this machine, when cross-compiling")
set(_migc_ci "$ENV{CI}")
if(_migc_ci)
  set(_migc_ci ON)
else()
  set(_migc_ci OFF)
endif()
set(MIGC_LOCKED ${_migc_ci} CACHE BOOL "Migrations that the lockfile does not hold fail the build")
unset(_migc_ci)
set(MIGC_BASE "" CACHE FILEPATH "Lockfile of the target branch: what it does not hold is judged in full")

function(_migc_fail target problem remedy)
  message(FATAL_ERROR "add_migrations(${target}): ${problem}\n${remedy}")
endfunction()

# An absolute path without a trailing slash.
function(_migc_absolute target path result)
  if(path MATCHES "[\t\r\n\\]|\\$[(<]")
    _migc_fail("${target}" "CMake cannot pass on the path \"${path}\""
      "Rename what holds a backslash, a tab, a line break, \"$(\" or \"$<\".")
  endif()
  cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
  string(REGEX REPLACE "(.)/$" "\\1" path "${path}")
  set(${result} "${path}" PARENT_SCOPE)
endfunction()

# Whether the generator can name the paths as inputs. Ninja reads fewer characters
# in a depfile than the rest of it does; Make takes some for patterns of its own,
# and can then watch another file, or stop at one that was deleted.
function(_migc_can_track paths result)
  if(CMAKE_GENERATOR MATCHES "Ninja")
    set(special "[!\"#$&'*;<>?^`{|}]")
  else()
    set(special "[]!\"#$&'*;<>?^`{|}[%():]")
  endif()
  if(paths MATCHES "${special}")
    set(${result} OFF PARENT_SCOPE)
  else()
    set(${result} ON PARENT_SCOPE)
  endif()
endfunction()

# What can be wrong about the names.
function(_migc_validate_names target symbol runner)
  get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
  if(NOT "CXX" IN_LIST languages)
    _migc_fail("${target}" "the project does not use C++"
      "Name the language: project(${PROJECT_NAME} LANGUAGES CXX).")
  endif()
  string(LENGTH "${target}" length)
  if(NOT target MATCHES "^[A-Za-z0-9_][A-Za-z0-9_.+-]*$" OR length GREATER 63)
    _migc_fail("${target}" "this cannot be the name of a set"
      "Use 1 to 63 letters, digits and any of _ . + -: it names a header and a set in the database.")
  endif()
  if(NOT symbol MATCHES "^[A-Za-z_][A-Za-z0-9_]*(::[A-Za-z_][A-Za-z0-9_]*)*$")
    _migc_fail("${target}" "SYMBOL ${symbol} cannot be the name of a C++ function"
      "Use a name such as shop_migrations or shop::migrations.")
  endif()
  foreach(name IN ITEMS "${target}" "${target}_check" "${target}_lock" "${runner}")
    if(name AND TARGET "${name}")
      _migc_fail("${target}" "there is a target ${name} already" "Choose another name.")
    endif()
  endforeach()
endfunction()

# The other arguments that name one of a few things.
function(_migc_validate_values target dialect server_version)
  if(NOT dialect MATCHES "^(postgresql|sqlite)$")
    _migc_fail("${target}" "unknown DIALECT ${dialect}" "It is postgresql (the default) or sqlite.")
  endif()
  if(NOT "${server_version}" MATCHES "^[0-9]*$")
    _migc_fail("${target}" "SERVER_VERSION ${server_version} is not a major version of PostgreSQL"
      "Use a number such as 15.")
  endif()
  if(dialect STREQUAL "sqlite" AND NOT "${server_version}" STREQUAL "")
    _migc_fail("${target}" "SERVER_VERSION says nothing about SQLite" "Leave it out.")
  endif()
endfunction()

# What to run. A target name, not its file: CMake then knows about emulators.
function(_migc_find_compiler target result)
  if(MIGC_EXECUTABLE)
    if(NOT IS_ABSOLUTE "${MIGC_EXECUTABLE}" OR NOT EXISTS "${MIGC_EXECUTABLE}"
       OR IS_DIRECTORY "${MIGC_EXECUTABLE}")
      _migc_fail("${target}" "MIGC_EXECUTABLE is \"${MIGC_EXECUTABLE}\", and no such program exists"
        "Set it to the absolute path of a migc that runs on this machine, or unset it.")
    endif()
    set(${result} "${MIGC_EXECUTABLE}" PARENT_SCOPE)
  elseif(NOT TARGET migc::migc)
    _migc_fail("${target}" "there is no compiler, migc::migc"
      "Install its component `compiler`, build with MIGC_BUILD_COMPILER=ON, or set MIGC_EXECUTABLE to a migc.")
  elseif(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    _migc_fail("${target}" "the build is for another machine, and migc has to run on this one"
      "Set MIGC_EXECUTABLE to a migc that runs here.")
  else()
    set(${result} migc::migc PARENT_SCOPE)
  endif()
endfunction()

# Sets folder, lockfile and config_flag in the caller.
function(_migc_find_inputs target directory config lock)
  if("${directory}" STREQUAL "")
    _migc_fail("${target}" "DIRECTORY is missing" "Name the folder that holds the migrations.")
  endif()
  _migc_absolute("${target}" "${directory}" folder)
  if(NOT IS_DIRECTORY "${folder}")
    _migc_fail("${target}" "there is no folder \"${folder}\""
      "Make it (`migc new` writes the first migration), or correct DIRECTORY.")
  endif()
  set(config_flag "" PARENT_SCOPE)
  if(NOT "${config}" STREQUAL "")
    _migc_absolute("${target}" "${config}" config)
    if(NOT EXISTS "${config}")
      _migc_fail("${target}" "there is no file \"${config}\"" "Make it, or leave CONFIG out.")
    endif()
    string(REPLACE ";" "\\;" config "${config}")
    set(config_flag "--config=${config}" PARENT_SCOPE)
  endif()
  if(NOT "${lock}" STREQUAL "")
    _migc_absolute("${target}" "${lock}" lockfile)
  else()
    set(lockfile "${folder}/migrations.lock")
  endif()
  set(folder "${folder}" PARENT_SCOPE)
  set(lockfile "${lockfile}" PARENT_SCOPE)
endfunction()

# What follows are the steps of add_migrations(), which they share variables with:
# target, compiler, folder, lockfile, config_flag, output and its arguments.

# A flag that was not asked for must leave no empty argument behind, so flags are
# expanded without quotes. One variable each: a list would fall apart at a `[` in a
# path.
macro(_migc_find_flags)
  set(version_flag "")
  set(warnings_flag "")
  set(base_flag "")
  set(locked_flag "")
  if(DEFINED arg_SERVER_VERSION)
    set(version_flag "--server-version=${arg_SERVER_VERSION}")
  endif()
  if(arg_WARNINGS_AS_ERRORS)
    set(warnings_flag --warnings-as-errors)
  endif()
  if(MIGC_BASE)
    _migc_absolute("${target}" "${MIGC_BASE}" base)
    string(REPLACE ";" "\\;" base_flag "--base=${base}")
  endif()
  if(arg_LOCKED OR MIGC_LOCKED)
    set(locked_flag --locked)
  endif()
endmacro()

# How the build knows that the check must run again.
macro(_migc_find_triggers)
  # Make does not run a command again because its arguments changed; a file
  # that holds them does that for every generator.
  set(arguments "${output}/arguments.txt")
  file(CONFIGURE OUTPUT "${arguments}" @ONLY CONTENT
"@compiler@
@folder@
@lockfile@
@config_flag@
@base_flag@
@arg_DIALECT@ @arg_SYMBOL@ @version_flag@ @warnings_flag@ @locked_flag@
")

  set(stamp "${output}/checked")
  set(stamp_flag "")
  set(depfile "")
  set(depfile_flag "")
  set(depfile_keyword "")
  set(folder_input "")
  set(lockfile_folder_input "")
  set(forget_old_inputs "")
  _migc_can_track("${folder}${lockfile}${config_flag}${base_flag}" can_track)
  if(can_track)
    # Files are inputs by the depfile alone: an explicit input that was deleted
    # stops Ninja and Make before migc can say what it means. Folders are explicit
    # inputs as well, because a check that fails leaves no depfile behind: the
    # set's own, and that of a lockfile elsewhere, which may not exist yet.
    set(stamp_flag "--stamp=${stamp}")
    set(depfile "${stamp}.d")
    set(depfile_flag "--depfile=${depfile}")
    set(depfile_keyword DEPFILE)
    set(folder_input "${folder}")
    cmake_path(GET lockfile PARENT_PATH lockfile_folder_input)
    if(CMAKE_GENERATOR MATCHES "Makefiles")
      # CMake adds a new depfile to what older ones said: a deleted file would stay
      # an input, and the check would run in every build. Without its own notes it
      # reads the depfile afresh.
      set(forget_old_inputs COMMAND "${CMAKE_COMMAND}" -E rm -f
        "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}_check.dir/compiler_depend.internal")
    endif()
  else()
    # A stamp that is never written: the check runs in every build.
    set_source_files_properties("${stamp}" PROPERTIES SYMBOLIC ON)
  endif()
endmacro()

# The output of the check is a stamp. The sources are by-products, so that they may
# keep their age, and nothing downstream is rebuilt, when their content is the same.
macro(_migc_add_check)
  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS "${output}/${target}.cc" "${output}/${target}.h"
    # CMake does not quote a `[`; behind `--folder=` no file name matches it, so
    # the shell takes it as it is.
    COMMAND "${compiler}" build "--folder=${folder}" "--lockfile=${lockfile}" --dialect ${arg_DIALECT}
      ${config_flag} ${version_flag} ${warnings_flag} ${base_flag} ${locked_flag}
      --output "${output}" --name "${target}" --symbol "${arg_SYMBOL}"
      --lint-db "${CMAKE_CURRENT_BINARY_DIR}/${target}.lint.db" ${stamp_flag} ${depfile_flag}
    ${forget_old_inputs}
    DEPENDS "${compiler}" "${arguments}" ${folder_input} ${lockfile_folder_input}
    ${depfile_keyword} ${depfile}
    COMMENT "Checking the migrations of ${target}"
    VERBATIM)
  add_custom_target("${target}_check" DEPENDS "${stamp}")
  if(NOT TARGET migc_generated)
    add_custom_target(migc_generated)
  endif()
  add_dependencies(migc_generated "${target}_check")
endmacro()

# Not with --locked: taking what is not locked yet is what it is for.
macro(_migc_add_lock)
  add_custom_target("${target}_lock"
    COMMAND "${compiler}" lock "--folder=${folder}" "--lockfile=${lockfile}" --dialect ${arg_DIALECT}
      ${config_flag} ${version_flag} ${warnings_flag} ${base_flag}
    COMMENT "Locking the migrations of ${target}"
    VERBATIM)
endmacro()

# The generated source is ours, not the project's: its linters stay away.
macro(_migc_add_library)
  add_library("${target}" STATIC "${output}/${target}.cc")
  add_dependencies("${target}" "${target}_check")
  target_include_directories("${target}" INTERFACE "$<BUILD_INTERFACE:${output}>")
  target_link_libraries("${target}" PUBLIC migc::embedded)
  set_target_properties("${target}" PROPERTIES
    POSITION_INDEPENDENT_CODE ON
    AUTOMOC OFF AUTOUIC OFF AUTORCC OFF
    CXX_SCAN_FOR_MODULES OFF
    CXX_CLANG_TIDY "" CXX_CPPCHECK "" CXX_CPPLINT "" CXX_INCLUDE_WHAT_YOU_USE "")
endmacro()

macro(_migc_add_runner)
  set(backend postgres)
  if(arg_DIALECT STREQUAL "sqlite")
    set(backend sqlite)
  endif()
  if(NOT TARGET migc::${backend})
    _migc_fail("${target}" "RUNNER ${arg_RUNNER} needs migc::${backend}, which is not there"
      "Install its component `${backend}` and ask for it: find_package(migc COMPONENTS ${backend}).")
  endif()
  configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/runner_${backend}.cc.in"
    "${output}/${arg_RUNNER}.cc" @ONLY)
  add_executable("${arg_RUNNER}" "${output}/${arg_RUNNER}.cc")
  target_link_libraries("${arg_RUNNER}" PRIVATE "${target}" migc::${backend})
endmacro()

function(add_migrations target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "LOCKED;WARNINGS_AS_ERRORS"
    "DIRECTORY;DIALECT;SERVER_VERSION;CONFIG;LOCKFILE;SYMBOL;RUNNER" "")
  if(DEFINED arg_UNPARSED_ARGUMENTS)
    _migc_fail("${target}" "unknown argument: ${arg_UNPARSED_ARGUMENTS}"
      "It takes DIRECTORY, DIALECT, SERVER_VERSION, CONFIG, LOCKFILE, SYMBOL, LOCKED, WARNINGS_AS_ERRORS, RUNNER.")
  endif()
  if(DEFINED arg_KEYWORDS_MISSING_VALUES)
    _migc_fail("${target}" "no value for: ${arg_KEYWORDS_MISSING_VALUES}"
      "Give one, or leave the keyword out.")
  endif()
  if(NOT DEFINED arg_DIALECT)
    set(arg_DIALECT postgresql)
  endif()
  if(NOT DEFINED arg_SYMBOL)
    string(MAKE_C_IDENTIFIER "${target}" arg_SYMBOL)
  endif()
  _migc_validate_names("${target}" "${arg_SYMBOL}" "${arg_RUNNER}")
  _migc_validate_values("${target}" "${arg_DIALECT}" "${arg_SERVER_VERSION}")
  _migc_find_compiler("${target}" compiler)
  _migc_find_inputs("${target}" "${arg_DIRECTORY}" "${arg_CONFIG}" "${arg_LOCKFILE}")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${target}")
  _migc_find_flags()
  _migc_find_triggers()
  _migc_add_check()
  _migc_add_lock()
  _migc_add_library()
  if(arg_RUNNER)
    _migc_add_runner()
  endif()
endfunction()

cmake_policy(POP)
