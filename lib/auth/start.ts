/** What signing in needs before the first request; a missing or half setting stops the server here, not a user later. */
import "server-only";
import { env } from "@/lib/env";
import { dropForgedForwarding } from "./client-address";
import { authSecret, singleSignOn } from "./settings";

export function prepareSignIn(): void {
  authSecret();
  singleSignOn();
  if (env.TRUST_PROXY === 0) dropForgedForwarding();
}
