#!/usr/bin/env bash
# How long a check takes, beside another linter on the same files:
#   lint_speed.sh MIGC OTHER FOLDER...
# MIGC checks each folder by itself, cold; OTHER is given all files at once. Then
# a set of 400 migrations with a warm lint database gets one more. Prints medians
# of ROUNDS (default 9), in milliseconds, and ratios; judges nothing.
set -euo pipefail

migc=$1 other=$2
shift 2
rounds=${ROUNDS:-9}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

now() { echo $(($(date +%s%N) / 1000)); }

# time_of FUNCTION: microseconds of one call; a linter's status is what it found.
time_of() {
  local begin
  begin=$(now)
  "$@" >/dev/null 2>&1 || true
  echo $(($(now) - begin))
}

median() { sort -n | sed -n "$(((rounds + 1) / 2))p"; }

check_all() { for folder in "${folders[@]}"; do "$migc" check --all "$folder"; done; }
check_files() { "$other" "${files[@]}"; }
check_warm() { "$migc" check --lint-db "$work/lint.db" "$work/set"; }

folders=("$@")
mapfile -t files < <(find "${folders[@]}" -name '*.sql' | sort)

for ((round = 0; round < rounds; ++round)); do  # in turns: the machine's mood is the same for both
  time_of check_all >>"$work/ours"
  time_of check_files >>"$work/theirs"
done
ours=$(median <"$work/ours") theirs=$(median <"$work/theirs")
awk -v ours="$ours" -v theirs="$theirs" -v files="${#files[@]}" \
  'BEGIN { printf "%d files: migc %.0f ms, the other %.0f ms, ratio %.2f\n", files, ours / 1000, theirs / 1000, ours / theirs }'

mkdir "$work/set"
migration() {
  printf 'CREATE TABLE t%d (id bigint PRIMARY KEY, name text NOT NULL, at timestamptz);\n' "$1"
  printf 'CREATE INDEX t%d_at ON t%d (at);\nALTER TABLE t%d ADD COLUMN note text;\n' "$1" "$1" "$1"
}
for ((i = 1; i <= 400; ++i)); do migration "$i" >"$work/set/$(printf '%04d_t%d.sql' "$i" "$i")"; done
"$migc" lock "$work/set" >/dev/null
for ((round = 0; round < rounds; ++round)); do
  rm -f "$work/set/0401_more.sql"
  check_warm
  migration 401 >"$work/set/0401_more.sql"
  time_of check_warm >>"$work/warm"
done 2>/dev/null
awk -v warm="$(median <"$work/warm")" 'BEGIN { printf "one more than 400, warm lint database: %.0f ms\n", warm / 1000 }'
