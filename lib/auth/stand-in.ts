/**
 * For whom somebody acts in this browser: a cookie that holds nothing but the id of a stand-in. The database says at every
 * request whether that is in force; where it is over the request is refused, and never goes on with the own rights instead.
 */
import "server-only";
import { cookies } from "next/headers";
import { findStandIn, type InForce } from "@/lib/data/stand-ins";
import { getSignedInUser, type SignedInUser } from "@/lib/data/users";
import { secureCookies } from "./settings";
import { SESSION_SECONDS } from "./session-token";

/** A `__Secure-` cookie is only kept over https. */
function standInCookieName(secure: boolean): string {
  return `${secure ? "__Secure-" : ""}bao-phu.stand-in`;
}

function options() {
  return { httpOnly: true, sameSite: "lax", secure: secureCookies(), path: "/" } as const;
}

/** From the next request on. The caller has found it in force. */
export async function startStandingIn({ id }: Pick<InForce, "id">): Promise<void> {
  (await cookies()).set(standInCookieName(secureCookies()), id, { ...options(), maxAge: SESSION_SECONDS });
}

export async function stopStandingIn(): Promise<void> {
  (await cookies()).delete({ name: standInCookieName(secureCookies()), ...options() });
}

export type Standing =
  | { kind: "self" }
  /** The browser believes to act for somebody, and may not any more. */
  | { kind: "over" }
  | { kind: "acting"; standIn: InForce; absent: SignedInUser };

/** What a cookie of somebody else, or of nobody, says does not count. */
export async function getStanding(self: SignedInUser, now: Date): Promise<Standing> {
  const id = (await cookies()).get(standInCookieName(secureCookies()))?.value;
  if (!id) return { kind: "self" };
  const standIn = await findStandIn(self, id, now);
  if (standIn === null) return { kind: "self" };
  const absent = standIn === "over" ? null : await getSignedInUser(standIn.absent.id, now);
  if (standIn === "over" || !absent) return { kind: "over" };
  return { kind: "acting", standIn, absent };
}
