/** `npm run rollups -- --verify` compares every stored rollup with the pure rules; `--rebuild` sets them all anew. */
import { parseArgs } from "node:util";
import type pg from "pg";
import { pgTx } from "@/lib/data/raw";
import { recomputeAll } from "@/lib/data/rollups";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { runOnDatabase } from "./parts/database-command";

const USAGE = `Usage: npm run rollups -- --verify | --rebuild
Exit code: 0 done, 1 there are differences, 2 wrong call, 3 the database failed`;
const SHOWN = 1000;

async function verify(client: pg.Client): Promise<number> {
  // One snapshot: an approval in between is no difference.
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const { provinces, figures, rollups, differences } = await verifyRollups(pgTx(client));
  await client.query("COMMIT");
  for (const { table, key, expected, stored } of differences.slice(0, SHOWN))
    console.log(`${table} ${key}: expected ${expected}; stored ${stored}`);
  if (differences.length > SHOWN) console.log(`… and ${differences.length - SHOWN} more`);
  const checked = `${figures} figures and ${rollups} rollups of ${provinces} provinces`;
  console.log(`${differences.length === 0 ? "No" : differences.length} difference(s) in ${checked}`);
  return differences.length === 0 ? 0 : 1;
}

async function rebuild(client: pg.Client): Promise<number> {
  await client.query("BEGIN");
  const changed = await recomputeAll(pgTx(client), new Date());
  await client.query("COMMIT");
  console.log(`${changed} rollups changed`);
  return 0;
}

function chosen(): ((client: pg.Client) => Promise<number>) | null {
  try {
    const { values } = parseArgs({ options: { verify: { type: "boolean" }, rebuild: { type: "boolean" } } });
    if (values.verify === values.rebuild) return null;
    return values.verify ? verify : rebuild;
  } catch {
    return null;
  }
}

await runOnDatabase(USAGE, chosen());
