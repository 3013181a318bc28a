-- COMMENT ON each kind of object.

--- comments on everything
CREATE SCHEMA s;
CREATE EXTENSION citext;
CREATE TABLE t (a int CONSTRAINT k CHECK (a > 0), b text);
CREATE INDEX i ON t (b);
CREATE SEQUENCE q;
CREATE VIEW v AS SELECT a, b FROM t;
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE TYPE e AS ENUM ('x');
CREATE TYPE c AS (x int);
CREATE TYPE r AS RANGE (subtype = float8);
CREATE DOMAIN d AS int CONSTRAINT dk CHECK (VALUE > 0);
CREATE FUNCTION f(int, text) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE PROCEDURE p(int) LANGUAGE sql AS 'SELECT 1';
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();
CREATE POLICY po ON t USING (a > 0);
CREATE RULE ru AS ON DELETE TO t DO ALSO NOTHING;
CREATE PUBLICATION pu;
CREATE STATISTICS st ON a, b FROM t;
COMMENT ON SCHEMA s IS 'on a schema';
COMMENT ON SCHEMA public IS 'on public';
COMMENT ON EXTENSION citext IS 'on an extension';
COMMENT ON TABLE t IS 'on a table: it''s "quoted" \ and
on two lines';
COMMENT ON COLUMN t.a IS 'on a column';
COMMENT ON COLUMN public.v.b IS 'on a view''s column';
COMMENT ON COLUMN c.x IS 'on an attribute';
COMMENT ON COLUMN m.a IS 'on a materialized view''s column';
COMMENT ON CONSTRAINT k ON t IS 'on a constraint';
COMMENT ON CONSTRAINT dk ON DOMAIN d IS 'on a domain''s constraint';
COMMENT ON INDEX i IS 'on an index';
COMMENT ON SEQUENCE q IS 'on a sequence';
COMMENT ON VIEW v IS 'on a view';
COMMENT ON MATERIALIZED VIEW m IS 'on a materialized view';
COMMENT ON TYPE e IS 'on an enum';
COMMENT ON TYPE c IS 'on a composite type';
COMMENT ON TYPE r IS 'on a range type';
COMMENT ON DOMAIN d IS 'on a domain';
COMMENT ON FUNCTION f(int, text) IS 'on a function';
COMMENT ON PROCEDURE p IS 'on a procedure';
COMMENT ON ROUTINE g IS 'on a routine';
COMMENT ON TRIGGER tr ON t IS 'on a trigger';
COMMENT ON POLICY po ON t IS 'on a policy';
COMMENT ON RULE ru ON t IS 'on a rule';
COMMENT ON PUBLICATION pu IS 'on a publication';
COMMENT ON STATISTICS st IS E'on statistics\n';

--- comments taken back
CREATE TABLE t (a int, b int);
COMMENT ON TABLE t IS 'one';
COMMENT ON TABLE t IS 'two';
COMMENT ON COLUMN t.a IS 'three';
COMMENT ON COLUMN t.a IS NULL;
COMMENT ON COLUMN t.b IS '';

--- comments follow renames and go with their object
CREATE SCHEMA s;
CREATE TABLE t (a int, b int CONSTRAINT k CHECK (b > 0));
CREATE VIEW v AS SELECT a FROM t;
COMMENT ON TABLE t IS 'table';
COMMENT ON COLUMN t.a IS 'column';
COMMENT ON COLUMN t.b IS 'other';
COMMENT ON CONSTRAINT k ON t IS 'constraint';
COMMENT ON VIEW v IS 'view';
ALTER TABLE t RENAME a TO x;
ALTER TABLE t RENAME CONSTRAINT k TO l;
ALTER TABLE t SET SCHEMA s;
ALTER TABLE s.t DROP COLUMN x CASCADE;

--- comments of a primary key and an index
CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE, c int REFERENCES t);
COMMENT ON CONSTRAINT t_pkey ON t IS 'key';
COMMENT ON INDEX t_pkey IS 'index of the key';
COMMENT ON CONSTRAINT t_c_fkey ON t IS 'reference';
COMMENT ON INDEX t_b_key IS 'index';
