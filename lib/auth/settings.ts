/** What signing in needs from the environment. */
import "server-only";
import { env } from "@/lib/env";

/** Command-line tools run without it, so it is asked for at the first use and not at import. */
export function authSecret(): string {
  if (!env.NEXTAUTH_SECRET) throw new Error("NEXTAUTH_SECRET is not set");
  return env.NEXTAUTH_SECRET;
}

/** Browsers keep secure cookies from https only, so the app's own address decides. */
export function secureCookies(): boolean {
  return env.APP_URL.startsWith("https://");
}

export type SingleSignOn = { issuer: string; clientId: string; clientSecret: string; name: string };

/** Null unless issuer, client id and secret are all set; half a configuration is a mistake and stops the server. */
export function singleSignOn(): SingleSignOn | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret) {
    throw new Error("OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set together");
  }
  return { issuer, clientId, clientSecret, name: env.OIDC_NAME ?? "tài khoản cơ quan" };
}
