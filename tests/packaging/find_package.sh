# A foreign project that finds an installed migc, also after its folder has moved.
source "$(dirname "$0")/lib.sh"
cp -R "$PROJECT" src
readonly printed=$'0001 accounts\n0002 email'

configure src build -DCMAKE_PREFIX_PATH="$PREFIX"
build build
prints "$printed" build/shop

cp -R "$PREFIX" "moved elsewhere"
configure src moved-build -DCMAKE_PREFIX_PATH="$PWD/moved elsewhere"
build moved-build
prints "$printed" moved-build/shop
grep -qF "$PREFIX" -r moved-build --include=CMakeCache.txt --include=build.ninja --include=build.make &&
  fail "the moved package leads back to where it was"

echo "components"
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.22)
project(components LANGUAGES CXX)
find_package(migc ${WANTED} QUIET CONFIG COMPONENTS ${COMPONENTS})
message(STATUS "found=${migc_FOUND} why=${migc_NOT_FOUND_MESSAGE}")
foreach(name IN ITEMS migc embedded runtime postgres sqlite)
  if(TARGET migc::${name})
    message(STATUS "target ${name}")
  endif()
endforeach()
END
# targets OPTION…: what find_package makes of the options, in a line
targets() {
  rm -rf components-build
  configure . components-build -DCMAKE_PREFIX_PATH="$PWD/moved elsewhere" "$@"
  sed -n 's/^-- target //p; s/^-- \(found=.*\)/\1/p' configure.log | tr '\n' ' '
}
packages="moved elsewhere/lib/cmake/migc"
[ -d "$packages" ] || packages=$(dirname "$(find "moved elsewhere" -name migcConfig.cmake)")
prints "found=1 why= migc embedded runtime " targets -DCOMPONENTS=compiler
prints "found=1 why= embedded runtime " targets -DCOMPONENTS=runtime
for component in postgres sqlite; do
  [ -e "$packages/migc-$component.cmake" ] || continue
  prints "found=1 why= embedded runtime $component " targets -DCOMPONENTS=$component
  rm "$packages/migc-$component.cmake"
  targets -DCOMPONENTS=$component >/dev/null
  prints "found=0 why=its component \`$component\` is not installed embedded runtime " \
    targets -DCOMPONENTS=$component
done
rm "$packages/migc-compiler.cmake"
prints "found=1 why= embedded runtime " targets
prints "found=1 why= embedded runtime " targets -DCOMPONENTS=compiler -DMIGC_EXECUTABLE="$MIGC"
prints "found=1 why= embedded runtime " targets -DWANTED="$VERSION"
targets -DWANTED=99.0 | grep -q found=0 || fail "another version will do"
