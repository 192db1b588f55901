-- Each line of the ledger carries the hash of itself and of the line before it. Lines from before have none.
ALTER TABLE ledger ADD COLUMN link TEXT;
