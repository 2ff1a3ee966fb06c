-- The columns of the SQLite step 4; what is said there holds here.

ALTER TABLE articles ADD COLUMN published_at words;
ALTER TABLE articles ADD COLUMN canonical words;
ALTER TABLE witnesses ADD COLUMN published_at words;
ALTER TABLE witnesses ADD COLUMN canonical words;
