/** What signing in needs from the environment. */
import "server-only";
import { env } from "@/lib/env";

/** Command-line tools run without it, so it is asked for at the first use and not at import. */
export function authSecret(): string {
  if (!env.NEXTAUTH_SECRET) throw new Error("NEXTAUTH_SECRET is not set");
  return env.NEXTAUTH_SECRET;
}

export function secureCookies(): boolean {
  return env.APP_URL.startsWith("https://");
}
