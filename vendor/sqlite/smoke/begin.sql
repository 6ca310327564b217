-- 50,000 rows, made once. Each transaction adds 1 to the counter of a thousand of them, so that all counters together
-- are a thousand for each version; with a small cache changed pages reach the file before the transaction ends.
PRAGMA cache_size=40;
CREATE TABLE IF NOT EXISTS progress(version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS rows(id INTEGER PRIMARY KEY, name TEXT NOT NULL, counter INTEGER NOT NULL, filler BLOB);
CREATE INDEX IF NOT EXISTS rows_by_name ON rows(name);
BEGIN;
INSERT INTO progress SELECT 0 WHERE NOT EXISTS (SELECT * FROM progress);
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50000)
INSERT INTO rows SELECT n, 'name ' || ((n * 7919) % 50000), 0, zeroblob(n % 60) FROM numbers
WHERE NOT EXISTS (SELECT * FROM rows);
COMMIT;
PRAGMA integrity_check;
SELECT 'found ' || version || ' with ' || (SELECT count(*) FROM rows) || ' rows and ' ||
       (SELECT sum(counter) FROM rows) || ' counted' FROM progress;
