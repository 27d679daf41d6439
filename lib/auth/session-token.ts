/** The session cookie: its name, its claims and its life of twelve hours from the sign-in, however busy the session is. */
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";

export const SESSION_SECONDS = 12 * 60 * 60;

export const sessionClaimsSchema = z.object({
  /** The user's id. */
  sub: z.string(),
  /** The user's session version at sign-in; the session is over as soon as the database says another one. */
  version: z.int(),
  /** Unix seconds. */
  signedInAt: z.int(),
});
export type SessionClaims = z.infer<typeof sessionClaimsSchema>;

/** Browsers keep a `__Secure-` cookie only from https, which is what `secure` says of the app's own address. */
export function sessionCookieName(secure: boolean): string {
  return `${secure ? "__Secure-" : ""}next-auth.session-token`;
}

/** The cookie's value: encrypted, valid until twelve hours after the sign-in. */
export function encodeSession(claims: SessionClaims, secret: string, now: Date): Promise<string> {
  const left = claims.signedInAt + SESSION_SECONDS - Math.floor(now.getTime() / 1000);
  return encode({ token: claims, secret, maxAge: left });
}

/** Null for anything that is not a live session of ours: forged, expired, or from before a change of the claims. */
export async function decodeSession(
  token: string | undefined,
  secret: string,
): Promise<SessionClaims | null> {
  if (!token) return null;
  try {
    return sessionClaimsSchema.parse(await decode({ token, secret }));
  } catch {
    return null;
  }
}
