/** The rows that an approval wrote, taken back and written again by bare SQL: what it costs without any question asked. */
import pg from "pg";
import type { SubmissionKey } from "@/lib/domain/submission";

const KEY = "province_id = $1 AND unit_id = $2 AND period_id = $3";
/** The rollups that an approval in this unit can have changed. */
const SUMS = "province_id = $1 AND unit_id IN ($1, $2) AND period_id = $3";

type Rows = { figures: unknown; rollups: unknown; audit: unknown };

const one = async (client: pg.Client, text: string, values: unknown[]) =>
  (await client.query(text, values)).rows[0].rows as unknown;

/** As jsonb, so that writing them again is one parameter each. */
async function read(client: pg.Client, key: string[]): Promise<Rows> {
  const rows = (table: string, where: string) =>
    one(client, `SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') AS rows FROM ${table} t WHERE ${where}`, key);
  return {
    figures: await rows("figures", KEY),
    rollups: await rows("rollups", SUMS),
    audit: await one(
      client,
      `SELECT jsonb_agg(to_jsonb(t)) AS rows FROM audit_entries t
       WHERE province_id = $1 AND subject = 'submission:' || $1 || '.' || $2 || '.' || $3`,
      key,
    ),
  };
}

const UPDATE_ROLLUPS = `
  UPDATE rollups r SET sum = n.sum, reported = n.reported, carried = n.carried, estimated = n.estimated, missing = n.missing,
    expected = n.expected
  FROM jsonb_populate_recordset(NULL::rollups, $1) n
  WHERE (r.province_id, r.unit_id, r.indicator_id, r.period_id) = (n.province_id, n.unit_id, n.indicator_id, n.period_id)`;

/**
 * @param approve the approval to be repeated bare
 * @returns what each cost, in milliseconds; the unit is approved afterwards
 */
export async function measure(
  owner: pg.Client,
  app: pg.Client,
  { provinceId, unitId, periodId }: SubmissionKey,
  approve: () => Promise<void>,
): Promise<{ approval: number; bare: number }> {
  const key = [provinceId, unitId, periodId];
  const before = await read(owner, key);
  const start = performance.now();
  await approve();
  const approval = performance.now() - start;
  const after = await read(owner, key);
  await takeBack(owner, key, before);
  return { approval, bare: await writeBare(app, key, after) };
}

async function takeBack(owner: pg.Client, key: string[], before: Rows): Promise<void> {
  await owner.query(`DELETE FROM figures WHERE ${KEY}`, key);
  await owner.query(
    `UPDATE submissions SET status = 'submitted', approved_version = NULL, approved_at = NULL WHERE ${KEY}`,
    key,
  );
  await owner.query(UPDATE_ROLLUPS, [JSON.stringify(before.rollups)]);
  await owner.query(
    "DELETE FROM audit_entries WHERE province_id = $1 AND subject = 'submission:' || $1 || '.' || $2 || '.' || $3",
    key,
  );
}

async function writeBare(app: pg.Client, key: string[], rows: Rows): Promise<number> {
  const [figures, rollups, audit] = [rows.figures, rows.rollups, rows.audit].map((one) =>
    JSON.stringify(one),
  );
  const start = performance.now();
  await app.query("BEGIN");
  await app.query("INSERT INTO figures SELECT * FROM jsonb_populate_recordset(NULL::figures, $1)", [figures]);
  await app.query(
    `UPDATE submissions SET status = 'approved', approved_version = version, approved_at = now(), lock_version = lock_version + 1,
       decided_at = now() WHERE ${KEY}`,
    key,
  );
  await app.query(UPDATE_ROLLUPS, [rollups]);
  await app.query(
    "UPDATE data_versions SET version = version + 1, changed_at = now() WHERE province_id = $1",
    [key[0]],
  );
  await app.query(
    "INSERT INTO audit_entries SELECT * FROM jsonb_populate_recordset(NULL::audit_entries, $1)",
    [audit],
  );
  await app.query(
    `UPDATE audit_heads h SET seq = n.seq, mac = n.mac
     FROM jsonb_populate_recordset(NULL::audit_entries, $1) n WHERE h.province_id = n.province_id`,
    [audit],
  );
  await app.query("COMMIT");
  return performance.now() - start;
}
