/**
 * A browser that has signed in with a name keeps a signed cookie saying so. It gives no right; it only lets this browser
 * try on its own account while others are being slowed down (lib/domain/sign-in.ts).
 */
import "server-only";
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { cookies } from "next/headers";
import { authSecret, secureCookies } from "./settings";

const YEAR = 365 * 24 * 60 * 60;

/** One cookie for each name that uses this browser; the name itself is not readable in it. */
function cookieName(username: string): string {
  return `bao-phu.device.${createHash("sha256").update(username).digest("hex").slice(0, 12)}`;
}

function signature(device: string, username: string): string {
  return createHmac("sha256", authSecret()).update(`device ${device} ${username}`).digest("base64url");
}

/** The browser's id if it has signed in with this name before, else null. */
export async function knownDevice(username: string): Promise<string | null> {
  const [device = "", given = ""] = (await cookies()).get(cookieName(username))?.value.split(".") ?? [];
  const [left, right] = [Buffer.from(given), Buffer.from(signature(device, username))];
  return left.length === right.length && timingSafeEqual(left, right) ? device : null;
}

/** Called after a right password. */
export async function rememberDevice(username: string): Promise<void> {
  const device = (await knownDevice(username)) ?? randomBytes(12).toString("base64url");
  (await cookies()).set(cookieName(username), `${device}.${signature(device, username)}`, {
    httpOnly: true,
    sameSite: "lax",
    secure: secureCookies(),
    maxAge: YEAR,
    path: "/api/auth",
  });
}
