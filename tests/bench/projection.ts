/** How far projections of the demo's years that are over were from their Decembers, against a straight line. */
import { HEADLINE } from "@/lib/domain/dashboard-context";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { heldBy, project, rangeOf, straightLine, type PastYear } from "@/lib/domain/projection";
import { demoYear, type DemoYear } from "@/prisma/demo/figures";
import { readDemoModel } from "@/prisma/demo/model";
import { unitIdsOf } from "@/prisma/demo/people";
import { atMost } from "./line";
import type { Run } from "./run";

/** The demo's whole years. */
const YEARS = [2021, 2022, 2023, 2024, 2025];
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** A straight line may not be the better guess. */
const MOST_ERROR = 1;

type Trial = { error: number; lineError: number; isInside: boolean; promised: number };

type Values = (id: IndicatorId, year: number, month: number) => bigint | null;

/** The sum of these reporting units; null before the demo begins. */
function valuesOf(ids: readonly string[], demo: ReadonlyMap<number, DemoYear>): Values {
  return (id, year, month) => {
    const figures = demo.get(year);
    if (!figures) return null;
    return ids.reduce((sum, unit) => sum + (figures.get(unit)?.[month - 1]?.[id] ?? 0n), 0n);
  };
}

function yearAt(values: Values, id: IndicatorId, year: number, month: number): PastYear | null {
  const base = INDICATORS[id].nature === "cumulative" ? 0n : values(id, year - 1, 12);
  const [value, december] = [values(id, year, month), values(id, year, 12)];
  return base === null || value === null || december === null ? null : { year, base, value, december };
}

const off = (told: bigint, real: bigint) => Math.abs(Number(told - real)) / Number(real);

/** As it would have been told then: from the years before and nothing later. */
function trial(values: Values, id: IndicatorId, year: number, month: number): Trial | null {
  const now = yearAt(values, id, year, month);
  const past = YEARS.filter((one) => one < year).flatMap((one) => yearAt(values, id, one, month) ?? []);
  const told = now && project(now, month, past);
  if (!now || !told || now.december <= 0n) return null;
  const { low, high } = rangeOf(told);
  const held = heldBy(told);
  return {
    error: off(told.december, now.december),
    lineError: off(straightLine(now, month), now.december),
    isInside: low <= now.december && now.december <= high,
    promised: held.times / held.of,
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const percentOf = (share: number) => Math.round(share * 10_000) / 100;

export function benchProjection({ emit, progress }: Pick<Run, "emit" | "progress">): void {
  progress("projection: telling the demo's past years, of 63 provinces and the nation");
  const model = readDemoModel();
  const demo = new Map(YEARS.map((year) => [year, demoYear(model, year)]));
  const provinces = model.provinces.map(unitIdsOf);
  const nation = [...provinces.flat(), "BQP", "BCA"];
  const units = [...provinces, nation].map((ids) => valuesOf(ids, demo));
  for (const id of HEADLINE) {
    const trials = units.flatMap((values) =>
      YEARS.flatMap((year) => MONTHS.flatMap((month) => trial(values, id, year, month) ?? [])),
    );
    const [error, lineError] = [
      mean(trials.map((one) => one.error)),
      mean(trials.map((one) => one.lineError)),
    ];
    emit(
      atMost(`projection of ${id} / straight line, mean error`, error / lineError, MOST_ERROR, {
        errorPct: percentOf(error),
        straightLineErrorPct: percentOf(lineError),
        projections: trials.length,
        insideRangePct: percentOf(mean(trials.map(({ isInside }) => Number(isInside)))),
        promisedInsidePct: percentOf(mean(trials.map(({ promised }) => promised))),
        figures: "demo, illustrative",
      }),
    );
  }
}
