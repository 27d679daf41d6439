/**
 * The CSRF cookie of next-auth. It sets one only in answers of its own routes, so the first visitor of /login would have
 * none and could not sign in without JavaScript: proxy.ts sets the same cookie before the page is made.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** As next-auth names it; a `__Host-` cookie is only kept over https. */
export function csrfCookieName(secure: boolean): string {
  return `${secure ? "__Host-" : ""}next-auth.csrf-token`;
}

function sealed(token: string, secret: string): string {
  return `${token}|${createHash("sha256").update(`${token}${secret}`).digest("hex")}`;
}

/** A fresh cookie value in the form that next-auth verifies. */
export function newCsrfCookie(secret: string): string {
  return sealed(randomBytes(32).toString("hex"), secret);
}

/** The token for the hidden field of a form, or null if the cookie is not one of ours. */
export function csrfTokenOf(cookie: string | undefined, secret: string): string | null {
  const token = cookie?.split("|")[0];
  if (!cookie || !token) return null;
  const [given, right] = [Buffer.from(cookie), Buffer.from(sealed(token, secret))];
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}
