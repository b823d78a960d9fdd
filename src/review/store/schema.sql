CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- What lists and filters need. `version` is the last event about the candidate, `judgement` the event whose
-- judgement is in force; 0 for none.
CREATE TABLE candidates (
    id INTEGER PRIMARY KEY,
    yiddish TEXT NOT NULL,
    english TEXT NOT NULL,
    lemma TEXT NOT NULL,
    pos TEXT NOT NULL,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    score REAL NOT NULL,
    probability REAL NOT NULL,
    folded TEXT NOT NULL,
    findings INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open',
    version INTEGER NOT NULL DEFAULT 0,
    judgement INTEGER NOT NULL DEFAULT 0
);

-- What only the candidate being looked at needs.
CREATE TABLE details (
    candidate INTEGER PRIMARY KEY REFERENCES candidates (id),
    contexts TEXT NOT NULL,
    draft TEXT,
    findings TEXT
);

-- All that was ever decided, in its order. Nothing is changed or deleted here. `before` is the event whose
-- judgement was in force before this one; 0 for none.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    candidate INTEGER NOT NULL REFERENCES candidates (id),
    action TEXT NOT NULL CHECK (action IN ('judge', 'undo')),
    state TEXT NOT NULL,
    draft TEXT,
    reason TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    tab TEXT NOT NULL,
    at TEXT NOT NULL,
    before INTEGER NOT NULL
);
CREATE INDEX events_of_candidate ON events (candidate, seq);
CREATE INDEX events_of_tab ON events (tab, seq);

CREATE TABLE progress (
    state TEXT PRIMARY KEY,
    count INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER progress_moves AFTER UPDATE OF state ON candidates WHEN old.state <> new.state
BEGIN
    UPDATE progress SET count = count - 1 WHERE state = old.state;
    UPDATE progress SET count = count + 1 WHERE state = new.state;
END;
