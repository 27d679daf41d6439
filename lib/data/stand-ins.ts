/** Who stands in for whom, from when to when: arranged, revoked, listed, and found again at every request of a stand-in. */
import "server-only";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { dayInVietnam, daySchema, type Day } from "@/lib/domain/day";
import { ROLES, type Actor } from "@/lib/domain/policy";
import {
  daysProblem,
  mayArrange,
  mayRevoke,
  mayStandIn,
  standInConflict,
  standInState,
  type Member,
  type NewStandIn,
  type StandInRefusal,
  type StandInState,
} from "@/lib/domain/stand-in";
import { UNIT_LEVELS } from "@/lib/domain/unit";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { inScopeSql } from "./dashboard-units";
import { db, type Tx } from "./db";
import { notify } from "./notifications";
import type { RawTx } from "./raw";
import { inTransaction } from "./transaction";

const memberSchema = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  /** And the unit exists today. */
  isActive: z.boolean(),
  unit: z.object({
    id: z.string(),
    name: z.string(),
    level: z.enum(UNIT_LEVELS),
    path: z.string(),
    provinceId: z.string(),
  }),
}) satisfies z.ZodType<Member>;
export type Person = z.infer<typeof memberSchema>;

/** A person `us` of the statement around it as JSON; $1 today. */
const PERSON = `
  jsonb_build_object('id', us.id, 'username', us.username, 'displayName', us.display_name, 'role', us.role,
    'isActive', us.is_active AND $1::date BETWEEN un.valid_from AND coalesce(un.valid_to, 'infinity'),
    'unit', jsonb_build_object('id', un.id, 'name', un.name, 'level', un.level, 'path', un.path, 'provinceId', un.province_id))`;
const personOf = (id: string) =>
  `(SELECT ${PERSON} FROM users us JOIN units un ON un.id = us.unit_id WHERE us.id = ${id})`;

const rowSchema = z.object({
  id: z.string(),
  provinceId: z.string(),
  absent: memberSchema,
  standIn: memberSchema,
  fromDay: daySchema,
  toDay: daySchema,
  reason: z.string(),
  createdBy: z.string(),
  createdAt: z.date(),
  revokedBy: z.string().nullable(),
  revokedAt: z.date().nullable(),
});
type Row = z.infer<typeof rowSchema>;
export type StandIn = Row & { state: StandInState };

const SELECT = `
  SELECT t.id::text, t.province_id AS "provinceId", ${personOf("t.absent_user_id")} AS absent,
    ${personOf("t.stand_in_user_id")} AS "standIn", t.from_day::text AS "fromDay", t.to_day::text AS "toDay", t.reason,
    (SELECT c.display_name FROM users c WHERE c.id = t.created_by) AS "createdBy", t.created_at AS "createdAt",
    (SELECT c.display_name FROM users c WHERE c.id = t.revoked_by) AS "revokedBy", t.revoked_at AS "revokedAt"
  FROM stand_ins t`;

async function read(tx: RawTx, text: string, today: Day, ...values: unknown[]): Promise<StandIn[]> {
  const rows = z.array(rowSchema).parse(await tx.$queryRawUnsafe(text, today, ...values));
  return rows.map((row) => ({ ...row, state: standInState(row, today) }));
}

/** By the key's province, which is that of both people. */
const MINE = `${SELECT} WHERE t.province_id = $2 AND t.stand_in_user_id = $3::uuid`;

export type InForce = Pick<StandIn, "id" | "absent" | "toDay">;

/** Whether it is in force today, as both accounts and units are now. */
const isInForce = ({ state, standIn, absent }: StandIn) => state === "current" && mayStandIn(standIn, absent);

type Self = { id: string; unit: { provinceId: string } };

/** In whose place this person may act today. */
export async function listInForce({ id, unit }: Self, now: Date): Promise<InForce[]> {
  const text = `${MINE} AND t.revoked_at IS NULL AND $1::date BETWEEN t.from_day AND t.to_day ORDER BY t.from_day, t.id`;
  return (await read(db, text, dayInVietnam(now), unit.provinceId, id)).filter(isInForce);
}

/** Null: no stand-in of this person. `over`: it was one, and gives no rights now. */
export async function findStandIn(self: Self, id: string, now: Date): Promise<InForce | "over" | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const text = `${SELECT} WHERE t.id = $2::uuid AND t.stand_in_user_id = $3::uuid`;
  const [found] = await read(db, text, dayInVietnam(now), id, self.id);
  if (!found) return null;
  return isInForce(found) ? found : "over";
}

/** Newest first within a state; what is over only as far as anybody asks. */
const LISTED = `${SELECT}
  JOIN users a ON a.id = t.absent_user_id
  JOIN units au ON au.id = a.unit_id
  WHERE $2::uuid IN (t.absent_user_id, t.stand_in_user_id)
    OR ($3 AND ${inScopeSql("$4", "au.path")})
  ORDER BY t.to_day DESC, t.id DESC LIMIT 300`;

/** Those of the reader's scope and the reader's own; a viewer sees the own ones. */
export async function listStandIns(actor: Actor, now: Date): Promise<StandIn[]> {
  const seesScope = actor.role !== "viewer";
  return read(db, LISTED, dayInVietnam(now), actor.id, seesScope, [...actor.scope.paths]);
}

const PEOPLE = `
  SELECT ${PERSON} AS person
  FROM users us JOIN units un ON un.id = us.unit_id
  WHERE us.is_active AND us.role <> 'admin' AND $1::date BETWEEN un.valid_from AND coalesce(un.valid_to, 'infinity')
    AND ($2::text IS NULL OR un.province_id = $2)
  ORDER BY un.level, un.code, us.display_name`;

