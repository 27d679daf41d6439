/**
 * The key of the audit chain, from the environment. Apart from env.ts, because preparing a database needs this setting
 * and none of the app's.
 */
import { createHmac } from "node:crypto";
import { z } from "zod";

const MIN_BYTES = 32;

const keySchema = z
  .string("AUDIT_KEY is not set: the key of the audit chain (openssl rand -base64 32)")
  .refine((text) => Buffer.byteLength(text) >= MIN_BYTES, `AUDIT_KEY must have at least ${MIN_BYTES} bytes`);

let known: { text: string; key: Buffer } | null = null;

/** @throws when it is not set or too short */
export function auditKey(): Buffer {
  const given = process.env.AUDIT_KEY;
  if (known?.text === given && known) return known.key;
  const answer = keySchema.safeParse(given);
  if (!answer.success) throw new Error(answer.error.issues[0]?.message);
  known = { text: answer.data, key: Buffer.from(answer.data) };
  return known.key;
}

/** Tells two keys apart without saying anything of either: kept in the database beside the chain. */
export function auditKeyName(key: Buffer = auditKey()): string {
  return createHmac("sha256", key).update("bao-phu audit key").digest("hex").slice(0, 16);
}
