# fresh.sh FOLDER SCRIPT: runs the script in the folder, emptied first.
set -euo pipefail
rm -rf "$1"
mkdir -p "$1"
cd "$1"
exec bash "$2"
