/** What is said of a drive: its position in a sentence, and its summary when it closes. */
import { daysBetween, formatDay, type Day } from "./day";
import { daysOf, driveRanks, timeGone, type DriveDays, type DriveKind, type DriveProgress } from "./drive";
import { INDICATORS, type IndicatorId } from "./indicator";
import { formatCount, formatPercent } from "./number";
import { compareRatios, percent, ratio } from "./ratio";
import { capital, uncapital } from "./wording";

export const DRIVE_KIND_WORDS: Record<DriveKind, string> = {
  month: "Tháng vận động",
  launch: "Lễ ra quân",
  peak: "Đợt cao điểm",
};

/** "từ ngày 01/05/2026 đến ngày 31/05/2026", "ngày 08/05/2022". */
export function daysWords({ startsOn, endsOn }: DriveDays): string {
  if (startsOn === endsOn) return `ngày ${formatDay(startsOn)}`;
  return `từ ngày ${formatDay(startsOn)} đến ngày ${formatDay(endsOn)}`;
}

/** What the goals of the units leave of the whole: "chưa giao 200", "vượt 5". */
export function sharedOutWords(whole: bigint, units: bigint): string {
  if (whole === units) return "bằng cả đợt";
  return whole > units ? `chưa giao ${formatCount(whole - units)}` : `vượt ${formatCount(units - whole)}`;
}

export const countWords = (id: IndicatorId, value: bigint) => `${formatCount(value)} ${INDICATORS[id].unit}`;

const goalWords = (id: IndicatorId, goal: bigint) => `mục tiêu ${countWords(id, goal)}`;

/** "chưa có kết quả, mục tiêu 10.000 người": where nobody has told anything, that is no 0. */
export const untoldWords = (id: IndicatorId, goal: bigint | null) =>
  goal === null ? "chưa có kết quả" : `chưa có kết quả, ${goalWords(id, goal)}`;

/** "25% thời gian (2/8 ngày)" */
export function timeWords({ time }: Pick<DriveProgress, "time">): string {
  return `${formatPercent(percent(time))} thời gian (${time.numerator}/${time.denominator} ngày)`;
}

/** "17% mục tiêu khi đã qua 25% thời gian"; null without a goal, and without a result: nobody has told a 0. */
export function positionWords({ share, time }: DriveProgress): string | null {
  if (share === null) return null;
  const reached = formatPercent(percent(share));
  if (time.numerator === 0n) return `${reached} mục tiêu, chưa đến ngày đầu`;
  if (time.numerator === time.denominator) return `${reached} mục tiêu khi đã hết thời gian`;
  return `${reached} mục tiêu khi đã qua ${formatPercent(percent(time))} thời gian`;
}

/** What the places of units with these goals go by; as `driveRanks`. */
export function rankingWords(goals: readonly (bigint | null)[]): string {
  if (goals.every((goal) => goal === null)) return "Chưa giao mục tiêu, xếp theo kết quả.";
  return goals.includes(null)
    ? "Xếp theo % mục tiêu; nơi chưa giao mục tiêu không xếp hạng."
    : "Xếp theo % mục tiêu.";
}

const STATUS_WORDS = {
  ok: "Đúng tiến độ",
  risk: "Nguy cơ chậm",
  behind: "Chậm tiến độ",
  over: "Đạt mục tiêu",
} as const;

/** Once the time is over nothing is late any more: what is not reached was missed. */
export function statusWords({ status, time }: Pick<DriveProgress, "status" | "time">): string | null {
  if (status === null) return null;
  const isOver = time.numerator === time.denominator;
  return isOver && status === "behind" ? "Chưa đạt mục tiêu" : STATUS_WORDS[status];
}

/** "còn thiếu 8.300 người", "vượt 12.306 người", "đúng mục tiêu"; null without a goal. */
export function restWords(id: IndicatorId, { remaining }: Pick<DriveProgress, "remaining">): string | null {
  if (remaining === null) return null;
  if (remaining === 0n) return "đúng mục tiêu";
  return remaining > 0n ? `còn thiếu ${countWords(id, remaining)}` : `vượt ${countWords(id, -remaining)}`;
}

