/** Loads targets and the decisions that assign them; a decision is one paper, so its number has one date. */
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { paperKey } from "@/lib/domain/decision";
import { rowOf } from "@/lib/domain/load-form";
import type { FileLog } from "@/lib/domain/load-issue";
import { readTarget, type LoadedTarget } from "@/lib/domain/load-target";
import type { UnitIndex } from "@/lib/domain/unit-index";
import type { FileChange } from "./load-audit";
import { paperKeySql } from "./paper-key";
import { readSource, type SourceFacts } from "./load-source";
import { rowsParameter, type RawTx } from "./raw";

export type TargetLine = LoadedTarget & { line: number };

/** Offices number their papers anew each year. */
const paperOf = ({ decidingUnitId, issuer, decisionNumber, decidedOn }: LoadedTarget) =>
  JSON.stringify([decidingUnitId, paperKey(issuer), paperKey(decisionNumber), decidedOn.slice(0, 4)]);
const assignmentOf = ({ unitId, scope, indicator, kind, issuer }: LoadedTarget) =>
  JSON.stringify([unitId, scope, indicator, kind, paperKey(issuer)]);

export async function readTargetFile(
  path: string,
  log: FileLog,
  units: UnitIndex,
): Promise<{ rows: TargetLine[]; facts: SourceFacts }> {
  const rows: TargetLine[] = [];
  const papers = new Map<string, TargetLine>();
  const assigned = new Map<string, number>();
  const facts = await readSource("targets", path, log, (fields, header, line) => {
    const read = readTarget(rowOf(header, fields), units);
    if (Array.isArray(read)) return log.errors(line, read);
    const { warnings, decidedOn, decisionNumber } = read;
    for (const warning of warnings) log.warn(line, warning);
    const paper = papers.get(paperOf(read));
    if (paper && paper.decidedOn !== decidedOn) {
      const expected = `${paper.decidedOn}, the date of decision ${decisionNumber} in line ${paper.line}`;
      return log.error(line, { column: "decision_date", found: decidedOn, expected });
    }
    const day = `${assignmentOf(read)} ${decidedOn}`;
    const first = assigned.get(day);
    if (first !== undefined) {
      const expected = `each unit, year, indicator, kind and issuer once a day; line ${first} has them too`;
      return log.error(line, { column: null, found: null, expected });
    }
    assigned.set(day, line);
    rows.push({ ...read, line });
    if (!paper) papers.set(paperOf(read), { ...read, line });
  });
  return { rows, facts };
}

const decisionSchema = z.object({
  id: z.string(),
  unitId: z.string(),
  issuer: z.string(),
  number: z.string(),
  decidedOn: z.string(),
  isDraft: z.boolean(),
});
type Decision = z.infer<typeof decisionSchema>;
/** By issuer, number and year. */
export type KnownDecisions = ReadonlyMap<string, Decision>;

const keyOf = ({ unitId, issuer, number, decidedOn }: Decision) =>
  JSON.stringify([unitId, paperKey(issuer), paperKey(number), decidedOn.slice(0, 4)]);

/** The papers of these rows that are known, by key; tells rows that contradict them. */
export async function matchDecisions(
  tx: RawTx,
  rows: readonly TargetLine[],
  log: FileLog,
): Promise<KnownDecisions> {
  const found = await tx.$queryRawUnsafe(
    `SELECT id::text, unit_id AS "unitId", issuer, number, decided_on::text AS "decidedOn", status = 'draft' AS "isDraft"
     FROM decisions WHERE ${paperKeySql("number")} = ANY ($1::text[])`,
    [...new Set(rows.map(({ decisionNumber }) => paperKey(decisionNumber)))],
  );
  const known = new Map(
    z
      .array(decisionSchema)
      .parse(found)
      .map((one) => [keyOf(one), one]),
  );
  for (const row of rows) {
    const decision = known.get(paperOf(row));
    if (!decision) continue;
    if (decision.decidedOn !== row.decidedOn) {
      const expected = `${decision.decidedOn}, the date under which decision ${row.decisionNumber} is known`;
      log.error(row.line, { column: "decision_date", found: row.decidedOn, expected });
    }
    if (decision.isDraft)
      log.error(row.line, {
        column: "decision_no",
        found: row.decisionNumber,
        expected: "an issued decision; this one is a draft in the application",
      });
  }
  return known;
}

