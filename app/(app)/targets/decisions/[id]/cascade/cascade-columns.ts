/** The columns of the cascade: which there are, what they sort by, and in which order the lines stand. */
import { rateOf } from "@/lib/domain/cascade";
import { reached } from "@/lib/domain/cascade-cell";
import type { CascadeSheet } from "./cascade-sheet";
import type { CascadeView, LineView } from "./cascade-view";

const COLUMNS = [
  "name",
  "value",
  "plan",
  "current",
  "denominator",
  "assigned",
  "delta",
  "pct",
  "coverage",
] as const;
export type Column = (typeof COLUMNS)[number];
export type Sorting = { column: Column; isDown: boolean } | null;

/** A column of which nothing is known is left out. */
export function columnsOf({ lines, kind }: CascadeView): ReadonlySet<Column> {
  const isMeasured = lines.some(({ denominator }) => denominator !== null);
  const absent: Partial<Record<Column, boolean>> = {
    plan: lines.every(({ plan }) => plan === null),
    current: lines.every(({ current }) => current === null),
    denominator: !isMeasured,
    coverage: !isMeasured || kind === "rate",
  };
  return new Set(COLUMNS.filter((column) => !absent[column]));
}

/** Numbers compare exactly: a part of a unit as its numerator times the other's denominator. */
type Key = { over: bigint; under: bigint } | null;
const whole = (value: bigint | null): Key => (value === null ? null : { over: value, under: 1n });
const part = (over: bigint | null, under: bigint | null): Key =>
  over === null || under === null || under === 0n ? null : { over, under };

function keyOf(line: LineView, column: Exclude<Column, "name">, sheet: CascadeSheet): Key {
  const { kind } = sheet.view;
  const value = sheet.value(line.id);
  const people = reached(kind, value, line);
  const delta = people === null || line.value === null ? null : people - line.value;
  switch (column) {
    case "value":
      return kind === "rate" ? whole(rateOf(line)) : whole(line.value);
    case "plan":
      return whole(line.plan);
    case "current":
      return whole(line.current?.value ?? null);
    case "denominator":
      return whole(line.denominator);
    case "assigned":
      return whole(value);
    case "delta":
      return whole(delta);
    case "pct":
      return part(delta, line.value);
    case "coverage":
      return part(people, line.denominator);
  }
}

const collator = new Intl.Collator("vi");

/** As they came where nothing is chosen. What is not known stands last either way. */
export function sorted(
  lines: readonly LineView[],
  sorting: Sorting,
  sheet: CascadeSheet,
): readonly LineView[] {
  if (sorting === null) return lines;
  const { column, isDown } = sorting;
  const sign = isDown ? -1 : 1;
  if (column === "name") return lines.toSorted((a, b) => sign * collator.compare(a.name, b.name));
  const keyed = lines.map((line) => ({ line, key: keyOf(line, column, sheet) }));
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const difference = a.over * b.under - b.over * a.under;
    return sign * (Number(difference > 0n) - Number(difference < 0n));
  });
  return keyed.map(({ line }) => line);
}

/** "ha noi" finds "Hà Nội". */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
}
