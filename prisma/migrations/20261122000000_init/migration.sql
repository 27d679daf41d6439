-- The whole model. Reference tables first, then the large tables, whose every primary, unique and foreign key
-- contains province_id, so that they can be distributed by province. Written for PostgreSQL 15 and newer.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TYPE unit_level AS ENUM ('nation', 'province', 'district', 'office', 'commune');
CREATE TYPE reporting_kind AS ENUM ('district', 'province_office', 'national_office');
CREATE TYPE indicator_nature AS ENUM ('stock', 'flow', 'cumulative', 'derived');
CREATE TYPE period_kind AS ENUM ('month', 'flash');
CREATE TYPE role AS ENUM ('director', 'manager', 'central', 'admin', 'viewer');
CREATE TYPE submission_status AS ENUM ('draft', 'submitted', 'returned', 'approved', 'reopened');
CREATE TYPE decision_status AS ENUM ('draft', 'issued');
CREATE TYPE target_kind AS ENUM ('headcount', 'increase', 'rate', 'amount');
CREATE TYPE denominator_kind AS ENUM ('population', 'labour_force');
CREATE TYPE recipient_kind AS ENUM ('commune', 'association', 'collection_service');

-- ── Reference ────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE units (
  id             text PRIMARY KEY,
  code           text NOT NULL,
  name           text NOT NULL,
  short_name     text NOT NULL,
  level          unit_level NOT NULL,
  reporting_kind reporting_kind,
  parent_id      text,
  province_id    text NOT NULL,
  path           text NOT NULL,
  valid_from     date NOT NULL,
  valid_to       date,
  CONSTRAINT units_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT units_province_id_fkey FOREIGN KEY (province_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT units_id_check CHECK (id ~ '^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$'),
  CONSTRAINT units_code_check CHECK (code ~ '^[0-9A-Z]+(-[0-9A-Z]+)*$'),
  CONSTRAINT units_names_check CHECK (name <> '' AND short_name <> ''),
  -- Prisma's startsWith does not escape % and _: a path that held one would leak another unit's rows.
  CONSTRAINT units_path_check CHECK (path ~ '^/([0-9a-z-]+/)+$' AND right(path, length(id) + 2) = '/' || lower(id) || '/'),
  CONSTRAINT units_validity_check CHECK (valid_to IS NULL OR valid_to >= valid_from),
  CONSTRAINT units_root_check CHECK ((level = 'nation') = (parent_id IS NULL)),
  CONSTRAINT units_province_check CHECK (level NOT IN ('nation', 'province') OR province_id = id),
  CONSTRAINT units_reporting_kind_check CHECK (
    reporting_kind IS NOT DISTINCT FROM CASE
      WHEN level = 'district' THEN 'district'::reporting_kind
      WHEN level = 'office' AND province_id = 'VN' THEN 'national_office'::reporting_kind
      WHEN level = 'office' THEN 'province_office'::reporting_kind
    END),
  CONSTRAINT units_code_level_validity_excl EXCLUDE USING gist
    (code WITH =, level WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);
CREATE UNIQUE INDEX units_path_key ON units (path);
-- Targets of the foreign keys by which a succession proves that its dates adjoin.
CREATE UNIQUE INDEX units_id_valid_from_key ON units (id, valid_from);
CREATE UNIQUE INDEX units_id_valid_to_key ON units (id, valid_to);
-- Target of the foreign keys by which a row proves that its province is that of its unit.
CREATE UNIQUE INDEX units_province_id_id_key ON units (province_id, id);
CREATE INDEX units_path_prefix_idx ON units (path text_pattern_ops);
CREATE INDEX units_parent_id_idx ON units (parent_id);

CREATE TABLE unit_successions (
  from_unit_id  text NOT NULL,
  to_unit_id    text NOT NULL,
  is_whole      boolean NOT NULL,
  from_valid_to date NOT NULL,
  to_valid_from date NOT NULL,
  PRIMARY KEY (from_unit_id, to_unit_id),
  CONSTRAINT unit_successions_from_fkey FOREIGN KEY (from_unit_id, from_valid_to) REFERENCES units (id, valid_to) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT unit_successions_to_fkey FOREIGN KEY (to_unit_id, to_valid_from) REFERENCES units (id, valid_from) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT unit_successions_self_check CHECK (from_unit_id <> to_unit_id),
  CONSTRAINT unit_successions_adjoin_check CHECK (to_valid_from = from_valid_to + 1)
);
-- What goes whole to one unit cannot go anywhere else whole.
CREATE UNIQUE INDEX unit_successions_whole_key ON unit_successions (from_unit_id) WHERE is_whole;
CREATE INDEX unit_successions_to_unit_id_idx ON unit_successions (to_unit_id);

CREATE TABLE indicators (
  id         text PRIMARY KEY,
  nature     indicator_nature NOT NULL,
  ordinal    int NOT NULL,
  valid_from date NOT NULL,
  valid_to   date,
  CONSTRAINT indicators_id_check CHECK (id ~ '^[A-Z][A-Z0-9_]*$'),
  CONSTRAINT indicators_validity_check CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE UNIQUE INDEX indicators_ordinal_key ON indicators (ordinal);

CREATE TABLE users (
  id                   uuid PRIMARY KEY,
  username             text NOT NULL,
  display_name         text NOT NULL,
  role                 role NOT NULL,
  unit_id              text NOT NULL,
  password_hash        text,
  must_change_password boolean NOT NULL DEFAULT false,
  is_active            boolean NOT NULL DEFAULT true,
  is_demo              boolean NOT NULL DEFAULT false,
  session_version      int NOT NULL DEFAULT 0,
  oidc_issuer          text,
  oidc_subject         text,
  phone                text,
  created_at           timestamptz NOT NULL,
  CONSTRAINT users_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT users_username_check CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  CONSTRAINT users_display_name_check CHECK (display_name <> ''),
  CONSTRAINT users_oidc_check CHECK ((oidc_issuer IS NULL) = (oidc_subject IS NULL))
);
CREATE UNIQUE INDEX users_username_key ON users (username);
CREATE UNIQUE INDEX users_oidc_issuer_oidc_subject_key ON users (oidc_issuer, oidc_subject);
CREATE INDEX users_unit_id_idx ON users (unit_id);

CREATE TABLE api_tokens (
  id          uuid PRIMARY KEY,
  user_id     uuid NOT NULL,
  token_hash  bytea NOT NULL,
  label       text NOT NULL,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  revoked_at  timestamptz,
  CONSTRAINT api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT api_tokens_hash_check CHECK (octet_length(token_hash) = 32),
  CONSTRAINT api_tokens_expiry_check CHECK (expires_at > created_at)
);
CREATE UNIQUE INDEX api_tokens_token_hash_key ON api_tokens (token_hash);
CREATE INDEX api_tokens_user_id_idx ON api_tokens (user_id);

-- What a person marked, and where they were last: shortcuts of theirs, nobody's record.
CREATE TABLE user_favourites (
  user_id   uuid NOT NULL,
  unit_id   text NOT NULL,
  marked_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, unit_id),
  CONSTRAINT user_favourites_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT user_favourites_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE TABLE user_visits (
  user_id    uuid NOT NULL,
  unit_id    text NOT NULL,
  visited_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, unit_id),
  CONSTRAINT user_visits_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT user_visits_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- Failed sign-ins by name, by address and by the pair of both; kept here so that every app instance slows down alike.
CREATE TABLE sign_in_attempts (
  key             text PRIMARY KEY,
  failures        int NOT NULL,
  last_failure_at timestamptz NOT NULL,
  CONSTRAINT sign_in_attempts_failures_check CHECK (failures > 0)
);

CREATE TABLE settings (
  key   text PRIMARY KEY,
  value jsonb NOT NULL
);

CREATE TABLE holidays (
  day  date PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE periods (
  id        text PRIMARY KEY,
  kind      period_kind NOT NULL,
  as_of     date NOT NULL,
  due_on    date NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by uuid,
  locked_at timestamptz,
  locked_by uuid,
  CONSTRAINT periods_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT periods_locked_by_fkey FOREIGN KEY (locked_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT periods_due_on_check CHECK (due_on >= as_of),
  CONSTRAINT periods_id_check CHECK (
    CASE kind
      WHEN 'month' THEN id ~ '^[0-9]{4}-[0-9]{2}$'
        AND as_of = (make_date(left(id, 4)::int, right(id, 2)::int, 1) + interval '1 month' - interval '1 day')::date
      ELSE id ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
        AND as_of = make_date(left(id, 4)::int, substr(id, 6, 2)::int, right(id, 2)::int)
    END)
);
CREATE INDEX periods_as_of_idx ON periods (as_of);

CREATE TABLE period_indicators (
  period_id      text NOT NULL,
  reporting_kind reporting_kind NOT NULL,
  indicator_id   text NOT NULL,
  PRIMARY KEY (period_id, reporting_kind, indicator_id),
  CONSTRAINT period_indicators_period_id_fkey FOREIGN KEY (period_id) REFERENCES periods (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT period_indicators_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE TABLE decisions (
  id            uuid PRIMARY KEY,
  unit_id       text NOT NULL,
  issuer        text NOT NULL,
  number        text NOT NULL,
  decided_on    date NOT NULL,
  effective_on  date NOT NULL,
  status        decision_status NOT NULL,
  supersedes_id uuid,
  recorded_at   timestamptz NOT NULL,
  recorded_by   uuid,
  CONSTRAINT decisions_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT decisions_supersedes_id_fkey FOREIGN KEY (supersedes_id) REFERENCES decisions (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT decisions_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT decisions_words_check CHECK (issuer <> '' AND number <> '')
);
-- unit_id is the unit for which the issuer decides: the nation, or one province.
CREATE UNIQUE INDEX decisions_unit_id_issuer_number_key ON decisions (unit_id, issuer, number);

CREATE TABLE drives (
  id         text PRIMARY KEY,
  name       text NOT NULL,
  starts_on  date NOT NULL,
  ends_on    date NOT NULL,
  created_by uuid,
  closed_at  timestamptz,
  CONSTRAINT drives_created_by_fkey FOREIGN KEY (created_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT drives_id_check CHECK (id ~ '^[0-9a-z]+(-[0-9a-z]+)*$'),
  CONSTRAINT drives_dates_check CHECK (ends_on >= starts_on),
  CONSTRAINT drives_name_check CHECK (name <> '')
);

-- ── Large tables, keyed by province first ────────────────────────────────────────────────────────────────────

-- One row per province: moved in the transaction of everything that moves a number of it (ETag, caches).
CREATE TABLE data_versions (
  province_id text PRIMARY KEY,
  version     bigint NOT NULL,
  changed_at  timestamptz NOT NULL,
  CONSTRAINT data_versions_province_id_fkey FOREIGN KEY (province_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- Made when a period opens: the row that everything which moves a rollup locks first, and the province's sign-off.
CREATE TABLE province_periods (
  province_id text NOT NULL,
  period_id   text NOT NULL,
  signed_at   timestamptz,
  signed_by   uuid,
  adjusted_at timestamptz,
  PRIMARY KEY (province_id, period_id),
  CONSTRAINT province_periods_province_id_fkey FOREIGN KEY (province_id) REFERENCES units (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT province_periods_period_id_fkey FOREIGN KEY (period_id) REFERENCES periods (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT province_periods_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT province_periods_signed_check CHECK (signed_by IS NULL OR signed_at IS NOT NULL)
);
CREATE INDEX province_periods_period_id_idx ON province_periods (period_id);

CREATE TABLE submissions (
  province_id        text NOT NULL,
  unit_id            text NOT NULL,
  period_id          text NOT NULL,
  status             submission_status NOT NULL DEFAULT 'draft',
  lock_version       int NOT NULL DEFAULT 0,
  version            int NOT NULL DEFAULT 0,
  approved_version   int,
  -- Reopening moves decided_at on; this stays with the version that counts.
  approved_at        timestamptz,
  -- An earlier version had been approved before this one.
  is_adjusted        boolean NOT NULL DEFAULT false,
  first_submitted_at timestamptz,
  submitted_at       timestamptz,
  submitted_by       uuid,
  decided_at         timestamptz,
  decided_by         uuid,
  reason             text,
  due_on             date,
  unlocked_until     date,
  PRIMARY KEY (province_id, unit_id, period_id),
  CONSTRAINT submissions_province_id_period_id_fkey FOREIGN KEY (province_id, period_id) REFERENCES province_periods (province_id, period_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT submissions_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT submissions_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT submissions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT submissions_versions_check CHECK (version >= 0 AND lock_version >= 0 AND approved_version BETWEEN 1 AND version),
  CONSTRAINT submissions_approved_at_check CHECK ((approved_at IS NULL) = (approved_version IS NULL)),
  CONSTRAINT submissions_status_check CHECK (
    CASE status
      WHEN 'draft' THEN version = 0
      WHEN 'submitted' THEN version > 0 AND submitted_at IS NOT NULL AND approved_version IS DISTINCT FROM version
      WHEN 'returned' THEN version > 0 AND reason <> '' AND approved_version IS DISTINCT FROM version
      WHEN 'approved' THEN approved_version IS NOT DISTINCT FROM version AND approved_version IS NOT NULL
      WHEN 'reopened' THEN approved_version IS NOT NULL AND reason <> ''
    END)
);
-- The nation's page asks each province's newest approval and reopened months: one short range, however many units there are.
CREATE INDEX submissions_period_id_province_id_approved_at_idx ON submissions (period_id, province_id, approved_at)
  INCLUDE (status, approved_version);

CREATE TABLE submission_drafts (
  province_id  text NOT NULL,
  unit_id      text NOT NULL,
  period_id    text NOT NULL,
  indicator_id text NOT NULL,
  value        bigint,
  is_estimate  boolean NOT NULL DEFAULT false,
  note         text,
  explanation  text,
  version      int NOT NULL,
  updated_by   uuid,
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (province_id, unit_id, period_id, indicator_id),
  CONSTRAINT submission_drafts_submission_fkey FOREIGN KEY (province_id, unit_id, period_id) REFERENCES submissions (province_id, unit_id, period_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT submission_drafts_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT submission_drafts_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT submission_drafts_value_check CHECK (value >= 0 AND version > 0 AND NOT (value IS NULL AND is_estimate))
);

-- Everybody who typed, pasted, uploaded, loaded or submitted a cell of a version: they may not approve it.
CREATE TABLE submission_contributors (
  province_id text NOT NULL,
  unit_id     text NOT NULL,
  period_id   text NOT NULL,
  version     int NOT NULL,
  user_id     uuid NOT NULL,
  PRIMARY KEY (province_id, unit_id, period_id, version, user_id),
  CONSTRAINT submission_contributors_submission_fkey FOREIGN KEY (province_id, unit_id, period_id) REFERENCES submissions (province_id, unit_id, period_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT submission_contributors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- The three tables below hold millions of rows and have no foreign keys to what they are part of: docs/decisions/0012.
-- Immutable by grants: one set of rows for each submitted version.
CREATE TABLE figure_revisions (
  province_id  text NOT NULL,
  unit_id      text NOT NULL,
  period_id    text NOT NULL,
  version      int NOT NULL,
  indicator_id text NOT NULL,
  value        bigint,
  is_estimate  boolean NOT NULL DEFAULT false,
  note         text,
  explanation  text,
  entered_by   uuid,
  PRIMARY KEY (province_id, unit_id, period_id, version, indicator_id),
  CONSTRAINT figure_revisions_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  -- A cell without a value is there for its words alone: why a required figure is missing.
  CONSTRAINT figure_revisions_value_check CHECK (
    value >= 0 AND version > 0
    AND (value IS NOT NULL OR NOT is_estimate AND coalesce(note, '') || coalesce(explanation, '') <> ''))
);

-- The approved version only.
CREATE TABLE figures (
  province_id  text NOT NULL,
  unit_id      text NOT NULL,
  period_id    text NOT NULL,
  indicator_id text NOT NULL,
  version      int NOT NULL,
  value        bigint NOT NULL,
  is_estimate  boolean NOT NULL DEFAULT false,
  PRIMARY KEY (province_id, unit_id, period_id, indicator_id),
  CONSTRAINT figures_value_check CHECK (value >= 0)
);

CREATE TABLE stated_totals (
  province_id  text NOT NULL,
  unit_id      text NOT NULL,
  period_id    text NOT NULL,
  indicator_id text NOT NULL,
  value        bigint NOT NULL,
  is_estimate  boolean NOT NULL DEFAULT false,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (province_id, unit_id, period_id, indicator_id),
  CONSTRAINT stated_totals_province_id_period_id_fkey FOREIGN KEY (province_id, period_id) REFERENCES province_periods (province_id, period_id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT stated_totals_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT stated_totals_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT stated_totals_value_check CHECK (value >= 0)
);

-- indicator before period in the key: a trend is one index range, and a month of a province a few of them.
CREATE TABLE rollups (
  province_id  text NOT NULL,
  unit_id      text NOT NULL,
  indicator_id text NOT NULL,
  period_id    text NOT NULL,
  sum          bigint,
  reported     int NOT NULL,
  carried      int NOT NULL,
  estimated    int NOT NULL,
  missing      int NOT NULL,
  expected     int NOT NULL,
  PRIMARY KEY (province_id, unit_id, indicator_id, period_id),
  CONSTRAINT rollups_counts_check CHECK (
    reported >= 0 AND carried >= 0 AND missing >= 0 AND expected = reported + carried + missing
    AND estimated BETWEEN 0 AND reported + carried),
  -- No lower bound: a difference (CHI_BHYT) is below 0 where one side is carried and the other is new.
  CONSTRAINT rollups_sum_check CHECK ((sum IS NULL) = (reported + carried = 0))
);
-- What the nation is summed from: its children's rows alone, however many reporting units there are below them.
CREATE INDEX rollups_upper_idx ON rollups (indicator_id, period_id)
  INCLUDE (province_id, unit_id, sum, reported, carried, estimated, missing, expected)
  WHERE unit_id = province_id OR province_id = 'VN';

-- Never updated: the highest version of a key counts, and what was believed before stays on record.
CREATE TABLE targets (
  province_id     text NOT NULL,
  unit_id         text NOT NULL,
  scope           text NOT NULL,
  indicator_id    text NOT NULL,
  kind            target_kind NOT NULL,
  decision_id     uuid NOT NULL,
  version         int NOT NULL,
  value           bigint NOT NULL,
  headline_reason text,
  recorded_at     timestamptz NOT NULL,
  PRIMARY KEY (province_id, unit_id, scope, indicator_id, kind, decision_id, version),
  CONSTRAINT targets_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT targets_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT targets_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  -- A year, a school year, a quarter, or a drive.
  CONSTRAINT targets_scope_check CHECK (scope ~ '^([0-9]{4}|SY[0-9]{4}|[0-9]{4}-Q[1-4]|D:[0-9a-z-]+)$'),
  CONSTRAINT targets_value_check CHECK (value >= 0 AND version > 0)
);
COMMENT ON COLUMN targets.value IS 'People or đồng; for kind rate hundredths of a percent (9225 is 92,25%)';

-- Never updated: the highest version of a key counts.
CREATE TABLE denominators (
  province_id text NOT NULL,
  unit_id     text NOT NULL,
  year        int NOT NULL,
  kind        denominator_kind NOT NULL,
  version     int NOT NULL,
  value       bigint NOT NULL,
  basis       text NOT NULL,
  source      text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (province_id, unit_id, year, kind, version),
  CONSTRAINT denominators_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT denominators_value_check CHECK (value > 0 AND version > 0 AND year BETWEEN 1900 AND 2999),
  CONSTRAINT denominators_basis_check CHECK (basis ~ '^[a-z][a-z0-9_]*$' AND source <> '')
);

-- Who receives targets below a reporting unit, and reports results outside the rollup.
CREATE TABLE recipients (
  province_id text NOT NULL,
  id          text NOT NULL,
  unit_id     text NOT NULL,
  kind        recipient_kind NOT NULL,
  name        text NOT NULL,
  commune_id  text,
  valid_from  date NOT NULL,
  valid_to    date,
  PRIMARY KEY (province_id, id),
  CONSTRAINT recipients_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipients_commune_fkey FOREIGN KEY (province_id, commune_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipients_commune_check CHECK ((kind = 'commune') = (commune_id IS NOT NULL)),
  CONSTRAINT recipients_validity_check CHECK (name <> '' AND (valid_to IS NULL OR valid_to >= valid_from))
);
CREATE INDEX recipients_province_id_unit_id_idx ON recipients (province_id, unit_id);

-- Never updated either.
CREATE TABLE recipient_targets (
  province_id  text NOT NULL,
  recipient_id text NOT NULL,
  scope        text NOT NULL,
  indicator_id text NOT NULL,
  kind         target_kind NOT NULL,
  decision_id  uuid NOT NULL,
  version      int NOT NULL,
  value        bigint NOT NULL,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (province_id, recipient_id, scope, indicator_id, kind, decision_id, version),
  CONSTRAINT recipient_targets_recipient_fkey FOREIGN KEY (province_id, recipient_id) REFERENCES recipients (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipient_targets_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipient_targets_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipient_targets_scope_check CHECK (scope ~ '^([0-9]{4}|SY[0-9]{4}|[0-9]{4}-Q[1-4]|D:[0-9a-z-]+)$'),
  CONSTRAINT recipient_targets_value_check CHECK (value >= 0 AND version > 0)
);

CREATE TABLE recipient_results (
  province_id  text NOT NULL,
  recipient_id text NOT NULL,
  period_id    text NOT NULL,
  indicator_id text NOT NULL,
  value        bigint NOT NULL,
  recorded_by  uuid,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (province_id, recipient_id, period_id, indicator_id),
  CONSTRAINT recipient_results_recipient_fkey FOREIGN KEY (province_id, recipient_id) REFERENCES recipients (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipient_results_period_id_fkey FOREIGN KEY (period_id) REFERENCES periods (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipient_results_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipient_results_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT recipient_results_value_check CHECK (value >= 0)
);

CREATE TABLE drive_results (
  province_id  text NOT NULL,
  unit_id      text NOT NULL,
  drive_id     text NOT NULL,
  day          date NOT NULL,
  indicator_id text NOT NULL,
  value        bigint NOT NULL,
  recorded_by  uuid,
  recorded_at  timestamptz NOT NULL,
  PRIMARY KEY (province_id, unit_id, drive_id, day, indicator_id),
  CONSTRAINT drive_results_unit_fkey FOREIGN KEY (province_id, unit_id) REFERENCES units (province_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT drive_results_drive_id_fkey FOREIGN KEY (drive_id) REFERENCES drives (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT drive_results_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT drive_results_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT drive_results_value_check CHECK (value >= 0)
);

-- Append-only by grants. What happened to which subject, by whom, when, from what, to what and why.
CREATE TABLE audit_entries (
  province_id text NOT NULL,
  id          uuid NOT NULL,
  at          timestamptz NOT NULL,
  actor_id    uuid,
  event       text NOT NULL,
  subject     text NOT NULL,
  before      jsonb,
  after       jsonb,
  reason      text,
  PRIMARY KEY (province_id, id),
  CONSTRAINT audit_entries_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT audit_entries_words_check CHECK (event ~ '^[a-z_]+(\.[a-z_]+)*$' AND subject <> '')
);
CREATE INDEX audit_entries_province_id_subject_at_idx ON audit_entries (province_id, subject, at);
