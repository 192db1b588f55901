-- A letter whose fate the server did not say: since when, when a letter to ourselves was sent after it to see that what is
-- taken arrives, and when the administrator was asked.
ALTER TABLE outbox ADD COLUMN doubt_since INTEGER;
ALTER TABLE outbox ADD COLUMN probed_at INTEGER;
ALTER TABLE outbox ADD COLUMN asked_at INTEGER;
