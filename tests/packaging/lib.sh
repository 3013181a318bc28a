# Helpers of the packaging tests. A test runs in a fresh folder of its own, with
#   MIGC        the compiler of this build      MIGC_SOURCE  the project's sources
#   PREFIX      where the fixture installed it  PROJECT      the foreign project
#   GENERATOR, CMAKE, CXX, CXXFLAGS, LAUNCHER, BUILD_TYPE, WERROR  as in this build
set -euo pipefail
unset CI MIGC_ENV CMAKE_GENERATOR MAKEFLAGS MFLAGS CMAKE_BUILD_PARALLEL_LEVEL

fail() {
  echo "FAIL: $*" >&2
  exit 1
}

# configure SOURCE BUILD OPTION…
configure() {
  local source=$1 build=$2
  shift 2
  "$CMAKE" -S "$source" -B "$build" -G "$GENERATOR" -DCMAKE_BUILD_TYPE=Debug \
    ${LAUNCHER:+-DCMAKE_CXX_COMPILER_LAUNCHER="$LAUNCHER"} "$@" >configure.log 2>&1 || {
    cat configure.log >&2
    fail "cannot configure $source"
  }
}

# The output of a build is in build.log.
build() {
  "$CMAKE" --build "$@" >build.log 2>&1 || {
    cat build.log >&2
    fail "cannot build $*"
  }
}

build_fails() {
  if "$CMAKE" --build "$@" >build.log 2>&1; then
    cat build.log >&2
    fail "the build of $* should have failed"
  fi
}

says() {
  grep -qF -- "$1" build.log || {
    cat build.log >&2
    fail "the build did not say: $1"
  }
}

# prints WANTED COMMAND…
prints() {
  local wanted=$1 got
  shift
  got=$("$@")
  [ "$got" = "$wanted" ] || fail "$* printed:"$'\n'"$got"$'\n'"wanted:"$'\n'"$wanted"
}

# Waits until a file written now is newer than every file there is: what is
# edited next is then newer than what was built before.
let_time_pass() {
  local newest
  newest=$(find . -path ./clock -o -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d ' ' -f 2-)
  until touch clock && [ -n "$(find clock -newer "$newest")" ]; do :; done
}
