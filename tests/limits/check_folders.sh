#!/usr/bin/env bash
# Runs migc over every folder below ROOT that holds SQL files, and tells which
# runs ended otherwise than by clean or findings. By hand, best with a migc that
# the sanitizers watch (./dev build asan):
#   check_folders.sh MIGC ROOT…
set -uo pipefail

migc=$1
shift
out=$(mktemp)
trap 'rm -f "$out"' EXIT
runs=0 bad=0

run() { # DIALECT FOLDER VERB…
  local dialect=$1 folder=$2
  shift 2
  "$migc" "$@" --dialect "$dialect" "$folder" >"$out" 2>&1
  local status=$?
  runs=$((runs + 1))
  [ $status -le 1 ] && return
  bad=$((bad + 1))
  echo "$folder: migc $*: status $status"
  grep -m 3 -E 'ERROR|runtime error|SUMMARY|migc: error' "$out" || tail -n 3 "$out"
}

while read -r folder; do
  dialect=postgresql
  case $folder in *sqlite*) dialect=sqlite ;; esac
  run $dialect "$folder" check --all
  run $dialect "$folder" schema
done < <(find "$@" -name '*.sql' -printf '%h\n' | sort -u)

echo "$runs runs, $bad of them bad"
[ $bad -eq 0 ] && [ $runs -gt 0 ]
