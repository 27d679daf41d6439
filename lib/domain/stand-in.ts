/**
 * Standing in (ủy quyền): from a day to a day somebody acts in the place of an absent director, manager or officer of the
 * central office. They use that person's role, unit and scope, and stay themselves: every record names both.
 */
import { z } from "zod";
import { addDays, daySchema, type Day } from "./day";
import { isWithin, type Actor, type Role } from "./policy";
import { plainText } from "./text";
import type { Unit } from "./unit";

/** Who can be represented. Administration and reading are nobody's absence. */
const REPRESENTED: readonly Role[] = ["director", "manager", "central"];

/** Long enough for a leave, too short to become a second account. */
export const STAND_IN_DAYS_MOST = 184;

export const STAND_IN_REASON_MAX = 500;

/** What the rules need to know of a person. */
export type Member = {
  id: string;
  role: Role;
  isActive: boolean;
  unit: Pick<Unit, "level" | "path" | "provinceId">;
};

type Span = { fromDay: Day; toDay: Day; revokedAt: Date | null };

export type StandInState = "current" | "coming" | "past" | "revoked";

/** Until 24:00 in Vietnam of the last day, unless it was revoked before. */
export function standInState({ fromDay, toDay, revokedAt }: Span, today: Day): StandInState {
  if (revokedAt !== null) return "revoked";
  if (today > toDay) return "past";
  return today < fromDay ? "coming" : "current";
}

/**
 * Whether one person may act in the place of another, whenever that is. Asked when it is arranged and at every request
 * again: people move, change roles and leave.
 */
export function mayStandIn(standIn: Member, absent: Member): boolean {
  if (standIn.id === absent.id || !standIn.isActive || !absent.isActive) return false;
  if (!REPRESENTED.includes(absent.role) || standIn.role === "admin") return false;
  if (absent.role === "central") return standIn.unit.level === "nation";
  return standIn.unit.provinceId === absent.unit.provinceId;
}

type Arranger = Pick<Actor, "id" | "role" | "scope">;

/** The absent person, a manager for directors in the scope, an administrator for everybody who can be represented. */
export function mayArrange(actor: Arranger, absent: Pick<Member, "id" | "role" | "unit">): boolean {
  if (!REPRESENTED.includes(absent.role)) return false;
  if (actor.id === absent.id) return true;
  if (!isWithin(actor.scope.paths, absent.unit.path)) return false;
  return actor.role === "admin" || (actor.role === "manager" && absent.role === "director");
}

/** Whoever may arrange it, and the stand-in, who may lay it down. */
export function mayRevoke(
  actor: Arranger,
  standIn: { standInId: string; absent: Pick<Member, "id" | "role" | "unit"> },
): boolean {
  return actor.id === standIn.standInId || mayArrange(actor, standIn.absent);
}

export type DaysProblem = "day-in-past" | "days-reversed" | "too-long";

/** Null if a stand-in may be arranged today for these days. */
export function daysProblem(
  { fromDay, toDay }: Pick<Span, "fromDay" | "toDay">,
  today: Day,
): DaysProblem | null {
  if (fromDay < today) return "day-in-past";
  if (toDay < fromDay) return "days-reversed";
  return toDay > addDays(fromDay, STAND_IN_DAYS_MOST - 1) ? "too-long" : null;
}

export type StandInRefusal =
  | DaysProblem
  | "not-found"
  | "not-allowed"
  | "overlap"
  /** The stand-in is represented by somebody else in these days, or the absent one stands in for another. */
  | "chain";

/** Two spans that share a day. */
function overlaps(a: Pick<Span, "fromDay" | "toDay">, b: Pick<Span, "fromDay" | "toDay">): boolean {
  return a.fromDay <= b.toDay && b.fromDay <= a.toDay;
}

type Known = Pick<Span, "fromDay" | "toDay"> & { absentId: string; standInId: string };

/** What stands against a new one among those that are not revoked: one person has one stand-in, and there is no chain. */
export function standInConflict(
  wanted: Known,
  known: readonly Known[],
): Extract<StandInRefusal, "overlap" | "chain"> | null {
  const meanwhile = known.filter((one) => overlaps(one, wanted));
  if (meanwhile.some(({ absentId }) => absentId === wanted.absentId)) return "overlap";
  const isChain = meanwhile.some(
    ({ absentId, standInId }) => absentId === wanted.standInId || standInId === wanted.absentId,
  );
  return isChain ? "chain" : null;
}

const username = z.string().trim().min(1, "Chọn người").max(100);

export const newStandInSchema = z.object({
  absent: username,
  standIn: username,
  fromDay: daySchema,
  toDay: daySchema,
  reason: z
    .string()
    .overwrite(plainText)
    .min(1, "Ghi lý do")
    .max(STAND_IN_REASON_MAX, `Lý do dài quá ${STAND_IN_REASON_MAX} ký tự`),
});
export type NewStandIn = z.infer<typeof newStandInSchema>;
