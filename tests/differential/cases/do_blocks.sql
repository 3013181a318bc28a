-- DO blocks: guards, handlers, loops, EXECUTE.

--- EXCEPTION WHEN duplicate_object
DO $$ BEGIN CREATE TYPE mood AS ENUM ('sad'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE TYPE mood AS ENUM ('other'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
CREATE TABLE u (a int PRIMARY KEY);
CREATE TABLE t (a int);
DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES u; EXCEPTION WHEN duplicate_object THEN null; END $$;
DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES u ON DELETE CASCADE; EXCEPTION WHEN duplicate_object THEN null; END $$;
DO $$ BEGIN ALTER TABLE t ADD COLUMN a text; EXCEPTION WHEN duplicate_column THEN NULL; END $$;
DO $$ BEGIN CREATE TABLE t (z int); EXCEPTION WHEN duplicate_table THEN NULL; END $$;
DO $$ BEGIN ALTER TABLE t ADD COLUMN b int; EXCEPTION WHEN OTHERS THEN ALTER TABLE t ADD COLUMN c int; END $$;

--- guards that ask the catalog
CREATE TABLE t (a int, b int CONSTRAINT k CHECK (b > 0));
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('sad'); END IF;
END $$;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 't' AND column_name = 'c') THEN
    ALTER TABLE t ADD COLUMN c int;
  END IF;
  IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'a') THEN
    ALTER TABLE t RENAME COLUMN a TO aa;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'k') THEN
    ALTER TABLE t DROP CONSTRAINT k;
  ELSE
    ALTER TABLE t ADD COLUMN never int;
  END IF;
  IF to_regclass('public.u') IS NULL THEN CREATE TABLE u (a int); END IF;
END $$;
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 't_b') THEN CREATE INDEX t_b ON t (b); END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = 'u' AND n.nspname = 'public') THEN
    CREATE TABLE u (z int);
  END IF;
  IF EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'nothing') THEN
    DROP TABLE t;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_enum e JOIN pg_type y ON e.enumtypid = y.oid WHERE y.typname = 'mood' AND e.enumlabel = 'sad') THEN
    ALTER TABLE t ADD COLUMN never int;
  END IF;
END $$;

--- EXECUTE of literals
DO $$ BEGIN
  EXECUTE 'CREATE TABLE t (a int)';
  EXECUTE $q$ALTER TABLE t ADD COLUMN b text DEFAULT 'x'$q$;
  EXECUTE 'CREATE INDEX ON t (a); CREATE INDEX ON t (b)';
  EXECUTE format('ALTER TABLE %I ADD COLUMN %I int', 't', 'c');
  EXECUTE 'ALTER TABLE ' || 't' || ' ADD COLUMN d int';
END $$;

--- loops over literals
DO $$
DECLARE name text; i int;
BEGIN
  FOREACH name IN ARRAY ARRAY['one', 'two'] LOOP
    EXECUTE format('CREATE TABLE %I (a int)', name);
  END LOOP;
  FOR i IN 1..3 LOOP
    EXECUTE 'CREATE TABLE n' || i || ' (a int)';
  END LOOP;
END $$;

--- variables and nesting
DO $$
DECLARE wanted text := 'public';
BEGIN
  IF true THEN
    BEGIN
      CREATE TABLE t (a int);
    END;
  ELSIF false THEN
    CREATE TABLE never (a int);
  END IF;
  PERFORM 1;
  RAISE NOTICE 'done';
END $$ LANGUAGE plpgsql;
DO LANGUAGE plpgsql $$ BEGIN NULL; END $$;

--- a block that raises changes nothing
CREATE TABLE t (a int);
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM t) THEN RAISE EXCEPTION 'not empty'; END IF;
  ALTER TABLE t ADD COLUMN b int;
END $$;

--- transactions and settings
BEGIN;
CREATE TABLE t (a int);
SAVEPOINT s;
SET LOCAL lock_timeout = '1s';
RELEASE s;
COMMIT;
BEGIN;
ALTER TABLE t ADD b int;
END;

