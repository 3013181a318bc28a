-- Schemas, search_path, extensions, publications.

--- CREATE SCHEMA
CREATE SCHEMA s;
CREATE SCHEMA IF NOT EXISTS s;
CREATE SCHEMA "Mixed Case";
CREATE SCHEMA AUTHORIZATION alice;
CREATE SCHEMA bobs AUTHORIZATION bob;
CREATE TABLE s.t (a int);
CREATE TABLE "Mixed Case".t (a serial PRIMARY KEY);
CREATE TYPE s.mood AS ENUM ('sad');
CREATE TABLE alice.t (m s.mood, n s.t);

--- RENAME and DROP SCHEMA
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE SCHEMA c;
CREATE TABLE a.t (id serial PRIMARY KEY, x int DEFAULT 3);
CREATE VIEW a.v AS SELECT * FROM a.t;
CREATE TYPE a.e AS ENUM ('x');
CREATE FUNCTION a.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE b.t (id int REFERENCES a.t, e a.e DEFAULT 'x', y int DEFAULT a.f());
CREATE VIEW public.w AS SELECT * FROM b.t;
ALTER SCHEMA a RENAME TO aa;
DROP SCHEMA c;
DROP SCHEMA IF EXISTS nothing;
DROP SCHEMA aa CASCADE;

--- search_path
CREATE SCHEMA s;
CREATE SCHEMA r;
SET search_path = s, public;
CREATE TABLE t (a int);
CREATE TABLE public.t (b int);
CREATE TABLE r.t (c int);
ALTER TABLE t ADD x int;
SET search_path TO r;
ALTER TABLE t ADD y int;
CREATE VIEW v AS SELECT * FROM t;
RESET search_path;
ALTER TABLE t ADD z int;
SET LOCAL search_path = s;
CREATE INDEX ON t (a);
SELECT set_config('search_path', 'r', false);
CREATE TYPE mood AS ENUM ('x');
---
CREATE TABLE after_all (a int);
SET search_path = '';
CREATE TABLE public.p (a int, b text DEFAULT 'x');
CREATE INDEX ON public.p (b);

--- extensions
CREATE SCHEMA ext;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION citext WITH SCHEMA ext;
CREATE EXTENSION "uuid-ossp";
CREATE EXTENSION hstore;
CREATE TABLE t (a ext.citext, b uuid DEFAULT uuid_generate_v4(), c hstore);
CREATE EXTENSION pg_trgm;
CREATE INDEX ON t USING gin ((b::text) gin_trgm_ops);
COMMENT ON EXTENSION citext IS 'mine';
DROP EXTENSION pgcrypto;
DROP EXTENSION IF EXISTS nothing;
ALTER EXTENSION hstore SET SCHEMA ext;

--- publications
CREATE SCHEMA s;
CREATE TABLE t (a int PRIMARY KEY, b text);
CREATE TABLE u (a int);
CREATE PUBLICATION p1;
CREATE PUBLICATION p2 FOR TABLE t, u;
CREATE PUBLICATION p3 FOR ALL TABLES WITH (publish = 'insert, update', publish_via_partition_root = true);
CREATE PUBLICATION p4 FOR TABLE t (a) WHERE (a > 3);
CREATE PUBLICATION p5 FOR TABLES IN SCHEMA s;
ALTER PUBLICATION p3 RENAME TO all_tables;
COMMENT ON PUBLICATION p1 IS 'none';
CREATE PUBLICATION p6;
DROP PUBLICATION p6;
DROP PUBLICATION IF EXISTS nothing;

--- ALTER PUBLICATION
CREATE TABLE t (a int PRIMARY KEY, b text);
CREATE TABLE u (a int);
CREATE PUBLICATION p FOR TABLE t;
ALTER PUBLICATION p ADD TABLE u;
ALTER PUBLICATION p SET (publish = 'insert');

--- what publications publish is renamed and dropped
CREATE TABLE t (a int PRIMARY KEY, b text);
CREATE TABLE u (a int);
CREATE PUBLICATION p FOR TABLE t, u;
ALTER TABLE t RENAME TO tt;
DROP TABLE u;
