/** A drive: days, goals, daily results, and how far it has come against its goal and its time. */
import { z } from "zod";
import { addDays, dayInVietnam, daysBetween, daySchema, type Day } from "./day";
import { statusAgainst, type ProgressRule } from "./dashboard-progress";
import { COUNT_INDICATORS, type IndicatorId } from "./indicator";
import { can, type Actor } from "./policy";
import { compareRatios, divideRounded, ratio, type Ratio } from "./ratio";
import { plainText } from "./text";
import { existsOn, isReportingUnit, type Unit } from "./unit";

export const DRIVE_KINDS = ["month", "launch", "peak"] as const;
export type DriveKind = (typeof DRIVE_KINDS)[number];

/** What a drive is for: people newly won, or what was done to be heard. */
export const DRIVE_INDICATORS: readonly IndicatorId[] = ["TN_MOI", "HGD_MOI", ...COUNT_INDICATORS];
export const isDriveIndicator = (text: string): text is IndicatorId =>
  DRIVE_INDICATORS.some((id) => id === text);

/** Longer is no drive any more, and would not fit on a screen. */
const MAX_DAYS = 184;
/** More than any unit has people. */
export const MAX_DRIVE_VALUE = 99_999_999n;

export const driveIdSchema = z
  .string()
  .max(60)
  .regex(/^[0-9a-z]+(-[0-9a-z]+)*$/);

/** Of a drive what the rules need to know. */
export type DriveDays = { startsOn: Day; endsOn: Day };

