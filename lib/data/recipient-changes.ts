/** Recipients added, renamed and ended, and their results of a month; each one transaction with its audit entry. */
import "server-only";
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import { asOfDay, monthStart, type PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import {
  endingProblem,
  MAX_RESULT,
  mayKeepRecipients,
  type NewRecipient,
  type Recipient,
  type ResultIndicator,
} from "@/lib/domain/recipient";
import type { Unit } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import type { Tx } from "./db";
import { rowsParameter } from "./raw";
import { findRecipientUnit, RECIPIENTS, recipientSchema } from "./recipients";
import { integerText } from "./submission-cells";
import { personSchema, personSql } from "./person";
import { inTransaction } from "./transaction";

export type RecipientProblem =
  | "not-found"
  | "forbidden"
  /** Another recipient of the unit that exists at the same time is called so. */
  | "duplicate"
  | "commune"
  | "before-start"
  | "later-results"
  | "stale";
export type RecipientChange = { ok: true } | { ok: false; reason: RecipientProblem };
const refuse = (reason: RecipientProblem) => ({ ok: false, reason }) as const;

/** The unit as it is now, held until the end of the transaction: who changes its recipients comes one after the other. */
async function holdUnit(
  tx: Tx,
  unitId: string,
  actor: Actor,
): Promise<{ ok: true; unit: Unit } | { ok: false; reason: RecipientProblem }> {
  await tx.$queryRawUnsafe("SELECT 1 FROM units WHERE id = $1 FOR NO KEY UPDATE", unitId);
  const unit = await findRecipientUnit(actor, unitId, tx);
  if (!unit) return refuse("not-found");
  return mayKeepRecipients(actor, unit) ? { ok: true, unit } : refuse("forbidden");
}

async function readAll(tx: Tx, { provinceId, id }: Unit): Promise<Recipient[]> {
  const rows = await tx.$queryRawUnsafe(RECIPIENTS, provinceId, id, "1900-01-01", "2199-12-31");
  return z.array(recipientSchema).parse(rows);
}

const isTaken = (all: readonly Recipient[], name: string, from: Day, but: string | null) =>
  all.some(
    (one) =>
      one.id !== but &&
      one.name.toLocaleLowerCase("vi") === name.toLocaleLowerCase("vi") &&
      (one.validTo === null || one.validTo >= from),
  );

/** "593-2025-r3": the next number of the unit; ids of other make are left alone. */
function nextId(unitId: string, all: readonly Recipient[]): string {
  const prefix = `${unitId}-r`;
  const numbers = all.flatMap(({ id }) => (id.startsWith(prefix) ? [Number(id.slice(prefix.length))] : []));
  return `${prefix}${Math.max(0, ...numbers.filter(Number.isInteger)) + 1}`;
}

export async function addRecipient(
  unitId: string,
  { kind, name, validFrom }: NewRecipient,
  actor: Actor,
  now: Date,
): Promise<RecipientChange> {
  return inTransaction(async (tx): Promise<RecipientChange> => {
    const held = await holdUnit(tx, unitId, actor);
    if (!held.ok) return held;
    const { unit } = held;
    const all = await readAll(tx, unit);
    if (isTaken(all, name, validFrom, null)) return refuse("duplicate");
    const id = nextId(unit.id, all);
    const { provinceId } = unit;
    const data = { provinceId, id, unitId: unit.id, kind, name, validFrom: new Date(validFrom) };
    await tx.recipient.create({ data });
    await writeAudit(tx, {
      provinceId,
      ...by(actor),
      event: "recipient.add",
      subject: `recipient:${id}`,
      after: { unitId: unit.id, kind, name, validFrom },
      at: now,
    });
    return { ok: true };
  });
}

type Seen = Pick<Recipient, "id" | "unitId" | "name" | "validTo">;

/** The recipient as it is now, if nobody moved it since it was seen. */
async function findSeen(
  tx: Tx,
  seen: Seen,
  actor: Actor,
): Promise<
  | { ok: true; unit: Unit; all: readonly Recipient[]; recipient: Recipient }
  | { ok: false; reason: RecipientProblem }
> {
  const held = await holdUnit(tx, seen.unitId, actor);
  if (!held.ok) return held;
  const all = await readAll(tx, held.unit);
  const recipient = all.find(({ id }) => id === seen.id);
  if (!recipient) return refuse("not-found");
  if (recipient.kind === "commune") return refuse("commune");
  const isSame = recipient.name === seen.name && recipient.validTo === seen.validTo;
  return isSame ? { ok: true, unit: held.unit, all, recipient } : refuse("stale");
}

export async function renameRecipient(
  seen: Seen,
  name: string,
  actor: Actor,
  now: Date,
): Promise<RecipientChange> {
  return inTransaction(async (tx): Promise<RecipientChange> => {
    const found = await findSeen(tx, seen, actor);
    if (!found.ok) return found;
    const { all, recipient } = found;
    if (isTaken(all, name, recipient.validFrom, recipient.id)) return refuse("duplicate");
    return change(
      tx,
      recipient,
      { event: "recipient.rename", before: { name: recipient.name }, after: { name } },
      {
        actor,
        now,
      },
    );
  });
}

/** It stays, with everything it was given and reached; from the next day on it receives nothing more. Null opens it again. */
export async function endRecipient(
  seen: Seen,
  validTo: Day | null,
  actor: Actor,
  now: Date,
): Promise<RecipientChange> {
  return inTransaction(async (tx): Promise<RecipientChange> => {
    const found = await findSeen(tx, seen, actor);
    if (!found.ok) return found;
    const { all, recipient } = found;
    if (validTo === null && isTaken(all, recipient.name, recipient.validFrom, recipient.id))
      return refuse("duplicate");
    const problem = validTo && endingProblem(recipient, validTo, await lastResultOf(tx, recipient));
    if (problem) return refuse(problem);
    return change(
      tx,
      recipient,
      { event: "recipient.end", before: { validTo: recipient.validTo }, after: { validTo } },
      { actor, now },
    );
  });
}

async function lastResultOf(tx: Tx, { provinceId, id }: Recipient): Promise<Day | null> {
  const rows = await tx.$queryRawUnsafe(
    `SELECT max(date_trunc('month', p.as_of))::date::text AS day
     FROM recipient_results x JOIN periods p ON p.id = x.period_id WHERE x.province_id = $1 AND x.recipient_id = $2`,
    provinceId,
    id,
  );
  return z.array(z.object({ day: z.string().nullable() })).parse(rows)[0]?.day ?? null;
}

type Told = {
  event: string;
  before: Partial<Record<"name" | "validTo", string | null>>;
  after: Partial<Record<"name" | "validTo", string | null>>;
};

async function change(
  tx: Tx,
  { provinceId, id }: Recipient,
  { event, before, after }: Told,
  { actor, now }: { actor: Actor; now: Date },
): Promise<RecipientChange> {
  const { name, validTo } = after;
  await tx.recipient.update({
    where: { provinceId_id: { provinceId, id } },
    data: {
      ...(typeof name === "string" ? { name } : {}),
      ...(validTo === undefined ? {} : { validTo: validTo === null ? null : new Date(validTo) }),
    },
  });
  const subject = `recipient:${id}`;
  await writeAudit(tx, { provinceId, ...by(actor), event, subject, before, after, at: now });
  return { ok: true };
}

/** What somebody types for a recipient; null takes the result back. */
export type ResultInput = {
  recipientId: string;
  value: bigint | null;
  /** What the person saw in the cell; null for an empty one. */
  seen: bigint | null;
};
export type ResultCell =
  | { recipientId: string; saved: true }
  /** Somebody else wrote it meanwhile: `theirs` is what stands there now. */
  | { recipientId: string; saved: false; reason: "stale"; theirs: bigint | null; by: string | null }
  | { recipientId: string; saved: false; reason: "not-found" | "too-large" };
export type ResultsSaved =
  | { ok: true; changed: number; cells: ResultCell[] }
  | { ok: false; reason: "not-found" | "forbidden" | "no-period" };

const heldSchema = z.object({ recipientId: z.string(), value: integerText, by: personSchema.nullable() });

const HELD = `
  SELECT x.recipient_id AS "recipientId", x.value::text, ${personSql("x.recorded_by")} AS by
  FROM recipient_results x
  WHERE x.province_id = $1 AND x.period_id = $2 AND x.indicator_id = $3 AND x.recipient_id = ANY ($4)`;

/** $1 rows, $2 province, $3 period, $4 indicator, $5 who, $6 instant. */
const WRITE = `
  WITH given AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS n ("recipientId" text, value bigint)),
  dropped AS (
    DELETE FROM recipient_results x USING given g
    WHERE g.value IS NULL AND x.province_id = $2 AND x.recipient_id = g."recipientId" AND x.period_id = $3 AND x.indicator_id = $4)
  INSERT INTO recipient_results (province_id, recipient_id, period_id, indicator_id, value, recorded_by, recorded_at)
  SELECT $2, "recipientId", $3, $4, value, $5::uuid, $6::timestamptz FROM given WHERE value IS NOT NULL
  ON CONFLICT (province_id, recipient_id, period_id, indicator_id) DO UPDATE
  SET value = excluded.value, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at`;

/** Saves each result that nobody changed meanwhile; one that is not saved is answered with what stands there. */
export async function saveResults(
  unitId: string,
  { period, indicator }: { period: PeriodId; indicator: ResultIndicator },
  inputs: readonly ResultInput[],
  actor: Actor,
  now: Date,
): Promise<ResultsSaved> {
  return inTransaction(async (tx): Promise<ResultsSaved> => {
    const held = await holdUnit(tx, unitId, actor);
    if (!held.ok) return { ok: false, reason: held.reason === "forbidden" ? "forbidden" : "not-found" };
    const { provinceId, id } = held.unit;
    const opened = await tx.period.count({ where: { id: period, kind: "month" } });
    if (opened === 0) return { ok: false, reason: "no-period" };
    const rows = await tx.$queryRawUnsafe(RECIPIENTS, provinceId, id, monthStart(period), asOfDay(period));
    const known = new Set(
      z
        .array(recipientSchema)
        .parse(rows)
        .map((one) => one.id),
    );
    const ids = [...known];
    const heldRows = await tx.$queryRawUnsafe(HELD, provinceId, period, indicator, ids);
    const standing = new Map(
      z
        .array(heldSchema)
        .parse(heldRows)
        .map((one) => [one.recipientId, one]),
    );
    const current = (recipientId: string) => standing.get(recipientId)?.value ?? null;

    const cells = inputs.map(({ recipientId, value, seen }): ResultCell => {
      if (!known.has(recipientId)) return { recipientId, saved: false, reason: "not-found" };
      if (value !== null && value > MAX_RESULT) return { recipientId, saved: false, reason: "too-large" };
      // Two who typed the same have nothing to settle.
      if (current(recipientId) === value || current(recipientId) === seen)
        return { recipientId, saved: true };
      const theirs = standing.get(recipientId);
      const by = theirs?.by?.displayName ?? null;
      return { recipientId, saved: false, reason: "stale", theirs: theirs?.value ?? null, by };
    });
    const saved = new Set(cells.flatMap((cell) => (cell.saved ? [cell.recipientId] : [])));
    const changed = inputs.filter(
      ({ recipientId, value }) => saved.has(recipientId) && current(recipientId) !== value,
    );
    if (changed.length > 0) {
      const given = changed.map(({ recipientId, value }) => ({ recipientId, value }));
      const at = now.toISOString();
      await tx.$executeRawUnsafe(WRITE, rowsParameter(given), provinceId, period, indicator, actor.id, at);
      const told = (of: (input: ResultInput) => bigint | null) =>
        changed.map((input) => ({ recipientId: input.recipientId, value: of(input)?.toString() ?? null }));
      await writeAudit(tx, {
        provinceId,
        ...by(actor),
        event: "recipient.results",
        subject: `recipient:${id}.${period}.${indicator}`,
        before: told(({ recipientId }) => current(recipientId)),
        after: told(({ value }) => value),
        at: now,
      });
    }
    return { ok: true, changed: changed.length, cells };
  });
}
