/** Raw SQL on a connection inside a transaction, be it Prisma's or a bulk load's own. */
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
