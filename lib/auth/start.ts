/** What signing in needs before the first request; a missing or half setting stops the server here, not a user later. */
import "server-only";
import { env } from "@/lib/env";
import { dropForgedForwarding } from "./client-address";
import { authSecret, singleSignOn } from "./settings";

/** Called once, when the server starts. @throws if a setting is missing or half */
export function prepareSignIn(): void {
  authSecret();
  singleSignOn();
  if (env.TRUST_PROXY === 0) dropForgedForwarding();
}
