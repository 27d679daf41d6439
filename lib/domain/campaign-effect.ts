/** What was done beside who was won, unit by unit: what happened together, and nothing about what caused what. */
import { perThousand, type CountRow, type WonIndicator } from "./campaign-counts";
import { ratio, times, type Rounded } from "./ratio";

export type EffectRow = {
  row: CountRow;
  count: bigint | null;
  won: bigint | null;
  /** Units or months of it are still missing. */
  isProvisional: boolean;
  /** People won for each count, 1 decimal; null without a count. */
  yield: Rounded | null;
  countPerThousand: Rounded | null;
  wonPerThousand: Rounded | null;
};

export function effectRow(row: CountRow, won: WonIndicator): EffectRow {
  const count = row.year.value;
  const people = row.population?.value ?? null;
  return {
    row,
    count,
    won: row.won[won],
    isProvisional: row.year.isProvisional,
    yield: times(ratio(row.won[won], count), 1),
    countPerThousand: perThousand(count, people),
    wonPerThousand: perThousand(row.won[won], people),
  };
}

/** A dot, both ways in hundredths of the axis; its unit is named where it stands at an edge of the cloud. */
type EffectPoint = {
  id: string;
  name: string;
  x: number;
  y: number;
  isNamed: boolean;
  /** Drawn hollow. */
  isProvisional: boolean;
};
export type EffectChart = {
  points: readonly EffectPoint[];
  /** The end of each axis, for a thousand inhabitants. */
  xEnd: Rounded;
  yEnd: Rounded;
  /** Units without one of the two numbers. */
  left: number;
};

const FEWEST = 3;
const NAMED = 2;

/** Both for a thousand inhabitants, or large units would stand above right for their size alone. Null for too few dots. */
export function effectChart(rows: readonly EffectRow[]): EffectChart | null {
  const known = rows.flatMap(({ row, isProvisional, countPerThousand, wonPerThousand }) =>
    countPerThousand && wonPerThousand
      ? [{ unit: row.unit, isProvisional, x: countPerThousand.scaled, y: wonPerThousand.scaled }]
      : [],
  );
  const end = (values: readonly bigint[]) => niceEnd(values.reduce((a, b) => (a > b ? a : b), 0n));
  const [xEnd, yEnd] = [end(known.map(({ x }) => x)), end(known.map(({ y }) => y))];
  if (known.length < FEWEST || xEnd === 0n || yEnd === 0n) return null;
  const most = (of: "x" | "y") =>
    known.toSorted((a, b) => (a[of] < b[of] ? 1 : a[of] > b[of] ? -1 : 0)).slice(0, NAMED);
  const named = new Set([...most("x"), ...most("y")].map(({ unit }) => unit.id));
  return {
    points: known.map(({ unit, isProvisional, x, y }) => ({
      id: unit.id,
      isProvisional,
      name: unit.shortName,
      x: Number((x * 1_000n) / xEnd) / 10,
      y: Number((y * 1_000n) / yEnd) / 10,
      isNamed: named.has(unit.id),
    })),
    xEnd: { scaled: xEnd, decimals: 2 },
    yEnd: { scaled: yEnd, decimals: 2 },
    left: rows.length - known.length,
  };
}

/** The next round number above: 1, 2 or 5 with zeros. */
function niceEnd(value: bigint): bigint {
  if (value <= 0n) return 0n;
  for (let unit = 1n; ; unit *= 10n)
    for (const step of [1n, 2n, 5n]) if (step * unit >= value) return step * unit;
}
