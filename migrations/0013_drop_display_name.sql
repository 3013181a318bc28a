-- migc: irreversible: the names are gone
-- migc: allow(drop-column): the program has shown e-mail addresses since release 1.8
ALTER TABLE accounts DROP COLUMN display_name;
