/** The table of assignment: its states, its order, what it is narrowed to, and the same rows for a file. */
import type { AssignmentRow } from "./assignment";
import { formatDay } from "./day";
import type { ExportCell, ExportTable } from "./export-table";
import { INDICATORS, type IndicatorId } from "./indicator";
import { compareRatios, percent } from "./ratio";
import { fold, match } from "./search";
import { capital } from "./wording";

/**
 * - `ungiven`: it was given nothing itself, so there is nothing to hand down;
 * - `none`, `some-units`, `units`: to no unit, to some, to all of them but to no commune;
 * - `some-communes`, `communes`: to all units and some communes, to all communes.
 */
export type AssignmentState = "ungiven" | "none" | "some-units" | "units" | "some-communes" | "communes";

/** In the words of a table. */
export const ASSIGNMENT_STATES: Record<
  AssignmentState,
  { word: string; tone: "behind" | "risk" | "ok" | "over" }
> = {
  ungiven: { word: "Chưa được giao", tone: "behind" },
  none: { word: "Chưa giao", tone: "behind" },
  "some-units": { word: "Giao thiếu", tone: "risk" },
  units: { word: "Đến đơn vị", tone: "ok" },
  "some-communes": { word: "Đến một phần xã", tone: "ok" },
  communes: { word: "Đến đủ cấp xã", tone: "over" },
};
const ORDER = Object.keys(ASSIGNMENT_STATES) as AssignmentState[];

export function assignmentState({ target, units, communes }: AssignmentRow): AssignmentState {
  if (units.level === "none") return target === null ? "ungiven" : "none";
  if (units.level === "part") return "some-units";
  if (communes.level === "none") return "units";
  return communes.level === "part" ? "some-communes" : "communes";
}

/** For a reporting unit, whose own number comes from above and goes to communes and others. */
export function unitState({ target, units, communes }: AssignmentRow): AssignmentState | null {
  if (target === null && units.assigned === 0) return "ungiven";
  if (communes.expected === 0 && units.expected === 0) return null;
  if (units.assigned === 0) return "units";
  return communes.level === "all" ? "communes" : "some-communes";
}

export const ASSIGNMENT_SORTS = [
  "name",
  "target",
  "units",
  "communes",
  "handed",
  "difference",
  "share",
  "state",
] as const;
export type AssignmentSort = { key: (typeof ASSIGNMENT_SORTS)[number]; descending: boolean };

/** "short": not to all units; "communes": not to all communes; "differs": the sum is not the number. As in the URL. */
export const ASSIGNMENT_ONLY = ["short", "communes", "differs"] as const;
export type AssignmentOnly = (typeof ASSIGNMENT_ONLY)[number];
export type AssignmentFilter = { text: string; only: AssignmentOnly | null };

const KEEPS: Record<AssignmentOnly, (row: AssignmentRow) => boolean> = {
  short: ({ units }) => units.level !== "all",
  communes: ({ communes }) => communes.expected > 0 && communes.level !== "all",
  differs: ({ difference }) => difference !== null && difference !== 0n,
};

export function filterAssignment(
  rows: readonly AssignmentRow[],
  { text, only }: AssignmentFilter,
): AssignmentRow[] {
  const query = fold(text);
  return rows.filter(
    (row) =>
      (only === null || KEEPS[only](row)) &&
      (query === "" ||
        fold(row.unit.code) === query ||
        match(fold(row.unit.shortName), query) !== null ||
        fold(row.unit.name).includes(query)),
  );
}

type Part = { expected: number; assigned: number };
const collator = new Intl.Collator("vi");
const compare = (a: bigint, b: bigint) => Number(a > b) - Number(a < b);
const parts = (a: Part, b: Part) => a.assigned * b.expected - b.assigned * a.expected;
const part = (one: Part) => (one.expected === 0 ? null : one);

/** Of the column; null where the row has nothing there. */
function comparison(key: AssignmentSort["key"]): (a: AssignmentRow, b: AssignmentRow) => number | null {
  const by =
    <T>(of: (row: AssignmentRow) => T | null, order: (a: T, b: T) => number) =>
    (a: AssignmentRow, b: AssignmentRow) => {
      const [left, right] = [of(a), of(b)];
      return left === null || right === null ? null : order(left, right);
    };
  switch (key) {
    case "name":
      return by(({ unit }) => unit.shortName, collator.compare);
    case "target":
      return by(({ target }) => target?.value ?? null, compare);
    case "units":
      return by(({ units }) => part(units), parts);
    case "communes":
      return by(({ communes }) => part(communes), parts);
    case "handed":
      return by(({ handedDown }) => handedDown, compare);
    case "difference":
      return by(({ difference }) => difference, compare);
    case "share":
      return by(({ share }) => share, compareRatios);
    case "state":
      return by(
        (row) => row,
        (a, b) => ORDER.indexOf(assignmentState(a)) - ORDER.indexOf(assignmentState(b)),
      );
  }
}

const HAS: Partial<Record<AssignmentSort["key"], (row: AssignmentRow) => boolean>> = {
  target: ({ target }) => target !== null,
  units: ({ units }) => units.expected > 0,
  communes: ({ communes }) => communes.expected > 0,
  handed: ({ handedDown }) => handedDown !== null,
  difference: ({ difference }) => difference !== null,
  share: ({ share }) => share !== null,
};

/** Rows without anything in the column stand last in both directions; equal ones stay in the order they came in. */
export function sortAssignment(
  rows: readonly AssignmentRow[],
  { key, descending }: AssignmentSort,
): AssignmentRow[] {
  const has = HAS[key] ?? (() => true);
  const order = comparison(key);
  const known = rows.filter(has).toSorted((a, b) => (descending ? -1 : 1) * (order(a, b) ?? 0));
  return [...known, ...rows.filter((row) => !has(row))];
}

type Told = { time: string; indicator: IndicatorId; of: string; below: string; on: string };

/** The rows of the page as they stand there. @param time "năm 2026", @param of whose rows, @param below what the units below are called */
export function assignmentTable(
  rows: readonly AssignmentRow[],
  { time, indicator, of, below, on }: Told,
): ExportTable {
  const count = (number: number) => BigInt(number);
  const unit = INDICATORS[indicator].unit;
  return {
    head: [
      "Mã",
      "Tên",
      `Được giao (${unit})`,
      "Cơ quan giao",
      "Quyết định",
      `${capital(below)} được giao`,
      `${capital(below)} phải giao`,
      "Xã được giao",
      "Xã phải giao",
      `Đã giao xuống (${unit})`,
      `Chênh lệch (${unit})`,
      "Tỷ lệ đã giao (%)",
      "Tình trạng",
    ],
    rows: rows.map((row): ExportCell[] => [
      row.unit.code,
      row.unit.name,
      row.target?.value ?? null,
      row.target?.issuer ?? "",
      row.target?.decisionNumber ?? "",
      count(row.units.assigned),
      count(row.units.expected),
      count(row.communes.assigned),
      count(row.communes.expected),
      row.handedDown,
      row.difference,
      row.share && percent(row.share, 2),
      ASSIGNMENT_STATES[assignmentState(row)].word,
    ]),
    provenance: [
      ["Nội dung", `Tình hình giao chỉ tiêu ${time}`],
      ["Phạm vi", of],
      ["Chỉ tiêu", INDICATORS[indicator].name],
      ["Tính đến", formatDay(on)],
      ["Nguồn", "Bao Phủ, quyết định đã ban hành; ô trống là chưa có số, không phải 0"],
    ],
  };
}
