/**
 * Screens in operations rooms, at which nobody signs in: a code that is typed once gives the browser a cookie that opens the
 * panels at /wall and is not even sent anywhere else. No session is needed or touched.
 */
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { cookies } from "next/headers";
import { cache } from "react";
import { forgiveSignIn, reserveSignIn } from "@/lib/data/sign-in-attempts";
import { getSignedInUser, type SignedInUser } from "@/lib/data/users";
import { getWall, markWallSeen, redeemWall, type KnownWall, type WallRow } from "@/lib/data/walls";
import { dayInVietnam } from "@/lib/domain/day";
import { can, type OrgScope, type Reader } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";
import { isShownOnWalls } from "@/lib/domain/wall";
import { env } from "@/lib/env";
import { clientAddress } from "./client-address";
import { requestLog } from "./request-context";
import { toActor } from "./session";
import { secureCookies } from "./settings";

const PATH = "/wall";

/** A `__Secure-` cookie is only kept over https. */
function wallCookieName(secure: boolean): string {
  return `${secure ? "__Secure-" : ""}bao-phu.wall`;
}

/** Why a screen that was open is not any more. `withdrawn`: who made it may not show this unit now. */
export type WallEnd = "revoked" | "expired" | "withdrawn";

export type WallAccess =
  | { kind: "open"; unit: Unit; label: string; seconds: number; reader: Reader }
  | { kind: "closed"; end: WallEnd | null };

const mayShow = (creator: SignedInUser | null, unit: Pick<Unit, "path">) =>
  creator !== null && can(toActor(creator), "wall.manage", unit);

export function endOf({ state, unit, creator }: KnownWall, now: Date): WallEnd | null {
  if (state !== "on") return state === "revoked" ? "revoked" : "expired";
  return mayShow(creator, unit) && isShownOnWalls(unit, dayInVietnam(now)) ? null : "withdrawn";
}

/**
 * What this screen may show, as the database says now; the counterpart of requireActor. Its reader is one who sees what
 * is approved of the unit and below, and no draft.
 */
export const requireWall = cache(async (): Promise<WallAccess> => {
  const token = (await cookies()).get(wallCookieName(secureCookies()))?.value;
  const now = new Date();
  const wall = token === undefined ? null : await getWall(token, now);
  if (!wall) return { kind: "closed", end: null };
  const end = endOf(wall, now);
  if (end !== null) return { kind: "closed", end };
  await markWallSeen(wall, now);
  const { id, unit, label, seconds } = wall;
  const scope = { paths: [unit.path], provincePaths: [] } as unknown as OrgScope;
  return { kind: "open", unit, label, seconds, reader: { id, role: "viewer", scope } };
});

/** Ids of the screens that are dark because who made them may not show their unit now. */
export async function listWithdrawn(walls: readonly WallRow[], now: Date): Promise<Set<string>> {
  const ids = [...new Set(walls.map(({ createdBy }) => createdBy.id))];
  const users = new Map(
    await Promise.all(ids.map(async (id) => [id, await getSignedInUser(id, now)] as const)),
  );
  const dark = walls.filter(({ createdBy, unit }) => !mayShow(users.get(createdBy.id) ?? null, unit));
  return new Set(dark.map(({ id }) => id));
}

type Redemption = "opened" | "refused" | "slow-down";

/** Trying codes is slowed down per address like passwords; no user can have this name. */
const NAME = "màn hình";

/** Wrong, late and used codes are all `refused`. */
export async function openWall(code: string, forwardedFor: string | null): Promise<Redemption> {
  const address = clientAddress(forwardedFor, env.TRUST_PROXY);
  const knock = { username: NAME, address, device: null };
  const now = new Date();
  const verdict = await reserveSignIn(knock, now);
  const log = await requestLog();
  if (!verdict.allowed) {
    log.warn({ address }, "wall code refused: too many failures");
    return "slow-down";
  }
  if (verdict.holdBackMs > 0) await sleep(verdict.holdBackMs);
  const opened = await redeemWall(code, now);
  if (!opened) {
    log.warn({ address }, "wall code refused");
    return "refused";
  }
  await forgiveSignIn(knock);
  (await cookies()).set(wallCookieName(secureCookies()), opened.token, {
    httpOnly: true,
    sameSite: "strict",
    secure: secureCookies(),
    path: PATH,
    expires: opened.expiresAt,
  });
  return "opened";
}

/** What is typed into a screen's browser. */
export const wallAddress = () => new URL(PATH, env.APP_URL).href;
