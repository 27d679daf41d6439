/**
 * Who is asking. Every page, action and route handler starts here; besides wall.ts, for screens at which nobody signs in, the
 * only place where an OrgScope is made.
 */
import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getTokenUserId } from "@/lib/data/tokens";
import { getSignedInUser, type SignedInUser } from "@/lib/data/users";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { requestPath } from "./request-context";
import { returnPath } from "./return-path";
import { authSecret, secureCookies } from "./settings";
import { decodeSession, sessionCookieName } from "./session-token";
import { getStanding, type Standing } from "./stand-in";

export function toActor(user: SignedInUser): Actor {
  const { id, username, displayName, role, unit, mustChangePassword } = user;
  const paths = user.unitExists ? user.paths : [];
  const provincePaths = user.unitExists ? user.provincePaths : [];
  const scope = { paths, provincePaths } as unknown as OrgScope;
  return { id, username, displayName, role, unit, scope, mustChangePassword };
}

/** The user of the session cookie as the database knows them now; read once per request. */
const getSessionUser = cache(async (): Promise<SignedInUser | null> => {
  const token = (await cookies()).get(sessionCookieName(secureCookies()))?.value;
  const claims = await decodeSession(token, authSecret());
  if (!claims) return null;
  const user = await getSignedInUser(claims.sub, new Date());
  return user?.sessionVersion === claims.version ? user : null;
});

/** For whom the browser of this session acts. */
const getSessionStanding = cache(async (): Promise<Standing> => {
  const user = await getSessionUser();
  return user?.unitExists ? getStanding(user, new Date()) : { kind: "self" };
});

/** The rights of the absent person, in the name of the one who acts. */
function actingFor(self: Actor, { absent, standIn }: Extract<Standing, { kind: "acting" }>): Actor {
  const { role, unit, scope } = toActor(absent);
  const { id, displayName } = absent;
  return { ...self, role, unit, scope, onBehalfOf: { id, displayName, toDay: standIn.toDay } };
}

async function redirectToLogin(): Promise<never> {
  const path = returnPath(await requestPath());
  redirect(path === "/" ? "/login" : `/login?callbackUrl=${encodeURIComponent(path)}`);
}

/**
 * Somebody who is signed in, even without rights: an ended unit (empty scope), a password that must be changed first, or
 * a stand-in that is over. Always the person themself, for whomever they act: only for the account page; everything else
 * asks requireActor.
 */
export async function requireSignedIn(): Promise<{
  actor: Actor;
  unitExists: boolean;
  standing: Standing["kind"];
  /** Whose place is taken, as every page says; null otherwise. */
  acting: Actor | null;
}> {
  const user = (await getSessionUser()) ?? (await redirectToLogin());
  const standing = await getSessionStanding();
  const actor = toActor(user);
  const acting = standing.kind === "acting" ? actingFor(actor, standing) : null;
  return { actor, unitExists: user.unitExists, standing: standing.kind, acting };
}

/** The actor of this request; otherwise redirects: to /login, or to /account if there is something to settle first. */
export async function requireActor(): Promise<Actor> {
  const { actor, unitExists, standing, acting } = await requireSignedIn();
  if (actor.mustChangePassword || !unitExists) redirect("/account");
  if (standing === "over") redirect("/account");
  return acting ?? actor;
}

/** For pages open to the unsigned that greet the signed-in differently. */
export async function isSignedIn(): Promise<boolean> {
  return (await getSessionUser()) !== null;
}

const UNAUTHORIZED = "Chưa đăng nhập hoặc phiên đã kết thúc";

/** The user of a bearer token, if it lives. */
async function getTokenUser(authorization: string): Promise<SignedInUser | null> {
  const now = new Date();
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const id = token ? await getTokenUserId(token, now) : null;
  return id ? getSignedInUser(id, now) : null;
}

/** The actor of a token is the person themself, who may stand in for nobody with it. */
async function getTokenActor(authorization: string): Promise<Actor | null> {
  const user = await getTokenUser(authorization);
  return user?.unitExists ? toActor(user) : null;
}

/** Somebody else chose the password of this session, so it may do nothing yet; a token was not made with it. */
async function getSettledSessionActor(): Promise<Actor | null> {
  const user = await getSessionUser();
  if (!user?.unitExists || user.mustChangePassword) return null;
  const standing = await getSessionStanding();
  if (standing.kind === "over") return null;
  return standing.kind === "acting" ? actingFor(toActor(user), standing) : toActor(user);
}

/**
 * The actor of an API request, by `Authorization: Bearer` or else by the session cookie; or the 401 to answer with.
 * Never redirects.
 */
export async function requireApiActor(request: Request): Promise<Actor | Response> {
  const authorization = request.headers.get("authorization");
  const actor = await (authorization === null ? getSettledSessionActor() : getTokenActor(authorization));
  if (actor) return actor;
  const headers = { "WWW-Authenticate": "Bearer", "Cache-Control": "no-store" };
  return Response.json({ error: "unauthorized", message: UNAUTHORIZED }, { status: 401, headers });
}
