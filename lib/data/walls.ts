/** Screens in operations rooms: made by somebody, opened once by a code, and open as long as that person may show the unit. */
import "server-only";
import { createHash, randomBytes, randomInt } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { dayInVietnam } from "@/lib/domain/day";
import { can, type Actor } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";
import {
  CODE_DIGITS,
  codeExpiry,
  isSeenLongAgo,
  parseCode,
  wallExpiry,
  wallState,
  type WallState,
} from "@/lib/domain/wall";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { inScopeSql } from "./dashboard-units";
import { db } from "./db";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";
import { getSignedInUser, type SignedInUser } from "./users";

const hashOf = (secret: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(createHash("sha256").update(secret).digest());

/** Every digit by itself: a random number of sixteen digits is more than `randomInt` can make. */
const newCode = () => Array.from({ length: CODE_DIGITS }, () => randomInt(10)).join("");

const newToken = () => randomBytes(32).toString("base64url");

/** The nation and the provinces of today that this person may put on a screen, by code. */
export async function listWallUnits(actor: Actor, now: Date): Promise<Unit[]> {
  const rows = await db.$queryRawUnsafe(
    `SELECT ${UNIT_COLUMNS} FROM units u
     WHERE u.level IN ('nation', 'province') AND $2::date BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
       AND ${inScopeSql()}
     ORDER BY u.level, u.code`,
    actor.scope.paths,
    dayInVietnam(now),
  );
  const units = z.array(unitRowSchema).parse(rows);
  return units.filter(({ path }) => can(actor, "wall.manage", { path }));
}

type NewWall = { unit: string; label: string; seconds: number };

/** The code is in the answer and nowhere else. */
export async function createWall(
  { unit: unitId, label, seconds }: NewWall,
  actor: Actor,
  now: Date,
): Promise<{ ok: true; code: string; codeExpiresAt: Date } | { ok: false; reason: "unknown-unit" }> {
  const unit = (await listWallUnits(actor, now)).find(({ id }) => id === unitId);
  if (!unit) return { ok: false, reason: "unknown-unit" };
  const [id, code] = [uuidv7(), newCode()];
  const [codeExpiresAt, expiresAt] = [codeExpiry(now), wallExpiry(now)];
  await db.$transaction(async (tx) => {
    await tx.wall.create({
      data: {
        id,
        unitId: unit.id,
        label,
        panelSeconds: seconds,
        codeHash: hashOf(code),
        codeExpiresAt,
        createdBy: actor.id,
        createdAt: now,
        expiresAt,
      },
    });
    await writeAudit(tx, {
      provinceId: unit.provinceId,
      ...by(actor),
      event: "wall.create",
      subject: `wall:${id}`,
      after: { unit: unit.id, label, expiresAt: expiresAt.toISOString() },
      at: now,
    });
  });
  return { ok: true, code, codeExpiresAt };
}

/**
 * The token for the screen on which the code was typed, once; null for whatever cannot be redeemed, without saying why and
 * after the same work. Of two screens that send it at the same moment one finds it used.
 */
export async function redeemWall(
  typed: string,
  now: Date,
): Promise<{ token: string; expiresAt: Date } | null> {
  const codeHash = hashOf(parseCode(typed) ?? "");
  const token = newToken();
  return db.$transaction(async (tx) => {
    const [wall] = await tx.wall.updateManyAndReturn({
      where: { codeHash, redeemedAt: null, revokedAt: null, codeExpiresAt: { gt: now } },
      data: { codeHash: null, tokenHash: hashOf(token), redeemedAt: now },
      include: { unit: { select: { provinceId: true } } },
    });
    if (!wall) return null;
    await writeAudit(tx, {
      provinceId: wall.unit.provinceId,
      // Nobody is signed in at a screen; the entry of its making says who answers for it.
      actorId: null,
      event: "wall.redeem",
      subject: `wall:${wall.id}`,
      after: { unit: wall.unitId, label: wall.label },
      at: now,
    });
    return { token, expiresAt: wall.expiresAt };
  });
}

export type KnownWall = {
  id: string;
  label: string;
  seconds: number;
  state: WallState;
  lastSeenAt: Date | null;
  unit: Unit;
  /** Who made it, as they are now; null once they are disabled. */
  creator: SignedInUser | null;
};

/** The screen with this token, whatever became of it; null if there never was one. */
export async function getWall(token: string, now: Date): Promise<KnownWall | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const wall = await db.wall.findUnique({ where: { tokenHash: hashOf(token) } });
  if (!wall) return null;
  const [unit, creator] = await Promise.all([readUnit(wall.unitId), getSignedInUser(wall.createdBy, now)]);
  const { id, label, panelSeconds: seconds, lastSeenAt } = wall;
  return { id, label, seconds, state: wallState(wall, now), lastSeenAt, unit, creator };
}

/** Once an hour is often enough to know that a screen still runs. */
export async function markWallSeen({ id, lastSeenAt }: KnownWall, now: Date): Promise<void> {
  if (isSeenLongAgo(lastSeenAt, now)) await db.wall.updateMany({ where: { id }, data: { lastSeenAt: now } });
}

async function readUnit(id: string): Promise<Unit> {
  const rows = await db.$queryRawUnsafe(`SELECT ${UNIT_COLUMNS} FROM units u WHERE u.id = $1`, id);
  const [unit] = z.array(unitRowSchema).parse(rows);
  if (!unit) throw new Error(`there is no unit ${id}`);
  return unit;
}

export type WallRow = {
  id: string;
  label: string;
  unit: { shortName: string; path: string };
  createdBy: { id: string; displayName: string };
  state: WallState;
  codeExpiresAt: Date;
  expiresAt: Date;
  lastSeenAt: Date | null;
};

const LISTED = 100;

/** Screens of units in this person's scope, whoever made them, the newest first. */
export async function listWalls(actor: Actor, now: Date): Promise<WallRow[]> {
  const units = await listWallUnits(actor, now);
  const rows = await db.wall.findMany({
    where: { unitId: { in: units.map(({ id }) => id) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LISTED,
    include: {
      unit: { select: { shortName: true, path: true } },
      createdByUser: { select: { id: true, displayName: true } },
    },
  });
  return rows.map((wall) => ({
    id: wall.id,
    label: wall.label,
    unit: wall.unit,
    createdBy: wall.createdByUser,
    state: wallState(wall, now),
    codeExpiresAt: wall.codeExpiresAt,
    expiresAt: wall.expiresAt,
    lastSeenAt: wall.lastSeenAt,
  }));
}

/** False if there is no such screen in this person's scope, or it is over already. */
export async function revokeWall(id: string, actor: Actor, now: Date): Promise<boolean> {
  const units = await listWallUnits(actor, now);
  return db.$transaction(async (tx) => {
    const [wall] = await tx.wall.updateManyAndReturn({
      where: { id, revokedAt: null, unitId: { in: units.map((unit) => unit.id) } },
      data: { revokedAt: now, codeHash: null },
      include: { unit: { select: { provinceId: true } } },
    });
    if (!wall) return false;
    await writeAudit(tx, {
      provinceId: wall.unit.provinceId,
      ...by(actor),
      event: "wall.revoke",
      subject: `wall:${id}`,
      after: { unit: wall.unitId, label: wall.label },
      at: now,
    });
    return true;
  });
}
