/** The tallies of failed sign-ins, kept in the database so that every app instance slows down alike. */
import "server-only";
import { createHash } from "node:crypto";
import {
  addressKey,
  countFailure,
  FORGOTTEN_AFTER,
  judgeSignIn,
  type Tallies,
  type Tally,
  type TallyKind,
  type Verdict,
} from "@/lib/domain/sign-in";
import { db, type Tx } from "./db";

/** Who knocks. `device` is the id of a browser that has signed in with this name before, proved by its signed cookie. */
export type Knock = { username: string; address: string; device: string | null };

/** Names are hashed: people type passwords into the name field. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

function keysOf({ username, address, device }: Knock): Record<TallyKind, string> {
  const from = addressKey(address);
  return {
    pair: device ? `device:${digest(`${username} ${device}`)}` : `pair:${digest(username)}:${from}`,
    address: `address:${from}`,
    name: `name:${digest(username)}`,
  };
}

/** Rows that do not exist yet cannot be locked; sorted, so that two tries never wait for each other in a circle. */
async function lockKeys(tx: Tx, keys: Record<TallyKind, string>): Promise<void> {
  for (const key of Object.values(keys).sort()) {
    await tx.$executeRawUnsafe("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", key);
  }
}

const KINDS = ["pair", "address", "name"] as const;

async function readTallies(tx: Tx, keys: Record<TallyKind, string>): Promise<Tallies> {
  const rows = await tx.signInAttempt.findMany({ where: { key: { in: Object.values(keys) } } });
  const tally = (kind: TallyKind): Tally | null => {
    const row = rows.find(({ key }) => key === keys[kind]);
    return row ? { failures: row.failures, lastFailureAt: row.lastFailureAt.getTime() } : null;
  };
  return { pair: tally("pair"), address: tally("address"), name: tally("name") };
}

/**
 * Asks for one try and counts it as a failure at once; `forgiveSignIn` takes that back. Counting first is what makes a
 * hundred tries at the same moment cost a hundred failures. A refused try is not counted, so waiting always ends.
 */
export async function reserveSignIn(knock: Knock, now: Date): Promise<Verdict> {
  const keys = keysOf(knock);
  return db.$transaction(async (tx) => {
    await lockKeys(tx, keys);
    const tallies = await readTallies(tx, keys);
    const verdict = judgeSignIn(tallies, knock.device !== null, now.getTime());
    if (!verdict.allowed) return verdict;
    for (const kind of KINDS) {
      const { failures, lastFailureAt } = countFailure(kind, tallies[kind], now.getTime());
      const tally = { failures, lastFailureAt: new Date(lastFailureAt) };
      await tx.signInAttempt.upsert({
        where: { key: keys[kind] },
        create: { key: keys[kind], ...tally },
        update: tally,
      });
    }
    return verdict;
  });
}

/** After a right password: the pair starts anew, the address and the name get this one try back. */
export async function forgiveSignIn(knock: Knock): Promise<void> {
  const keys = keysOf(knock);
  const { pair, address, name } = keys;
  await db.$transaction(async (tx) => {
    await lockKeys(tx, keys);
    await tx.signInAttempt.deleteMany({
      where: { OR: [{ key: pair }, { key: { in: [address, name] }, failures: 1 }] },
    });
    await tx.signInAttempt.updateMany({
      where: { key: { in: [address, name] }, failures: { gt: 1 } },
      data: { failures: { decrement: 1 } },
    });
  });
}

/** Deletes what no rule looks at any more; returns how many. */
export async function pruneSignInAttempts(now: Date): Promise<number> {
  const oldest = new Date(now.getTime() - FORGOTTEN_AFTER);
  return (await db.signInAttempt.deleteMany({ where: { lastFailureAt: { lt: oldest } } })).count;
}
