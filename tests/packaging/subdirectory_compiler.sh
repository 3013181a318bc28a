# A foreign project that contains migc and builds its compiler as well.
source "$(dirname "$0")/lib.sh"
cp -R "$PROJECT" src
# The flags of the outer build, so that ccache knows most of the files already.
export CCACHE_NOHASHDIR=1
configure src build -DMIGC_FROM=subdirectory -DMIGC_SOURCE="$MIGC_SOURCE" \
  -DCMAKE_BUILD_TYPE="$BUILD_TYPE" -DMIGC_WERROR="$WERROR" \
  -DMIGC_BUILD_POSTGRES=OFF -DMIGC_BUILD_SQLITE=OFF
build build --target shop --parallel "$(nproc)"
prints $'0001 accounts\n0002 email' build/shop

echo "nothing but what was asked for"
grep -rqE 'gtest|examples/' build/CMakeCache.txt && fail "tests or examples are configured"
"$CMAKE" --build build --target help >build.log 2>&1
! grep -qE '\b(notes|migc_.*_test)\b' build.log || fail "tests or examples are targets"
