-- Screens in operations rooms that show approved figures without anybody signing in there. Secrets are kept as hashes only.
CREATE TABLE walls (
  id              uuid PRIMARY KEY,
  unit_id         text NOT NULL,
  label           text NOT NULL,
  panel_seconds   int NOT NULL,
  -- Of the code that is typed once on the wall; gone when it was.
  code_hash       bytea,
  code_expires_at timestamptz NOT NULL,
  -- Of the cookie that the wall got for its code.
  token_hash      bytea,
  created_by      uuid NOT NULL,
  created_at      timestamptz NOT NULL,
  redeemed_at     timestamptz,
  expires_at      timestamptz NOT NULL,
  revoked_at      timestamptz,
  last_seen_at    timestamptz,
  CONSTRAINT walls_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT walls_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT walls_label_check CHECK (label <> ''),
  CONSTRAINT walls_panel_seconds_check CHECK (panel_seconds BETWEEN 10 AND 60),
  CONSTRAINT walls_hash_check CHECK (octet_length(code_hash) = 32 AND octet_length(token_hash) = 32),
  -- A code opens one wall once: whoever has the cookie has used it up.
  CONSTRAINT walls_redeemed_check CHECK ((redeemed_at IS NULL) = (token_hash IS NULL) AND (redeemed_at IS NULL OR code_hash IS NULL)),
  CONSTRAINT walls_expiry_check CHECK (code_expires_at > created_at AND expires_at > code_expires_at)
);
CREATE UNIQUE INDEX walls_code_hash_key ON walls (code_hash);
CREATE UNIQUE INDEX walls_token_hash_key ON walls (token_hash);
CREATE INDEX walls_unit_id_idx ON walls (unit_id);
CREATE INDEX walls_created_by_idx ON walls (created_by);
