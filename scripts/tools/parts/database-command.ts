/** A tool of one call against the database: what was chosen runs on one connection, and its end is the exit code. */
import pg from "pg";
import { failureText } from "./failure";

/** @param chosen null for a call that the tool does not know: then `usage` is said and the exit code is 2; 3 if it fails */
export async function runOnDatabase(
  usage: string,
  chosen: ((client: pg.Client) => Promise<number>) | null,
): Promise<void> {
  if (!chosen) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  // A server that goes away is told by the statement that waits for it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    process.exitCode = await chosen(client);
  } catch (error) {
    console.error(`Error: ${failureText(error)}`);
    process.exitCode = 3;
  } finally {
    await client.end();
  }
}
