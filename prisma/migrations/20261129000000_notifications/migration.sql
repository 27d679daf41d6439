-- What people are told: the inbox, the mails that follow from it, and the reminders that were given. All of it belongs to
-- persons, not to provinces, and may be lost without losing a figure.
CREATE TYPE mail_timing AS ENUM ('now', 'digest', 'none');
CREATE TYPE mail_state AS ENUM ('pending', 'sending', 'sent', 'failed', 'unknown');

ALTER TABLE users
  ADD COLUMN email text,
  -- When a mail follows: of what somebody has to act on, and of everything else.
  ADD COLUMN mail_urgent mail_timing NOT NULL DEFAULT 'now',
  ADD COLUMN mail_other mail_timing NOT NULL DEFAULT 'digest',
  ADD CONSTRAINT users_email_check CHECK (email ~ '^[^\s@]+@[^\s@]+\.[^\s@]+$' AND length(email) <= 254);

CREATE TABLE notifications (
  id        uuid PRIMARY KEY,
  user_id   uuid NOT NULL,
  kind      text NOT NULL,
  subject   text NOT NULL,
  sentence  text NOT NULL,
  -- Words that somebody typed: shown in the application, never mailed.
  detail    text,
  href      text NOT NULL,
  at        timestamptz NOT NULL,
  read_at   timestamptz,
  mail      mail_timing NOT NULL,
  -- When a mail was made of it.
  queued_at timestamptz,
  CONSTRAINT notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT notifications_words_check CHECK (kind <> '' AND subject <> '' AND sentence <> ''),
  -- A link leads into the application and nowhere else.
  CONSTRAINT notifications_href_check CHECK (href ~ '^/([^/\\]|$)'),
  CONSTRAINT notifications_queued_check CHECK (queued_at IS NULL OR mail <> 'none')
);
CREATE INDEX notifications_user_id_at_id_idx ON notifications (user_id, at DESC, id DESC);
-- The number at the bell is asked on every page.
CREATE INDEX notifications_unread_idx ON notifications (user_id, at DESC, id DESC) WHERE read_at IS NULL;
CREATE INDEX notifications_to_mail_idx ON notifications (mail, at)
  WHERE mail <> 'none' AND queued_at IS NULL AND read_at IS NULL;

-- Each mail is one row with one key, so it is made once; `sending` is committed before the mail server is spoken to, so it
-- is sent once: what stays `sending` was cut off and is never sent again by itself.
CREATE TABLE mail_outbox (
  id              uuid PRIMARY KEY,
  dedupe_key      text NOT NULL,
  user_id         uuid NOT NULL,
  recipient       text NOT NULL,
  subject         text NOT NULL,
  body            text NOT NULL,
  state           mail_state NOT NULL DEFAULT 'pending',
  attempts        int NOT NULL DEFAULT 0,
  -- Null: not by itself.
  next_attempt_at timestamptz,
  last_error      text,
  created_at      timestamptz NOT NULL,
  started_at      timestamptz,
  finished_at     timestamptz,
  CONSTRAINT mail_outbox_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT mail_outbox_words_check CHECK (dedupe_key <> '' AND recipient <> '' AND subject <> '' AND body <> ''),
  CONSTRAINT mail_outbox_attempts_check CHECK (attempts >= 0),
  CONSTRAINT mail_outbox_state_check CHECK (
    CASE state
      WHEN 'pending' THEN next_attempt_at IS NOT NULL
      WHEN 'sending' THEN started_at IS NOT NULL AND next_attempt_at IS NULL AND attempts > 0
      WHEN 'sent' THEN finished_at IS NOT NULL AND next_attempt_at IS NULL
      WHEN 'failed' THEN last_error <> ''
      WHEN 'unknown' THEN last_error <> '' AND next_attempt_at IS NULL
    END)
);
CREATE UNIQUE INDEX mail_outbox_dedupe_key_key ON mail_outbox (dedupe_key);
CREATE INDEX mail_outbox_user_id_idx ON mail_outbox (user_id);
CREATE INDEX mail_outbox_next_attempt_at_id_idx ON mail_outbox (next_attempt_at, id);
CREATE INDEX mail_outbox_state_created_at_id_idx ON mail_outbox (state, created_at DESC, id DESC);

-- One row for everybody who was reminded of a due day: the key is what keeps a second worker from reminding again.
CREATE TABLE reminders (
  user_id   uuid NOT NULL,
  period_id text NOT NULL,
  due_on    date NOT NULL,
  -- Days after the due day; before it, below 0.
  step      int NOT NULL,
  sent_at   timestamptz NOT NULL,
  PRIMARY KEY (user_id, period_id, due_on, step),
  CONSTRAINT reminders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT reminders_period_id_fkey FOREIGN KEY (period_id) REFERENCES periods (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT reminders_step_check CHECK (step BETWEEN -60 AND 60)
);
CREATE INDEX reminders_period_id_idx ON reminders (period_id);

-- When each job of the worker last ran, whichever instance ran it, and why it last failed.
CREATE TABLE worker_jobs (
  name      text PRIMARY KEY,
  ran_at    timestamptz NOT NULL,
  failed_at timestamptz,
  error     text,
  CONSTRAINT worker_jobs_error_check CHECK ((failed_at IS NULL) = (error IS NULL))
);
