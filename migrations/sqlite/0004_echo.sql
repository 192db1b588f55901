-- The hash of a letter's own text, so that it is known again where it comes back without its head.
ALTER TABLE outbox ADD COLUMN text_hash TEXT;
CREATE INDEX outbox_text ON outbox (text_hash);
CREATE INDEX inbox_of ON inbox (person, taken_in);
