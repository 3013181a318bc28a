# Two sets in one program, with the flags and settings of strict projects.
source "$(dirname "$0")/lib.sh"
cp -R "$PROJECT/migrations" first
mkdir second
echo "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);" >second/1_notes.sql

cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.22)
project(strict LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 17)  # migc asks for 20 by itself
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_CXX_CLANG_TIDY /bin/false)
set(CMAKE_CXX_CPPLINT /bin/false)
set(CMAKE_CXX_INCLUDE_WHAT_YOU_USE /bin/false)
find_package(migc CONFIG REQUIRED)
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wundef -Wmissing-declarations -Werror -fno-exceptions -fno-rtti)

add_migrations(first_set DIRECTORY first SYMBOL app::db::first)
add_migrations(second-set DIRECTORY second DIALECT sqlite)

# A plug-in, so that a set ends in a shared library, with every linter off again.
add_library(plugin SHARED plugin.cc)
target_link_libraries(plugin PRIVATE first_set second-set)
add_executable(program main.cc other.cc)
target_link_libraries(program PRIVATE first_set second-set plugin)
foreach(target IN ITEMS plugin program)
  set_target_properties(${target} PROPERTIES AUTOMOC OFF CXX_CLANG_TIDY "" CXX_CPPLINT ""
    CXX_INCLUDE_WHAT_YOU_USE "")
endforeach()
END
cat >plugin.cc <<'END'
#include <first_set.h>
#include <second-set.h>

extern "C" __attribute__((visibility("default"))) unsigned plugin_size();
unsigned plugin_size() {
  return static_cast<unsigned>(app::db::first().migrations.size() + second_set().migrations.size());
}
END
cat >main.cc <<'END'
#include <first_set.h>
#include <second-set.h>

#include <cstdio>

extern "C" unsigned plugin_size();
std::size_t other_size();

int main() {
  static_assert(__cplusplus >= 202002L);
  std::printf("%zu %zu %zu %u\n", app::db::first().migrations.size(), second_set().migrations.size(),
              other_size(), plugin_size());
}
END
cat >other.cc <<'END'
#include <second-set.h>
#include <first_set.h>

#include <cstddef>

std::size_t other_size();
std::size_t other_size() { return app::db::first().name.size() + second_set().name.size(); }
END

# build_with OPTION…
build_with() {
  rm -rf build
  configure . build -DCMAKE_PREFIX_PATH="$PREFIX" "$@"
  build build
  ! grep -i warning build.log || fail "with $*: warnings"
  prints "2 1 19 3" build/program
  echo "ok: $*"
}

build_with -DCMAKE_UNITY_BUILD=ON
build_with -DCMAKE_INTERPROCEDURAL_OPTIMIZATION=ON -DCMAKE_BUILD_TYPE=Release -DCMAKE_UNITY_BUILD=ON
build_with -DBUILD_SHARED_LIBS=ON -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
build_with -DCMAKE_CXX_STANDARD_REQUIRED=ON -DCMAKE_CXX_EXTENSIONS=OFF

echo "both sets in one translation unit"
printf '#include "build/first_set/first_set.cc"\n#include "build/second-set/second-set.cc"\n' >one.cc
"$CXX" $CXXFLAGS -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Werror -fno-exceptions -fno-rtti \
  -I"$PREFIX/include" -c one.cc -o one.o

if [ "$GENERATOR" = Ninja ]; then
  echo "several configurations"
  rm -rf build
  GENERATOR="Ninja Multi-Config" configure . build -DCMAKE_PREFIX_PATH="$PREFIX"
  for configuration in Debug Release; do
    build build --config $configuration
    prints "2 1 19 3" build/$configuration/program
  done
  build build --config Debug
  says "no work to do"
fi
