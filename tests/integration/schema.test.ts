import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { Prisma } from "@/prisma/client/client";
import { asOwner } from "@/tests/support/loaded-country";
import { plantSmallTree } from "@/tests/support/small-tree";

test.each(Object.values(Prisma.ModelName))("the model %s has the columns of its table", async (model) => {
  const delegate = db[(model[0]?.toLowerCase() + model.slice(1)) as "unit"];
  expect(await delegate.findFirst()).toBeNull();
});

const LARGE = [
  "data_versions",
  "province_periods",
  "submissions",
  "submission_drafts",
  "submission_contributors",
  "figure_revisions",
  "figures",
  "stated_totals",
  "rollups",
  "targets",
  "target_drafts",
  "denominators",
  "recipients",
  "recipient_targets",
  "recipient_target_drafts",
  "recipient_results",
  "drive_units",
  "drive_goals",
  "drive_results",
  "partner_counts",
  "unit_notes",
  "employer_notices",
  "audit_entries",
  "audit_heads",
  "stand_ins",
  "figure_comments",
  "figure_corrections",
  "issued_reports",
];
/** Written once and for ever. */
const APPEND_ONLY = [
  "audit_entries",
  "figure_revisions",
  "denominators",
  "targets",
  "recipient_targets",
  "submission_contributors",
  "figure_comments",
  "figure_corrections",
  "issued_reports",
];
const REFERENCE = ["units", "indicators", "periods", "users", "decisions", "drives"];

type Key = { name: string; table: string; kind: string; columns: string[]; target: string | null };

const listKeys = () =>
  db.$queryRawUnsafe<Key[]>(`
    SELECT c.conname::text AS name, c.conrelid::regclass::text AS "table", c.contype::text AS kind, c.confrelid::regclass::text AS target,
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)) AS columns
    FROM pg_constraint c WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p', 'u', 'f')
    UNION ALL
    SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text, 'u', NULL,
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey))
    FROM pg_index i JOIN pg_class k ON k.oid = i.indrelid
    WHERE i.indisunique AND NOT i.indisprimary AND k.relnamespace = 'public'::regnamespace`);

/** Who did it, and of what, when, by which paper: by id alone, as those tables are the same everywhere. */
const BY_ID = [
  "audit_entries_actor_id_fkey",
  "audit_entries_on_behalf_of_fkey",
  "drive_goals_drive_id_fkey",
  "drive_goals_indicator_id_fkey",
  "drive_results_drive_id_fkey",
  "drive_results_indicator_id_fkey",
  "drive_results_recorded_by_fkey",
  "drive_units_drive_id_fkey",
  "employer_notices_author_id_fkey",
  "employer_notices_decided_by_fkey",
  "employer_notices_decided_for_fkey",
  "employer_notices_on_behalf_of_fkey",
  "figure_comments_author_id_fkey",
  "figure_comments_indicator_id_fkey",
  "figure_comments_on_behalf_of_fkey",
  "figure_corrections_by_fkey",
  "figure_corrections_on_behalf_of_fkey",
  "figure_revisions_entered_by_fkey",
  "issued_reports_issued_by_fkey",
  "issued_reports_on_behalf_of_fkey",
  "issued_reports_period_id_fkey",
  "partner_counts_indicator_id_fkey",
  "partner_counts_recorded_by_fkey",
  "province_periods_period_id_fkey",
  "province_periods_signed_by_fkey",
  "province_periods_signed_for_fkey",
  "recipient_results_indicator_id_fkey",
  "recipient_results_period_id_fkey",
  "recipient_results_recorded_by_fkey",
  "recipient_target_drafts_decision_id_fkey",
  "recipient_target_drafts_indicator_id_fkey",
  "recipient_target_drafts_updated_by_fkey",
  "recipient_targets_decision_id_fkey",
  "recipient_targets_indicator_id_fkey",
  "stand_ins_absent_user_id_fkey",
  "stand_ins_created_by_fkey",
  "stand_ins_revoked_by_fkey",
  "stand_ins_stand_in_user_id_fkey",
  "stated_totals_indicator_id_fkey",
  "submission_contributors_acted_by_fkey",
  "submission_contributors_user_id_fkey",
  "submission_drafts_indicator_id_fkey",
  "submission_drafts_updated_by_fkey",
  "submissions_decided_by_fkey",
  "submissions_decided_for_fkey",
  "submissions_submitted_by_fkey",
  "submissions_submitted_for_fkey",
  "target_drafts_decision_id_fkey",
  "target_drafts_indicator_id_fkey",
  "target_drafts_updated_by_fkey",
  "targets_decision_id_fkey",
  "targets_indicator_id_fkey",
  "unit_notes_author_id_fkey",
  "unit_notes_decided_by_fkey",
  "unit_notes_decided_for_fkey",
  "unit_notes_on_behalf_of_fkey",
  "unit_notes_period_id_fkey",
];

