#!/usr/bin/env bash
# with_postgres.sh COMMAND…: runs a command with DATABASE_URL set to a temporary
# PostgreSQL server of its own, on a private socket, and stops it afterwards.
set -euo pipefail

newest_bin() {
  if [ -n "${PG_BIN:-}" ]; then
    echo "$PG_BIN"
    return
  fi
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] || found=$(dirname "$(command -v postgres 2>/dev/null || echo /none/postgres)")
  echo "$found"
}

bin=$(newest_bin)
if [ ! -x "$bin/initdb" ]; then
  echo "with_postgres.sh: no PostgreSQL server found: install one, or set PG_BIN to its bin folder" >&2
  exit 2
fi

# The server refuses to run as root.
as_owner=()
home=$(mktemp -d "${TMPDIR:-/tmp}/migc-pg.XXXXXX")
if [ "$(id -u)" -eq 0 ]; then
  owner=nobody
  id postgres >/dev/null 2>&1 && owner=postgres
  chown "$owner" "$home"
  as_owner=(setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups env HOME="$home")
fi

stop() {
  (cd / && "${as_owner[@]}" "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1) || true
  rm -rf "$home"
}
trap stop EXIT

(
  cd /
  "${as_owner[@]}" "$bin/initdb" -D "$home/data" -U migc -A trust -E UTF8 --no-locale -N >/dev/null
  "${as_owner[@]}" "$bin/pg_ctl" -D "$home/data" -w -l "$home/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$home' -c fsync=off" start >/dev/null
)
export DATABASE_URL="postgresql:///postgres?host=$home&user=migc"
"$@"
