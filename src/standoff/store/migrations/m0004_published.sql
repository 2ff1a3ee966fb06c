-- What pages say of themselves. `published_at` is the instant of which `published_on` is the day, with the offset in which
-- it was given; `canonical` the address that a page gives for its own. What was kept before has neither.

ALTER TABLE articles ADD COLUMN published_at TEXT;
ALTER TABLE articles ADD COLUMN canonical TEXT;
ALTER TABLE witnesses ADD COLUMN published_at TEXT;
ALTER TABLE witnesses ADD COLUMN canonical TEXT;
