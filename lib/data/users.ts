/** People: who they are, where they belong and what they may see, as the database says now. */
import "server-only";
import { z } from "zod";
import { dayInVietnam } from "@/lib/domain/day";
import type { MailChoice } from "@/lib/domain/mail";
import { ROLES, type Role } from "@/lib/domain/policy";
import { UNIT_LEVELS } from "@/lib/domain/unit";
import { db } from "./db";

const signedInUserSchema = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  mustChangePassword: z.boolean(),
  sessionVersion: z.number(),
  unit: z.object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    level: z.enum(UNIT_LEVELS),
    path: z.string(),
    provinceId: z.string(),
  }),
  /** False before the unit begins and after it has ended: then the user has no rights until moved. */
  unitExists: z.boolean(),
  paths: z.array(z.string()),
  provincePaths: z.array(z.string()),
});
export type SignedInUser = z.infer<typeof signedInUserSchema>;

/**
 * One query per request: the active user, the unit, and the subtrees it answers for, through whole successions only.
 * Null when the user is unknown or disabled.
 */
const SIGNED_IN_USER = `
  WITH RECURSIVE own AS (
    SELECT un.id, un.path, un.province_id
    FROM users us JOIN units un ON un.id = us.unit_id
    WHERE us.id = $1::uuid AND us.is_active
    UNION
    SELECT before.id, before.path, before.province_id
    FROM own
    JOIN unit_successions s ON s.to_unit_id = own.id AND s.is_whole
    JOIN units before ON before.id = s.from_unit_id
  )
  SELECT us.id::text, us.username, us.display_name AS "displayName", us.role::text,
    us.must_change_password AS "mustChangePassword", us.session_version AS "sessionVersion",
    jsonb_build_object('id', un.id, 'code', un.code, 'name', un.name, 'shortName', un.short_name,
      'level', un.level, 'path', un.path, 'provinceId', un.province_id) AS unit,
    un.valid_from <= $2::date AND (un.valid_to IS NULL OR un.valid_to >= $2::date) AS "unitExists",
    ARRAY(SELECT path FROM own ORDER BY path) AS paths,
    -- The nation is nobody's province: an office directly below it must not read the whole country's districts.
    ARRAY(SELECT DISTINCT p.path FROM own JOIN units p ON p.id = own.province_id AND p.level = 'province'
      ORDER BY p.path) AS "provincePaths"
  FROM users us JOIN units un ON un.id = us.unit_id
  WHERE us.id = $1::uuid AND us.is_active`;

/** Null for what is no id, too: it comes from a cookie. */
export async function getSignedInUser(id: string, now: Date): Promise<SignedInUser | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const rows = await db.$queryRawUnsafe(SIGNED_IN_USER, id, dayInVietnam(now));
  return z.array(signedInUserSchema).parse(rows)[0] ?? null;
}

const CREDENTIALS = {
  id: true,
  username: true,
  passwordHash: true,
  isActive: true,
  sessionVersion: true,
} as const;

/** What a sign-in is decided on. */
export type Credentials = {
  id: string;
  username: string;
  passwordHash: string | null;
  isActive: boolean;
  sessionVersion: number;
};

/** Null for an unknown name; a disabled user is found, and refused by whoever asks. */
export async function getCredentials(username: string): Promise<Credentials | null> {
  return db.user.findUnique({ where: { username }, select: CREDENTIALS });
}

/** The user to whom an admin gave this identity at the single sign-on provider. */
export async function getCredentialsByIdentity(issuer: string, subject: string): Promise<Credentials | null> {
  return db.user.findUnique({
    where: { oidcIssuer_oidcSubject: { oidcIssuer: issuer, oidcSubject: subject } },
    select: CREDENTIALS,
  });
}

export type UserRow = {
  username: string;
  displayName: string;
  role: Role;
  unitId: string;
  unitName: string;
  isActive: boolean;
  mustChangePassword: boolean;
  hasPassword: boolean;
  hasIdentity: boolean;
};

/** Everybody by name, disabled users too. */
export async function listUsers(): Promise<UserRow[]> {
  const rows = await db.user.findMany({
    orderBy: { username: "asc" },
    include: { unit: { select: { name: true } } },
  });
  return rows.map((row) => ({
    username: row.username,
    displayName: row.displayName,
    role: row.role,
    unitId: row.unitId,
    unitName: row.unit.name,
    isActive: row.isActive,
    mustChangePassword: row.mustChangePassword,
    hasPassword: row.passwordHash !== null,
    hasIdentity: row.oidcSubject !== null,
  }));
}

/** Where a person's mails go, and which; everybody asks for their own. */
export async function getMailChoice({ id }: { id: string }): Promise<MailChoice> {
  const select = { email: true, mailUrgent: true, mailOther: true } as const;
  const { email, mailUrgent, mailOther } = await db.user.findUniqueOrThrow({ where: { id }, select });
  return { email, urgent: mailUrgent, other: mailOther };
}

/** Under which number the person is called; null where none is known. */
export async function getPhone({ id }: { id: string }): Promise<string | null> {
  return (await db.user.findUniqueOrThrow({ where: { id }, select: { phone: true } })).phone;
}
