# Folders with odd names: each edit is seen, nothing is compiled without need, and
# no set is taken for another.
source "$(dirname "$0")/lib.sh"

# The first three are plain enough for every generator to watch the files itself.
readonly names=('a b' 'a@b@' 'größe' 'a[1]' 'a[b' "it's" 'a"b' 'a$b' 'a#b' 'a;b' 'a%b' 'a(b)')
root="the root é, +@="
[ "$GENERATOR" != Ninja ] || root+=" [1]"

mkdir -p "$root/src"
for i in "${!names[@]}"; do
  mkdir "$root/src/${names[i]}"
  echo "CREATE TABLE t$i (a bigint);" >"$root/src/${names[i]}/1_table.sql"
done
{
  echo 'cmake_minimum_required(VERSION 3.22)'
  echo 'project(paths LANGUAGES CXX)'
  echo 'find_package(migc CONFIG REQUIRED)'
  echo 'add_executable(program main.cc)'
  for i in "${!names[@]}"; do
    echo "add_migrations(set$i DIRECTORY [==[${names[i]}]==])"
    echo "target_link_libraries(program PRIVATE set$i)"
  done
} >"$root/src/CMakeLists.txt"
{
  echo '#include <cstdio>'
  for i in "${!names[@]}"; do echo "#include <set$i.h>"; done
  echo 'int main() {'
  for i in "${!names[@]}"; do
    echo "  for (const auto& m : set$i().migrations)"
    echo "    std::printf(\"%s %s\\n\", m.version.data(), m.statements[0].sql.data());"
  done
  echo '}'
} >"$root/src/main.cc"

# program_holds VERSION COLUMN: in each set
program_holds() {
  local wanted=""
  for i in "${!names[@]}"; do wanted+="$1 CREATE TABLE t$i ($2 bigint)"$'\n'; done
  prints "${wanted%$'\n'}" "$root/build/program"
}
build_all() {
  build "$root/build"
  let_time_pass
}
compiled() { grep -c 'Building CXX' build.log || true; }

configure "$root/src" "$root/build" -DCMAKE_PREFIX_PATH="$PREFIX"
build_all
program_holds 1 a
build_all
[ "$(compiled)" = 0 ] || fail "a build without changes compiles"
! grep -q Linking build.log || fail "a build without changes links"
for i in 0 1 2; do
  ! grep -q "migrations of set$i\$" build.log || fail "a build without changes checks ${names[i]}"
done

for name in "${names[@]}"; do sed -i 's/(a /(b /' "$root/src/$name/1_table.sql"; done
build_all
program_holds 1 b
[ "$(compiled)" = "${#names[@]}" ] || fail "an edit compiles $(compiled) files"

for name in "${names[@]}"; do mv "$root/src/$name/1_table.sql" "$root/src/$name/2_table.sql"; done
build_all
program_holds 2 b

build "$root/build" --target $(printf 'set%s_lock ' "${!names[@]}")
for i in "${!names[@]}"; do
  [ -e "$root/src/${names[i]}/migrations.lock" ] || fail "no lockfile in ${names[i]}"
done
build_all
[ "$(compiled)" = "${#names[@]}" ] || fail "a lockfile is not seen"

echo "settings and lockfiles with odd names"
cat >"$root/src/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.22)
project(paths LANGUAGES CXX)
find_package(migc CONFIG REQUIRED)
add_migrations(set DIRECTORY [[a b]] CONFIG [[a;b/it's [1]; "$b".toml]] LOCKFILE [[a[b/c;d.lock]])
END
echo 'server-version = 15' >"$root/src/a;b/it's [1]; \"\$b\".toml"
cp "$root/src/a b/migrations.lock" "$root/src/a[b/c;d.lock"
configure "$root/src" "$root/build" -DMIGC_LOCKED=ON -DMIGC_BASE="$PWD/$root/src/a b/migrations.lock"
build_all
echo '=' >"$root/src/a;b/it's [1]; \"\$b\".toml"
build_fails "$root/build"
