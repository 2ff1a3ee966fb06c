-- Lists are JSON: spans [[start, end], ...] in code points of articles.text, actors and addressees ["RUS", ...].
-- Rows are only ever added. `current` marks the rows of the newest reading of their article.
-- `first_on` and `last_on` are the days of a row, else the day of publication; they only serve to sort and to select.

CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL);

CREATE TABLE articles (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    uri TEXT NOT NULL,
    text TEXT NOT NULL,
    extractor TEXT NOT NULL,
    publisher TEXT,
    headline TEXT,
    headline_span TEXT,
    byline TEXT,
    dateline TEXT,
    published_on TEXT,
    language TEXT,
    furniture TEXT NOT NULL,
    capture TEXT
);

CREATE TABLE witnesses (
    n INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    uri TEXT NOT NULL,
    publisher TEXT,
    published_on TEXT,
    capture TEXT,
    UNIQUE (uri, article)
);

CREATE TABLE coders (n INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, digest TEXT);

CREATE TABLE readings (n INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles);
CREATE INDEX readings_of_article ON readings (article);

CREATE TABLE read_by (
    article INTEGER NOT NULL REFERENCES articles,
    coder INTEGER NOT NULL REFERENCES coders,
    PRIMARY KEY (article, coder)
) WITHOUT ROWID;

CREATE TABLE actors (
    n INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    role TEXT,
    acts_for TEXT,
    wikidata TEXT
);

CREATE TABLE casts (
    reading INTEGER NOT NULL REFERENCES readings,
    position INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors,
    PRIMARY KEY (reading, position)
) WITHOUT ROWID;

CREATE TABLE mentions (
    reading INTEGER NOT NULL REFERENCES readings,
    position INTEGER NOT NULL,
    actor TEXT NOT NULL,
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    PRIMARY KEY (reading, position)
) WITHOUT ROWID;

CREATE TABLE times (
    reading INTEGER NOT NULL REFERENCES readings,
    position INTEGER NOT NULL,
    first INTEGER NOT NULL,
    past INTEGER NOT NULL,
    date TEXT,
    PRIMARY KEY (reading, position)
) WITHOUT ROWID;

CREATE TABLE statements (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders,
    article INTEGER NOT NULL REFERENCES articles,
    position INTEGER NOT NULL,
    current INTEGER NOT NULL,
    first_on TEXT,
    last_on TEXT,
    source_spans TEXT,
    source_exact TEXT,
    cue_spans TEXT,
    cue_exact TEXT,
    content_spans TEXT NOT NULL,
    content_exact TEXT NOT NULL,
    form TEXT NOT NULL,
    speaker TEXT,
    addressees TEXT NOT NULL,
    said_on TEXT,
    parent TEXT,
    score REAL NOT NULL,
    UNIQUE (id, coder)
);
CREATE INDEX statements_of_article ON statements (article, position);
CREATE INDEX statements_by_day ON statements (first_on, article, position) WHERE current = 1;
CREATE INDEX statements_by_speaker ON statements (speaker, first_on, article, position) WHERE current = 1;

CREATE TABLE addressees (
    actor TEXT NOT NULL,
    statement INTEGER NOT NULL REFERENCES statements,
    PRIMARY KEY (actor, statement)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE statement_words USING fts5 (
    content_exact, content = 'statements', content_rowid = 'n', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER statements_index AFTER INSERT ON statements BEGIN
    INSERT INTO statement_words (rowid, content_exact) VALUES (new.n, new.content_exact);
    INSERT OR IGNORE INTO addressees SELECT value, new.n FROM json_each(new.addressees);
END;

CREATE TABLE events (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    coder INTEGER NOT NULL REFERENCES coders,
    article INTEGER NOT NULL REFERENCES articles,
    position INTEGER NOT NULL,
    current INTEGER NOT NULL,
    first_on TEXT,
    last_on TEXT,
    type TEXT NOT NULL,
    mode TEXT,
    contexts TEXT NOT NULL,
    actors TEXT NOT NULL,
    recipients TEXT NOT NULL,
    actor_spans TEXT NOT NULL,
    recipient_spans TEXT NOT NULL,
    anchor_spans TEXT NOT NULL,
    anchor_exact TEXT NOT NULL,
    status TEXT NOT NULL,
    according_to TEXT,
    date TEXT,
    place TEXT,
    condition_spans TEXT,
    condition_exact TEXT,
    consequence_spans TEXT,
    consequence_exact TEXT,
    answers TEXT NOT NULL,
    what TEXT,
    score REAL NOT NULL,
    UNIQUE (id, coder)
);
CREATE INDEX events_of_article ON events (article, position);
CREATE INDEX events_by_day ON events (first_on, article, position) WHERE current = 1;
CREATE INDEX events_by_type ON events (type, first_on, article, position) WHERE current = 1;

CREATE TABLE event_parties (
    actor TEXT NOT NULL,
    part TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES events,
    PRIMARY KEY (actor, part, event)
) WITHOUT ROWID;

CREATE TRIGGER events_index AFTER INSERT ON events BEGIN
    INSERT OR IGNORE INTO event_parties SELECT value, 'actor', new.n FROM json_each(new.actors);
    INSERT OR IGNORE INTO event_parties SELECT value, 'recipient', new.n FROM json_each(new.recipients);
END;
