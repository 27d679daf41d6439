/** The summary of a unit, found by its code on the as-of day or by its id. */
import "server-only";
import { shapeSummary, type Summary } from "@/lib/domain/summary";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { existsOn, type Unit } from "@/lib/domain/unit";
import { readContext, readUnitFacts } from "./dashboard-facts";
import { periodExists } from "./dashboard-periods";
import { findReadableUnit, findReadableUnitByCode, listRelatives, type Relative } from "./dashboard-units";
import { inState, readState } from "./dashboard-version";

export type SummarySource = {
  kind: "summary";
  /** Moves with everything the summary says; asking for it touches no rollup and no figure. */
  state: string;
  unitId: string;
  read: () => Promise<Summary>;
};

export type NoSummary =
  { kind: "no-unit" | "no-period" } | { kind: "not-valid"; unit: Unit; successors: readonly Relative[] };

/** First as a code valid on the as-of day, then as an id; `read` reads and shapes only when it is called. */
export async function findSummary(
  reader: Actor,
  codeOrId: string,
  period: PeriodId,
): Promise<SummarySource | NoSummary> {
  const day = asOfDay(period);
  const unit =
    (await findReadableUnitByCode(reader, codeOrId, day)) ?? (await findReadableUnit(reader, codeOrId));
  if (!unit) return { kind: "no-unit" };
  if (!existsOn(unit, day)) {
    if (!(await periodExists(period))) return { kind: "no-period" };
    const direction = day < unit.validFrom ? "before" : "after";
    return { kind: "not-valid", unit, successors: await listRelatives(unit.id, direction) };
  }
  const state = await readState(unit, period);
  if (state === null) return { kind: "no-period" };
  return {
    kind: "summary",
    state,
    unitId: unit.id,
    read: () => inState(`summary|${unit.id}|${period}`, state, () => readSummary(unit, period)),
  };
}

async function readSummary(unit: Unit, period: PeriodId): Promise<Summary> {
  const context = await readContext(period, "yoy");
  return shapeSummary(unit, await readUnitFacts(unit, context), context);
}
