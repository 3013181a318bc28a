# What a change rebuilds, and what it leaves alone.
source "$(dirname "$0")/lib.sh"
cp -R "$PROJECT" src
cp "$MIGC" migc

declare -A parts=(
  [check]='build/shop_migrations/checked'
  [source]='build/shop_migrations/shop_migrations.cc'
  [header]='build/shop_migrations/shop_migrations.h'
  [object]='build/CMakeFiles/shop_migrations.dir/shop_migrations/shop_migrations.cc.o'
  [library]='build/libshop_migrations.a'
  [user]='build/CMakeFiles/shop.dir/main.cc.o'
  [program]='build/shop'
)
readonly everything="check source object library program"

ages() {
  for part in check source header object library user program; do
    echo "$part $(stat -c %.Y "${parts[$part]}" 2>/dev/null || echo none)"
  done
}

# after WHAT WANTED: builds, and compares what got a new time with what should.
after() {
  local before got
  before=$(ages)
  build build
  got=$(diff <(echo "$before") <(ages) | sed -n 's/^> \([a-z]*\) .*/\1/p' | tr '\n' ' ' | sed 's/ $//') || true
  [ "$got" = "$2" ] || {
    cat build.log >&2
    fail "after $1, was rebuilt: ${got:-nothing}; should have been: ${2:-nothing}"
  }
  before=$(ages)
  build build
  [ "$before" = "$(ages)" ] || fail "after $1, a second build did something"
  case $GENERATOR in
    Ninja) says "ninja: no work to do." ;;
    *) ! grep -E 'Checking|Building|Linking|Generating|Scanning' build.log || fail "Make ran something" ;;
  esac
  echo "ok: $1: ${2:-nothing}"
  let_time_pass
}

# after_failing WHAT MESSAGE
after_failing() {
  build_fails build
  says "$2"
  build_fails build
  says "$2"
  echo "ok: $1: fails"
  let_time_pass
}

reconfigure() { configure src build -DCMAKE_PREFIX_PATH="$PREFIX" -DMIGC_EXECUTABLE="$PWD/migc" "$@"; }

reconfigure
build build
let_time_pass
readonly set=src/migrations

after "nothing" ""
touch $set/0001_accounts.sql
after "touching a file" "check"
echo "-- a remark" >>$set/0001_accounts.sql
after "editing a file" "$everything"
echo "CREATE TABLE coupons (id bigint PRIMARY KEY);" >$set/0003_coupons.sql
after "adding a file" "$everything"
prints $'0001 accounts\n0002 email\n0003 coupons' build/shop
mv $set/0003_coupons.sql $set/0003_vouchers.sql
after "renaming a file" "$everything"
echo "-- a remark" >>$set/0003_vouchers.sql
after "editing the renamed file" "$everything"
echo "CREATE TABLE other (id bigint PRIMARY KEY);" >other
touch -d '2001-01-01' other
mv other $set/0003_vouchers.sql
after "putting an older file in its place" "$everything"
rm $set/0003_vouchers.sql
after "deleting a file" "$everything"
prints $'0001 accounts\n0002 email' build/shop

mkdir $set/rollback
after "an empty rollback folder" "check"
echo "ALTER TABLE accounts DROP COLUMN email;" >$set/rollback/0002_email.sql
after "adding an undo file" "$everything"
prints $'0001 accounts\n0002 email down' build/shop
echo "ALTER TABLE accounts DROP COLUMN IF EXISTS email;" >$set/rollback/0002_email.sql
after "editing the undo file" "$everything"
rm -r $set/rollback
after "deleting the rollback folder" "$everything"

echo 'server-version = 15' >$set/migc.toml
after "adding settings" "check"
echo 'server-version = 16' >$set/migc.toml
after "editing settings" "check"
echo 'server-version = "no"' >$set/migc.toml
after_failing "breaking the settings" "migc.toml"
echo 'server-version = 16' >$set/migc.toml
after "mending the settings" "check"
rm $set/migc.toml
after "deleting the settings" "check"

build build --target shop_migrations_lock
let_time_pass
after "locking" "$everything"
prints $'0001 accounts locked\n0002 email locked' build/shop
sed -i '1s/$/ A remark./' $set/migrations.lock
after "editing the lockfile" "check"
cp -p $set/0002_email.sql kept
echo "SELECT 1;" >>$set/0002_email.sql
after_failing "editing a locked file" "0002_email.sql"
rm $set/0002_email.sql
after_failing "deleting a locked file" "0002_email.sql"
cp kept $set/0002_email.sql
after "bringing it back" "check"
echo "ALTER TABLE accounts ADD COLUMN age int NOT NULL;" >$set/0003_age.sql
after_failing "adding an unsafe file" "0003_age.sql:1:"
echo "ALTER TABLE accounts ADD COLUMN age int;" >$set/0003_age.sql
after "mending it" "$everything"
rm $set/0003_age.sql
after "deleting it" "$everything"

echo "// a remark" >>src/main.cc
after "editing the program" "user program"
touch migc
after "a new compiler" "check"
reconfigure '-DSET_ARGUMENTS=SERVER_VERSION;16'
after "another argument" "check"
reconfigure '-DSET_ARGUMENTS=SERVER_VERSION;16'
after "the same arguments" ""
rm -r build/shop_migrations.lint.db
after "deleting the lint database" ""

mkdir src/elsewhere
reconfigure '-DSET_ARGUMENTS=LOCKFILE;elsewhere/migrations.lock'
after "a lockfile elsewhere that is not there yet" "$everything"
cp $set/migrations.lock src/elsewhere
after "its appearance" "$everything"
echo "[rules]" >src/settings.toml
reconfigure '-DSET_ARGUMENTS=CONFIG;settings.toml'
after "settings elsewhere" "check"
echo "[rules]" >>src/settings.toml
after_failing "breaking them" "settings.toml"
rm src/settings.toml
after_failing "deleting them" "settings.toml"
echo "[rules]" >src/settings.toml
after "making them again" "check"