describe("the large tables", () => {
  let keys: Key[];
  beforeAll(async () => {
    keys = (await listKeys()).filter(({ table }) => LARGE.includes(table));
  });

  test("have a key each", () => {
    const primary = keys.filter(({ kind }) => kind === "p").map(({ table }) => table);
    expect(primary.toSorted()).toEqual(LARGE.toSorted());
  });

  test("hold the province in every key, except where they name a reference table by its id", () => {
    const without = keys.filter(({ columns }) => !columns.includes("province_id"));
    expect(without.map(({ name }) => name).toSorted()).toEqual(BY_ID);
    expect(without.filter(({ target }) => !REFERENCE.includes(target ?? ""))).toEqual([]);
  });

  test("name a unit only together with its province", () => {
    const units = keys.filter(({ target }) => target === "units").map(({ name }) => name);
    expect(units.toSorted()).toEqual([
      "audit_heads_province_id_fkey",
      "data_versions_province_id_fkey",
      "denominators_unit_fkey",
      "drive_goals_unit_fkey",
      "drive_results_unit_fkey",
      "drive_units_unit_fkey",
      "employer_notices_unit_fkey",
      "issued_reports_unit_fkey",
      "province_periods_province_id_fkey",
      "recipients_commune_fkey",
      "recipients_unit_fkey",
      "stand_ins_province_id_fkey",
      "stated_totals_unit_fkey",
      "submissions_unit_fkey",
      "target_drafts_unit_fkey",
      "targets_unit_fkey",
      "unit_notes_unit_fkey",
    ]);
  });

  test("are all the tables that have a province, but for the units themselves", async () => {
    const found = await db.$queryRawUnsafe<{ name: string }[]>(
      `SELECT table_name::text AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'province_id' AND table_name <> 'units'`,
    );
    expect(found.map(({ name }) => name).toSorted()).toEqual(LARGE.toSorted());
  });

  test("have no trigger of their own", async () => {
    expect(await db.$queryRawUnsafe(`SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal`)).toEqual(
      [],
    );
  });
});

