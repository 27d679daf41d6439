-- The sentences of reports as they were edited. Append-only by grants: the newest version counts, a text that is null is
-- the standard one again.
CREATE TABLE report_templates (
  -- Whose reports: nation, province, unit.
  scope    text NOT NULL,
  sentence text NOT NULL,
  version  int NOT NULL,
  text     text,
  -- How it rounds: how many digits are kept, or all.
  rounding text,
  over     text,
  has_about boolean,
  at       timestamptz NOT NULL,
  by       uuid NOT NULL,
  PRIMARY KEY (scope, sentence, version),
  CONSTRAINT report_templates_by_fkey FOREIGN KEY (by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT report_templates_scope_check CHECK (scope IN ('nation', 'province', 'unit')),
  CONSTRAINT report_templates_text_check CHECK (version >= 1 AND sentence <> '' AND char_length(text) BETWEEN 1 AND 1200),
  CONSTRAINT report_templates_style_check CHECK (
    (text IS NULL) = (rounding IS NULL) AND (text IS NULL) = (over IS NULL) AND (text IS NULL) = (has_about IS NULL)
    AND rounding IN ('exact', '2', '3', '4') AND over IN ('trên', 'hơn')
  )
);

-- Reports as they were issued, with their text, tables and numbers. Append-only by grants: who issues again adds an edition.
CREATE TABLE issued_reports (
  province_id  text NOT NULL,
  unit_id      text NOT NULL,
  period_id    text NOT NULL,
  edition      int NOT NULL,
  -- "Số: 12/BC-BHXH": one row of numbers for each unit and year of issue.
  year         int NOT NULL,
  number       int NOT NULL,
  issued_on    date NOT NULL,
  issued_at    timestamptz NOT NULL,
  issued_by    uuid NOT NULL,
  on_behalf_of uuid,
  -- JSON, as text so that its hash can be computed again from the very same bytes.
  content      text NOT NULL,
  hash         bytea NOT NULL,
  -- The last entry of the province's audit chain when it was issued.
  audit_seq    bigint NOT NULL,
  audit_mac    bytea NOT NULL,
  PRIMARY KEY (province_id, unit_id, period_id, edition),
  CONSTRAINT issued_reports_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT issued_reports_period_id_fkey FOREIGN KEY (period_id) REFERENCES periods (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT issued_reports_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT issued_reports_on_behalf_of_fkey FOREIGN KEY (on_behalf_of) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT issued_reports_number_check CHECK (edition >= 1 AND number >= 1 AND year BETWEEN 1990 AND 2199),
  CONSTRAINT issued_reports_content_check CHECK (content <> '' AND octet_length(hash) = 32 AND audit_seq >= 0 AND octet_length(audit_mac) = 32)
);
CREATE UNIQUE INDEX issued_reports_number_key ON issued_reports (province_id, unit_id, year, number);
CREATE INDEX issued_reports_issued_at_idx ON issued_reports (issued_at DESC);
