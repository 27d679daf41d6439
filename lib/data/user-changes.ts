/** Every change of a user, each with its audit entry in the same transaction; what takes a right away ends the sessions. */
import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { MailChoice } from "@/lib/domain/mail";
import type { Role } from "@/lib/domain/policy";
import { writeAudit, writeAudits, type AuditEntry } from "./audit";
import { db, type Tx } from "./db";
import { findUserUnit, type UnitRefusal } from "./user-units";

export type UserRefusal =
  UnitRefusal | { ok: false; reason: "unknown-user" | "username-taken" | "identity-taken" };
export type UserOutcome = { ok: true } | UserRefusal;

/** Who changes it and when; `actorId` is null for the command line. */
export type By = { actorId: string | null; now: Date };

const userSubject = (username: string) => `user:${username}`;

export type NewUser = {
  username: string;
  displayName: string;
  role: Role;
  /** Code or id. */
  unit: string;
  /** Null: signs in by single sign-on only. */
  passwordHash: string | null;
  mustChangePassword: boolean;
  /** Where mails go; null: nowhere. */
  email?: string | null;
};

/** The unit must exist today and fit the role; a name is never given twice. */
export async function createUser(input: NewUser, { actorId, now }: By): Promise<UserOutcome> {
  const { username, displayName, role, passwordHash, mustChangePassword, email = null } = input;
  return db.$transaction(async (tx) => {
    const found = await findUserUnit(tx, role, input.unit, now);
    if (!found.ok) return found;
    const { id: unitId, provinceId } = found.unit;
    const user = { username, displayName, role, unitId, passwordHash, mustChangePassword, email };
    const { count } = await tx.user.createMany({
      data: { ...user, id: uuidv7(), createdAt: now },
      skipDuplicates: true,
    });
    if (count === 0) return { ok: false, reason: "username-taken" };
    const after = {
      displayName,
      role,
      unitId,
      mustChangePassword,
      hasPassword: passwordHash !== null,
      email,
    };
    await writeAudit(tx, {
      provinceId,
      actorId,
      event: "user.create",
      subject: userSubject(username),
      after,
      at: now,
    });
    return { ok: true };
  });
}

/** Locked until the transaction ends, so that what the audit entry calls "before" is what was changed. */
async function lockUser(tx: Tx, username: string) {
  await tx.$executeRawUnsafe("SELECT 1 FROM users WHERE username = $1 FOR NO KEY UPDATE", username);
  return tx.user.findUnique({ where: { username }, include: { unit: { select: { provinceId: true } } } });
}
type LockedUser = NonNullable<Awaited<ReturnType<typeof lockUser>>>;

type Change =
  | UserRefusal
  | {
      ok: true;
      data: Partial<Omit<LockedUser, "id" | "username" | "unit">>;
      /** Ends every session of the user at the next request. */
      endsSessions: boolean;
      before: Exclude<AuditEntry["before"], undefined>;
      after: Exclude<AuditEntry["after"], undefined>;
      /** The province of the new unit, if the unit changes. */
      provinceId?: string;
    };

async function changeUser(
  username: string,
  event: string,
  { actorId, now }: By,
  decide: (user: LockedUser, tx: Tx) => Change | Promise<Change>,
): Promise<UserOutcome> {
  return db.$transaction(async (tx) => {
    const user = await lockUser(tx, username);
    if (!user) return { ok: false, reason: "unknown-user" };
    const change = await decide(user, tx);
    if (!change.ok) return change;
    const { data, endsSessions, before, after } = change;
    await tx.user.update({
      where: { id: user.id },
      data: { ...data, ...(endsSessions ? { sessionVersion: { increment: 1 } } : {}) },
    });
    const { provinceId } = user.unit;
    // A move concerns two provinces: each finds it in its own record.
    const provinces = [...new Set([provinceId, change.provinceId ?? provinceId])];
    const entry = { actorId, event, subject: userSubject(username), before, after, at: now };
    await writeAudits(
      tx,
      provinces.map((province) => ({ ...entry, provinceId: province })),
    );
    return { ok: true };
  });
}

