/**
 * The append-only record of who changed what, when and why; written in the transaction of the change itself. Each
 * province's entries are numbered and chained (audit-chain.ts); its head is the last row that a transaction locks.
 */
import "server-only";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { auditKey } from "@/lib/audit-key";
import { chainedInstant, entryMac, GENESIS, type ChainedEntry } from "./audit-chain";
import { prepared, type RawTx } from "./raw";

/** SQL of the subject of a submission's entries. @param row a table or alias with its province, unit and period */
export const submissionSubjectSql = (row: string) =>
  `'submission:' || ${row}.province_id || '.' || ${row}.unit_id || '.' || ${row}.period_id`;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type AuditEntry = {
  /** The province whose affair it is; `VN` for what concerns the nation, a period or the system. */
  provinceId: string;
  /** Null for command-line tools. */
  actorId: string | null;
  /** Whom the actor stood in for. */
  onBehalfOf?: string | null;
  /** Noun and verb: `submission.approve`, `period.lock`. */
  event: string;
  /** Kind and id: `submission:60.593.2023-11`, `period:2023-11`, `unit:593`. */
  subject: string;
  /** Counts and money as decimal strings. */
  before?: Json;
  after?: Json;
  reason?: string | null;
  at: Date;
};

/** Within a millisecond ids follow the order of writing, so a history reads as it happened. */
let written = 0;

/** In one order for everybody, so two transactions that write of several provinces wait for each other in a row. */
const LOCK_HEADS = prepared(
  "lock_audit_heads",
  `
  SELECT province_id AS "provinceId", seq::text, encode(mac, 'hex') AS mac FROM audit_heads
  WHERE province_id = ANY ($1::text[]) ORDER BY province_id COLLATE "C" FOR NO KEY UPDATE`,
);

const MAKE_HEADS = `
  INSERT INTO audit_heads (province_id, seq, mac)
  SELECT id, 0, decode('${GENESIS}', 'hex') FROM unnest($1::text[]) AS p (id) ORDER BY id COLLATE "C"
  ON CONFLICT (province_id) DO NOTHING`;

/** The last entry of each province is its head from now on. */
const INSERT = prepared(
  "write_audit",
  `
  WITH entry AS MATERIALIZED (
    SELECT province_id, seq, id, at, actor_id, on_behalf_of, event, subject, before, after, reason, decode(mac, 'hex') AS mac
    FROM unnest($1::text[], $2::bigint[], $3::uuid[], $4::timestamptz[], $5::uuid[], $6::uuid[], $7::text[], $8::text[],
      $9::text[], $10::text[], $11::text[], $12::text[])
      AS e (province_id, seq, id, at, actor_id, on_behalf_of, event, subject, before, after, reason, mac)
  ),
  head AS (
    UPDATE audit_heads h SET seq = e.seq, mac = e.mac
    FROM (SELECT DISTINCT ON (province_id) province_id, seq, mac FROM entry ORDER BY province_id, seq DESC) e
    WHERE h.province_id = e.province_id
  )
  INSERT INTO audit_entries (province_id, seq, id, at, actor_id, on_behalf_of, event, subject, before, after, reason, mac)
  SELECT province_id, seq, id, at, actor_id, on_behalf_of, event, subject, before::jsonb, after::jsonb, reason, mac FROM entry`,
);

/** One statement's parameters stay small however many entries there are. */
const BATCH = 2000;

const headsSchema = z.array(z.object({ provinceId: z.string(), seq: z.string(), mac: z.string() }));

const json = (value: Json | undefined) =>
  value === undefined || value === null ? null : JSON.stringify(value);

async function lockHeads(tx: RawTx, provinceIds: readonly string[]) {
  const heads = headsSchema.parse(await tx.$queryRawUnsafe(LOCK_HEADS, provinceIds));
  if (heads.length === provinceIds.length) return heads;
  await tx.$executeRawUnsafe(MAKE_HEADS, provinceIds);
  return headsSchema.parse(await tx.$queryRawUnsafe(LOCK_HEADS, provinceIds));
}

/** Ids are UUIDs of version 7, so they sort by time. */
function toChained(entry: AuditEntry, seq: bigint): ChainedEntry {
  const { provinceId, actorId, onBehalfOf, event, subject, before, after, reason, at } = entry;
  written = (written + 1) % 2 ** 31;
  return {
    provinceId,
    seq,
    id: uuidv7({ msecs: at.getTime(), seq: written }),
    at: chainedInstant(at),
    actorId: actorId?.toLowerCase() ?? null,
    onBehalfOf: onBehalfOf?.toLowerCase() ?? null,
    event,
    subject,
    before: json(before),
    after: json(after),
    reason: reason ?? null,
  };
}

async function append(tx: RawTx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const key = auditKey();
  const provinceIds = [...new Set(entries.map(({ provinceId }) => provinceId))].sort();
  const heads = new Map(
    (await lockHeads(tx, provinceIds)).map(({ provinceId, seq, mac }) => [
      provinceId,
      { seq: BigInt(seq), mac },
    ]),
  );
  const chained = entries.map((entry) => {
    const head = heads.get(entry.provinceId);
    if (!head) throw new Error(`the audit chain of ${entry.provinceId} has no head`);
    const next = toChained(entry, head.seq + 1n);
    const mac = entryMac(key, next, head.mac);
    heads.set(entry.provinceId, { seq: next.seq, mac });
    return { ...next, mac };
  });
  for (let start = 0; start < chained.length; start += BATCH)
    await insert(tx, chained.slice(start, start + BATCH));
}

async function insert(tx: RawTx, rows: readonly (ChainedEntry & { mac: string })[]): Promise<void> {
  await tx.$executeRawUnsafe(
    INSERT,
    rows.map(({ provinceId }) => provinceId),
    rows.map(({ seq }) => String(seq)),
    rows.map(({ id }) => id),
    rows.map(({ at }) => at),
    rows.map(({ actorId }) => actorId),
    rows.map(({ onBehalfOf }) => onBehalfOf),
    rows.map(({ event }) => event),
    rows.map(({ subject }) => subject),
    rows.map(({ before }) => before),
    rows.map(({ after }) => after),
    rows.map(({ reason }) => reason),
    rows.map(({ mac }) => mac),
  );
}

/** What transactions have still to write down, where they write at their end. */
const pending = new WeakMap<RawTx, AuditEntry[]>();

/**
 * Runs a transaction whose entries are written as its last statements, all together: it holds the heads of its provinces
 * for that moment alone, and locks nothing after them.
 */
export async function withAuditAtEnd<T>(tx: RawTx, run: () => Promise<T>): Promise<T> {
  pending.set(tx, []);
  const result = await run();
  const entries = pending.get(tx) ?? [];
  pending.delete(tx);
  await append(tx, entries);
  return result;
}

/**
 * The only way to add entries, with writeAudits. Where the transaction does not write its entries at its end, this is the
 * last that it locks.
 */
export async function writeAudit(tx: RawTx, entry: AuditEntry): Promise<void> {
  await writeAudits(tx, [entry]);
}

/** Several at once, in the order given: so they lock the heads of their provinces in one order. */
export async function writeAudits(tx: RawTx, entries: readonly AuditEntry[]): Promise<void> {
  const waiting = pending.get(tx);
  if (waiting) waiting.push(...entries);
  else await append(tx, entries);
}
