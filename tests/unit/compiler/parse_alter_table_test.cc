#include <gtest/gtest.h>

#include "tests/unit/compiler/expect_dumps.h"

namespace migc::compiler {
namespace {

TEST(ParsePostgresql, AlterTable) {
  expect_dumps({
      {R"sql(ALTER TABLE a ADD COLUMN x int NOT NULL DEFAULT 5, DROP COLUMN IF EXISTS y CASCADE)sql",
       R"(alter-table a‹a›
  add-column
  column x pg_catalog.int4 not-null default ‹5› constant ‹x› in ‹x int NOT NULL DEFAULT 5›
    at ‹x› in ‹ADD COLUMN x int NOT NULL DEFAULT 5›
  drop-column y if-exists cascade at ‹y› in ‹DROP COLUMN IF EXISTS y CASCADE›
)"},
      {R"sql(ALTER TABLE IF EXISTS ONLY s.a ADD x text)sql",
       R"(alter-table if-exists only s.a‹s.a›
  add-column
  column x text ‹x› in ‹x text›
    at ‹x› in ‹ADD x text›
)"},
      {R"sql(ALTER TABLE a * ADD COLUMN IF NOT EXISTS x numeric(10,2), ADD y int)sql",
       R"(alter-table a‹a›
  add-column if-not-exists
  column x pg_catalog.numeric(10,2) ‹x› in ‹x numeric(10,2)›
    at ‹x› in ‹ADD COLUMN IF NOT EXISTS x numeric(10,2)›
  add-column
  column y pg_catalog.int4 ‹y› in ‹y int›
    at ‹y› in ‹ADD y int›
)"},
      {R"sql(ALTER TABLE ONLY (a) ADD COLUMN x int, ADD COLUMN y int)sql",
       R"(alter-table only a‹a›
  add-column
  column x pg_catalog.int4 ‹x› in ‹x int›
    at ‹x› in ‹ADD COLUMN x int›
  add-column
  column y pg_catalog.int4 ‹y› in ‹y int›
    at ‹y› in ‹ADD COLUMN y int›
)"},
      {R"sql(ALTER TABLE a ALTER COLUMN x TYPE varchar(20) COLLATE "C" USING x::varchar, ALTER y SET DATA TYPE bigint)sql",
       R"(alter-table a‹a›
  column-type x pg_catalog.varchar(20) collate "C" using ‹x::varchar› columns x [x] at ‹x› in ‹ALTER COLUMN x TYPE varchar(20) COLLATE "C" USING x::varchar›
  column-type y pg_catalog.int8 at ‹y› in ‹ALTER y SET DATA TYPE bigint›
)"},
      {R"sql(ALTER TABLE a ALTER x SET DEFAULT now() + interval '1 day', ALTER y DROP DEFAULT)sql",
       R"(alter-table a‹a›
  set-default x ‹now() + interval '1 day'› calls now [now()] at ‹x› in ‹ALTER x SET DEFAULT now() + interval '1 day'›
  drop-default y at ‹y› in ‹ALTER y DROP DEFAULT›
)"},
      {R"sql(ALTER TABLE a ALTER x SET NOT NULL, ALTER COLUMN y DROP NOT NULL)sql",
       R"(alter-table a‹a›
  set-not-null x at ‹x› in ‹ALTER x SET NOT NULL›
  drop-not-null y at ‹y› in ‹ALTER COLUMN y DROP NOT NULL›
)"},
      {R"sql(ALTER TABLE a ADD CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT d)sql",
       R"(alter-table a‹a›
  add check c ‹x IS NOT NULL› columns x [x] implies x not-valid in ‹CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID› at ‹CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID› in ‹ADD CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID›
  validate d at ‹d› in ‹VALIDATE CONSTRAINT d›
)"},
      {R"sql(ALTER TABLE a ADD FOREIGN KEY (x) REFERENCES s.b (id) NOT VALID, DROP CONSTRAINT IF EXISTS e CASCADE)sql",
       R"(alter-table a‹a›
  add foreign-key (x) references s.b‹s.b›(id) not-valid in ‹FOREIGN KEY (x) REFERENCES s.b (id) NOT VALID› at ‹FOREIGN KEY (x) REFERENCES s.b (id) NOT VALID› in ‹ADD FOREIGN KEY (x) REFERENCES s.b (id) NOT VALID›
  drop-constraint e if-exists cascade at ‹e› in ‹DROP CONSTRAINT IF EXISTS e CASCADE›
)"},
      {R"sql(ALTER TABLE a ADD PRIMARY KEY USING INDEX i, ADD CONSTRAINT u UNIQUE USING INDEX j)sql",
       R"(alter-table a‹a›
  add primary-key using i in ‹PRIMARY KEY USING INDEX i› at ‹PRIMARY KEY USING INDEX i› in ‹ADD PRIMARY KEY USING INDEX i›
  add unique u using j in ‹CONSTRAINT u UNIQUE USING INDEX j› at ‹CONSTRAINT u UNIQUE USING INDEX j› in ‹ADD CONSTRAINT u UNIQUE USING INDEX j›
)"},
      {R"sql(ALTER TABLE a ADD UNIQUE (x, y), ADD CHECK ((x IS NOT NULL AND y IS NOT NULL) AND z > 0))sql",
       R"(alter-table a‹a›
  add unique (x,y) in ‹UNIQUE (x, y)› at ‹UNIQUE (x, y)› in ‹ADD UNIQUE (x, y)›
  add check ‹(x IS NOT NULL AND y IS NOT NULL) AND z > 0› columns x,y,z [x y z] implies x,y in ‹CHECK ((x IS NOT NULL AND y IS NOT NULL) AND z > 0)› at ‹CHECK ((x IS NOT NULL AND y IS NOT NULL) AND z > 0)› in ‹ADD CHECK ((x IS NOT NULL AND y IS NOT NULL) AND z > 0)›
)"},
      {R"sql(ALTER TABLE a ADD CHECK (x IS NOT NULL OR y IS NOT NULL))sql",
       R"(alter-table a‹a›
  add check ‹x IS NOT NULL OR y IS NOT NULL› columns x,y [x y] in ‹CHECK (x IS NOT NULL OR y IS NOT NULL)› at ‹CHECK (x IS NOT NULL OR y IS NOT NULL)› in ‹ADD CHECK (x IS NOT NULL OR y IS NOT NULL)›
)"},
      {R"sql(ALTER TABLE a SET (fillfactor = 70, autovacuum_enabled = off), SET TABLESPACE fast, OWNER TO me)sql",
       R"(alter-table a‹a›
  set-options fillfactor=70,autovacuum_enabled=off at ‹(fillfactor = 70, autovacuum_enabled = off)› in ‹SET (fillfactor = 70, autovacuum_enabled = off)›
  tablespace fast at ‹fast› in ‹SET TABLESPACE fast›
  owner me at ‹TO me› in ‹OWNER TO me›
)"},
      {R"sql(ALTER TABLE a ALTER type TYPE int, DROP COLUMN drop)sql",
       R"(alter-table a‹a›
  column-type type pg_catalog.int4 at ‹type› in ‹ALTER type TYPE int›
  drop-column drop at ‹drop› in ‹DROP COLUMN drop›
)"},
      {R"sql(ALTER TABLE a ATTACH PARTITION p FOR VALUES IN (1, 2))sql",
       R"(alter-table a‹a›
  attach p‹p› ‹FOR VALUES IN (1, 2)› at ‹PARTITION p FOR VALUES IN (1, 2)› in ‹ATTACH PARTITION p FOR VALUES IN (1, 2)›
)"},
      {R"sql(ALTER TABLE a DETACH PARTITION p)sql",
       R"(alter-table a‹a›
  detach p‹p› at ‹PARTITION p› in ‹DETACH PARTITION p›
)"},
      {R"sql(ALTER TABLE a DETACH PARTITION p CONCURRENTLY)sql",
       R"(alter-table non-transactional a‹a›
  detach concurrently p‹p› at ‹PARTITION p CONCURRENTLY› in ‹DETACH PARTITION p CONCURRENTLY›
)"},
      {R"sql(ALTER TABLE a ALTER x ADD GENERATED ALWAYS AS IDENTITY)sql",
       R"(alter-table a‹a›
  add-identity x identity-always at ‹x› in ‹ALTER x ADD GENERATED ALWAYS AS IDENTITY›
)"},
      {R"sql(ALTER TABLE a ENABLE ROW LEVEL SECURITY)sql",
       R"(alter-table a‹a›
  row-security at ‹ROW LEVEL SECURITY› in ‹ENABLE ROW LEVEL SECURITY›
)"},
      {R"sql(ALTER INDEX i SET (fillfactor = 70))sql",
       R"(alter-table index i‹i›
  set-options fillfactor=70 at ‹(fillfactor = 70)› in ‹SET (fillfactor = 70)›
)"},
      {R"sql(ALTER TABLE "Größe" DROP "Straße")sql",
       R"(alter-table Größe‹"Größe"›
  drop-column Straße at ‹"Straße"› in ‹DROP "Straße"›
)"},
      {R"sql(ALTER TABLE a ADD COLUMN x int REFERENCES b, ADD COLUMN y int GENERATED ALWAYS AS (x + 1) STORED)sql",
       R"(alter-table a‹a›
  add-column
  column x pg_catalog.int4 ‹x› in ‹x int REFERENCES b›
    foreign-key (x) references b‹b›() in ‹REFERENCES b›
    at ‹x› in ‹ADD COLUMN x int REFERENCES b›
  add-column
  column y pg_catalog.int4 generated ‹x + 1› columns x [x] ‹y› in ‹y int GENERATED ALWAYS AS (x + 1) STORED›
    at ‹y› in ‹ADD COLUMN y int GENERATED ALWAYS AS (x + 1) STORED›
)"},
      {R"sql(ALTER TABLE s . a ADD COLUMN x int)sql",
       R"(alter-table s.a‹s . a›
  add-column
  column x pg_catalog.int4 ‹x› in ‹x int›
    at ‹x› in ‹ADD COLUMN x int›
)"},
      {R"sql(ALTER FOREIGN TABLE f ADD COLUMN x int)sql",
       R"(alter-table foreign-table f‹f›
  add-column
  column x pg_catalog.int4 ‹x› in ‹x int›
    at ‹x› in ‹ADD COLUMN x int›
)"},
  });
}

TEST(ParsePostgresql, AlterTableSubCommands) {
  expect_dumps({
      {R"sql(ALTER TABLE a ALTER x SET (n_distinct = -0.5, n_distinct_inherited = 5), ALTER x RESET (n_distinct), ALTER COLUMN y SET STATISTICS 100, ALTER 2 SET STATISTICS -1)sql",
       R"(alter-table a‹a›
  column-options x n_distinct=-0.5,n_distinct_inherited=5 at ‹x› in ‹ALTER x SET (n_distinct = -0.5, n_distinct_inherited = 5)›
  column-reset-options x n_distinct at ‹x› in ‹ALTER x RESET (n_distinct)›
  column-statistics y 100 at ‹y› in ‹ALTER COLUMN y SET STATISTICS 100›
  column-statistics 2 -1 at ‹2 SET STATISTICS -1› in ‹ALTER 2 SET STATISTICS -1›
)"},
      {R"sql(ALTER TABLE a ALTER x SET STORAGE EXTERNAL, ALTER y SET COMPRESSION lz4)sql",
       R"(alter-table a‹a›
  column-storage x external at ‹x› in ‹ALTER x SET STORAGE EXTERNAL›
  column-compression y lz4 at ‹y› in ‹ALTER y SET COMPRESSION lz4›
)"},
      {R"sql(ALTER TABLE a ALTER x ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 5 INCREMENT 2), ALTER y SET GENERATED ALWAYS SET INCREMENT BY 3 RESTART WITH 7, ALTER z DROP IDENTITY IF EXISTS, ALTER w SET GENERATED BY DEFAULT)sql",
       R"(alter-table a‹a›
  add-identity x identity-by-default sequence start=5,increment=2 at ‹x› in ‹ALTER x ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 5 INCREMENT 2)›
  set-identity y identity-always sequence increment=3,restart=7 at ‹y› in ‹ALTER y SET GENERATED ALWAYS SET INCREMENT BY 3 RESTART WITH 7›
  drop-identity z if-exists at ‹z› in ‹ALTER z DROP IDENTITY IF EXISTS›
  set-identity w identity-by-default at ‹w› in ‹ALTER w SET GENERATED BY DEFAULT›
)"},
      {R"sql(ALTER TABLE a ALTER x RESTART)sql",
       R"(alter-table a‹a›
  set-identity x sequence restart at ‹x› in ‹ALTER x RESTART›
)"},
      {R"sql(ALTER TABLE a ALTER x DROP EXPRESSION IF EXISTS, ALTER y DROP EXPRESSION)sql",
       R"(alter-table a‹a›
  drop-expression x if-exists at ‹x› in ‹ALTER x DROP EXPRESSION IF EXISTS›
  drop-expression y at ‹y› in ‹ALTER y DROP EXPRESSION›
)"},
      {R"sql(ALTER TABLE a ALTER x TYPE numeric(5, 2) USING (x::numeric(5, 2)), ALTER "Y" TYPE s.mood USING "Y"::text::s.mood)sql",
       R"(alter-table a‹a›
  column-type x pg_catalog.numeric(5,2) using ‹(x::numeric(5, 2))› columns x [x] at ‹x› in ‹ALTER x TYPE numeric(5, 2) USING (x::numeric(5, 2))›
  column-type Y s.mood using ‹"Y"::text::s.mood› columns Y [:s.mood :text Y‹"Y"›] at ‹"Y"› in ‹ALTER "Y" TYPE s.mood USING "Y"::text::s.mood›
)"},
      {R"sql(ALTER TABLE a ALTER CONSTRAINT c DEFERRABLE INITIALLY DEFERRED, ALTER CONSTRAINT d NOT DEFERRABLE)sql",
       R"(alter-table a‹a›
  alter-constraint c deferred at ‹c› in ‹ALTER CONSTRAINT c DEFERRABLE INITIALLY DEFERRED›
  alter-constraint d at ‹d› in ‹ALTER CONSTRAINT d NOT DEFERRABLE›
)"},
      {R"sql(ALTER TABLE a DROP CONSTRAINT c, DROP CONSTRAINT IF EXISTS d CASCADE, VALIDATE CONSTRAINT "E")sql",
       R"(alter-table a‹a›
  drop-constraint c at ‹c› in ‹DROP CONSTRAINT c›
  drop-constraint d if-exists cascade at ‹d› in ‹DROP CONSTRAINT IF EXISTS d CASCADE›
  validate E at ‹"E"› in ‹VALIDATE CONSTRAINT "E"›
)"},
      {R"sql(ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES a ON DELETE CASCADE DEFERRABLE NOT VALID, ADD EXCLUDE USING gist (r WITH &&) WHERE (x > 0))sql",
       R"(alter-table a‹a›
  add foreign-key f (x) references a‹a›() on-delete CASCADE deferrable not-valid in ‹CONSTRAINT f FOREIGN KEY (x) REFERENCES a ON DELETE CASCADE DEFERRABLE NOT VALID› at ‹CONSTRAINT f FOREIGN KEY (x) REFERENCES a ON DELETE CASCADE DEFERRABLE NOT VALID› in ‹ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES a ON DELETE CASCADE DEFERRABLE NOT VALID›
  add exclusion (r) method gist where ‹x > 0› columns x [x]
  key r with && in ‹EXCLUDE USING gist (r WITH &&) WHERE (x > 0)› at ‹EXCLUDE USING gist (r WITH &&) WHERE (x > 0)› in ‹ADD EXCLUDE USING gist (r WITH &&) WHERE (x > 0)›
)"},
      {R"sql(ALTER TABLE a ADD CONSTRAINT p PRIMARY KEY USING INDEX i DEFERRABLE, ADD UNIQUE (x) INCLUDE (y))sql",
       R"(alter-table a‹a›
  add primary-key p using i deferrable in ‹CONSTRAINT p PRIMARY KEY USING INDEX i DEFERRABLE› at ‹CONSTRAINT p PRIMARY KEY USING INDEX i DEFERRABLE› in ‹ADD CONSTRAINT p PRIMARY KEY USING INDEX i DEFERRABLE›
  add unique (x) include y in ‹UNIQUE (x) INCLUDE (y)› at ‹UNIQUE (x) INCLUDE (y)› in ‹ADD UNIQUE (x) INCLUDE (y)›
)"},
      {R"sql(ALTER TABLE a ATTACH PARTITION s.p FOR VALUES FROM ('a') TO ('b'))sql",
       R"(alter-table a‹a›
  attach s.p‹s.p› ‹FOR VALUES FROM ('a') TO ('b')› at ‹PARTITION s.p FOR VALUES FROM ('a') TO ('b')› in ‹ATTACH PARTITION s.p FOR VALUES FROM ('a') TO ('b')›
)"},
      {R"sql(ALTER TABLE a ATTACH PARTITION p DEFAULT)sql",
       R"(alter-table a‹a›
  attach p‹p› ‹DEFAULT› at ‹PARTITION p DEFAULT› in ‹ATTACH PARTITION p DEFAULT›
)"},
      {R"sql(ALTER TABLE a DETACH PARTITION s.p FINALIZE)sql",
       R"(alter-table a‹a›
  detach finalize s.p‹s.p› at ‹PARTITION s.p FINALIZE› in ‹DETACH PARTITION s.p FINALIZE›
)"},
      {R"sql(ALTER TABLE a INHERIT s.b, NO INHERIT c, OF s.t, NOT OF)sql",
       R"(alter-table a‹a›
  inherit s.b‹s.b› at ‹s.b› in ‹INHERIT s.b›
  no-inherit c‹c› at ‹INHERIT c› in ‹NO INHERIT c›
  of-type s.t at ‹s.t› in ‹OF s.t›
  not-of-type at ‹OF› in ‹NOT OF›
)"},
      {R"sql(ALTER TABLE a SET (fillfactor = 70, toast.autovacuum_enabled), RESET (fillfactor, parallel_workers))sql",
       R"(alter-table a‹a›
  set-options fillfactor=70,toast.autovacuum_enabled at ‹(fillfactor = 70, toast.autovacuum_enabled)› in ‹SET (fillfactor = 70, toast.autovacuum_enabled)›
  reset-options fillfactor,parallel_workers at ‹(fillfactor, parallel_workers)› in ‹RESET (fillfactor, parallel_workers)›
)"},
      {R"sql(ALTER TABLE a DISABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY, SET LOGGED, SET UNLOGGED, SET WITHOUT CLUSTER, CLUSTER ON i, SET WITHOUT OIDS)sql",
       R"(alter-table a‹a›
  no-row-security at ‹ROW LEVEL SECURITY› in ‹DISABLE ROW LEVEL SECURITY›
  force-row-security at ‹ROW LEVEL SECURITY› in ‹FORCE ROW LEVEL SECURITY›
  no-force-row-security at ‹FORCE ROW LEVEL SECURITY› in ‹NO FORCE ROW LEVEL SECURITY›
  logged at ‹LOGGED› in ‹SET LOGGED›
  unlogged at ‹UNLOGGED› in ‹SET UNLOGGED›
  without-cluster at ‹WITHOUT CLUSTER› in ‹SET WITHOUT CLUSTER›
  cluster-on i at ‹i› in ‹CLUSTER ON i›
  other AT_DropOids at ‹WITHOUT OIDS› in ‹SET WITHOUT OIDS›
)"},
      {R"sql(ALTER TABLE a SET ACCESS METHOD heap2, SET TABLESPACE "Fast", OWNER TO CURRENT_USER, OWNER TO "Me")sql",
       R"(alter-table a‹a›
  access-method heap2 at ‹heap2› in ‹SET ACCESS METHOD heap2›
  tablespace Fast at ‹"Fast"› in ‹SET TABLESPACE "Fast"›
  owner CURRENT_USER at ‹TO CURRENT_USER› in ‹OWNER TO CURRENT_USER›
  owner "Me" at ‹TO "Me"› in ‹OWNER TO "Me"›
)"},
      {R"sql(ALTER TABLE a REPLICA IDENTITY DEFAULT, REPLICA IDENTITY FULL, REPLICA IDENTITY NOTHING, REPLICA IDENTITY USING INDEX i)sql",
       R"(alter-table a‹a›
  replica-identity DEFAULT at ‹IDENTITY DEFAULT› in ‹REPLICA IDENTITY DEFAULT›
  replica-identity FULL at ‹IDENTITY FULL› in ‹REPLICA IDENTITY FULL›
  replica-identity NOTHING at ‹IDENTITY NOTHING› in ‹REPLICA IDENTITY NOTHING›
  replica-identity index i at ‹IDENTITY USING INDEX i› in ‹REPLICA IDENTITY USING INDEX i›
)"},
      {R"sql(ALTER TABLE a ENABLE TRIGGER t, DISABLE TRIGGER ALL, DISABLE TRIGGER USER, ENABLE REPLICA TRIGGER t, ENABLE ALWAYS TRIGGER "T", DISABLE TRIGGER t, ENABLE TRIGGER ALL)sql",
       R"(alter-table a‹a›
  trigger t ENABLE at ‹t› in ‹ENABLE TRIGGER t›
  trigger ALL DISABLE at ‹TRIGGER ALL› in ‹DISABLE TRIGGER ALL›
  trigger USER DISABLE at ‹TRIGGER USER› in ‹DISABLE TRIGGER USER›
  trigger t ENABLE REPLICA at ‹t› in ‹ENABLE REPLICA TRIGGER t›
  trigger T ENABLE ALWAYS at ‹"T"› in ‹ENABLE ALWAYS TRIGGER "T"›
  trigger t DISABLE at ‹t› in ‹DISABLE TRIGGER t›
  trigger ALL ENABLE at ‹TRIGGER ALL› in ‹ENABLE TRIGGER ALL›
)"},
      {R"sql(ALTER TABLE a ENABLE RULE r, DISABLE RULE r, ENABLE REPLICA RULE r, ENABLE ALWAYS RULE r)sql",
       R"(alter-table a‹a›
  rule r ENABLE at ‹r› in ‹ENABLE RULE r›
  rule r DISABLE at ‹r› in ‹DISABLE RULE r›
  rule r ENABLE REPLICA at ‹r› in ‹ENABLE REPLICA RULE r›
  rule r ENABLE ALWAYS at ‹r› in ‹ENABLE ALWAYS RULE r›
)"},
      {R"sql(ALTER TABLE a ADD x serial UNIQUE, ADD COLUMN y int CONSTRAINT c CHECK (y > 0) DEFAULT 1, ADD z text COLLATE "C")sql",
       R"(alter-table a‹a›
  add-column
  column x serial ‹x› in ‹x serial UNIQUE›
    unique (x) in ‹UNIQUE›
    at ‹x› in ‹ADD x serial UNIQUE›
  add-column
  column y pg_catalog.int4 default ‹1› constant ‹y› in ‹y int CONSTRAINT c CHECK (y > 0) DEFAULT 1›
    check c (y) ‹y > 0› columns y [y] in ‹CONSTRAINT c CHECK (y > 0)›
    at ‹y› in ‹ADD COLUMN y int CONSTRAINT c CHECK (y > 0) DEFAULT 1›
  add-column
  column z text collate "C" ‹z› in ‹z text COLLATE "C"›
    at ‹z› in ‹ADD z text COLLATE "C"›
)"},
      {R"sql(ALTER INDEX IF EXISTS s.i SET TABLESPACE fast, ALTER COLUMN 1 SET STATISTICS 5)sql",
       R"(alter-table index if-exists s.i‹s.i›
  tablespace fast at ‹fast› in ‹SET TABLESPACE fast›
  column-statistics 1 5 at ‹COLUMN 1 SET STATISTICS 5› in ‹ALTER COLUMN 1 SET STATISTICS 5›
)"},
      {R"sql(ALTER INDEX i ATTACH PARTITION s.j)sql",
       R"(alter-table index i‹i›
  attach s.j‹s.j› ‹› at ‹PARTITION s.j› in ‹ATTACH PARTITION s.j›
)"},
      {R"sql(ALTER VIEW IF EXISTS v ALTER COLUMN x SET DEFAULT now(), ALTER y DROP DEFAULT, SET (security_barrier), OWNER TO me)sql",
       R"(alter-table view if-exists v‹v›
  set-default x ‹now()› calls now [now()] at ‹x› in ‹ALTER COLUMN x SET DEFAULT now()›
  drop-default y at ‹y› in ‹ALTER y DROP DEFAULT›
  set-options security_barrier at ‹(security_barrier)› in ‹SET (security_barrier)›
  owner me at ‹TO me› in ‹OWNER TO me›
)"},
      {R"sql(ALTER MATERIALIZED VIEW m ALTER x SET STORAGE PLAIN, CLUSTER ON i, SET (fillfactor = 50))sql",
       R"(alter-table materialized-view m‹m›
  column-storage x plain at ‹x› in ‹ALTER x SET STORAGE PLAIN›
  cluster-on i at ‹i› in ‹CLUSTER ON i›
  set-options fillfactor=50 at ‹(fillfactor = 50)› in ‹SET (fillfactor = 50)›
)"},
      {R"sql(ALTER SEQUENCE s OWNER TO me)sql",
       R"(alter-table sequence s‹s›
  owner me at ‹TO me› in ‹OWNER TO me›
)"},
      {R"sql(ALTER SEQUENCE s SET LOGGED)sql",
       R"(alter-table sequence s‹s›
  logged at ‹LOGGED› in ‹SET LOGGED›
)"},
      {R"sql(ALTER TYPE s.t ADD ATTRIBUTE x int COLLATE "C" CASCADE, DROP ATTRIBUTE IF EXISTS y RESTRICT, ALTER ATTRIBUTE z SET DATA TYPE text CASCADE)sql",
       R"(alter-table composite-type s.t‹s.t›
  add-column
  column x pg_catalog.int4 collate "C" ‹x› in ‹x int COLLATE "C"›
    cascade at ‹x› in ‹ADD ATTRIBUTE x int COLLATE "C" CASCADE›
  drop-column y if-exists at ‹y› in ‹DROP ATTRIBUTE IF EXISTS y RESTRICT›
  column-type z text cascade at ‹z› in ‹ALTER ATTRIBUTE z SET DATA TYPE text CASCADE›
)"},
      {R"sql(ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b)sql",
       R"(alter-table-move-all
)"},
      {R"sql(ALTER TABLE a ALTER "column" TYPE int, ALTER add SET NOT NULL)sql",
       R"(alter-table a‹a›
  column-type column pg_catalog.int4 at ‹"column"› in ‹ALTER "column" TYPE int›
  set-not-null add at ‹add› in ‹ALTER add SET NOT NULL›
)"},
      {R"sql(ALTER TABLE a ADD check_in date, ADD COLUMN IF NOT EXISTS "default" int DEFAULT 3)sql",
       R"(alter-table a‹a›
  add-column
  column check_in date ‹check_in› in ‹check_in date›
    at ‹check_in› in ‹ADD check_in date›
  add-column if-not-exists
  column default pg_catalog.int4 default ‹3› constant ‹"default"› in ‹"default" int DEFAULT 3›
    at ‹"default"› in ‹ADD COLUMN IF NOT EXISTS "default" int DEFAULT 3›
)"},
      {R"sql(ALTER TABLE ONLY ( s . "A" ) DROP x)sql",
       R"(alter-table only s.A‹s . "A"›
  drop-column x at ‹x› in ‹DROP x›
)"},
      {R"sql(ALTER TABLE a ALTER x SET DEFAULT CASE WHEN true THEN 1 ELSE 2 END, ALTER y SET DEFAULT (SELECT max(id) FROM b))sql",
       R"(alter-table a‹a›
  set-default x ‹CASE WHEN true THEN 1 ELSE 2 END› constant at ‹x› in ‹ALTER x SET DEFAULT CASE WHEN true THEN 1 ELSE 2 END›
  set-default y ‹(SELECT max(id) FROM b)› columns id calls max [max() id @b] at ‹y› in ‹ALTER y SET DEFAULT (SELECT max(id) FROM b)›
)"},
      {R"sql(ALTER TABLE a ALTER x TYPE int USING (SELECT x, 1)::text::int, DROP y)sql",
       R"(alter-table a‹a›
  column-type x pg_catalog.int4 using ‹(SELECT x, 1)::text::int› columns x [:text x] at ‹x› in ‹ALTER x TYPE int USING (SELECT x, 1)::text::int›
  drop-column y at ‹y› in ‹DROP y›
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
