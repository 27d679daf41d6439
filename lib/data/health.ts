/** Whether the database answers. Asked on a connection of its own: a busy pool is no reason to call the database away. */
import "server-only";
import pg from "pg";
import { env } from "@/lib/env";

const PATIENCE_MS = 2000;

/** False if there is no answer within two seconds, whatever the reason. */
export async function isDatabaseUp(): Promise<boolean> {
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