const changedSchema = z.object({
  provinceId: z.string(),
  unitId: z.string(),
  scope: z.string(),
  indicator: z.string(),
  kind: z.string(),
  before: z.string().nullable(),
  after: z.string(),
});

/** Versions are never changed, so what was assigned before a correction stays on record. */
export async function writeTargets(
  tx: RawTx,
  { rows, known }: { rows: readonly TargetLine[]; known: KnownDecisions },
  now: Date,
): Promise<FileChange> {
  const ids = new Map([...known].map(([key, { id }]) => [key, id]));
  const papers: (LoadedTarget & { id: string })[] = [];
  for (const row of rows) {
    if (ids.has(paperOf(row))) continue;
    const id = uuidv7({ msecs: now.getTime() });
    ids.set(paperOf(row), id);
    papers.push({ ...row, id });
  }
  await tx.$executeRawUnsafe(
    `INSERT INTO decisions (id, unit_id, issuer, number, decided_on, effective_on, status, recorded_at)
     SELECT id, "decidingUnitId", issuer, "decisionNumber", "decidedOn", "decidedOn", 'issued', $2
     FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, "decidingUnitId" text, issuer text, "decisionNumber" text, "decidedOn" date)`,
    rowsParameter(papers),
    now.toISOString(),
  );
  const changed = await tx.$queryRawUnsafe(
    `WITH given AS MATERIALIZED (
       SELECT n."provinceId", n."unitId", n.scope, n.indicator, n.kind::target_kind, n."decisionId", n.value, t.value AS before,
         coalesce(t.version, 0) + 1 AS version, t.headline_reason
       FROM jsonb_to_recordset($1::jsonb) AS n ("provinceId" text, "unitId" text, scope text, indicator text, kind text, "decisionId" uuid, value bigint)
       LEFT JOIN LATERAL (
         SELECT * FROM targets t
         WHERE t.province_id = n."provinceId" AND t.unit_id = n."unitId" AND t.scope = n.scope
           AND t.indicator_id = n.indicator AND t.kind = n.kind::target_kind AND t.decision_id = n."decisionId"
         ORDER BY t.version DESC LIMIT 1) t ON true
       WHERE t.value IS DISTINCT FROM n.value),
     written AS (
       INSERT INTO targets
         (province_id, unit_id, scope, indicator_id, kind, decision_id, version, value, headline_reason, recorded_at)
       SELECT "provinceId", "unitId", scope, indicator, kind, "decisionId", version, value, headline_reason, $2 FROM given)
     SELECT "provinceId", "unitId", scope, indicator, kind::text, before::text, value::text AS after FROM given`,
    rowsParameter(rows.map((row) => ({ ...row, decisionId: ids.get(paperOf(row)) }))),
    now.toISOString(),
  );
  await nameSuperseded(tx, [...new Set(ids.values())]);
  const targets = z.array(changedSchema).parse(changed);
  return {
    counts: { "decisions created": papers.length, "targets written": targets.length },
    after: { replaced: targets.filter(({ before }) => before !== null) },
    provinceIds: targets.map(({ provinceId }) => provinceId),
  };
}

/**
 * Each decision supersedes the last one before it that assigned one of its targets. Asked anew of all decisions of these
 * issuers: one that comes between two others takes its place in the chain.
 */
async function nameSuperseded(tx: RawTx, decisionIds: readonly string[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `UPDATE decisions d SET supersedes_id = n.before_id
     FROM (
       SELECT DISTINCT ON (d.id) d.id, e.id AS before_id
       FROM decisions d
       JOIN targets own ON own.decision_id = d.id
       LEFT JOIN targets other ON (other.province_id, other.unit_id, other.scope, other.indicator_id, other.kind)
         = (own.province_id, own.unit_id, own.scope, own.indicator_id, own.kind)
       LEFT JOIN decisions e ON e.id = other.decision_id AND e.unit_id = d.unit_id AND e.issuer = d.issuer
         AND e.status = 'issued' AND e.effective_on < d.effective_on
       WHERE d.status = 'issued'
         AND (d.unit_id, d.issuer) IN (SELECT unit_id, issuer FROM decisions WHERE id = ANY ($1::uuid[]))
       ORDER BY d.id, e.effective_on DESC NULLS LAST, e.id) n
     WHERE d.id = n.id AND d.supersedes_id IS DISTINCT FROM n.before_id`,
    decisionIds,
  );
}
