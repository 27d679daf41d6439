/** Rows of a table of units for tests: each with a value, last month's, a plan and a population. */
import { shapeIndicator } from "@/lib/domain/dashboard";
import { before } from "@/lib/domain/dashboard-ranks";
import { childRows, type ChildRow } from "@/lib/domain/dashboard-rows";
import type { DashboardContext } from "@/lib/domain/dashboard-context";
import type { Cell } from "@/lib/domain/dashboard-measure";
import type { IndicatorId } from "@/lib/domain/indicator";
import { cell, contextOf, factsOf, population, province, target } from "./dashboard-facts";

type RowFacts = {
  id: string;
  value: bigint | null;
  before?: bigint;
  plan?: bigint;
  people?: bigint;
  change?: Partial<Cell>;
};

export const NOVEMBER = contextOf("2023-11", "mom");

/** In November 2023 against October, of units that stand in the order given. */
export function rowsOf(
  each: readonly RowFacts[],
  id: IndicatorId = "BHYT",
  context: DashboardContext = NOVEMBER,
): ChildRow[] {
  const children = each.map((one) => {
    const plans = one.plan === undefined ? [] : [target({ indicator: id, value: one.plan })];
    const facts = factsOf(
      [
        [id, "2023-11", cell(one.value, one.change)],
        ...(one.before === undefined ? [] : ([[id, "2023-10", cell(one.before)]] as const)),
      ],
      {
        targets: plans,
        targetsBefore: plans,
        denominators: one.people === undefined ? [] : [{ ...population, value: one.people }],
      },
    );
    return {
      unit: { ...province, id: one.id, code: one.id, shortName: one.id },
      mergedFrom: [],
      view: shapeIndicator(facts, id, context),
      before: before(facts, id, context),
    };
  });
  const [first] = children;
  return first ? childRows(children, first.view, context).rows : [];
}
