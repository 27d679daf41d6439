-- Reports that are mailed by themselves: of which unit, when, to whom, and each time that it was done. They belong to
-- persons, not to provinces, and may be lost without losing a figure.
CREATE TABLE report_mails (
  id         uuid PRIMARY KEY,
  unit_id    text NOT NULL,
  kind       text NOT NULL,
  -- Of a month 1 to 28; of a week 1 for Monday to 7.
  day        int NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at   timestamptz,
  CONSTRAINT report_mails_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT report_mails_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT report_mails_day_check CHECK (day >= 1 AND (kind = 'monthly' AND day <= 28 OR kind = 'weekly' AND day <= 7))
);
CREATE INDEX report_mails_unit_id_idx ON report_mails (unit_id);
CREATE INDEX report_mails_created_by_idx ON report_mails (created_by);

CREATE TABLE report_mail_recipients (
  mail_id uuid NOT NULL,
  user_id uuid NOT NULL,
  PRIMARY KEY (mail_id, user_id),
  CONSTRAINT report_mail_recipients_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES report_mails (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT report_mail_recipients_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX report_mail_recipients_user_id_idx ON report_mail_recipients (user_id);

-- Each time is one row with one key, made together with its mails: whoever comes second makes none.
CREATE TABLE report_mail_turns (
  mail_id   uuid NOT NULL,
  due_on    date NOT NULL,
  period_id text NOT NULL,
  mails     int NOT NULL,
  done_at   timestamptz NOT NULL,
  PRIMARY KEY (mail_id, due_on),
  CONSTRAINT report_mail_turns_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES report_mails (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT report_mail_turns_period_id_fkey FOREIGN KEY (period_id) REFERENCES periods (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT report_mail_turns_mails_check CHECK (mails >= 0)
);
CREATE INDEX report_mail_turns_period_id_idx ON report_mail_turns (period_id);
