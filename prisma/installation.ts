/** What a database knows of itself: whether it is a demo for good, and for which program it was last prepared. */
import type pg from "pg";
import { Refusal } from "../scripts/platform/refusal.mjs";

const KEY = "installation";

/** The first caller decides; a demo never becomes real, and a real database never gets a demo. */
export async function claimMode(client: pg.Client, demo: boolean): Promise<void> {
  await client.query("INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING", [
    KEY,
    { demo },
  ]);
  const { rows } = await client.query<{ value: { demo: boolean } }>(
    "SELECT value FROM settings WHERE key = $1",
    [KEY],
  );
  if (rows[0]?.value.demo === demo) return;
  const [is, asked] = demo ? ["real figures", "DEMO=1"] : ["the demo", "DEMO=0"];
  throw new Refusal(
    "demoMode",
    `this database is for ${is}, so ${asked} is refused: use another database (DATABASE_URL or DATA_DIR)`,
  );
}

export async function recordPrepared(client: pg.Client, fingerprint: string): Promise<void> {
  await client.query(
    "UPDATE settings SET value = jsonb_set(value, '{prepared}', to_jsonb($2::text)) WHERE key = $1",
    [KEY, fingerprint],
  );
}
