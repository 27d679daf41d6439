/**
 * Who was punctual in a period: each reporting unit's submission as a state, counted by province and over all. States and
 * days only, never a figure. For every group: expected = on time + late + missing + loaded.
 */
import { dayInVietnam, type Day } from "./day";
import { grouped } from "./grouped";
import type { PeriodId } from "./period";
import { isOnTime, isReopened } from "./submission-queue";
import type { SubmissionStatus } from "./submission";

export type DisciplineRow = {
  /** Of the submission. */
  id: string;
  provinceId: string;
  provinceName: string;
  unitId: string;
  unitName: string;
  status: SubmissionStatus;
  version: number;
  approvedVersion: number | null;
  firstSubmittedAt: Date | null;
  periodDueOn: Day;
};

/** What is counted of a row. */
type Counted = Pick<DisciplineRow, "status" | "firstSubmittedAt" | "periodDueOn" | "approvedVersion">;

/** When it came: `loaded` was approved from a file, so nobody was punctual or late; `missing` was never submitted. */
export type Timing = "on-time" | "late" | "missing" | "loaded";

export function timingOf(row: Omit<Counted, "status">): Timing {
  const { firstSubmittedAt, periodDueOn, approvedVersion } = row;
  if (firstSubmittedAt) return isOnTime(row, periodDueOn) ? "on-time" : "late";
  return approvedVersion === null ? "missing" : "loaded";
}

export type Counts = {
  expected: number;
  /** Ever submitted, or loaded. */
  submitted: number;
  onTime: number;
  late: number;
  missing: number;
  loaded: number;
  /** Where they stand now; the rest is being typed. */
  waiting: number;
  approved: number;
  returned: number;
  /** Approved once, and on its way again. */
  reopened: number;
};

export function countRows(rows: readonly Counted[]): Counts {
  const timings = rows.map(timingOf);
  const timed = (timing: Timing) => timings.filter((one) => one === timing).length;
  const standing = (status: SubmissionStatus) => rows.filter((row) => row.status === status).length;
  const missing = timed("missing");
  return {
    expected: rows.length,
    submitted: rows.length - missing,
    onTime: timed("on-time"),
    late: timed("late"),
    missing,
    loaded: timed("loaded"),
    waiting: standing("submitted"),
    approved: standing("approved"),
    returned: standing("returned"),
    reopened: rows.filter(isReopened).length,
  };
}

/** A province's signature, on time by the period's due day. */
type SignOff = { at: Date; by: string | null; isOnTime: boolean };

export type ProvinceDiscipline = Counts & {
  id: string;
  name: string;
  sign: SignOff | null;
  adjustedAt: Date | null;
};

export type ProvinceSign = {
  provinceId: string;
  signedAt: Date | null;
  signedBy: string | null;
  adjustedAt: Date | null;
};

/** Of the offices directly below the nation. */
export const NATIONAL_OFFICES = "Đơn vị trực thuộc Trung ương";

/** One line for each province that owes something, in the order of the rows. */
export function byProvince(
  rows: readonly (Counted & Pick<DisciplineRow, "provinceId" | "provinceName">)[],
  signs: readonly ProvinceSign[],
): ProvinceDiscipline[] {
  const signOf = new Map(signs.map((sign) => [sign.provinceId, sign]));
  return [...grouped(rows, ({ provinceId }) => provinceId)].map(([id, own]) => {
    const { signedAt = null, signedBy = null, adjustedAt = null } = signOf.get(id) ?? {};
    const [first] = own;
    return {
      id,
      name: id === "VN" ? NATIONAL_OFFICES : (first?.provinceName ?? id),
      sign:
        signedAt && first
          ? { at: signedAt, by: signedBy, isOnTime: dayInVietnam(signedAt) <= first.periodDueOn }
          : null,
      adjustedAt,
      ...countRows(own),
    };
  });
}

/** Provinces that sign: the two national offices are no province. */
export const signing = <T extends { id: string }>(provinces: readonly T[]): T[] =>
  provinces.filter(({ id }) => id !== "VN");

export const DISCIPLINE_SORTS = [
  "name",
  "expected",
  "submitted",
  "approved",
  "onTime",
  "late",
  "missing",
  "returned",
  "reopened",
  "signed",
] as const;
export type DisciplineSort = { key: (typeof DISCIPLINE_SORTS)[number]; descending: boolean };

/** `unsigned`: not signed yet; `late`: something late or missing; `todo`: something not approved. As in the URL. */
export const DISCIPLINE_ONLY = ["unsigned", "late", "todo"] as const;
export type DisciplineOnly = (typeof DISCIPLINE_ONLY)[number];

export function isShown(
  { id, sign, late, missing, approved, expected }: ProvinceDiscipline,
  only: DisciplineOnly,
): boolean {
  if (only === "unsigned") return id !== "VN" && sign === null;
  if (only === "late") return late + missing > 0;
  return approved < expected;
}

/** The unsigned come after the last signature. */
const NEVER = Number.MAX_SAFE_INTEGER;

export function sortProvinces(
  rows: readonly ProvinceDiscipline[],
  { key, descending }: DisciplineSort,
): ProvinceDiscipline[] {
  const byName = (a: ProvinceDiscipline, b: ProvinceDiscipline) => a.name.localeCompare(b.name, "vi");
  const valueOf = (row: ProvinceDiscipline) =>
    key === "signed" ? (row.sign?.at.getTime() ?? NEVER) : key === "name" ? 0 : row[key];
  const turn = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const difference = key === "name" ? byName(a, b) : valueOf(a) - valueOf(b);
    return difference * turn || byName(a, b);
  });
}

/** A month of the history: how many owed it, and how many of them were on time. */
export type HistoryMonth = {
  periodId: PeriodId;
  provinceId: string;
  expected: number;
  onTime: number;
  signed: boolean;
};

/** How many owed something, and how many of them were on time. */
export type Share = Pick<HistoryMonth, "expected" | "onTime">;

export type HistoryRow = {
  id: string;
  name: string;
  /** One for each month; undefined where nothing was owed or its due day is not over. */
  months: (Share | undefined)[];
  newest: Share | undefined;
  all: Share;
};

export type HistoryTable = {
  /** The last month whose due day is over. */
  newest: PeriodId;
  rows: HistoryRow[];
};

function sum(shares: readonly Share[]): Share {
  return {
    expected: shares.reduce((total, { expected }) => total + expected, 0),
    onTime: shares.reduce((total, { onTime }) => total + onTime, 0),
  };
}

/**
 * One row for each province of which a month is told, and the sum where they are several: it counts also the provinces that
 * have ended since. Null where there is nothing to tell.
 */
export function historyRows(
  months: readonly PeriodId[],
  history: readonly HistoryMonth[],
  provinces: readonly { id: string; name: string }[],
): HistoryTable | null {
  const newest = months.findLast((month) => history.some(({ periodId }) => periodId === month));
  if (newest === undefined) return null;
  const rowOf = (id: string, name: string, own: readonly HistoryMonth[]): HistoryRow => {
    const byMonth = grouped(own, ({ periodId }) => periodId);
    const shareOf = (month: PeriodId) => {
      const shares = byMonth.get(month);
      return shares && sum(shares);
    };
    return { id, name, months: months.map(shareOf), newest: shareOf(newest), all: sum(own) };
  };
  const byId = grouped(history, ({ provinceId }) => provinceId);
  const rows = provinces.flatMap(({ id, name }) => {
    const own = byId.get(id);
    return own ? [rowOf(id, name, own)] : [];
  });
  return { newest, rows: rows.length > 1 ? [...rows, rowOf("all", "Cộng", history)] : rows };
}
