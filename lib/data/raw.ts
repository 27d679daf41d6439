/** Raw SQL on a connection inside a transaction, be it Prisma's or a bulk load's own. */
import { createHash } from "node:crypto";
import type { ClientBase } from "pg";
import type { Tx } from "./db";

/** What set-based statements need: constant text, parameters apart. */
export type RawTx = Pick<Tx, "$queryRawUnsafe" | "$executeRawUnsafe">;

/**
 * The same for a `pg` client on which the caller has begun a transaction (COPY needs one; Prisma has none).
 * BIGINT comes back as text here and as bigint from Prisma: statements for both cast what they return.
 */
export function pgTx(client: ClientBase): RawTx {
  return {
    $queryRawUnsafe: async <T>(text: string, ...values: unknown[]) =>
      (await client.query(text, values)).rows as T,
    $executeRawUnsafe: async (text: string, ...values: unknown[]) =>
      (await client.query(text, values)).rowCount ?? 0,
  } as RawTx;
}

/** Rows as one parameter for jsonb_to_recordset; whole numbers of any size as digits. */
export function rowsParameter(rows: readonly object[]): string {
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

const names = new Map<string, string>();

/**
 * A constant statement that the connection keeps, for the long ones of every approval: planning them costs more than
 * running them. The name holds a hash of the text, because a connection keeps a name for one text only.
 */
export function prepared(name: string, text: string): string {
  names.set(text, `${name}_${createHash("sha256").update(text).digest("hex").slice(0, 12)}`);
  return text;
}

/**
 * Until the end of the transaction kept statements keep their plan too, which PostgreSQL would else make anew at each
 * call, and nothing is compiled: for statements of milliseconds that costs more than all the rest.
 */
export async function keepPlans(tx: RawTx): Promise<void> {
  await tx.$queryRawUnsafe(
    "SELECT set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true)",
  );
}

/** The name under which the connection keeps a statement; empty for one that it forgets. */
export function statementName({ sql }: { sql: string }): string {
  return names.get(sql) ?? "";
}
