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
       R"(alter-table if-exists s.a‹s.a›
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
       R"(alter-table a‹a›
  add-column
  column x pg_catalog.int4 ‹x› in ‹x int›
    at ‹x› in ‹ADD COLUMN x int›
  add-column
  column y pg_catalog.int4 ‹y› in ‹y int›
    at ‹y› in ‹ADD COLUMN y int›
)"},
      {R"sql(ALTER TABLE a ALTER COLUMN x TYPE varchar(20) COLLATE "C" USING x::varchar, ALTER y SET DATA TYPE bigint)sql",
       R"(alter-table a‹a›
  column-type x pg_catalog.varchar(20) using ‹x::varchar› columns x at ‹x› in ‹ALTER COLUMN x TYPE varchar(20) COLLATE "C" USING x::varchar›
  column-type y pg_catalog.int8 at ‹y› in ‹ALTER y SET DATA TYPE bigint›
)"},
      {R"sql(ALTER TABLE a ALTER x SET DEFAULT now() + interval '1 day', ALTER y DROP DEFAULT)sql",
       R"(alter-table a‹a›
  set-default x ‹now() + interval '1 day'› calls now at ‹x› in ‹ALTER x SET DEFAULT now() + interval '1 day'›
  drop-default y at ‹y› in ‹ALTER y DROP DEFAULT›
)"},
      {R"sql(ALTER TABLE a ALTER x SET NOT NULL, ALTER COLUMN y DROP NOT NULL)sql",
       R"(alter-table a‹a›
  set-not-null x at ‹x› in ‹ALTER x SET NOT NULL›
  drop-not-null y at ‹y› in ‹ALTER COLUMN y DROP NOT NULL›
)"},
      {R"sql(ALTER TABLE a ADD CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT d)sql",
       R"(alter-table a‹a›
  add check c ‹x IS NOT NULL› columns x implies x not-valid in ‹CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID› at ‹CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID› in ‹ADD CONSTRAINT c CHECK (x IS NOT NULL) NOT VALID›
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
  add check ‹(x IS NOT NULL AND y IS NOT NULL) AND z > 0› columns x,y,z implies x,y in ‹CHECK ((x IS NOT NULL AND y IS NOT NULL) AND z > 0)› at ‹CHECK ((x IS NOT NULL AND y IS NOT NULL) AND z > 0)› in ‹ADD CHECK ((x IS NOT NULL AND y IS NOT NULL) AND z > 0)›
)"},
      {R"sql(ALTER TABLE a ADD CHECK (x IS NOT NULL OR y IS NOT NULL))sql",
       R"(alter-table a‹a›
  add check ‹x IS NOT NULL OR y IS NOT NULL› columns x,y in ‹CHECK (x IS NOT NULL OR y IS NOT NULL)› at ‹CHECK (x IS NOT NULL OR y IS NOT NULL)› in ‹ADD CHECK (x IS NOT NULL OR y IS NOT NULL)›
)"},
      {R"sql(ALTER TABLE a SET (fillfactor = 70, autovacuum_enabled = off), SET TABLESPACE fast, OWNER TO me)sql",
       R"(alter-table a‹a›
  other AT_SetRelOptions at ‹(fillfactor = 70, autovacuum_enabled = off)› in ‹SET (fillfactor = 70, autovacuum_enabled = off)›
  other AT_SetTableSpace at ‹fast› in ‹SET TABLESPACE fast›
  other AT_ChangeOwner at ‹TO me› in ‹OWNER TO me›
)"},
      {R"sql(ALTER TABLE a ALTER type TYPE int, DROP COLUMN drop)sql",
       R"(alter-table a‹a›
  column-type type pg_catalog.int4 at ‹type› in ‹ALTER type TYPE int›
  drop-column drop at ‹drop› in ‹DROP COLUMN drop›
)"},
      {R"sql(ALTER TABLE a ATTACH PARTITION p FOR VALUES IN (1, 2))sql",
       R"(alter-table a‹a›
  other AT_AttachPartition at ‹PARTITION p FOR VALUES IN (1, 2)› in ‹ATTACH PARTITION p FOR VALUES IN (1, 2)›
)"},
      {R"sql(ALTER TABLE a DETACH PARTITION p)sql",
       R"(alter-table a‹a›
  other AT_DetachPartition at ‹PARTITION p› in ‹DETACH PARTITION p›
)"},
      {R"sql(ALTER TABLE a DETACH PARTITION p CONCURRENTLY)sql",
       R"(alter-table non-transactional a‹a›
  other AT_DetachPartition at ‹PARTITION p CONCURRENTLY› in ‹DETACH PARTITION p CONCURRENTLY›
)"},
      {R"sql(ALTER TABLE a ALTER x ADD GENERATED ALWAYS AS IDENTITY)sql",
       R"(alter-table a‹a›
  other AT_AddIdentity at ‹x› in ‹ALTER x ADD GENERATED ALWAYS AS IDENTITY›
)"},
      {R"sql(ALTER TABLE a ENABLE ROW LEVEL SECURITY)sql",
       R"(alter-table a‹a›
  other AT_EnableRowSecurity at ‹ROW LEVEL SECURITY› in ‹ENABLE ROW LEVEL SECURITY›
)"},
      {R"sql(ALTER INDEX i SET (fillfactor = 70))sql",
       R"(alter-table
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
  column y pg_catalog.int4 generated ‹x + 1› columns x ‹y› in ‹y int GENERATED ALWAYS AS (x + 1) STORED›
    at ‹y› in ‹ADD COLUMN y int GENERATED ALWAYS AS (x + 1) STORED›
)"},
      {R"sql(ALTER TABLE s . a ADD COLUMN x int)sql",
       R"(alter-table s.a‹s . a›
  add-column
  column x pg_catalog.int4 ‹x› in ‹x int›
    at ‹x› in ‹ADD COLUMN x int›
)"},
      {R"sql(ALTER FOREIGN TABLE f ADD COLUMN x int)sql",
       R"(alter-table
)"},
  });
}

}  // namespace
}  // namespace migc::compiler
