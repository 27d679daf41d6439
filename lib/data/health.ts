/**
 * Whether the database answers. Asked on a connection of its own: a busy pool is no reason to call the database away.
 * Anybody may ask, so however many do, this process has one connection open for it and opens four a second at most.
 */
import "server-only";
import pg from "pg";
import { env } from "@/lib/env";

const PATIENCE_MS = 2000;
const FRESH_MS = 250;

let latest: Promise<boolean> | null = null;

/** False if there is no answer within two seconds, whatever the reason. An answer is kept for a quarter of a second. */
export function isDatabaseUp(): Promise<boolean> {
  latest ??= probe().finally(() => {
    setTimeout(() => {
      latest = null;
    }, FRESH_MS).unref();
  });
  return latest;
}

async function probe(): Promise<boolean> {
  const client = new pg.Client({
    connectionString: env.DATABASE_URL,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    client.end().catch(() => undefined);
  }
}
