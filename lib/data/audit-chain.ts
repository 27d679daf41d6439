/** What binds audit entries together: the MAC of an entry covers all its columns, its number, and the MAC of the one before. */
import "server-only";
import { createHmac } from "node:crypto";

/** An entry as the database holds it, every column as one text that two writings of the same value share. */
export type ChainedEntry = {
  provinceId: string;
  seq: bigint;
  id: string;
  /** UTC with microseconds, "2026-11-22T03:00:00.000000Z". */
  at: string;
  actorId: string | null;
  onBehalfOf: string | null;
  event: string;
  subject: string;
  /** JSON; the order of its keys does not matter. */
  before: string | null;
  after: string | null;
  reason: string | null;
};

/** The MAC before the first entry. */
export const GENESIS = "00".repeat(32);

const FORMAT = "bao-phu audit 1";

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // Pairs, not an object: those would put keys that look like numbers first.
  return { pairs: entries.map(([key, one]) => [key, sorted(one)]) };
}

/** Whatever order its keys are in and however it is spaced. */
function canonical(text: string | null): string | null {
  return text === null ? null : JSON.stringify(sorted(JSON.parse(text)));
}

/** In hexadecimal. @param previous the MAC of the entry before, GENESIS for the first */
export function entryMac(key: Buffer, entry: ChainedEntry, previous: string): string {
  const columns = [
    FORMAT,
    entry.provinceId,
    String(entry.seq),
    entry.id,
    entry.at,
    entry.actorId,
    entry.onBehalfOf,
    entry.event,
    entry.subject,
    canonical(entry.before),
    canonical(entry.after),
    entry.reason,
    previous,
  ];
  return createHmac("sha256", key).update(JSON.stringify(columns)).digest("hex");
}

/** As `at` of an entry; PostgreSQL keeps microseconds. */
export const chainedInstant = (at: Date) => at.toISOString().replace("Z", "000Z");

/** The columns of ChainedEntry from audit_entries `a`. */
export const CHAINED_COLUMNS = `
  a.province_id AS "provinceId", a.seq::text, a.id::text,
  to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, a.actor_id::text AS "actorId",
  a.on_behalf_of::text AS "onBehalfOf", a.event, a.subject, a.before::text, a.after::text, a.reason`;
