# A foreign project that contains migc: by add_subdirectory and by FetchContent,
# with a compiler that is there already.
source "$(dirname "$0")/lib.sh"
cp -R "$PROJECT" src

for way in subdirectory fetch; do
  configure src $way -DMIGC_FROM=$way -DMIGC_SOURCE="$MIGC_SOURCE" -DMIGC_EXECUTABLE="$MIGC" \
    -DMIGC_BUILD_COMPILER=OFF -DMIGC_BUILD_POSTGRES=OFF -DMIGC_BUILD_SQLITE=OFF
  build $way --target shop
  prints $'0001 accounts\n0002 email' $way/shop
done

echo "without a compiler"
if "$CMAKE" -S src -B none -DMIGC_FROM=fetch -DMIGC_SOURCE="$MIGC_SOURCE" \
  -DMIGC_BUILD_COMPILER=OFF -DMIGC_BUILD_POSTGRES=OFF -DMIGC_BUILD_SQLITE=OFF >build.log 2>&1; then
  fail "that should not have been accepted"
fi
says "there is no compiler, migc::migc"
