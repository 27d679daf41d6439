/** How next-auth signs people in: by password, and by single sign-on where it is configured. The token says only who. */
import "server-only";
import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { getCredentialsByIdentity, getSignedInUser } from "@/lib/data/users";
import { log } from "@/lib/log";
import { signInWithPassword } from "./password-sign-in";
import { returnPath } from "./return-path";
import { encodeSession, SESSION_SECONDS, sessionClaimsSchema } from "./session-token";
import { authSecret, secureCookies, singleSignOn } from "./settings";

declare module "next-auth" {
  interface User {
    sessionVersion: number;
  }
}

const credentials = CredentialsProvider({
  credentials: { username: {}, password: {} },
  authorize: (typed, request) => signInWithPassword(typed, request.headers?.["x-forwarded-for"]),
});

/** The identity is real, but no admin has entered it. next-auth wants an id; no user has this one. */
const STRANGER: User = { id: "stranger", sessionVersion: 0 };

function oidcProvider({
  issuer,
  clientId,
  clientSecret,
  name,
}: NonNullable<ReturnType<typeof singleSignOn>>) {
  return {
    id: "oidc",
    name,
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    issuer,
    clientId,
    clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid" } },
    profile: async ({ iss, sub }: { iss: string; sub: string }): Promise<User> => {
      const user = await getCredentialsByIdentity(iss, sub);
      if (user?.isActive) return { id: user.id, sessionVersion: user.sessionVersion };
      log.warn({ issuer: iss, subject: sub }, "single sign-on by an identity without an account");
      return STRANGER;
    },
  } as const satisfies NextAuthOptions["providers"][number];
}

/** A cookie of an ended session is the ordinary end of a session, no failure of the server. */
class SessionEnded extends Error {}

/** The configuration of next-auth. A function, so that importing it asks for no secret. */
export function authOptions(): NextAuthOptions {
  const oidc = singleSignOn();
  return {
    secret: authSecret(),
    useSecureCookies: secureCookies(),
    providers: oidc ? [credentials, oidcProvider(oidc)] : [credentials],
    pages: { signIn: "/login", signOut: "/account", error: "/login", verifyRequest: "/login", newUser: "/" },
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: {
      maxAge: SESSION_SECONDS,
      encode: ({ token }) => encodeSession(sessionClaimsSchema.parse(token), authSecret(), new Date()),
    },
    callbacks: {
      signIn: ({ user }) => (user.id === STRANGER.id ? "/login?error=UnknownIdentity" : true),
      redirect: ({ url, baseUrl }) => baseUrl + returnPath(url, baseUrl),
      jwt: async ({ token, user }) => {
        const now = new Date();
        if (user) {
          const signedInAt = Math.floor(now.getTime() / 1000);
          return { sub: user.id, version: user.sessionVersion, signedInAt };
        }
        const claims = sessionClaimsSchema.parse(token);
        const live = await getSignedInUser(claims.sub, now);
        if (live?.sessionVersion !== claims.version) throw new SessionEnded();
        return claims;
      },
      session: ({ session, token }) => {
        const { signedInAt } = sessionClaimsSchema.parse(token);
        const expires = new Date((signedInAt + SESSION_SECONDS) * 1000).toISOString();
        return { ...session, user: {}, expires };
      },
    },
    logger: {
      error: (code, metadata) => {
        const error = metadata instanceof Error ? metadata : metadata.error;
        if (code === "JWT_SESSION_ERROR") return log.info({ code }, "session ended");
        log.error({ code, error: error.message }, "sign-in failed");
      },
      warn: (code) => log.warn({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}
