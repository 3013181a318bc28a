# The examples as a user's own projects: copied, found, built, run.
source "$(dirname "$0")/lib.sh"
readonly examples=$MIGC_SOURCE/examples
unset MIGC_ENV DATABASE_URL SQLITE_DATABASE

# has COMPONENT
has() { find "$PREFIX" -name "migc-$1.cmake" | grep -q .; }

# prepare EXAMPLE: builds a copy, with a program for deploy jobs as well
prepare() {
  cp -R "$examples/$1" "$1"
  sed -i "s/^add_migrations(\(.*\))$/add_migrations(\1 LOCKED WARNINGS_AS_ERRORS RUNNER $1-migrate)/" \
    "$1/CMakeLists.txt"
  configure "$1" "$1/build" -DCMAKE_PREFIX_PATH="$PREFIX"
  build "$1/build"
}

# status_of COMMAND…: its exit status
status_of() {
  local status=0
  "$@" >output 2>&1 || status=$?
  echo "$status"
}

if has sqlite; then
  echo "notes"
  prepare notes
  notes() { notes/build/notes "notes of mine.db" "$@"; }
  migrate() { notes/build/notes-migrate --database "notes of mine.db" "$@"; }
  prints 3 status_of migrate plan --check
  notes add "buy milk"
  notes add "call home"
  prints $'1. buy milk\n2. call home' notes list
  prints 0 status_of notes status
  prints 0 status_of migrate plan --check
  prints 0 status_of env SQLITE_DATABASE="notes of mine.db" notes/build/notes-migrate status
  prints 2 status_of notes/build/notes-migrate status
  prints 8 status_of notes/build/notes-migrate --database nowhere/notes.db status
  prints 1 status_of notes
fi

if has postgres; then
  echo "shop"
  prepare shop
  prints 2 status_of shop/build/shop-migrate status
  cat >session.sh <<'END'
source "$1"
prints 3 status_of shop/build/shop-migrate plan --check
prints "order 1: a teapot" shop/build/shop order "a teapot"
prints "order 1: 1 x a teapot" shop/build/shop list
prints 0 status_of shop/build/shop status
prints 0 status_of shop/build/shop-migrate plan --check
END
  { cat "$(dirname "$0")/lib.sh"; declare -f status_of; } >functions.sh
  status=0
  bash "$examples/with_postgres.sh" bash -euo pipefail session.sh functions.sh || status=$?
  case $status in
    0) ;;
    2) echo "shop was not run: no PostgreSQL server" ;;
    *) fail "shop" ;;
  esac
fi
