-- given
CREATE TABLE t (id int PRIMARY KEY, i int, v varchar(10), x text, n numeric(10, 2), ts timestamp,
  tz timestamptz, c char(5), ip cidr, u text);
CREATE INDEX t_v ON t (v);
CREATE INDEX t_i ON t (i);
CREATE INDEX t_ts ON t (ts);
CREATE INDEX t_lower ON t (lower(u));
CREATE INDEX t_part ON t (id) WHERE x > 'a';
CREATE DOMAIN plain AS int;
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
SET timezone = 'Europe/Rome';
INSERT INTO t VALUES (1, 1, 'a', 'b', 1, now(), now(), 'c', '10.0.0.0/8', 'U');
-- claims
ALTER TABLE t ALTER i TYPE int;
ALTER TABLE t ALTER i TYPE bigint;
ALTER TABLE t ALTER i TYPE oid;
ALTER TABLE t ALTER i TYPE text;
ALTER TABLE t ALTER i TYPE plain;
ALTER TABLE t ALTER i TYPE positive;
ALTER TABLE t ALTER i TYPE bigint USING i::bigint;
ALTER TABLE t ALTER i TYPE int USING i + 1;
ALTER TABLE t ALTER v TYPE varchar(20);
ALTER TABLE t ALTER v TYPE varchar;
ALTER TABLE t ALTER v TYPE text;
ALTER TABLE t ALTER v TYPE varchar(20) USING v::varchar(20);
ALTER TABLE t ALTER v TYPE varchar(5);
ALTER TABLE t ALTER v TYPE text USING lower(v);
ALTER TABLE t ALTER v TYPE varchar(10) COLLATE "POSIX";
ALTER TABLE t ALTER n TYPE numeric(12, 2);
ALTER TABLE t ALTER n TYPE numeric;
ALTER TABLE t ALTER n TYPE numeric(12, 4);
ALTER TABLE t ALTER ts TYPE timestamptz;
ALTER TABLE t ALTER tz TYPE timestamp;
ALTER TABLE t ALTER ts TYPE timestamptz USING ts AT TIME ZONE 'UTC';
ALTER TABLE t ALTER ts TYPE timestamp(6);
ALTER TABLE t ALTER ts TYPE timestamp(3);
ALTER TABLE t ALTER c TYPE char(9);
ALTER TABLE t ALTER c TYPE text;
ALTER TABLE t ALTER ip TYPE inet;
ALTER TABLE t ALTER x TYPE varchar;
ALTER TABLE t ALTER x TYPE varchar(10);
ALTER TABLE t ALTER u TYPE varchar;
ALTER TABLE t ALTER i TYPE bigint, ALTER v TYPE text;
ALTER TABLE t ALTER v TYPE text, ALTER x TYPE varchar;

-- given
CREATE TABLE parents (id int PRIMARY KEY, code varchar(5) UNIQUE);
CREATE TABLE t (id int PRIMARY KEY, parent_id int REFERENCES parents, code varchar(5) REFERENCES parents (code), a int CHECK (a > 0), b varchar(5) CHECK (b <> ''));
CREATE INDEX t_a ON t (a);
INSERT INTO parents VALUES (1, 'a');
INSERT INTO t VALUES (1, 1, 'a', 1, 'b');
-- claims
ALTER TABLE t ALTER parent_id TYPE bigint;
ALTER TABLE parents ALTER id TYPE bigint;
ALTER TABLE parents ALTER id TYPE oid;
ALTER TABLE t ALTER code TYPE varchar(9);
ALTER TABLE parents ALTER code TYPE varchar(9);
ALTER TABLE parents ALTER code TYPE text;
ALTER TABLE t ALTER a TYPE bigint;
ALTER TABLE t ALTER b TYPE varchar(9);
ALTER TABLE t ALTER b TYPE text;

-- given
CREATE TYPE mood AS ENUM ('good');
CREATE TYPE other AS ENUM ('good');
CREATE DOMAIN name AS varchar(5);
CREATE TABLE t (m mood, d name, ms mood[]);
INSERT INTO t VALUES ('good', 'x', '{good}');
-- claims
ALTER TABLE t ALTER m TYPE text;
ALTER TABLE t ALTER m TYPE mood;
ALTER TABLE t ALTER m TYPE other USING m::text::other;
ALTER TABLE t ALTER d TYPE varchar(5);
ALTER TABLE t ALTER d TYPE varchar(9);
ALTER TABLE t ALTER d TYPE text;
ALTER TABLE t ALTER ms TYPE text[];
