/** What is in the database after the month: everything that was done once, and nothing twice. */
import type pg from "pg";
import { auditKey } from "@/lib/audit-key";
import { verifyAudit } from "@/lib/data/audit-verify";
import { pgTx } from "@/lib/data/raw";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { asOwner, type Urls } from "@/prisma/migrate";
import type { Line } from "./line";
import { typedFor, UNITS, type Country } from "./month-data";
import { INDICATORS, LAST_MONTH } from "./synthetic";

/** Each unit's month, the entries of its audit (one submission, one approval, nothing else), and a notice of each. */
const UNITS_DONE = `
  SELECT count(*) FILTER (WHERE s.status = 'approved' AND s.version = 1 AND s.approved_version = 1)::int AS approved,
    count(*) FILTER (WHERE e.submitted = 1 AND e.approved = 1 AND e.entries = 2)::int AS told,
    count(*) FILTER (WHERE n.submitted = 1 AND n.approved = 1)::int AS notified
  FROM submissions s,
    LATERAL (SELECT concat_ws('.', s.province_id, s.unit_id, s.period_id) AS id) k,
    LATERAL (
      SELECT count(*) AS entries, count(*) FILTER (WHERE event = 'submission.submit') AS submitted,
        count(*) FILTER (WHERE event = 'submission.approve') AS approved
      FROM audit_entries a WHERE a.province_id = s.province_id AND a.subject = 'submission:' || k.id) e,
    LATERAL (
      SELECT count(*) FILTER (WHERE kind = 'submitted' AND href = '/submissions/' || k.id) AS submitted,
        count(*) FILTER (WHERE kind = 'approved' AND href = concat_ws('/', '/entry', s.unit_id, s.period_id)) AS approved
      FROM notifications) n
  WHERE s.period_id = $1`;

/** Figures that were typed and are not there, or not as typed, or there without having been typed. */
const WRONG = `
  SELECT count(*)::int AS wrong FROM unnest($2::text[], $3::text[], $4::bigint[]) AS t (unit_id, indicator_id, value)
  FULL JOIN (SELECT unit_id, indicator_id, value FROM figures WHERE period_id = $1) f USING (unit_id, indicator_id)
  WHERE t.value IS DISTINCT FROM f.value`;

const LEFT = `
  SELECT (SELECT count(*) FROM submission_drafts)::int AS drafts,
    (SELECT count(*) FROM figure_revisions WHERE period_id = $1)::int AS revisions,
    (SELECT count(*) FROM figures WHERE period_id = $1)::int AS figures`;

const CHAINS = /^audit /;
const MONTHS = /^(submissions|figures|figure_revisions) /;

async function one<Row extends pg.QueryResultRow>(
  owner: pg.Client,
  text: string,
  values: unknown[],
): Promise<Row> {
  const { rows } = await owner.query<Row>(text, values);
  if (!rows[0]) throw new Error("A count answers nothing");
  return rows[0];
}

/** The chains and what they say of this month; the months before came into the database without the app. */
async function auditFindings(owner: pg.Client): Promise<{ entries: number; findings: string[] }> {
  const findings: string[] = [];
  const { entries } = await verifyAudit(
    pgTx(owner),
    { key: auditKey(), witnessed: [], packagedUnits: [] },
    (finding) => {
      if (CHAINS.test(finding) || (MONTHS.test(finding) && finding.includes(LAST_MONTH)))
        findings.push(finding);
    },
  );
  return { entries, findings };
}

async function count(owner: pg.Client, { directors }: Country): Promise<Line[]> {
  const units = await one<{ approved: number; told: number; notified: number }>(owner, UNITS_DONE, [
    LAST_MONTH,
  ]);
  const cells = directors.flatMap(({ unitId }) =>
    INDICATORS.map((id) => ({ unitId, id, value: String(typedFor(id, unitId)) })),
  );
  const { wrong } = await one<{ wrong: number }>(owner, WRONG, [
    LAST_MONTH,
    cells.map(({ unitId }) => unitId),
    cells.map(({ id }) => id),
    cells.map(({ value }) => value),
  ]);
  const left = await one<{ drafts: number; revisions: number; figures: number }>(owner, LEFT, [LAST_MONTH]);
  await owner.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const { rollups, differences } = await verifyRollups(pgTx(owner));
  const { entries, findings } = await auditFindings(owner);
  await owner.query("COMMIT");
  const isOnce = Object.values(units).every((number) => number === UNITS);
  const isWhole = wrong === 0 && left.drafts === 0 && left.revisions === cells.length;
  return [
    { bench: "month: each unit submitted, approved and told of once", ok: isOnce, units: UNITS, ...units },
    { bench: "month: figures as typed", ok: isWhole, typed: cells.length, ...left, wrong },
    {
      bench: "month: rollups and audit verified",
      ok: differences.length === 0 && findings.length === 0,
      rollups,
      differences: differences.length,
      entries,
      findings: findings.length,
      first: [...differences.map(({ key }) => key), ...findings].slice(0, 5),
    },
  ];
}

export function countMonth({ ownerUrl }: Urls, country: Country): Promise<Line[]> {
  return asOwner(ownerUrl, (owner) => count(owner, country));
}
