/** The rows that entries speak of, each as the columns that entries name: `told` rows need an entry that made them. */

import type { Said } from "@/lib/domain/audit-replay";

/** `initial`: what a row says until an entry says otherwise. */
export type RowKind = { table: string; sql: string; initial?: Said };

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const micro = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** `at`: the instant that a file or the demo would have left. */
const rows = (from: string, id: string, told: string, at: string, columns: Record<string, string>) => `
  SELECT ${id} AS id, (${told}) AS told, ${at} AS at,
    jsonb_build_object(${Object.entries(columns)
      .map(([name, sql]) => `'${name}', ${sql}`)
      .join(", ")})::text AS row
  FROM ${from} ORDER BY 1`;

/** In the chain of the nation, or in any province's. */
export const ROWS = {
  user: {
    table: "users",
    sql: rows(
      "users u",
      "u.username",
      "true",
      `CASE WHEN u.is_demo THEN ${micro("u.created_at")} ELSE 'infinity' END`,
      {
        displayName: "u.display_name",
        role: "u.role",
        unitId: "u.unit_id",
        isActive: "u.is_active",
        mustChangePassword: "u.must_change_password",
        issuer: "u.oidc_issuer",
        subject: "u.oidc_subject",
      },
    ),
  },
  period: {
    table: "periods",
    initial: { lockedAt: null },
    sql: rows("periods p", "p.id", "true", micro("p.opened_at"), {
      dueOn: "p.due_on",
      lockedAt: instant("p.locked_at"),
    }),
  },
  decision: {
    table: "decisions",
    sql: rows("decisions d", "d.id::text", "true", micro("d.recorded_at"), {
      unitId: "d.unit_id",
      issuer: "d.issuer",
      number: "d.number",
      decidedOn: "d.decided_on",
      effectiveOn: "d.effective_on",
      subject: "d.subject",
      status: "d.status",
      supersedesId: "d.supersedes_id",
    }),
  },
  token: {
    table: "api_tokens",
    sql: rows("api_tokens t", "t.id::text", "true", micro("t.created_at"), {
      label: "t.label",
      expiresAt: instant("t.expires_at"),
      isRevoked: "t.revoked_at IS NOT NULL",
    }),
  },
  drive: {
    table: "drives",
    sql: rows("drives d", "d.id", "true", micro("d.created_at"), {
      unitId: "d.unit_id",
      kind: "d.kind",
      name: "d.name",
      startsOn: "d.starts_on",
      endsOn: "d.ends_on",
      isClosed: "d.closed_at IS NOT NULL",
      summary: "d.summary",
    }),
  },
  wall: {
    table: "walls",
    sql: rows("walls w", "w.id::text", "true", micro("w.created_at"), {
      unit: "w.unit_id",
      label: "w.label",
      isRevoked: "w.revoked_at IS NOT NULL",
    }),
  },
} satisfies Record<string, RowKind>;

/** What notes and notices of employers have in common: they wait until somebody decides. */
const notices = (table: string, columns: Record<string, string>): RowKind => ({
  table,
  initial: { status: "pending" },
  sql: rows(`${table} n WHERE n.province_id = $1`, "n.id::text", "true", micro("n.at"), {
    unitId: "n.unit_id",
    kind: "n.kind",
    ...columns,
    status: "n.status",
  }),
});

/** In the chain of the province alone: $1. */
export const PROVINCE_ROWS = {
  month: {
    table: "province_periods",
    sql: rows(
      "province_periods p WHERE p.province_id = $1",
      "concat_ws('.', p.province_id, p.period_id)",
      "p.signed_at IS NOT NULL",
      micro("p.signed_at"),
      { signedAt: instant("p.signed_at"), signedBy: "p.signed_by" },
    ),
  },
  "stand-in": {
    table: "stand_ins",
    initial: { revokedAt: null },
    sql: rows(
      `stand_ins t JOIN users a ON a.id = t.absent_user_id JOIN users b ON b.id = t.stand_in_user_id
      WHERE t.province_id = $1`,
      "t.id::text",
      "true",
      micro("t.created_at"),
      {
        absent: "a.username",
        standIn: "b.username",
        fromDay: "t.from_day",
        toDay: "t.to_day",
        revokedAt: instant("t.revoked_at"),
      },
    ),
  },
  report: {
    table: "issued_reports",
    sql: rows(
      "issued_reports r WHERE r.province_id = $1",
      "concat_ws('.', r.province_id, r.unit_id, r.period_id, r.edition)",
      "true",
      micro("r.issued_at"),
      { number: "r.number", year: "r.year", hash: "encode(sha256(convert_to(r.content, 'UTF8')), 'hex')" },
    ),
  },
  recipient: {
    table: "recipients",
    sql: rows("recipients r WHERE r.province_id = $1", "r.id", "r.kind <> 'commune'", "NULL::text", {
      unitId: "r.unit_id",
      kind: "r.kind",
      name: "r.name",
      validFrom: "r.valid_from",
      validTo: "r.valid_to",
    }),
  },
  unit_note: notices("unit_notes", { period: "n.period_id", body: "n.body" }),
  employer_notice: notices("employer_notices", {
    employer: "n.employer",
    employerCode: "n.employer_code",
    legalGround: "n.legal_ground",
    asOf: "n.as_of",
    amount: "n.amount::text",
    months: "n.months",
  }),
} satisfies Record<string, RowKind>;
