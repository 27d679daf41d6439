/** The append-only record of who changed what, when and why; written in the transaction of the change itself. */
import "server-only";
import { v7 as uuidv7 } from "uuid";
import { prepared, type RawTx } from "./raw";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type AuditEntry = {
  /** The province whose affair it is; `VN` for what concerns the nation, a period or the system. */
  provinceId: string;
  /** Null for command-line tools. */
  actorId: string | null;
  /** Whose rights were used, where the actor stood in for an absent person. */
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

const INSERT = prepared(
  "write_audit",
  `
  INSERT INTO audit_entries (province_id, id, at, actor_id, event, subject, before, after, reason, on_behalf_of)
  VALUES ($1, $2::uuid, $3::timestamptz, $4::uuid, $5, $6, $7::jsonb, $8::jsonb, $9, $10::uuid)`,
);

const json = (value: Json | undefined) =>
  value === undefined || value === null ? null : JSON.stringify(value);

/** Ids are UUIDs of version 7, so they sort by time. */
export async function writeAudit(tx: RawTx, entry: AuditEntry): Promise<void> {
  const { provinceId, actorId, onBehalfOf, event, subject, before, after, reason, at } = entry;
  written = (written + 1) % 2 ** 31;
  await tx.$executeRawUnsafe(
    INSERT,
    provinceId,
    uuidv7({ msecs: at.getTime(), seq: written }),
    at.toISOString(),
    actorId,
    event,
    subject,
    json(before),
    json(after),
    reason ?? null,
    onBehalfOf ?? null,
  );
}