export const newDriveSchema = z
  .object({
    kind: z.enum(DRIVE_KINDS, "Chọn loại đợt"),
    name: z
      .string()
      .overwrite(plainText)
      .min(1, "Ghi tên đợt")
      .max(120, "Tên dài quá 120 ký tự")
      .refine((text) => !text.includes("\n"), "Tên viết trên một dòng"),
    startsOn: daySchema,
    endsOn: daySchema,
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, {
    path: ["endsOn"],
    message: "Ngày cuối phải từ ngày đầu trở đi",
  })
  .refine((days) => daysOf(days) <= MAX_DAYS, {
    path: ["endsOn"],
    message: `Một đợt dài nhất ${MAX_DAYS} ngày`,
  });
export type NewDrive = z.output<typeof newDriveSchema>;

export const driveSummarySchema = z
  .string()
  .overwrite(plainText)
  .min(1, "Ghi tổng kết")
  .max(4000, "Tổng kết dài quá 4.000 ký tự");

/** Central makes the nation's, a manager the own province's; nobody another's. */
export function mayManageDrive(actor: Actor, unit: Pick<Unit, "level" | "path">): boolean {
  const isOwn =
    unit.level === "nation"
      ? actor.role === "central"
      : unit.level === "province" && actor.role === "manager";
  return isOwn && can(actor, "drive.manage", unit);
}

/** Results are told by whoever enters the unit's months. */
export function mayEnterDrive(actor: Actor, unit: Pick<Unit, "reportingKind" | "path">): boolean {
  return isReportingUnit(unit) && can(actor, "drive.enter", unit);
}

export type DriveState = "ahead" | "running" | "ended" | "closed";

export function driveState(
  { startsOn, endsOn, isClosed }: DriveDays & { isClosed: boolean },
  today: Day,
): DriveState {
  if (isClosed) return "closed";
  if (today < startsOn) return "ahead";
  return today <= endsOn ? "running" : "ended";
}

/** How many days it has, both ends counted. */
export const daysOf = ({ startsOn, endsOn }: DriveDays): number => daysBetween(startsOn, endsOn) + 1;

/** Its days, the first one first. */
export const listDays = (drive: DriveDays): Day[] =>
  Array.from({ length: daysOf(drive) }, (_, index) => addDays(drive.startsOn, index));

/**
 * The day at whose end a drive is looked at: the last one that is over, or a later one of which somebody has told results
 * already. So a morning is not held against a drive whose evening has not come. One that was closed stands where it stood then.
 */
export function standingDay(
  { startsOn, endsOn, closedAt = null }: DriveDays & { closedAt?: Date | null },
  today: Day,
  lastTold: Day | null,
): Day {
  const closed = closedAt && dayInVietnam(closedAt);
  const over = addDays(closed !== null && closed < today ? closed : today, -1);
  const told = lastTold !== null && lastTold > over ? lastTold : over;
  const day = told > endsOn ? endsOn : told;
  return day < startsOn ? addDays(startsOn, -1) : day;
}

/** The share of its days that are over at the end of a day. */
export function timeGone(drive: DriveDays, on: Day): Ratio {
  const all = daysOf(drive);
  const gone = Math.min(all, Math.max(0, daysBetween(drive.startsOn, on) + 1));
  return { numerator: BigInt(gone), denominator: BigInt(all) };
}

export type DriveProgress = {
  value: bigint | null;
  goal: bigint | null;
  /** Result of goal; null without one of them. */
  share: Ratio | null;
  /** Below 0 once the goal is passed. */
  remaining: bigint | null;
  time: Ratio;
  /** Result against the part of the goal that the time asks for; null before the first day and without a goal. */
  status: "ok" | "risk" | "behind" | "over" | null;
};

/** Nothing told yet counts as nothing reached, once there is a goal and a day is over. */
export function driveProgress(
  { value, goal }: { value: bigint | null; goal: bigint | null },
  time: Ratio,
  rule: ProgressRule,
): DriveProgress {
  const share = ratio(value, goal);
  const remaining = goal === null ? null : goal - (value ?? 0n);
  return { value, goal, share, remaining, time, status: statusOf(value, goal, time, rule) };
}

function statusOf(
  value: bigint | null,
  goal: bigint | null,
  time: Ratio,
  rule: ProgressRule,
): DriveProgress["status"] {
  if (goal === null || goal === 0n) return null;
  const reached = value ?? 0n;
  if (reached >= goal) return "over";
  if (time.numerator === 0n) return null;
  if (time.numerator === time.denominator) return "behind";
  return statusAgainst({ numerator: reached, denominator: goal }, time, rule);
}

export type BurnPoint = {
  /** Null before the first day. */
  day: Day | null;
  /** Left to reach at the end of the day, never below 0; null for a day that is not over. */
  left: bigint | null;
  /** Reached since the beginning; null for a day that is not over. */
  reached: bigint | null;
  /** Reached on the day itself; null before the first day, and for a day that is not over. */
  daily: bigint | null;
  /** What would be left if every day brought the same. */
  even: bigint;
};

/** From the whole goal before the first day to the last day. @param daily results by day */
export function burnDown(
  drive: DriveDays,
  goal: bigint,
  daily: ReadonlyMap<Day, bigint>,
  on: Day,
): BurnPoint[] {
  const total = BigInt(daysOf(drive));
  let reached = 0n;
  const points: BurnPoint[] = [{ day: null, left: goal, reached: 0n, daily: null, even: goal }];
  listDays(drive).forEach((day, index) => {
    const own = daily.get(day) ?? 0n;
    reached += own;
    const isOver = day <= on;
    const left = reached >= goal ? 0n : goal - reached;
    const even = divideRounded(goal * (total - BigInt(index) - 1n), total);
    points.push({
      day,
      left: isOver ? left : null,
      reached: isOver ? reached : null,
      daily: isOver ? own : null,
      even,
    });
  });
  return points;
}

export type DrivePlace = { place: number; isTied: boolean };

/**
 * Places by result of goal; where no unit has a goal, by the result itself. Equal ones share a place and the next is left
 * out; a unit without a result, or without a goal among units that have one, has none.
 */
export function driveRanks(
  units: readonly { id: string; value: bigint | null; goal: bigint | null }[],
): Map<string, DrivePlace> {
  const hasGoals = units.some(({ goal }) => goal !== null);
  const scores = units.flatMap(({ id, value, goal }) => {
    const score = hasGoals ? ratio(value, goal) : ratio(value, 1n);
    return score === null ? [] : [{ id, score }];
  });
  return new Map(
    scores.map(({ id, score }) => {
      const better = scores.filter((one) => compareRatios(one.score, score) > 0).length;
      const same = scores.filter((one) => compareRatios(one.score, score) === 0).length;
      return [id, { place: better + 1, isTied: same > 1 }];
    }),
  );
}

/** Why a unit's result of a day is not taken; null if it is. "outside": of the drive, or of the unit's own time. */
export type EntryProblem = "closed" | "outside" | "future";

export function entryProblem(
  drive: DriveDays & { isClosed: boolean },
  unit: Pick<Unit, "validFrom" | "validTo">,
  day: Day,
  today: Day,
): EntryProblem | null {
  if (drive.isClosed) return "closed";
  if (day < drive.startsOn || day > drive.endsOn || !existsOn(unit, day)) return "outside";
  return day > today ? "future" : null;
}

const WEEK = 7;

/**
 * The week of the form: weeks are counted from the first day of the drive; the one of `day`. The last one reaches back into
 * the one before it, so that seven days are shown wherever the drive has as many.
 */
export function entryWeek(drive: DriveDays, day: Day): Day[] {
  const last = day > drive.endsOn ? drive.endsOn : day < drive.startsOn ? drive.startsOn : day;
  const counted = addDays(drive.startsOn, Math.floor(daysBetween(drive.startsOn, last) / WEEK) * WEEK);
  const latest = addDays(drive.endsOn, 1 - WEEK);
  const first = latest < drive.startsOn ? drive.startsOn : counted < latest ? counted : latest;
  return Array.from({ length: WEEK }, (_, index) => addDays(first, index)).filter(
    (one) => one <= drive.endsOn,
  );
}
