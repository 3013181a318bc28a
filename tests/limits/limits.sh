#!/usr/bin/env bash
# Extreme input stays within a gigabyte of memory, and either works or gets a
# finding; the statement after it is read all the same.
#   limits.sh MIGC CASE [unlimited]
# `unlimited`: without the bound on memory, which a sanitizer's own needs exceed.
set -euo pipefail

migc=$1 case=$2 bound=${3:-}
depth=100000
megabytes=20

times() { awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'; }
around() { # inner text within `depth` openings and closings
  times $depth "$1"
  printf '%s' "$2"
  times $depth "$3"
}
rows() { # `megabytes` of numbered lines: before and after the number, last line
  awk -v size=$((megabytes * 1048576)) -v before="$1" -v after="$2" -v last="$3" 'BEGIN {
    for (n = 0; n < size; n += length(line) + 1) { i += 1; line = before i after; print line }
    print before "0" last }'
}

works= too_deep="nested too deeply" too_long="too long to be read"
case $case in
  parentheses) wanted=$too_deep; statement() { printf 'SELECT '; around '(' 1 ')'; } ;;
  case) wanted=$too_long; statement() { printf 'SELECT '; around 'CASE WHEN true THEN ' 1 ' END'; } ;;
  sub_selects) wanted=$too_deep; statement() { printf 'CREATE VIEW v AS SELECT '; around '(SELECT ' 1 ')'; } ;;
  from) wanted=$too_long; statement() { printf 'SELECT * FROM '; around '(SELECT * FROM ' t ') x'; } ;;
  arrays) wanted=$too_deep; statement() { printf 'SELECT ARRAY'; around '[' 1 ']'; } ;;
  blocks) wanted=$too_deep; statement() { printf 'DO $$ '; around 'BEGIN ' 'NULL; ' 'END; '; printf '$$'; } ;;
  default) wanted=$too_deep; statement() { printf 'ALTER TABLE t ADD d int DEFAULT '; around '(' 1 ')'; } ;;
  casts) wanted=$too_deep; statement() { printf 'SELECT 1'; times $depth '::int'; } ;;
  operators) wanted=$too_deep; statement() { printf 'CREATE TABLE u (a int CHECK (a = 1'; times $depth ' + 1'; printf '))'; } ;;
  joins) wanted=$too_deep; statement() { printf 'CREATE VIEW v AS SELECT 1 FROM t'; times $depth ' CROSS JOIN t'; } ;;
  unions) wanted=$too_deep; statement() { printf 'CREATE VIEW v AS SELECT 1'; times $depth ' UNION SELECT 1'; } ;;
  conditions) wanted=$works; statement() { printf 'DELETE FROM t WHERE a = 1'; times 50000 ' OR a = 1'; } ;;
  comments) wanted=$works; statement() { around '/*' '' '*/'; printf ' SELECT 1'; } ;;
  executed) wanted=$works; statement() {
    awk 'BEGIN { for (i = 0; i < 3000; i++) { printf "DO $b%d$ BEGIN EXECUTE $s%d$", i, i }
                 printf "CREATE TABLE u (a int)"
                 while (i-- > 0) printf "$s%d$; END $b%d$", i, i }'; } ;;
  operators_of_megabytes) wanted=$too_long; statement() { printf 'SELECT 1'; rows ' + ' '' ''; } ;;
  rows_of_one_insert) wanted=$works; statement() { printf 'INSERT INTO t (a, b) VALUES '; rows '(' ", 'a row of text')," ", '')"; } ;;
  rows_of_one_update) wanted=$works; statement() { printf 'UPDATE t SET b = v.b FROM (VALUES '; rows '(' ", 'a row of text')," ", '')) v (a, b) WHERE v.a = t.a"; } ;;
  rows_in_a_block) wanted=$works; statement() { printf 'DO $$ BEGIN INSERT INTO t VALUES '; rows '(' ", 'a row of text')," ", ''); END \$\$"; } ;;
  many_inserts) wanted=$works; statement() { rows 'INSERT INTO t (a, b) VALUES (' ", 'text');" ", '')"; } ;;
  a_long_string) wanted=$works; statement() { printf "INSERT INTO t VALUES (1, '"; times $((megabytes * 1048576 / 64)) "$(printf '%064d' 0)"; printf "')"; } ;;
  *) echo "no case $case" >&2; exit 2 ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/m"
{
  echo 'CREATE TABLE t (a int, b text);'
  statement
  printf ';\nCREATE TABLE read_all_the_same (a int);\n'
} >"$folder/m/0001_limits.sql"

[ -n "$bound" ] || ulimit -v 1048576
status=0
"$migc" check "$folder/m" >"$folder/findings" 2>&1 || status=$?
grep ' error: ' "$folder/findings" | cut -c1-300 || true
if [ -n "$wanted" ]; then
  [ $status -eq 1 ] && grep -q " error: .*$wanted" "$folder/findings" || { echo "status $status, not a finding: $wanted"; exit 1; }
else
  [ $status -eq 0 ] || { echo "status $status: it should work"; tail -c 300 "$folder/findings"; exit 1; }
fi
"$migc" schema "$folder/m" >"$folder/schema"
grep -q read_all_the_same "$folder/schema" || { echo "the next statement was not read"; exit 1; }