/** For whom this person may arrange a stand-in, and who there could be one. */
export async function listStandInChoices(
  actor: Actor,
  now: Date,
): Promise<{ absent: Person[]; standIns: Person[] }> {
  const province = actor.role === "admin" ? null : actor.unit.provinceId;
  const rows = await db.$queryRawUnsafe(PEOPLE, dayInVietnam(now), province);
  const people = z
    .array(z.object({ person: memberSchema }))
    .parse(rows)
    .map(({ person }) => person);
  const absent = people.filter((one) => mayArrange(actor, one));
  return { absent, standIns: people.filter((one) => absent.some((other) => mayStandIn(one, other))) };
}

/**
 * In the order of ids, so that two who arrange at once wait for each other; the second sees what the first did. Telling
 * somebody meanwhile, which only needs them to be there, does not wait.
 */
const LOCK_PEOPLE = `SELECT id::text FROM users WHERE username = ANY ($1::text[]) ORDER BY id FOR NO KEY UPDATE`;
const BY_NAME = `SELECT ${PERSON} AS person FROM users us JOIN units un ON un.id = us.unit_id WHERE us.username = ANY ($2::text[])`;

async function lockPeople(tx: Tx, usernames: readonly string[], today: Day): Promise<Map<string, Person>> {
  await tx.$queryRawUnsafe(LOCK_PEOPLE, usernames);
  const rows = await tx.$queryRawUnsafe(BY_NAME, today, usernames);
  const people = z.array(z.object({ person: memberSchema })).parse(rows);
  return new Map(people.map(({ person }) => [person.username, person]));
}

const OF_PEOPLE = `${SELECT}
  WHERE t.revoked_at IS NULL AND t.to_day >= $1::date
    AND (t.absent_user_id = ANY ($2::uuid[]) OR t.stand_in_user_id = ANY ($2::uuid[]))`;

export type StandInResult = { ok: true; id: string } | { ok: false; reason: StandInRefusal };

const audited = ({
  absent,
  standIn,
  fromDay,
  toDay,
}: Pick<StandIn, "absent" | "standIn" | "fromDay" | "toDay">) => ({
  absent: absent.username,
  standIn: standIn.username,
  fromDay,
  toDay,
});

/** Arranges it from a day to a day; nobody has two at once, and no stand-in is represented meanwhile. */
export async function createStandIn(input: NewStandIn, actor: Actor, now: Date): Promise<StandInResult> {
  const today = dayInVietnam(now);
  const problem = daysProblem(input, today);
  if (problem) return { ok: false, reason: problem };
  return inTransaction(async (tx): Promise<StandInResult> => {
    const people = await lockPeople(tx, [input.absent, input.standIn], today);
    const [absent, standIn] = [people.get(input.absent), people.get(input.standIn)];
    if (!absent || !standIn || !mayArrange(actor, absent)) return { ok: false, reason: "not-found" };
    if (!mayStandIn(standIn, absent)) return { ok: false, reason: "not-allowed" };
    const { fromDay, toDay, reason } = input;
    const known = await read(tx, OF_PEOPLE, today, [absent.id, standIn.id]);
    const conflict = standInConflict(
      { absentId: absent.id, standInId: standIn.id, fromDay, toDay },
      known.map((one) => ({ ...one, absentId: one.absent.id, standInId: one.standIn.id })),
    );
    if (conflict) return { ok: false, reason: conflict };
    const [id, { provinceId }] = [uuidv7(), absent.unit];
    await tx.standIn.create({
      data: {
        provinceId,
        id,
        absentUserId: absent.id,
        standInUserId: standIn.id,
        fromDay: new Date(fromDay),
        toDay: new Date(toDay),
        reason,
        createdBy: actor.id,
        createdAt: now,
      },
    });
    const after = audited({ absent, standIn, fromDay, toDay });
    const entry = { provinceId, ...by(actor), event: "stand_in.create", subject: `stand-in:${id}`, at: now };
    await writeAudit(tx, { ...entry, after, reason });
    const told = { absent, standIn, unitId: absent.unit.id, unitName: absent.unit.name, href: "/stand-ins" };
    await notify(tx, { kind: "stood-in", actorId: actor.id, ...told, from: fromDay, until: toDay }, now);
    return { ok: true, id };
  });
}

/** Ends it now: the stand-in's next request is refused. False if there is none to end, here and for this person. */
export async function revokeStandIn(id: string, actor: Actor, now: Date): Promise<boolean> {
  const today = dayInVietnam(now);
  return inTransaction(async (tx) => {
    await tx.$queryRawUnsafe("SELECT 1 FROM stand_ins WHERE id = $1::uuid FOR UPDATE", id);
    const [found] = await read(tx, `${SELECT} WHERE t.id = $2::uuid`, today, id);
    if (!found || (found.state !== "current" && found.state !== "coming")) return false;
    if (!mayRevoke(actor, { standInId: found.standIn.id, absent: found.absent })) return false;
    const { provinceId } = found;
    await tx.standIn.update({
      where: { provinceId_id: { provinceId, id } },
      data: { revokedAt: now, revokedBy: actor.id },
    });
    const entry = { provinceId, ...by(actor), event: "stand_in.revoke", subject: `stand-in:${id}`, at: now };
    const before = audited(found);
    await writeAudit(tx, { ...entry, before, after: { ...before, revokedAt: now.toISOString() } });
    return true;
  });
}
