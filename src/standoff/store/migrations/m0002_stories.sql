-- Stories: articles that copy or rewrite one text. All of this is worked out from the articles and can be again.
-- `untold` are the articles that came, were found elsewhere, or were read anew since; 9999-12-31 stands for no day.
-- `bands` are what articles are found by that may be copies; `member` is 0 of the article that founds a story, else 1.
-- `repeats` of a row is the row of an earlier report of the story that says the same.

CREATE TABLE untold (
    published_on TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles,
    PRIMARY KEY (published_on, article)
) WITHOUT ROWID;
CREATE INDEX untold_by_article ON untold (article);
INSERT INTO untold SELECT coalesce(published_on, '9999-12-31'), n FROM articles;

CREATE TRIGGER witnesses_untold AFTER INSERT ON witnesses BEGIN
    INSERT OR IGNORE INTO untold VALUES (coalesce(new.published_on, '9999-12-31'), new.article);
END;

CREATE TRIGGER read_by_untold AFTER INSERT ON read_by BEGIN
    INSERT OR IGNORE INTO untold
    SELECT coalesce(published_on, '9999-12-31'), n FROM articles WHERE n = new.article;
END;

CREATE INDEX witnesses_of_article ON witnesses (article);

CREATE TABLE stories (
    article INTEGER PRIMARY KEY REFERENCES articles,
    founder INTEGER NOT NULL REFERENCES articles,
    published_on TEXT
);
CREATE INDEX stories_by_founder ON stories (founder);

CREATE TABLE bands (
    band INTEGER NOT NULL,
    member INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles,
    PRIMARY KEY (band, member, article)
) WITHOUT ROWID;

ALTER TABLE statements ADD COLUMN repeats INTEGER REFERENCES statements;
CREATE INDEX statements_repeated ON statements (repeats) WHERE repeats IS NOT NULL;

ALTER TABLE events ADD COLUMN repeats INTEGER REFERENCES events;
CREATE INDEX events_repeated ON events (repeats) WHERE repeats IS NOT NULL;
