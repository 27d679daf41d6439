/** Asks for the password again before something grave; tries are slowed down like sign-ins. */
import "server-only";
import { forgiveSignIn, reserveSignIn } from "@/lib/data/sign-in-attempts";
import { getCredentials } from "@/lib/data/users";
import type { Actor } from "@/lib/domain/policy";
import { passwordFits } from "./password";

export type Confirmation = "right" | "wrong" | "slow-down";

/** `slow-down`: too many wrong ones; this one was not looked at. */
export async function confirmPassword(
  { id, username }: Actor,
  password: string,
  now: Date,
): Promise<Confirmation> {
  // The session stands for the device: a stolen one guesses no faster, and its failures hinder nobody else.
  const knock = { username, address: "session", device: `session ${id}` };
  const verdict = await reserveSignIn(knock, now);
  if (!verdict.allowed) return "slow-down";
  const user = await getCredentials(username);
  if (!(await passwordFits(user?.passwordHash ?? null, password))) return "wrong";
  await forgiveSignIn(knock);
  return "right";
}
