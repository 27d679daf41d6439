/** One try to sign in by name and password: slowed down, counted, and answered alike for unknown names. */
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { User } from "next-auth";
import { z } from "zod";
import { forgiveSignIn, pruneSignInAttempts, reserveSignIn } from "@/lib/data/sign-in-attempts";
import { getCredentials } from "@/lib/data/users";
import { normaliseUsername } from "@/lib/domain/sign-in";
import { env } from "@/lib/env";
import { clientAddress } from "./client-address";
import { knownDevice, rememberDevice } from "./known-device";
import { passwordFits } from "./password";
import { requestLog } from "./request-context";

const typedSchema = z.object({
  username: z.string().min(1).max(200).transform(normaliseUsername),
  password: z.string().min(1).max(1000),
});

const PRUNE_EVERY = 10 * 60 * 1000;
/** Only saves work: the rules never look at what is old enough to be pruned. */
let prunedAt = 0;

async function pruneNowAndThen(now: Date): Promise<void> {
  if (now.getTime() - prunedAt < PRUNE_EVERY) return;
  prunedAt = now.getTime();
  await pruneSignInAttempts(now);
}

/** Tries are refused for so long. */
class SlowDown extends Error {
  constructor(seconds: number) {
    super(`SlowDown.${seconds}`);
  }
}

async function tryPassword(typed: unknown, forwardedFor: string | undefined): Promise<User | null> {
  const parsed = typedSchema.safeParse(typed);
  if (!parsed.success) return null;
  const { username, password } = parsed.data;
  const address = clientAddress(forwardedFor, env.TRUST_PROXY);
  const knock = { username, address, device: await knownDevice(username) };
  const now = new Date();
  const log = await requestLog();
  await pruneNowAndThen(now);
  const verdict = await reserveSignIn(knock, now);
  if (!verdict.allowed) {
    log.warn({ address, retryAfterSeconds: verdict.retryAfterSeconds }, "sign-in refused: too many failures");
    throw new SlowDown(verdict.retryAfterSeconds);
  }
  if (verdict.holdBackMs > 0) await sleep(verdict.holdBackMs);

  const user = await getCredentials(username);
  const fits = await passwordFits(user?.passwordHash ?? null, password);
  if (!user?.isActive || !fits) {
    // A name that nobody has may be a password typed into the wrong field: it is not logged.
    log.warn({ address, userId: user?.id, isActive: user?.isActive }, "sign-in failed");
    return null;
  }
  await forgiveSignIn(knock);
  await rememberDevice(username);
  log.info({ address, userId: user.id }, "signed in");
  return { id: user.id, sessionVersion: user.sessionVersion };
}

/**
 * The user, or null: unknown name, wrong password and disabled account are one answer. Throws what next-auth may show:
 * it puts the message of any exception into the address of the login page, so nothing else leaves here.
 */
export async function signInWithPassword(
  typed: unknown,
  forwardedFor: string | undefined,
): Promise<User | null> {
  try {
    return await tryPassword(typed, forwardedFor);
  } catch (error) {
    if (error instanceof SlowDown) throw error;
    (await requestLog()).error({ err: error }, "sign-in broke");
    throw new Error("Unavailable");
  }
}
