-- CREATE INDEX and what happens to indexes.

--- plain and unique
CREATE TABLE t (a int, b text, c int);
CREATE INDEX i ON t (a);
CREATE UNIQUE INDEX j ON t (b, a);
CREATE UNIQUE INDEX k ON t (a) NULLS NOT DISTINCT;
CREATE INDEX IF NOT EXISTS i ON t (b);
CREATE INDEX l ON public.t USING btree (a ASC, b DESC, c NULLS FIRST);
CREATE INDEX m ON t (a DESC NULLS LAST, b ASC NULLS LAST);

--- expressions, conditions, included columns
CREATE TABLE t (a int, b text, c jsonb, d timestamptz, e boolean);
CREATE INDEX i ON t (lower(b));
CREATE INDEX j ON t ((a + 1), b) INCLUDE (e, d);
CREATE INDEX k ON t (a) WHERE e AND b IS NOT NULL;
CREATE INDEX l ON t ((c ->> 'x'), ((c -> 'y')::text));
CREATE INDEX m ON t (a) WHERE b IN ('x', 'y') AND a BETWEEN 1 AND 5;
CREATE UNIQUE INDEX n ON t (coalesce(b, ''), (a::bigint));
CREATE INDEX o ON t ((CASE WHEN e THEN a ELSE 0 END));
CREATE INDEX p ON t (date_trunc('day', d AT TIME ZONE 'UTC'));

--- methods, operator classes, collations, options
CREATE TABLE t (a int, b text, c jsonb, d int4range, e tsvector, f inet);
CREATE INDEX i ON t USING hash (a);
CREATE INDEX j ON t USING gin (c);
CREATE INDEX k ON t USING gin (c jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX l ON t USING gist (d, e tsvector_ops (siglen = 100));
CREATE INDEX m ON t USING brin (a int4_minmax_multi_ops (values_per_range = 16)) WITH (pages_per_range = 32);
CREATE INDEX n ON t (b COLLATE "C" text_pattern_ops DESC) WITH (fillfactor = 80);
CREATE INDEX o ON t USING spgist (f inet_ops);
CREATE INDEX p ON t (b varchar_pattern_ops);
CREATE INDEX q ON t USING gist (to_tsvector('english', b));

--- generated names
CREATE TABLE t (a int, b text, "C" jsonb, d timestamptz);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a, b);
CREATE INDEX ON t (lower(b));
CREATE INDEX ON t (lower(b), upper(b));
CREATE INDEX ON t ((a + 1));
CREATE INDEX ON t ((a + 1), (a + 2));
CREATE INDEX ON t (("C" ->> 'x'));
CREATE INDEX ON t (("C"::text));
CREATE INDEX ON t (a) INCLUDE (b);
CREATE INDEX ON t ((CASE WHEN a > 1 THEN 1 END));
CREATE INDEX ON t (coalesce(a, 0));
CREATE INDEX ON t (lower(b), lower(b));
CREATE INDEX ON t ((b || 'x'), b);
CREATE INDEX ON t ((a::text));
CREATE INDEX ON t (date_part('year', d AT TIME ZONE 'UTC'));
CREATE INDEX ON t (greatest(a, 2), nullif(a, 3));
CREATE INDEX ON t ((ARRAY[a]));
CREATE INDEX ON t ("C");

--- CONCURRENTLY
CREATE TABLE t (a int, b int);
---
CREATE INDEX CONCURRENTLY i ON t (a);
---
CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (b);
---
CREATE UNIQUE INDEX CONCURRENTLY j ON t (b);
---
DROP INDEX CONCURRENTLY i;
---
REINDEX INDEX CONCURRENTLY j;

--- of a materialized view
CREATE TABLE t (a int, b text);
CREATE MATERIALIZED VIEW m AS SELECT a, lower(b) AS low FROM t;
CREATE UNIQUE INDEX ON m (a);
CREATE INDEX m_low ON m (low) WHERE a > 3;
ALTER TABLE t RENAME a TO z;
ALTER MATERIALIZED VIEW m RENAME COLUMN low TO lower;

--- RENAME, SET SCHEMA with the table, DROP
CREATE SCHEMA s;
CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE, c int);
CREATE INDEX i ON t (b);
CREATE INDEX j ON t (c);
ALTER INDEX i RENAME TO k;
ALTER INDEX t_pkey RENAME TO t_key;
ALTER INDEX IF EXISTS nothing RENAME TO something;
ALTER TABLE j RENAME TO l;
DROP INDEX k;
DROP INDEX IF EXISTS nothing, l;
ALTER TABLE t SET SCHEMA s;
CREATE INDEX ON s.t (c);

--- of a partitioned table
CREATE TABLE p (a int, b int, c text) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20) PARTITION BY LIST (b);
CREATE TABLE p21 PARTITION OF p2 FOR VALUES IN (1);
CREATE INDEX by_c ON p (c) WHERE b > 0;
CREATE INDEX ON p (lower(c));
ALTER INDEX by_c RENAME TO of_c;
CREATE INDEX gone ON p (b);
DROP INDEX gone;

--- statistics objects
CREATE SCHEMA s;
CREATE TABLE t (a int, b int, c text);
CREATE STATISTICS one ON a, b FROM t;
CREATE STATISTICS two (ndistinct, dependencies) ON a, c FROM t;
CREATE STATISTICS s.three (mcv) ON lower(c), a FROM t;
CREATE STATISTICS four ON (a + b) FROM t;
CREATE STATISTICS IF NOT EXISTS one ON a, c FROM t;
ALTER STATISTICS one RENAME TO uno;
ALTER STATISTICS two SET SCHEMA s;
ALTER STATISTICS four SET STATISTICS 200;
DROP STATISTICS s.three;
COMMENT ON STATISTICS uno IS 'first';
ALTER TABLE t RENAME a TO x;