--- what failed in a block with a handler is undone as a whole
CREATE TABLE t (id bigint PRIMARY KEY);
DO $$ BEGIN
  CREATE TABLE gone (id int);
  ALTER TABLE t ADD COLUMN gone int;
  CREATE TABLE t (other int);
EXCEPTION WHEN duplicate_table THEN
  ALTER TABLE t ADD COLUMN handled int;
END $$;
DO $$ BEGIN
  ALTER TABLE t ADD COLUMN kept int;
  BEGIN
    ALTER TABLE t ADD COLUMN inner_gone int;
    ALTER TABLE t ADD COLUMN kept int;
  EXCEPTION WHEN duplicate_column THEN
    CREATE INDEX inner_handled ON t (kept);
  END;
  ALTER TABLE t ADD COLUMN also_kept int;
EXCEPTION WHEN OTHERS THEN
  DROP TABLE t;
END $$;

--- EXCEPTION WHEN undefined_table, undefined_column, undefined_object
CREATE TABLE t (id bigint PRIMARY KEY, a int CONSTRAINT positive CHECK (a > 0));
DO $$ BEGIN ALTER TABLE nowhere ADD COLUMN x int; EXCEPTION WHEN undefined_table THEN CREATE TABLE made (id int); END $$;
DO $$ BEGIN ALTER TABLE t DROP COLUMN nowhere; EXCEPTION WHEN undefined_column THEN ALTER TABLE t ADD COLUMN b int; END $$;
DO $$ BEGIN ALTER TABLE t DROP CONSTRAINT nowhere; EXCEPTION WHEN undefined_object THEN ALTER TABLE t DROP CONSTRAINT positive; END $$;
DO $$ BEGIN DROP INDEX nowhere; EXCEPTION WHEN SQLSTATE '42704' THEN CREATE INDEX there ON t (a); END $$;
DO $$ BEGIN ALTER TABLE t RENAME COLUMN nowhere TO somewhere; EXCEPTION WHEN OTHERS THEN ALTER TABLE t RENAME COLUMN a TO somewhere; END $$;
DO $$ BEGIN ALTER TABLE t ADD COLUMN c int, ALTER COLUMN c SET DEFAULT 1; EXCEPTION WHEN OTHERS THEN DROP TABLE t; END $$;

--- a handler is chosen by what it catches, here or further out
CREATE TABLE t (id bigint PRIMARY KEY);
DO $$ BEGIN
  ALTER TABLE nowhere ADD COLUMN x int;
EXCEPTION
  WHEN duplicate_column THEN DROP TABLE t;
  WHEN undefined_table THEN ALTER TABLE t ADD COLUMN handled int;
END $$;
DO $$ BEGIN
  BEGIN
    ALTER TABLE t ADD COLUMN inner_gone int;
    ALTER TABLE nowhere ADD COLUMN x int;
  EXCEPTION WHEN duplicate_column THEN DROP TABLE t;
  END;
  ALTER TABLE t ADD COLUMN not_reached int;
EXCEPTION WHEN OTHERS THEN
  ALTER TABLE t ADD COLUMN outer_handled int;
END $$;

--- what fails inside IF, a loop or EXECUTE is undone too; what an inner handler undid is not there
CREATE TABLE t (id bigint PRIMARY KEY);
DO $$ BEGIN
  IF true THEN
    CREATE TABLE gone (id int);
    ALTER TABLE t ADD COLUMN id bigint;
  END IF;
EXCEPTION WHEN duplicate_column THEN NULL; END $$;
DO $$ BEGIN
  EXECUTE 'CREATE TABLE gone (id int); CREATE TABLE t (a int)';
EXCEPTION WHEN duplicate_table THEN NULL; END $$;
DO $$ BEGIN
  BEGIN
    CREATE TABLE made (id bigint PRIMARY KEY);
    ALTER TABLE t ADD COLUMN id bigint;
  EXCEPTION WHEN duplicate_column THEN NULL; END;
  CREATE TABLE made (id bigint PRIMARY KEY, b text);
EXCEPTION WHEN duplicate_table THEN NULL; END $$;
