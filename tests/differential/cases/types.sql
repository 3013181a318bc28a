-- Enums, domains, composite and range types.

--- enums
CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s fine');
CREATE TYPE nothing AS ENUM ();
CREATE TYPE "Mixed" AS ENUM ('A');
CREATE TABLE t (a mood DEFAULT 'ok', b mood[] DEFAULT '{sad,ok}', c "Mixed" NOT NULL, d mood DEFAULT 'sad'::mood CHECK (d <> 'ok'));
CREATE INDEX ON t (a) WHERE a = 'sad';

--- ALTER TYPE … VALUE
CREATE TYPE mood AS ENUM ('sad', 'ok');
ALTER TYPE mood ADD VALUE 'happy';
ALTER TYPE mood ADD VALUE 'terrible' BEFORE 'sad';
ALTER TYPE mood ADD VALUE 'so-so' AFTER 'sad';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok';
ALTER TYPE mood RENAME VALUE 'happy' TO 'glad';

--- an enum is exchanged for another
CREATE TYPE mood AS ENUM ('sad', 'ok', 'old');
CREATE TABLE t (a mood NOT NULL DEFAULT 'ok', b mood);
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('sad', 'ok');
ALTER TABLE t ALTER a DROP DEFAULT;
ALTER TABLE t ALTER a TYPE mood USING a::text::mood, ALTER b TYPE mood USING (b::text::mood);
ALTER TABLE t ALTER a SET DEFAULT 'ok';
DROP TYPE mood_old;

--- domains
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN name2 varchar(20) COLLATE "C" DEFAULT 'x' NOT NULL CONSTRAINT filled CHECK (VALUE <> '') CHECK (length(VALUE) < 10);
CREATE DOMAIN list AS text[];
CREATE DOMAIN small AS positive CHECK (VALUE < 10);
CREATE DOMAIN maybe AS int NULL;
CREATE TABLE t (a positive, b name2, c list, d small[] DEFAULT '{}');

--- ALTER DOMAIN
CREATE DOMAIN d AS text CHECK (VALUE <> '');
CREATE DOMAIN e AS int NOT NULL DEFAULT 3;
ALTER DOMAIN d SET DEFAULT 'x';
ALTER DOMAIN d SET NOT NULL;
ALTER DOMAIN d ADD CONSTRAINT short CHECK (length(VALUE) < 5) NOT VALID;
ALTER DOMAIN d ADD CHECK (VALUE <> 'a');
ALTER DOMAIN d VALIDATE CONSTRAINT short;
ALTER DOMAIN d ADD CONSTRAINT late CHECK (length(VALUE) < 4) NOT VALID;
ALTER DOMAIN d RENAME CONSTRAINT short TO brief;
ALTER DOMAIN d DROP CONSTRAINT d_check;
ALTER DOMAIN d DROP CONSTRAINT IF EXISTS nothing;
ALTER DOMAIN e DROP DEFAULT;
ALTER DOMAIN e DROP NOT NULL;
ALTER DOMAIN e RENAME TO f;

--- composite types
CREATE TYPE c AS (a int, b text COLLATE "C", c numeric(5, 2)[]);
CREATE TYPE empty AS ();
CREATE TYPE outer_type AS (x c, y c[]);
CREATE TABLE t (p c, q outer_type);
ALTER TYPE c ADD ATTRIBUTE d int, ADD ATTRIBUTE e date;
ALTER TYPE c RENAME ATTRIBUTE b TO z;
CREATE TYPE d AS (a int, b text);
ALTER TYPE d ALTER ATTRIBUTE a TYPE bigint, DROP ATTRIBUTE b;
ALTER TYPE d RENAME TO dd;

--- range types
CREATE TYPE floats AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE texts AS RANGE (SUBTYPE = text, COLLATION = "C");
CREATE TYPE times AS RANGE (subtype = time, multirange_type_name = many_times);
CREATE TABLE t (a floats, b texts, c many_times, d floats[]);
ALTER TYPE floats RENAME TO doubles;

--- RENAME and SET SCHEMA of types in use
CREATE SCHEMA s;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TYPE c AS (a mood, b d);
CREATE TABLE t (a mood DEFAULT 'ok'::mood, b d DEFAULT 1, x c, CHECK (a <> 'sad'::mood));
CREATE FUNCTION f(m mood) RETURNS d LANGUAGE sql AS 'SELECT 1';
ALTER TYPE mood RENAME TO feeling;
ALTER TYPE feeling SET SCHEMA s;
ALTER DOMAIN d SET SCHEMA s;
ALTER DOMAIN s.d RENAME TO positive;
ALTER TYPE c SET SCHEMA s;

--- DROP TYPE and DROP DOMAIN
CREATE TYPE mood AS ENUM ('sad');
CREATE TYPE mood2 AS ENUM ('sad');
CREATE DOMAIN d AS int;
CREATE DOMAIN d2 AS d;
CREATE TYPE c AS (a int);
CREATE TABLE t (a mood, b d, c mood2 DEFAULT 'sad', x int, y d2, z c);
CREATE FUNCTION f(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP TYPE mood CASCADE;
DROP DOMAIN d CASCADE;
DROP TYPE c CASCADE;
DROP TYPE IF EXISTS nothing;
DROP DOMAIN IF EXISTS nothing;

--- types that only have a name
CREATE TYPE shell;
DROP TYPE shell;
