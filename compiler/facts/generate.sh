#!/usr/bin/env bash
# generate.sh URL…: writes builtin_*.inc from the catalogs of running servers,
# one URL for each major version, the oldest first. A name is listed with the
# oldest of these versions that has it; the first URL's counts as 14.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# collect FILE QUERY: "name", version for every name that the query gives.
collect() {
  local file=$1 query=$2 url version first=14
  for url in "${urls[@]}"; do
    version=${first:-$(psql "$url" -XAtc "SELECT current_setting('server_version_num')::int / 10000")}
    first=
    psql "$url" -XAtc "$query" | sed "s/\$/\t$version/"
  done | LC_ALL=C sort -t$'\t' -k1,1 -k2,2n | awk -F'\t' '!seen[$1]++' |
    sed 's/\(.*\)\t\(.*\)/    {"\1", \2},/' >"$file"
}

urls=("$@")
[ ${#urls[@]} -gt 0 ] || { echo "usage: generate.sh URL…" >&2; exit 2; }
collect builtin_functions.inc \
  "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
collect builtin_types.inc \
  "SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype <> 'c' AND typname !~ '^_'"
collect keywords.inc \
  "SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'"
