/**
 * Starts the audit chain of a database, once: names the key it is made with, and seals what was recorded before there was
 * a chain, so that from now on nobody changes that either. Later calls only see that the key is still the same.
 */
import type pg from "pg";
import { z } from "zod";
import { auditKey, auditKeyName } from "@/lib/audit-key";
import { writeAudits } from "@/lib/data/audit";
import { CHAINED_COLUMNS, entryMac, GENESIS, type ChainedEntry } from "@/lib/data/audit-chain";
import { pgTx } from "@/lib/data/raw";
import { Refusal } from "../scripts/platform/refusal.mjs";

const SETTING = "audit";
const BATCH = 5000;

const knownSchema = z.object({ key: z.string() });

const NEXT = `
  SELECT ${CHAINED_COLUMNS} FROM audit_entries a
  WHERE a.province_id = $1 AND a.seq IS NULL ORDER BY a.at, a.id LIMIT ${BATCH}`;
const SEAL = `
  UPDATE audit_entries a SET seq = n.seq, mac = decode(n.mac, 'hex')
  FROM unnest($2::uuid[], $3::bigint[], $4::text[]) AS n (id, seq, mac) WHERE a.province_id = $1 AND a.id = n.id`;

/** @returns how many entries the province had */
async function sealProvince(client: pg.Client, provinceId: string): Promise<bigint> {
  const key = auditKey();
  let head = { seq: 0n, mac: GENESIS };
  for (;;) {
    const { rows } = await client.query<Omit<ChainedEntry, "seq">>(NEXT, [provinceId]);
    if (rows.length === 0) break;
    const sealed = rows.map((row) => {
      const seq = head.seq + 1n;
      head = { seq, mac: entryMac(key, { ...row, seq }, head.mac) };
      return { id: row.id, ...head };
    });
    await client.query(SEAL, [
      provinceId,
      sealed.map(({ id }) => id),
      sealed.map(({ seq }) => String(seq)),
      sealed.map(({ mac }) => mac),
    ]);
  }
  await client.query("INSERT INTO audit_heads (province_id, seq, mac) VALUES ($1, $2, decode($3, 'hex'))", [
    provinceId,
    String(head.seq),
    head.mac,
  ]);
  return head.seq;
}

async function sealAll(client: pg.Client, now: Date, progress: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT province_id AS id FROM audit_entries WHERE seq IS NULL ORDER BY 1`,
  );
  if (rows.length > 0) progress("Sealing the audit entries from before the chain");
  const sealed = [];
  for (const { id } of rows) sealed.push({ id, entries: await sealProvince(client, id) });
  await writeAudits(
    pgTx(client),
    sealed.map(({ id, entries }) => ({
      provinceId: id,
      actorId: null,
      event: "audit.seal",
      subject: `audit:${id}`,
      after: { entries: String(entries) },
      at: now,
    })),
  );
  await client.query("ALTER TABLE audit_entries VALIDATE CONSTRAINT audit_entries_chain_check");
}

/** Called by the owner of a migrated database. @throws Refusal when the chain was begun with another key */
export async function sealAudit(
  client: pg.Client,
  now: Date,
  progress: (line: string) => void,
): Promise<void> {
  const { rows } = await client.query("SELECT value FROM settings WHERE key = $1", [SETTING]);
  const known = knownSchema.safeParse(rows[0]?.value);
  if (known.success && known.data.key === auditKeyName()) return;
  if (known.success)
    throw new Refusal(
      "configuration",
      "AUDIT_KEY is not the key with which the audit chain of this database was begun: set that one (docs/operations.md)",
    );
  await client.query("BEGIN");
  try {
    await sealAll(client, now, progress);
    await client.query("INSERT INTO settings (key, value) VALUES ($1, $2)", [
      SETTING,
      { key: auditKeyName() },
    ]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
