# Mistakes in a call of add_migrations() are errors that say what to do.
source "$(dirname "$0")/lib.sh"
cp -R "$PROJECT/migrations" migrations
touch file

# refused MESSAGE CALL [OPTION…]
refused() {
  local message=$1 call=$2
  shift 2
  cat >CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.22)
project(mistakes LANGUAGES \${LANGUAGE})
find_package(migc CONFIG REQUIRED)
add_library(taken INTERFACE)
$call
END
  [ $# -eq 0 ] || rm -rf build
  if "$CMAKE" -S . -B build -G "$GENERATOR" -DCMAKE_PREFIX_PATH="$PREFIX" -DLANGUAGE=CXX \
    "$@" >build.log 2>&1; then
    fail "was accepted: $call"
  fi
  tr -s ' \n' '  ' <build.log >joined && mv joined build.log  # CMake wraps its messages
  says "$message"
}

refused 'DIRECTORY is missing' 'add_migrations(shop)'
refused 'unknown argument: SCHEMA;app' 'add_migrations(shop DIRECTORY migrations SCHEMA app)'
refused 'It takes DIRECTORY' 'add_migrations(shop DIRECTORY migrations directory)'
refused 'there is no folder' 'add_migrations(shop DIRECTORY 0)'
refused 'no value for: DIRECTORY' 'add_migrations(shop DIRECTORY LOCKED)'
refused 'no value for: SYMBOL' 'add_migrations(shop DIRECTORY migrations SYMBOL)'
refused 'unknown DIALECT mysql' 'add_migrations(shop DIRECTORY migrations DIALECT mysql)'
refused 'is not a major version' 'add_migrations(shop DIRECTORY migrations SERVER_VERSION 15.2)'
refused 'says nothing about SQLite' 'add_migrations(shop DIRECTORY migrations DIALECT sqlite SERVER_VERSION 15)'
refused 'cannot be the name of a C++ function' 'add_migrations(shop DIRECTORY migrations SYMBOL 1st)'
refused 'cannot be the name of a C++ function' 'add_migrations(shop DIRECTORY migrations SYMBOL app::)'
refused 'cannot be the name of a set' 'add_migrations("a b" DIRECTORY migrations)'
refused 'cannot be the name of a set' "add_migrations($(printf 'x%.0s' {1..64}) DIRECTORY migrations)"
refused 'there is a target taken already' 'add_migrations(taken DIRECTORY migrations)'
refused 'there is a target taken already' 'add_migrations(shop DIRECTORY migrations RUNNER taken)'
refused 'there is no folder' 'add_migrations(shop DIRECTORY nowhere)'
refused 'there is no folder' 'add_migrations(shop DIRECTORY file)'
refused 'there is no file' 'add_migrations(shop DIRECTORY migrations CONFIG nowhere.toml)'
refused 'CMake cannot pass on the path' 'add_migrations(shop DIRECTORY [[a$(b)]])'
refused 'CMake cannot pass on the path' 'add_migrations(shop DIRECTORY [[a\b]])'

refused 'the project does not use C++' 'add_migrations(shop DIRECTORY migrations)' -DLANGUAGE=NONE
refused 'and no such program exists' 'add_migrations(shop DIRECTORY migrations)' -DMIGC_EXECUTABLE=/nowhere/migc
refused 'the build is for another machine' 'add_migrations(shop DIRECTORY migrations)' -DCMAKE_SYSTEM_NAME=Generic

