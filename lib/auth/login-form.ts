/** What the login page needs besides its words. */
import "server-only";
import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { csrfCookieName, csrfTokenOf } from "./csrf";
import { returnPath } from "./return-path";
import { authSecret, secureCookies, singleSignOn } from "./settings";

export type LoginForm = {
  /** For the hidden field; proxy.ts has made sure that the browser holds the cookie to it. */
  csrfToken: string;
  returnPath: string;
  /** What single sign-on is called; null where there is none. */
  singleSignOn: string | null;
};

/** @param callbackUrl where the visitor wanted to go, as the address says; only a path of this application is kept */
export async function getLoginForm(callbackUrl: string | undefined): Promise<LoginForm> {
  const cookie = (await cookies()).get(csrfCookieName(secureCookies()))?.value;
  return {
    csrfToken: csrfTokenOf(cookie, authSecret()) ?? "",
    returnPath: returnPath(callbackUrl, new URL(env.APP_URL).origin),
    singleSignOn: singleSignOn()?.name ?? null,
  };
}
