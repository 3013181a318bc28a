#!/usr/bin/env bash
# demo.sh BUILD: what migc does, in a minute. BUILD holds a built migc; the
# example projects are copied, so nothing here is changed.
set -euo pipefail

build=$1
examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
place=$(mktemp -d "${TMPDIR:-/tmp}/migc-demo.XXXXXX")
trap 'rm -rf "$place"' EXIT

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() {
  printf '$ %s\n' "$*"
  "$@"
}

# Shows a build that must fail; it is an error when it does not.
must_fail() {
  printf '$ cmake --build build\n'
  if cmake --build build >"$place/log" 2>&1; then
    cat "$place/log"
    echo "demo.sh: that build should have failed" >&2
    exit 1
  fi
  grep -vE '^(\[|ninja:|FAILED:|gmake|make|cd )' "$place/log" || true
  echo "(the build failed, as it should)"
}

# Copies an example and builds it as a user's own project: with find_package.
prepare() {
  cp -R "$examples/$1" "$place/$1"
  cd "$place/$1"
  cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_PREFIX_PATH="$place/prefix" >/dev/null
  run cmake --build build
}

add_unsafe_migration() {
  local folder=$1 statement=$2
  say "A colleague adds a migration that would fail on the first database with a row in it:"
  printf '%s\n' "$statement" >"$folder/0099_unsafe.sql"
  run cat "$folder/0099_unsafe.sql"
  must_fail
  rm "$folder/0099_unsafe.sql"
}

edit_locked_migration() {
  local file=$1
  say "Somebody edits a migration that databases have applied already:"
  printf -- '-- and one more thing\nSELECT 1;\n' >>"$file"
  must_fail
}

say "Installing the compiler and the runtime into a temporary prefix"
cmake --install "$build" --prefix "$place/prefix" >/dev/null

say "SQLite: a program that migrates its own file"
prepare notes
say "First start: it applies its migrations"
run ./build/notes "$place/notes.db" add "buy milk"
say "Second start: nothing to do"
run ./build/notes "$place/notes.db" list
run ./build/notes "$place/notes.db" status
add_unsafe_migration migrations 'ALTER TABLE notes ADD COLUMN owner text NOT NULL;'
edit_locked_migration "$(ls migrations/0001_*.sql | head -n 1)"

say "PostgreSQL: the same, on a temporary server"
prepare shop
shop_session() {
  say "First start: it applies its migrations"
  run ./build/shop order "a teapot"
  say "Second start: nothing to do"
  run ./build/shop list
  run ./build/shop status
}
export -f shop_session say run
bash "$examples/with_postgres.sh" bash -euo pipefail -c shop_session
add_unsafe_migration migrations 'ALTER TABLE orders ADD COLUMN courier text NOT NULL;'
edit_locked_migration "$(ls migrations/0001_*.sql | head -n 1)"

say "That was all. README.md says where to read on."
