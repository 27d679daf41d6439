-- Decisions are drafted, issued and superseded in the application; until a decision is issued its numbers are drafts.
ALTER TABLE decisions
  -- What the paper is about, as its heading says; empty for what was loaded.
  ADD COLUMN subject      text NOT NULL DEFAULT '',
  ADD COLUMN lock_version int  NOT NULL DEFAULT 0,
  ADD COLUMN issued_at    timestamptz,
  ADD COLUMN issued_by    uuid,
  ADD CONSTRAINT decisions_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT decisions_issued_check CHECK (issued_at IS NULL OR status = 'issued');

-- Offices number their papers anew each year.
DROP INDEX decisions_unit_id_issuer_number_key;
CREATE UNIQUE INDEX decisions_unit_id_issuer_number_year_key
  ON decisions (unit_id, issuer, number, (extract(year FROM decided_on)));
CREATE INDEX decisions_unit_id_idx ON decisions (unit_id);
CREATE INDEX targets_decision_id_idx ON targets (decision_id);
CREATE INDEX recipient_targets_decision_id_idx ON recipient_targets (decision_id);

-- The scan of the paper, whole as it was uploaded.
CREATE TABLE decision_papers (
  decision_id uuid PRIMARY KEY,
  file_name   text NOT NULL,
  sha256      bytea NOT NULL,
  content     bytea NOT NULL,
  uploaded_by uuid NOT NULL,
  uploaded_at timestamptz NOT NULL,
  CONSTRAINT decision_papers_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT decision_papers_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT decision_papers_file_name_check CHECK (file_name <> ''),
  CONSTRAINT decision_papers_size_check CHECK (octet_length(content) BETWEEN 1 AND 20971520 AND octet_length(sha256) = 32)
);
-- A scan is compressed already.
ALTER TABLE decision_papers ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE target_drafts (
  province_id  text NOT NULL,
  decision_id  uuid NOT NULL,
  unit_id      text NOT NULL,
  scope        text NOT NULL,
  indicator_id text NOT NULL,
  kind         target_kind NOT NULL,
  value        bigint NOT NULL,
  -- A proposal leaves it as it is.
  is_locked    boolean NOT NULL DEFAULT false,
  updated_by   uuid NOT NULL,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (province_id, decision_id, unit_id, scope, indicator_id, kind),
  CONSTRAINT target_drafts_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT target_drafts_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT target_drafts_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT target_drafts_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT target_drafts_scope_check CHECK (scope ~ '^([0-9]{4}|SY[0-9]{4}|[0-9]{4}-Q[1-4]|D:[0-9a-z-]+)$'),
  CONSTRAINT target_drafts_value_check CHECK (value >= 0)
);
CREATE INDEX target_drafts_decision_id_idx ON target_drafts (decision_id);

CREATE TABLE recipient_target_drafts (
  province_id  text NOT NULL,
  decision_id  uuid NOT NULL,
  recipient_id text NOT NULL,
  scope        text NOT NULL,
  indicator_id text NOT NULL,
  kind         target_kind NOT NULL,
  value        bigint NOT NULL,
  is_locked    boolean NOT NULL DEFAULT false,
  updated_by   uuid NOT NULL,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (province_id, decision_id, recipient_id, scope, indicator_id, kind),
  CONSTRAINT recipient_target_drafts_recipient_fkey FOREIGN KEY (province_id, recipient_id) REFERENCES recipients (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipient_target_drafts_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipient_target_drafts_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT recipient_target_drafts_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipient_target_drafts_scope_check CHECK (scope ~ '^([0-9]{4}|SY[0-9]{4}|[0-9]{4}-Q[1-4]|D:[0-9a-z-]+)$'),
  CONSTRAINT recipient_target_drafts_value_check CHECK (value >= 0)
);
CREATE INDEX recipient_target_drafts_decision_id_idx ON recipient_target_drafts (decision_id);

-- Which column of a sheet is what, told once for a heading and offered again to everybody of the unit.
CREATE TABLE sheet_mappings (
  unit_id    text NOT NULL,
  -- Of the words of the heading.
  heading    bytea NOT NULL,
  mapping    jsonb NOT NULL,
  updated_by uuid NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (unit_id, heading),
  CONSTRAINT sheet_mappings_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT sheet_mappings_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT sheet_mappings_heading_check CHECK (octet_length(heading) = 32)
);
