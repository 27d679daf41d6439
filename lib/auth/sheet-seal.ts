/** A seal on what a page carries between two steps: it comes back as this application wrote it for this person. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export type SealedSheet = { table: string; source: string; origin: string; sha256: string };

/** @param about which page carries it */
export function sealSheet(
  secret: string,
  { table, source, origin, sha256 }: SealedSheet,
  actorId: string,
  about: string,
): string {
  const content = createHash("sha256").update(table).digest("hex");
  return createHmac("sha256", secret)
    .update(JSON.stringify(["sheet", actorId, about, source, origin, sha256, content]))
    .digest("base64url");
}

export function isSameSeal(given: string, own: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(own)];
  return a.length === b.length && timingSafeEqual(a, b);
}
