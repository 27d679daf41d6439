/** Bearer tokens of the API: stored as a hash only, expiring, revocable. A token can never do more than its user. */
import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { writeAudit } from "./audit";
import { db } from "./db";
import type { By } from "./user-changes";

const PREFIX = "bp_";
const DAY = 24 * 60 * 60 * 1000;
export const TOKEN_DAYS_MAX = 366;

function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(token).digest());
}

export type NewToken = { username: string; label: string; days: number };

/** The token is in the answer and nowhere else. */
export async function createToken(
  { username, label, days }: NewToken,
  { actorId, now }: By,
): Promise<{ ok: true; token: string; id: string; expiresAt: Date } | { ok: false; reason: "unknown-user" }> {
  const token = PREFIX + randomBytes(32).toString("base64url");
  const id = uuidv7();
  const expiresAt = new Date(now.getTime() + days * DAY);
  return db.$transaction(async (tx) => {
    const user = await tx.user.findFirst({ where: { username, isActive: true }, include: { unit: true } });
    if (!user) return { ok: false, reason: "unknown-user" };
    await tx.apiToken.create({
      data: { id, userId: user.id, tokenHash: hashOf(token), label, createdAt: now, expiresAt },
    });
    await writeAudit(tx, {
      provinceId: user.unit.provinceId,
      actorId,
      event: "token.create",
      subject: `token:${id}`,
      after: { username, label, expiresAt: expiresAt.toISOString() },
      at: now,
    });
    return { ok: true, token, id, expiresAt };
  });
}

/** The user whose live token this is, or null. Whether the user still has rights is asked elsewhere, every time. */
export async function getTokenUserId(token: string, now: Date): Promise<string | null> {
  if (!/^bp_[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const row = await db.apiToken.findFirst({
    where: { tokenHash: hashOf(token), revokedAt: null, expiresAt: { gt: now } },
    select: { userId: true },
  });
  return row?.userId ?? null;
}

export type TokenRow = {
  id: string;
  username: string;
  label: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
};

/** Newest first; of one user, or of everybody. */
export async function listTokens(username?: string): Promise<TokenRow[]> {
  const rows = await db.apiToken.findMany({
    ...(username === undefined ? {} : { where: { user: { username } } }),
    orderBy: { createdAt: "desc" },
    include: { user: { select: { username: true } } },
  });
  return rows.map(({ id, user, label, createdAt, expiresAt, revokedAt }) => {
    return { id, username: user.username, label, createdAt, expiresAt, revokedAt };
  });
}

/** `owner`: only a token of this user. False if there is no such live token. */
export async function revokeToken(
  id: string,
  { actorId, now }: By,
  owner?: { username: string },
): Promise<boolean> {
  if (!z.uuid().safeParse(id).success) return false;
  return db.$transaction(async (tx) => {
    const where = { id, revokedAt: null, ...(owner ? { user: owner } : {}) };
    const { count } = await tx.apiToken.updateMany({ where, data: { revokedAt: now } });
    if (count === 0) return false;
    const token = await tx.apiToken.findUniqueOrThrow({
      where: { id },
      include: { user: { include: { unit: { select: { provinceId: true } } } } },
    });
    await writeAudit(tx, {
      provinceId: token.user.unit.provinceId,
      actorId,
      event: "token.revoke",
      subject: `token:${id}`,
      after: { username: token.user.username, label: token.label },
      at: now,
    });
    return true;
  });
}
