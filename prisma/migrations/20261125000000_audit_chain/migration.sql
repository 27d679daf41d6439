-- Each province's entries are numbered and chained: every entry carries a MAC over itself and over the MAC before it, made
-- with a key that is not in the database.
ALTER TABLE audit_entries
  ADD COLUMN seq          bigint,
  ADD COLUMN mac          bytea,
  -- Who was stood in for.
  ADD COLUMN on_behalf_of uuid,
  ADD CONSTRAINT audit_entries_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  -- Entries from before the chain get both when the database is prepared; the key is not at hand here.
  ADD CONSTRAINT audit_entries_chain_check CHECK (seq IS NOT NULL AND seq > 0 AND mac IS NOT NULL AND octet_length(mac) = 32) NOT VALID;
CREATE UNIQUE INDEX audit_entries_province_id_seq_key ON audit_entries (province_id, seq);
-- What somebody reads: the newest first, of all, of a province, of a person.
CREATE INDEX audit_entries_at_id_idx ON audit_entries (at, id);
CREATE INDEX audit_entries_province_id_at_id_idx ON audit_entries (province_id, at, id);
CREATE INDEX audit_entries_actor_id_at_idx ON audit_entries (actor_id, at);

-- Where each chain ends: the row that whoever adds an entry locks, last of all that a transaction locks.
CREATE TABLE audit_heads (
  province_id text PRIMARY KEY,
  seq         bigint NOT NULL,
  mac         bytea NOT NULL,
  CONSTRAINT audit_heads_province_id_fkey FOREIGN KEY (province_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT audit_heads_chain_check CHECK (seq >= 0 AND octet_length(mac) = 32)
);