/** A disabled user's sessions and tokens end at once; enabling brings no session back. */
export function setUserActive(username: string, isActive: boolean, by: By): Promise<UserOutcome> {
  return changeUser(username, isActive ? "user.enable" : "user.disable", by, (user) => ({
    ok: true,
    data: { isActive },
    endsSessions: !isActive,
    before: { isActive: user.isActive },
    after: { isActive },
  }));
}

/** The hash itself is never recorded. `mustChange`: somebody else chose the password. */
export function setUserPassword(
  username: string,
  passwordHash: string,
  mustChange: boolean,
  by: By,
): Promise<UserOutcome> {
  return changeUser(username, "user.password", by, (user) => ({
    ok: true,
    data: { passwordHash, mustChangePassword: mustChange },
    endsSessions: true,
    before: { mustChangePassword: user.mustChangePassword },
    after: { mustChangePassword: mustChange },
  }));
}

/** To another unit, another role, or both; what is undefined stays. */
export function moveUser(
  username: string,
  to: { role: Role | undefined; unit: string | undefined },
  by: By,
): Promise<UserOutcome> {
  return changeUser(username, "user.move", by, async (user, tx) => {
    const role = to.role ?? user.role;
    const found = await findUserUnit(tx, role, to.unit ?? user.unitId, by.now);
    if (!found.ok) return found;
    const { id: unitId, provinceId } = found.unit;
    return {
      ok: true,
      data: { role, unitId },
      endsSessions: true,
      before: { role: user.role, unitId: user.unitId },
      after: { role, unitId },
      provinceId,
    };
  });
}

const mailOf = ({
  email,
  mailUrgent,
  mailOther,
}: Pick<LockedUser, "email" | "mailUrgent" | "mailOther">) => ({
  email,
  urgent: mailUrgent,
  other: mailOther,
});

/** Where mails go (null: nowhere) and which; what is undefined stays. */
export function setUserMail(
  username: string,
  { email, urgent, other }: Pick<MailChoice, "email"> & Partial<MailChoice>,
  by: By,
): Promise<UserOutcome> {
  return changeUser(username, "user.mail", by, (user) => {
    const data = { email, mailUrgent: urgent ?? user.mailUrgent, mailOther: other ?? user.mailOther };
    return { ok: true, data, endsSessions: false, before: mailOf(user), after: mailOf(data) };
  });
}

/** Under which number the person is called; null takes it away. */
export function setUserPhone(username: string, phone: string | null, by: By): Promise<UserOutcome> {
  return changeUser(username, "user.phone", by, (user) => ({
    ok: true,
    data: { phone },
    endsSessions: false,
    before: { phone: user.phone },
    after: { phone },
  }));
}

export type Identity = { issuer: string; subject: string };

/** Ties the user to an identity at the single sign-on provider, or unties it (null). */
export function setUserIdentity(username: string, identity: Identity | null, by: By): Promise<UserOutcome> {
  return changeUser(username, "user.identity", by, async (user, tx) => {
    const data = { oidcIssuer: identity?.issuer ?? null, oidcSubject: identity?.subject ?? null };
    const other = identity && (await tx.user.findFirst({ where: { ...data, id: { not: user.id } } }));
    if (other) return { ok: false, reason: "identity-taken" };
    return {
      ok: true,
      data,
      endsSessions: true,
      before: { issuer: user.oidcIssuer, subject: user.oidcSubject },
      after: { issuer: data.oidcIssuer, subject: data.oidcSubject },
    };
  });
}

/** Ends all sessions of the user, in every browser. */
export function endSessions(username: string, by: By): Promise<UserOutcome> {
  return changeUser(username, "user.sign_out", by, () => ({
    ok: true,
    data: {},
    endsSessions: true,
    before: null,
    after: null,
  }));
}
