-- What persons said of the record: only ever added. `noun` is the correction as JSON; the other columns serve to find it.
-- `article` is the one whose rows it corrects, `other_article` that of the request that a row answers; an undoing has
-- those of what it undoes. `introduces` counts the actors whom it is the first to name.

CREATE TABLE corrections (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    article INTEGER REFERENCES articles,
    other_article INTEGER REFERENCES articles,
    target TEXT,
    other TEXT,
    undoes TEXT,
    introduces INTEGER NOT NULL,
    author TEXT NOT NULL,
    made_at TEXT NOT NULL,
    noun TEXT NOT NULL
);
CREATE INDEX corrections_of_article ON corrections (article);
CREATE INDEX corrections_of_other_article ON corrections (other_article) WHERE other_article IS NOT NULL;
CREATE INDEX corrections_of_target ON corrections (target) WHERE target IS NOT NULL;
CREATE INDEX corrections_of_other ON corrections (other) WHERE other IS NOT NULL;

CREATE INDEX corrections_undoing ON corrections (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX corrections_introducing ON corrections (introduces) WHERE introduces > 0;

CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN
    SELECT raise(ABORT, 'a correction is never changed');
END;
CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections BEGIN
    SELECT raise(ABORT, 'a correction is never removed');
END;

-- Rows of persons follow from the corrections and from the rows that were read, and are written anew with them. Of a row
-- that was read last, `corrected` is the person's row that is shown in its place, 0 if none is.

ALTER TABLE statements ADD COLUMN corrected INTEGER;
CREATE INDEX statements_corrected ON statements (corrected) WHERE corrected IS NOT NULL;
CREATE INDEX statements_by_doubt ON statements (abs(score - 0.5)) WHERE current = 1;

ALTER TABLE events ADD COLUMN corrected INTEGER;
CREATE INDEX events_corrected ON events (corrected) WHERE corrected IS NOT NULL;
CREATE INDEX events_by_doubt ON events (abs(score - 0.5)) WHERE current = 1;

CREATE TRIGGER statements_unindex AFTER DELETE ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, content_exact) VALUES ('delete', old.n, old.content_exact);
    DELETE FROM addressees WHERE statement = old.n AND actor IN (SELECT value FROM json_each(old.addressees));
END;

CREATE TRIGGER events_unindex AFTER DELETE ON events BEGIN
    DELETE FROM event_parties WHERE event = old.n AND part IN ('actor', 'recipient') AND actor IN (
        SELECT value FROM json_each(old.actors) UNION ALL SELECT value FROM json_each(old.recipients)
    );
END;