/** One sentence on top of a drive, of its first goal. */
export function driveSentence(id: IndicatorId, progress: DriveProgress): { strong: string; rest: string } {
  const name = uncapital(INDICATORS[id].name);
  const [position, rest] = [positionWords(progress), restWords(id, progress)];
  if (progress.value === null)
    return { strong: "Chưa có kết quả", rest: `: ${name}${rest === null ? "" : `, ${rest}`}.` };
  const value = countWords(id, progress.value);
  if (position === null) return { strong: value, rest: `: ${name}.` };
  return { strong: `Đạt ${position}`, rest: `: ${value} ${name}, ${rest}.` };
}

type SummaryUnit = { id: string; name: string; value: bigint | null; goal: bigint | null };
export type DriveSummary = DriveDays & {
  name: string;
  /** The day at whose end it is closed; before the last one it is closed early. */
  on: Day;
  /** With the units that take part, of each goal. */
  goals: readonly {
    id: IndicatorId;
    value: bigint | null;
    goal: bigint | null;
    units: readonly SummaryUnit[];
  }[];
};

const NAMED = 3;

/** What a closing summary begins with, from the results alone; whoever closes may write on. */
export function closingSentences({ name, on, goals, ...days }: DriveSummary): string[] {
  const units = goals[0]?.units ?? [];
  const told = units.filter((unit) =>
    goals.some((goal) => goal.units.some(({ id, value }) => id === unit.id && value !== null)),
  );
  const long = daysOf(days) > 1 ? ` (${daysOf(days)} ngày)` : "";
  const part = units.length > 0 ? `, ${told.length}/${units.length} đơn vị có kết quả` : "";
  const head = `${name} diễn ra ${daysWords(days)}${long}${part}.`;
  const early =
    on < days.endsOn ? [`Tổng kết sớm, khi đã qua ${timeWords({ time: timeGone(days, on) })}.`] : [];
  return [head, ...early, ...goals.flatMap(goalSentences)];
}

function goalSentences({ id, value, goal, units }: DriveSummary["goals"][number]): string[] {
  return [
    `${capital(INDICATORS[id].name)}: ${reachedWords(id, value, goal)}.`,
    ...leaders(id, units),
    ...finished(units),
  ];
}

function reachedWords(id: IndicatorId, value: bigint | null, goal: bigint | null): string {
  if (value === null) return untoldWords(id, goal);
  const reached = `đạt ${countWords(id, value)}`;
  if (goal === null) return reached;
  const share = formatPercent(percent(ratio(value, goal)));
  return `${reached}, bằng ${share} ${goalWords(id, goal)}, ${restWords(id, { remaining: goal - value })}`;
}

/** Only where there are more units than are named. */
function leaders(id: IndicatorId, units: readonly SummaryUnit[]): string[] {
  const places = driveRanks(units);
  const best = units
    .filter((unit) => (places.get(unit.id)?.place ?? NAMED + 1) <= NAMED && (unit.value ?? 0n) > 0n)
    .toSorted((a, b) => (places.get(a.id)?.place ?? 0) - (places.get(b.id)?.place ?? 0));
  if (best.length === 0 || units.length <= NAMED || best.length > 2 * NAMED) return [];
  const words = best.map((unit) => {
    const share = ratio(unit.value, unit.goal);
    return `${unit.name} (${share ? formatPercent(percent(share)) : countWords(id, unit.value ?? 0n)})`;
  });
  return [`Dẫn đầu: ${words.join(", ")}.`];
}

function finished(units: readonly SummaryUnit[]): string[] {
  const judged = units.filter(({ goal }) => goal !== null);
  if (judged.length === 0) return [];
  const one = { numerator: 1n, denominator: 1n };
  const done = judged.filter(({ value, goal }) => {
    const share = ratio(value, goal);
    return share !== null && compareRatios(share, one) >= 0;
  });
  return [`${done.length}/${judged.length} đơn vị đạt mục tiêu được giao.`];
}

/**
 * "còn 3 ngày nữa bắt đầu", "còn 39 ngày, kể cả hôm nay": beside the state of a drive.
 * @param on the day at whose end it is looked at: the days until then and those that are left make up the whole
 */
export function countdownWords({ startsOn, endsOn }: DriveDays, today: Day, on: Day): string {
  if (today < startsOn) return `còn ${daysBetween(today, startsOn)} ngày nữa bắt đầu`;
  if (today === endsOn) return "hôm nay là ngày cuối";
  if (today > endsOn) return `hết hạn ngày ${formatDay(endsOn)}`;
  return `còn ${daysBetween(on, endsOn)} ngày, ${on < today ? "kể cả" : "không kể"} hôm nay`;
}
