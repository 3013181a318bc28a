# What must fail a build, with the finding in its output and no program made.
source "$(dirname "$0")/lib.sh"
cp -R "$PROJECT" src
readonly set=src/migrations

try() { configure src build -DCMAKE_PREFIX_PATH="$PREFIX" "$@"; }
no_program() { [ ! -e build/shop ] || fail "there is a program"; }
fresh() { rm -rf build; }

echo "an unsafe migration"
echo "ALTER TABLE accounts ADD COLUMN age int NOT NULL;" >$set/0003_age.sql
try
build_fails build
says "$PWD/$set/0003_age.sql:1:"
says "error:"
says "[add-column-required]"
says "help:"
no_program
build_fails build --target shop_migrations_lock
says "[add-column-required]"
[ ! -e $set/migrations.lock ] || fail "it was locked"
rm $set/0003_age.sql

echo "unlocked, where the lockfile must hold everything"
fresh
CI=true try
build_fails build
says "0001_accounts.sql"
no_program
try -DMIGC_LOCKED=OFF
build build
fresh
try
build build
fresh
try -DSET_ARGUMENTS=LOCKED
build_fails build
says "0001_accounts.sql"
build build --target shop_migrations_lock
build build

echo "a locked migration that was edited"
fresh
try
sed -i 's/name text/name varchar/' $set/0001_accounts.sql
build_fails build
says "0001_accounts.sql"
says "[edited]"
no_program
sed -i 's/name varchar/name text/' $set/0001_accounts.sql
build build

echo "what the target branch does not hold is judged, locked or not"
mv $set/migrations.lock base.lock
echo "ALTER TABLE accounts ADD COLUMN age int NOT NULL;" >$set/0003_age.sql
"$MIGC" lock $set --adopt
fresh
try
build build
try -DMIGC_BASE="$PWD/base.lock"
build_fails build
says "[add-column-required]"
rm $set/0003_age.sql
mv base.lock $set/migrations.lock

echo "warnings as errors"
echo 'rules = { drop-table = "warning" }' >$set/migc.toml
echo "DROP TABLE accounts;" >$set/0004_bye.sql
fresh
try
build build
says "warning:"
try -DSET_ARGUMENTS=WARNINGS_AS_ERRORS
build_fails build
says "[drop-table]"

echo "settings that are none"
echo "=" >$set/migc.toml
build_fails build
says "migc.toml"
