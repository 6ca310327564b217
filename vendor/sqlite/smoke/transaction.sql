BEGIN;
UPDATE progress SET version = version + 1;
UPDATE rows SET counter = counter + 1 WHERE id % 50 = (SELECT version % 50 FROM progress);
COMMIT;
SELECT 'committed ' || version FROM progress;
