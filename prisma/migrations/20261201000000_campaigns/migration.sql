-- Communication: drives with goals and daily results, the part of partners in the counts, and what people write about units.
CREATE TYPE drive_kind AS ENUM ('month', 'launch', 'peak');
CREATE TYPE notice_status AS ENUM ('pending', 'published', 'refused', 'withdrawn');
CREATE TYPE note_kind AS ENUM ('model', 'praise', 'reminder');
CREATE TYPE employer_notice_kind AS ENUM ('late', 'breach');

-- Nothing could write a drive until now. Whose it is: the nation's or a province's.
ALTER TABLE drives
  ADD COLUMN unit_id      text NOT NULL,
  ADD COLUMN kind         drive_kind NOT NULL,
  ADD COLUMN created_at   timestamptz NOT NULL,
  ADD COLUMN summary      text,
  ADD COLUMN closed_by    uuid,
  ADD COLUMN closed_for   uuid,
  ADD CONSTRAINT drives_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT drives_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT drives_closed_for_fkey FOREIGN KEY (closed_for) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT drives_closed_check CHECK ((closed_at IS NULL) = (summary IS NULL) AND summary <> '');
CREATE INDEX drives_unit_id_idx ON drives (unit_id);

-- Who takes part: of a national drive provinces, with all that report below them; of a province's its reporting units.
CREATE TABLE drive_units (
  province_id text NOT NULL,
  unit_id     text NOT NULL,
  drive_id    text NOT NULL,
  PRIMARY KEY (province_id, unit_id, drive_id),
  CONSTRAINT drive_units_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT drive_units_drive_id_fkey FOREIGN KEY (drive_id) REFERENCES drives (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX drive_units_drive_id_idx ON drive_units (drive_id);

-- What is to be reached: by the whole (the unit whose drive it is) and, where it was divided, by those who take part.
CREATE TABLE drive_goals (
  province_id  text NOT NULL,
  unit_id      text NOT NULL,
  drive_id     text NOT NULL,
  indicator_id text NOT NULL,
  value        bigint NOT NULL,
  PRIMARY KEY (province_id, unit_id, drive_id, indicator_id),
  CONSTRAINT drive_goals_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT drive_goals_drive_id_fkey FOREIGN KEY (drive_id) REFERENCES drives (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT drive_goals_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT drive_goals_value_check CHECK (value > 0)
);
CREATE INDEX drive_goals_drive_id_idx ON drive_goals (drive_id);
CREATE INDEX drive_results_drive_id_idx ON drive_results (drive_id);

-- Of a unit's own count of a month what it did together with a partner. A part of the figure, and never a figure itself.
CREATE TABLE partner_counts (
  province_id  text NOT NULL,
  unit_id      text NOT NULL,
  period_id    text NOT NULL,
  indicator_id text NOT NULL,
  partner      text NOT NULL,
  value        bigint NOT NULL,
  recorded_by  uuid,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (province_id, unit_id, period_id, indicator_id, partner),
  CONSTRAINT partner_counts_submission_fkey FOREIGN KEY (province_id, unit_id, period_id) REFERENCES submissions (province_id, unit_id, period_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT partner_counts_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT partner_counts_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT partner_counts_partner_check CHECK (partner ~ '^[a-z][a-z_]*$'),
  CONSTRAINT partner_counts_value_check CHECK (value >= 0)
);

-- A short word about a unit and a month: seen by others once somebody else has approved it.
CREATE TABLE unit_notes (
  province_id  text NOT NULL,
  id           uuid NOT NULL,
  unit_id      text NOT NULL,
  period_id    text NOT NULL,
  kind         note_kind NOT NULL,
  body         text NOT NULL,
  status       notice_status NOT NULL,
  author_id    uuid NOT NULL,
  on_behalf_of uuid,
  at           timestamptz NOT NULL,
  decided_by   uuid,
  decided_for  uuid,
  decided_at   timestamptz,
  reason       text,
  PRIMARY KEY (province_id, id),
  CONSTRAINT unit_notes_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT unit_notes_period_id_fkey FOREIGN KEY (period_id) REFERENCES periods (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT unit_notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT unit_notes_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT unit_notes_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT unit_notes_decided_for_fkey FOREIGN KEY (decided_for) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT unit_notes_body_check CHECK (char_length(body) BETWEEN 1 AND 1000),
  CONSTRAINT unit_notes_decided_check CHECK (
    (status = 'pending') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)
    AND (status NOT IN ('refused', 'withdrawn') OR reason <> ''))
);
CREATE INDEX unit_notes_unit_idx ON unit_notes (province_id, unit_id, period_id);

-- Employers late in paying or in breach, with the legal ground: seen inside the system once another person has approved it.
CREATE TABLE employer_notices (
  province_id   text NOT NULL,
  id            uuid NOT NULL,
  unit_id       text NOT NULL,
  kind          employer_notice_kind NOT NULL,
  employer      text NOT NULL,
  employer_code text NOT NULL,
  as_of         date NOT NULL,
  -- Đồng; null for a breach without an amount.
  amount        bigint,
  months        int,
  legal_ground  text NOT NULL,
  status        notice_status NOT NULL,
  author_id     uuid NOT NULL,
  on_behalf_of  uuid,
  at            timestamptz NOT NULL,
  decided_by    uuid,
  decided_for   uuid,
  decided_at    timestamptz,
  reason        text,
  PRIMARY KEY (province_id, id),
  CONSTRAINT employer_notices_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT employer_notices_author_id_fkey FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT employer_notices_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT employer_notices_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT employer_notices_decided_for_fkey FOREIGN KEY (decided_for) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT employer_notices_words_check CHECK (
    char_length(employer) BETWEEN 1 AND 200 AND char_length(employer_code) BETWEEN 1 AND 20
    AND char_length(legal_ground) BETWEEN 1 AND 300),
  CONSTRAINT employer_notices_amount_check CHECK (amount > 0 AND months > 0 AND (kind = 'breach' OR amount IS NOT NULL)),
  CONSTRAINT employer_notices_decided_check CHECK (
    (status = 'pending') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)
    AND (status NOT IN ('refused', 'withdrawn') OR reason <> ''))
);
CREATE INDEX employer_notices_unit_idx ON employer_notices (province_id, unit_id, as_of);
