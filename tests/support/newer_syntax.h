// Statements with the version of PostgreSQL that first took them. Servers are
// asked in tests/facts, grammars in tests/unit.
#pragma once

#include <string_view>

namespace migc::testing {

struct NewerSyntaxCase {
  int since;
  std::string_view sql;
};

// What the statements are about.
inline constexpr std::string_view kNewerSyntaxSchema =
    "CREATE TABLE p (id int PRIMARY KEY);"
    "CREATE TABLE t (a int CONSTRAINT t_fk REFERENCES p, b int CONSTRAINT t_nn NOT NULL,"
    "                g int GENERATED ALWAYS AS (a + 1) STORED);"
    "CREATE ROLE r1;";

inline constexpr NewerSyntaxCase kNewerSyntax[] = {
    {16, "CREATE STATISTICS ON a, b FROM t"},
    {16, "CREATE TABLE n (a text STORAGE external)"},
    {16, "ALTER TABLE t ADD COLUMN n text STORAGE main"},
    {16, "SELECT '{}' IS JSON"},
    {16, "SELECT '{}' IS NOT JSON OBJECT"},
    {16, "GRANT postgres TO r1 WITH INHERIT TRUE"},
    {16, "GRANT postgres TO r1 WITH SET FALSE"},
    {16, "GRANT postgres TO r1 WITH ADMIN OPTION, SET FALSE"},
    {16, "GRANT postgres TO r1 WITH ADMIN TRUE"},
    {16, "REVOKE INHERIT OPTION FOR postgres FROM r1"},
    {16, "REINDEX DATABASE"},
    {16, "SELECT a FROM (SELECT 1 AS a)"},
    {16, "SELECT * FROM (VALUES (1))"},
    {16, "SELECT JSON_OBJECT('a': 1)"},
    {16, "SELECT JSON_OBJECT('a' VALUE 1)"},
    {16, "SELECT JSON_ARRAY(SELECT 1)"},
    {16, "SELECT JSON_ARRAY(1, 2 NULL ON NULL)"},
    {16, "SELECT JSON_OBJECTAGG('k': a) FROM t"},
    {16, "SELECT JSON_ARRAYAGG(a ABSENT ON NULL) FROM t"},
    {17, "ALTER TABLE t ALTER COLUMN g SET EXPRESSION AS (a + 2)"},
    {17, "ALTER TABLE t SET ACCESS METHOD DEFAULT"},
    {17, "ALTER TABLE t ALTER COLUMN a SET STATISTICS DEFAULT"},
    {17, "MERGE INTO t USING p ON t.a = p.id WHEN MATCHED THEN DELETE RETURNING t.a"},
    {17, "MERGE INTO t USING p ON t.a = p.id WHEN NOT MATCHED BY SOURCE THEN DELETE"},
    {17, "MERGE INTO t USING p ON t.a = p.id WHEN NOT MATCHED BY TARGET THEN DO NOTHING"},
    {17, "SELECT * FROM JSON_TABLE('[1]', '$[*]' COLUMNS (a int PATH '$'))"},
    {17, "SELECT JSON_VALUE(jsonb '{}', '$.a' RETURNING int)"},
    {17, "SELECT JSON_QUERY(jsonb '{}', '$.a' WITH WRAPPER)"},
    {17, "SELECT JSON_EXISTS(jsonb '{}', '$.a' FALSE ON ERROR)"},
    {17, "SELECT JSON_SERIALIZE('{}' RETURNING text)"},
    {17, "SELECT JSON('{}' WITH UNIQUE KEYS)"},
    {17, "SELECT now() AT LOCAL"},
    {18, "CREATE TABLE n (a int CHECK (a > 0) NOT ENFORCED)"},
    {18, "CREATE TABLE n (a int CHECK (a > 0) ENFORCED)"},
    {18, "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED"},
    {18, "ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES p (id) NOT ENFORCED"},
    {18, "ALTER TABLE t ALTER CONSTRAINT t_fk NOT ENFORCED"},
    {18, "ALTER TABLE t ALTER CONSTRAINT t_fk ENFORCED"},
    {18, "ALTER TABLE t ADD CONSTRAINT c NOT NULL a"},
    {18, "ALTER TABLE t ADD CONSTRAINT c NOT NULL a NOT VALID"},
    {18, "ALTER TABLE t ADD NOT NULL a"},
    {18, "CREATE TABLE n (a int, NOT NULL a)"},
    {18, "CREATE TABLE n (a int, CONSTRAINT c NOT NULL a NO INHERIT)"},
    {18, "CREATE TABLE n (a int NOT NULL NO INHERIT)"},
    {18, "ALTER TABLE t ALTER CONSTRAINT t_nn NO INHERIT"},
    {18, "ALTER TABLE t ALTER CONSTRAINT t_nn INHERIT"},
    {18, "CREATE TABLE n (a int, g int GENERATED ALWAYS AS (a + 1) VIRTUAL)"},
    {18, "CREATE TABLE n (a int, g int GENERATED ALWAYS AS (a + 1), b int)"},
    {18, "ALTER TABLE t ADD COLUMN n int GENERATED ALWAYS AS (a + 1)"},
    {18, "ALTER TABLE t ADD COLUMN n int GENERATED ALWAYS AS (a + 1) VIRTUAL"},
    {18, "CREATE TABLE n (id int4range, at tsrange, PRIMARY KEY (id, at WITHOUT OVERLAPS))"},
    {18,
     "CREATE TABLE n (id int4range, at tsrange, UNIQUE (id, at WITHOUT OVERLAPS),"
     " FOREIGN KEY (id, PERIOD at) REFERENCES n (id, PERIOD at))"},
    {18, "DELETE FROM t RETURNING WITH (OLD AS o) o.a"},
    {18, "ANALYZE ONLY t"},
    {18, "VACUUM ONLY t"},
    {18, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO PUBLIC"},
};

}  // namespace migc::testing