describe("what the app's role may do", () => {
  const refused = /permission denied/;

  test("nothing but read and add, where rows stay as they were written", async () => {
    const grants = await db.$queryRawUnsafe<{ name: string; privileges: string }[]>(`
      SELECT relname::text AS name, string_agg(p, ' ' ORDER BY p) AS privileges
      FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) p
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND has_table_privilege(oid, p)
      GROUP BY relname`);
    const byName = new Map(grants.map(({ name, privileges }) => [name, privileges]));
    const kept = [...byName].filter(([, privileges]) => privileges === "INSERT SELECT").map(([name]) => name);
    expect(kept.toSorted()).toEqual([...APPEND_ONLY, "audit_heads", "report_templates", "units"].toSorted());
    expect(byName.get("_prisma_migrations")).toBe("SELECT");
    expect([...byName.values()].filter((privileges) => privileges.includes("TRUNCATE"))).toEqual([]);
  });

  test.each(APPEND_ONLY)("%s is added to, never changed, deleted or emptied", async (table) => {
    await expect(db.$executeRawUnsafe(`UPDATE ${table} SET province_id = province_id`)).rejects.toThrow(
      refused,
    );
    await expect(db.$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow(refused);
    await expect(db.$executeRawUnsafe(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(refused);
  });

  test.each(["submissions", "province_periods", "periods", "period_indicators", "indicators"])(
    "%s is never deleted: figures, revisions and rollups belong to it without a foreign key",
    async (table) => {
      await expect(db.$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow(refused);
      await expect(db.$executeRawUnsafe(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(refused);
    },
  );

  test.each(["id", "code", "level", "parent_id", "province_id", "path", "valid_from", "reporting_kind"])(
    "the %s of a unit never changes",
    async (column) => {
      await expect(db.$executeRawUnsafe(`UPDATE units SET ${column} = ${column}`)).rejects.toThrow(refused);
    },
  );

  test("the name and the end of a unit may change, a unit is not deleted", async () => {
    expect(await db.$executeRawUnsafe(`UPDATE units SET name = name, valid_to = valid_to WHERE false`)).toBe(
      0,
    );
    await expect(db.$executeRawUnsafe(`DELETE FROM units`)).rejects.toThrow(refused);
  });

  test("the head of an audit chain moves, and is not taken away or given to another province", async () => {
    const move = "UPDATE audit_heads SET seq = seq, mac = mac WHERE false";
    expect(await db.$executeRawUnsafe(move)).toBe(0);
    for (const statement of [
      "UPDATE audit_heads SET province_id = province_id",
      "DELETE FROM audit_heads",
      "TRUNCATE audit_heads",
    ])
      await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(refused);
  });

  test("which migrations ran is read only", async () => {
    await expect(db.$executeRawUnsafe(`DELETE FROM _prisma_migrations`)).rejects.toThrow(refused);
  });
});

describe("what no row may be", () => {
  const unit = (id: string, change: Record<string, string> = {}) => {
    const row = {
      id: `'${id}'`,
      code: "'99'",
      name: "'Mới'",
      short_name: "'Mới'",
      level: "'province'",
      parent_id: "'VN'",
      province_id: `'${id}'`,
      path: `'/vn/${id.toLowerCase()}/'`,
      valid_from: "'2025-07-01'",
      valid_to: "NULL",
      reporting_kind: "NULL",
      ...change,
    };
    return `INSERT INTO units (${Object.keys(row).join(", ")}) VALUES (${Object.values(row).join(", ")})`;
  };
  const succession = (
    from: string,
    to: string,
    isWhole: boolean,
    ended = "2025-06-30",
    began = "2025-07-01",
  ) =>
    `INSERT INTO unit_successions (from_unit_id, to_unit_id, is_whole, from_valid_to, to_valid_from)
     VALUES ('${from}', '${to}', ${isWhole}, '${ended}', '${began}')`;
  const DECISION = "01900000-0000-7000-8000-000000000001";
  const target = (
    province: string,
    id: string,
    change: { scope?: string; value?: number; version?: number } = {},
  ) =>
    `INSERT INTO targets (province_id, unit_id, scope, indicator_id, kind, decision_id, version, value, recorded_at)
     VALUES ('${province}', '${id}', '${change.scope ?? "2023"}', 'BHYT', 'headcount', '${DECISION}', ${change.version ?? 1}, ${change.value ?? 1}, now())`;
  const denominator = (change: { province?: string; value?: number; basis?: string } = {}) =>
    `INSERT INTO denominators (province_id, unit_id, year, kind, version, value, basis, source, recorded_at)
     VALUES ('${change.province ?? "60"}', '60', 2023, 'population', 1, ${change.value ?? 1}, '${change.basis ?? "nso"}', 'NSO', now())`;
  const submission = (columns: string, values: string, province = "60") =>
    `INSERT INTO submissions (province_id, unit_id, period_id, ${columns}) VALUES ('${province}', '593', '2023-11', ${values})`;
  const stated = (province: string, value = 1) =>
    `INSERT INTO stated_totals (province_id, unit_id, period_id, indicator_id, value, recorded_at)
     VALUES ('${province}', '60', '2023-11', 'BHYT', ${value}, now())`;
  const rollup = (counts: string) =>
    `INSERT INTO rollups (province_id, unit_id, indicator_id, period_id, sum, reported, carried, estimated, missing, expected)
     VALUES ('60', '60', 'BHYT', '2023-11', ${counts})`;
  const PERSON = "01900000-0000-7000-8000-000000000002";
  let walls = 0;
  const wall = (change: Record<string, string> = {}) => {
    const row = {
      id: `'01900000-0000-7000-8000-${String(++walls).padStart(12, "0")}'`,
      unit_id: "'VN'",
      label: "'Tầng 5'",
      panel_seconds: "20",
      code_hash: `sha256('${walls}')`,
      code_expires_at: "'2026-11-22T08:15:00Z'",
      created_by: `'${PERSON}'`,
      created_at: "'2026-11-22T08:00:00Z'",
      expires_at: "'2027-02-20T08:00:00Z'",
      ...change,
    };
    return `INSERT INTO walls (${Object.keys(row).join(", ")}) VALUES (${Object.values(row).join(", ")})`;
  };
  const redeemed = { redeemed_at: "'2026-11-22T08:05:00Z'", code_hash: "NULL" };
  const period = (id: string, kind: string, asOf: string, due = "2024-01-03") =>
    `INSERT INTO periods (id, kind, as_of, due_on, opened_at) VALUES ('${id}', '${kind}', '${asOf}', '${due}', now())`;

  beforeAll(async () => {
    await plantSmallTree();
    await asOwner(
      `INSERT INTO indicators (id, nature, ordinal, valid_from) VALUES ('BHYT', 'stock', 1, '2008-08-01')`,
      period("2023-11", "month", "2023-11-30", "2023-12-03"),
      `INSERT INTO province_periods (province_id, period_id) VALUES ('60', '2023-11'), ('68', '2023-11')`,
      `INSERT INTO decisions (id, unit_id, issuer, number, decided_on, effective_on, status, recorded_at)
       VALUES ('${DECISION}', 'VN', 'BHXH VN', '1', '2023-01-10', '2023-01-10', 'issued', now())`,
      `INSERT INTO users (id, username, display_name, role, unit_id, created_at)
       VALUES ('${PERSON}', 'trunguong', 'Trung ương', 'central', 'VN', now())`,
      wall({ code_hash: "sha256('0')" }),
    );
  });

  test.each([
    ["a code and level twice at one time", unit("99", { code: "'68'" }), "units_code_level_validity_excl"],
    ["a path that does not end with its unit", unit("99", { path: "'/vn/98/'" }), "units_path_check"],
    ["a path with a wildcard", unit("9%", { path: "'/vn/9%/'" }), "units_(path|id)_check"],
    ["a path that does not end in a stroke", unit("99", { path: "'/vn/99'" }), "units_path_check"],
    [
      "a path that is taken",
      unit("bqp", { level: "'office'", province_id: "'VN'", reporting_kind: "'national_office'" }),
      "units_path_key",
    ],
    ["an end before the beginning", unit("99", { valid_to: "'2025-06-30'" }), "units_validity_check"],
    ["a second root", unit("99", { parent_id: "NULL" }), "units_root_check"],
    ["a province in another one", unit("99", { province_id: "'60'" }), "units_province_check"],
    ["a province that reports", unit("99", { reporting_kind: "'district'" }), "units_reporting_kind_check"],
    ["a unit without parent that there is", unit("99", { parent_id: "'98'" }), "units_parent_id_fkey"],
    ["a second whole successor", succession("60", "01-2025", true), "unit_successions_whole_key"],
    ["a succession to oneself", succession("60", "60", false), "unit_successions_(self|adjoin)_check"],
    [
      "a succession whose days do not adjoin",
      succession("67", "593-2025", false, "2025-06-30", "2025-07-02"),
      "unit_successions_adjoin_check",
    ],
    [
      "a succession from a day that is not the end",
      succession("67", "593-2025", false, "2025-05-31", "2025-06-01"),
      "unit_successions_(from|to)_fkey",
    ],
    ["a month that ends on another day", period("2023-12", "month", "2023-12-30"), "periods_id_check"],
    ["a flash period of another day", period("2023-12-18", "flash", "2023-12-19"), "periods_id_check"],
    [
      "a period due before it ends",
      period("2023-12", "month", "2023-12-31", "2023-12-30"),
      "periods_due_on_check",
    ],
    ["a target of a unit of another province", target("68", "60"), "targets_unit_fkey"],
    ["a target for no scope", target("60", "60", { scope: "23" }), "targets_scope_check"],
    ["a target below 0", target("60", "60", { value: -1 }), "targets_value_check"],
    ["a target's version 0", target("60", "60", { version: 0 }), "targets_value_check"],
    [
      "a denominator of a unit of another province",
      denominator({ province: "68" }),
      "denominators_unit_fkey",
    ],
    ["a denominator of 0", denominator({ value: 0 }), "denominators_value_check"],
    ["a denominator without basis", denominator({ basis: "" }), "denominators_basis_check"],
    ["a stated total of a unit of another province", stated("68"), "stated_totals_unit_fkey"],
    ["a stated total below 0", stated("60", -1), "stated_totals_value_check"],
    [
      "a submission of a unit of another province",
      submission("status", "'draft'", "68"),
      "submissions_unit_fkey",
    ],
    [
      "a submitted form without a version",
      submission("status, submitted_at", "'submitted', now()"),
      "submissions_status_check",
    ],
    [
      "an approved form of which nothing was approved",
      submission("status, version", "'approved', 1"),
      "submissions_status_check",
    ],
    [
      "a returned form without a reason",
      submission("status, version, reason", "'returned', 1, ''"),
      "submissions_status_check",
    ],
    [
      "an approved version that was never submitted",
      submission("status, version, approved_version, approved_at", "'approved', 1, 2, now()"),
      "submissions_(status|versions)_check",
    ],
    [
      "an approved version without its moment",
      submission("status, version, approved_version", "'approved', 1, 1"),
      "submissions_approved_at_check",
    ],
    ["counters that do not add up", rollup("1, 1, 0, 0, 1, 1"), "rollups_counts_check"],
    ["more estimates than values", rollup("1, 1, 0, 2, 0, 1"), "rollups_counts_check"],
    ["a screen without a name", wall({ label: "''" }), "walls_label_check"],
    ["a screen whose panels flicker", wall({ panel_seconds: "9" }), "walls_panel_seconds_check"],
    ["a screen's code in clear", wall({ code_hash: "'1234567890123456'" }), "walls_hash_check"],
    ["a screen's code twice", wall({ code_hash: "sha256('0')" }), "walls_code_hash_key"],
    ["an open screen without a token", wall(redeemed), "walls_redeemed_check"],
    [
      "an open screen whose code still opens it",
      wall({ ...redeemed, token_hash: "sha256('t')", code_hash: "sha256('c')" }),
      "walls_redeemed_check",
    ],
    ["a token of a screen that never opened", wall({ token_hash: "sha256('t')" }), "walls_redeemed_check"],
    ["a code that outlives its screen", wall({ expires_at: "'2026-11-22T08:10:00Z'" }), "walls_expiry_check"],
    ["a screen of no unit", wall({ unit_id: "'XX'" }), "walls_unit_id_fkey"],
    ["a screen of nobody", wall({ created_by: `'${DECISION}'` }), "walls_created_by_fkey"],
    ["a sum of nothing", rollup("0, 0, 0, 0, 1, 1"), "rollups_sum_check"],
  ])("%s", async (_name, statement, constraint) => {
    await expect(asOwner(statement)).rejects.toMatchObject({
      constraint: expect.stringMatching(new RegExp(`^${constraint}$`)),
    });
  });

  test("the rows that they all differ from are accepted", async () => {
    await asOwner(
      unit("99"),
      succession("67", "593-2025", false),
      period("2023-12", "month", "2023-12-31"),
      period("2023-12-18", "flash", "2023-12-18"),
      target("60", "60"),
      denominator(),
      stated("60"),
      submission("status", "'draft'"),
      rollup("1, 1, 0, 0, 0, 1"),
      wall(),
      wall({ ...redeemed, token_hash: "sha256('t')" }),
    );
  });
});
