/** What a program sends to be somebody. */
import type { Role } from "@/lib/domain/policy";
import { createToken } from "@/lib/data/tokens";
import { createUser } from "@/lib/data/user-changes";

/** A new person with a token. @returns the header `authorization` */
export async function tokenOf(username: string, unit: string, role: Role = "viewer"): Promise<string> {
  const by = { actorId: null, now: new Date() };
  const user = { username, displayName: username, role, unit, passwordHash: "hash" } as const;
  await createUser({ ...user, mustChangePassword: false }, by);
  const made = await createToken({ username, label: "thử", days: 1 }, by);
  if (!made.ok) throw new Error(made.reason);
  return `Bearer ${made.token}`;
}
