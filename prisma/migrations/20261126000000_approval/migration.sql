-- Who stands in for an absent director or manager, from a day to a day; what they then do names both.
CREATE TABLE stand_ins (
  province_id      text NOT NULL,
  id               uuid NOT NULL,
  absent_user_id   uuid NOT NULL,
  stand_in_user_id uuid NOT NULL,
  from_day         date NOT NULL,
  -- Inclusive: over at 24:00 in Vietnam.
  to_day           date NOT NULL,
  reason           text NOT NULL,
  created_by       uuid NOT NULL,
  created_at       timestamptz NOT NULL,
  revoked_by       uuid,
  revoked_at       timestamptz,
  PRIMARY KEY (province_id, id),
  CONSTRAINT stand_ins_province_id_fkey FOREIGN KEY (province_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT stand_ins_absent_user_id_fkey FOREIGN KEY (absent_user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT stand_ins_stand_in_user_id_fkey FOREIGN KEY (stand_in_user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT stand_ins_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT stand_ins_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT stand_ins_people_check CHECK (absent_user_id <> stand_in_user_id),
  CONSTRAINT stand_ins_days_check CHECK (to_day >= from_day),
  CONSTRAINT stand_ins_reason_check CHECK (reason <> ''),
  CONSTRAINT stand_ins_revoked_check CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX stand_ins_stand_in_user_id_idx ON stand_ins (stand_in_user_id);
CREATE INDEX stand_ins_absent_user_id_idx ON stand_ins (absent_user_id);

-- What director, manager and central say to each other about one figure. Append-only by grants.
CREATE TABLE figure_comments (
  province_id  text NOT NULL,
  unit_id      text NOT NULL,
  period_id    text NOT NULL,
  indicator_id text NOT NULL,
  id           uuid NOT NULL,
  -- The submitted version that was looked at; 0 before the first.
  version      int NOT NULL,
  author_id    uuid NOT NULL,
  on_behalf_of uuid,
  at           timestamptz NOT NULL,
  body         text NOT NULL,
  PRIMARY KEY (province_id, unit_id, period_id, indicator_id, id),
  CONSTRAINT figure_comments_submission_fkey FOREIGN KEY (province_id, unit_id, period_id) REFERENCES submissions (province_id, unit_id, period_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT figure_comments_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT figure_comments_author_id_fkey FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT figure_comments_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT figure_comments_body_check CHECK (char_length(body) BETWEEN 1 AND 1000 AND version >= 0)
);

-- What a new version of an approved month moved: its own figures, and those of later months that had carried them; of a
-- loaded file its own figures alone.
-- Append-only by grants; no foreign keys to what it belongs to, as figures have none.
CREATE TABLE figure_corrections (
  province_id      text NOT NULL,
  unit_id          text NOT NULL,
  period_id        text NOT NULL,
  indicator_id     text NOT NULL,
  -- The month that was corrected, and its new version. Another period or unit: the figure had been carried from there.
  source_unit_id   text NOT NULL,
  source_period_id text NOT NULL,
  version          int NOT NULL,
  -- Null where there was no value, or is none any more.
  before           bigint,
  after            bigint,
  at               timestamptz NOT NULL,
  -- Null for what came from a file.
  by               uuid,
  on_behalf_of     uuid,
  PRIMARY KEY (province_id, unit_id, period_id, indicator_id, source_unit_id, source_period_id, version),
  CONSTRAINT figure_corrections_by_fkey FOREIGN KEY (by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT figure_corrections_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT figure_corrections_change_check CHECK (before IS DISTINCT FROM after AND version > 1)
);
CREATE INDEX figure_corrections_at_idx ON figure_corrections (province_id, at);
CREATE INDEX figure_corrections_source_idx ON figure_corrections (source_unit_id, source_period_id);
CREATE INDEX figure_corrections_figure_idx ON figure_corrections (period_id, indicator_id);

-- Whose rights were used, where somebody acted for an absent person.
ALTER TABLE submissions
  ADD COLUMN submitted_for uuid,
  ADD COLUMN decided_for   uuid,
  ADD CONSTRAINT submissions_submitted_for_fkey FOREIGN KEY (submitted_for) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT submissions_decided_for_fkey FOREIGN KEY (decided_for) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE province_periods
  ADD COLUMN signed_for uuid,
  ADD CONSTRAINT province_periods_signed_for_fkey FOREIGN KEY (signed_for) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE periods
  ADD COLUMN locked_for uuid,
  ADD CONSTRAINT periods_locked_for_fkey FOREIGN KEY (locked_for) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT;
-- Who did it: the person themself, or whoever stood in for them. Part of the key, as a person may both have typed and have
-- been represented, and a later version must find either.
ALTER TABLE submission_contributors ADD COLUMN acted_by uuid;
UPDATE submission_contributors SET acted_by = user_id;
ALTER TABLE submission_contributors
  ALTER COLUMN acted_by SET NOT NULL,
  DROP CONSTRAINT submission_contributors_pkey,
  ADD PRIMARY KEY (province_id, unit_id, period_id, version, user_id, acted_by),
  ADD CONSTRAINT submission_contributors_acted_by_fkey FOREIGN KEY (acted_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT;
