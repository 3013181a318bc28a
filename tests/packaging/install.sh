# The fixture of the others: installs this build into a folder with a space in
# its name, each component on its own.
source "$(dirname "$0")/lib.sh"

rm -rf "$PREFIX"
for component in runtime compiler postgres sqlite; do
  "$CMAKE" --install "$BUILD" --prefix "$PREFIX" --component "$component" >>install.log
done
"$CMAKE" --install "$BUILD" --prefix "$PWD/all" >>install.log
diff -r "$PREFIX" all || fail "the components are not all that is installed"

if find "$PREFIX" -name '*.cmake' -exec grep -nF -e migc_warnings -e migc_sanitizers \
  -e "$MIGC_SOURCE" -e "$BUILD" {} +; then
  fail "the package names what only this build has"
fi
