/** Writes and removes the session cookie outside next-auth: after a change of password, and at sign-out. */
import "server-only";
import { cookies } from "next/headers";
import { authSecret, secureCookies } from "./settings";
import { encodeSession, SESSION_SECONDS, sessionCookieName } from "./session-token";
import { stopStandingIn } from "./stand-in";

function options() {
  return { httpOnly: true, sameSite: "lax", secure: secureCookies(), path: "/" } as const;
}

/** A new session of this browser; all others ended when the session version moved. */
export async function startSession(user: { id: string; sessionVersion: number }, now: Date): Promise<void> {
  const signedInAt = Math.floor(now.getTime() / 1000);
  const token = await encodeSession(
    { sub: user.id, version: user.sessionVersion, signedInAt },
    authSecret(),
    now,
  );
  (await cookies()).set(sessionCookieName(secureCookies()), token, { ...options(), maxAge: SESSION_SECONDS });
}

/** A `__Secure-` cookie is only removed by a header that is secure itself. */
export async function endSession(): Promise<void> {
  (await cookies()).delete({ name: sessionCookieName(secureCookies()), ...options() });
  // The next person in this browser acts for nobody.
  await stopStandingIn();
}
