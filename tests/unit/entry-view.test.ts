import { expect, test } from "vitest";
import { attainmentOf, toFormView } from "@/app/(app)/entry/[unit]/[period]/form-view";
import type { EntryCell } from "@/lib/data/entry-cell";
import { jumpBounds } from "@/lib/domain/check-bounds";
import { entryTarget } from "@/lib/domain/entry-target";
import type { IndicatorId } from "@/lib/domain/indicator";
import { percent } from "@/lib/domain/ratio";
import type { StandingTarget } from "@/lib/domain/target";

const checks = {
  kind: "district",
  asOf: "2023-10-31",
  required: ["TN_MOI", "BHXH_TN"],
  lastMonth: {},
  sameMonthLastYear: {},
  earlierThisYear: {},
  population: null,
  bounds: jumpBounds({}),
} as const;
const history = { months: [], values: {}, workingDaysLeft: 43 };

const standing = (indicator: IndicatorId, kind: StandingTarget["kind"], value: bigint): StandingTarget => ({
  unitId: "593",
  indicator,
  kind,
  value,
  scope: "2023",
  issuer: "BHXH VN",
  decisionNumber: "1/QĐ",
  decidedOn: "2023-01-05",
  effectiveOn: "2023-01-05",
  version: 1,
  recordedAt: "2023-01-05T00:00:00.000Z",
  headlineReason: null,
  isLater: false,
  isHeadline: true,
  madeFrom: [],
});

const cell = (indicator: IndicatorId, target: EntryCell["target"]): EntryCell => ({
  indicator,
  isRequired: true,
  value: null,
  isEstimate: false,
  note: null,
  explanation: null,
  version: 0,
  updatedBy: null,
  updatedAt: null,
  lastMonth: null,
  sameMonthLastYear: null,
  target,
});

/** As the browser has it: nothing but texts and flags. */
function targetInBrowser(shown: EntryCell) {
  const view = JSON.parse(JSON.stringify(toFormView({ cells: [shown], checks }, history)));
  return (view as ReturnType<typeof toFormView>).sections.flatMap(({ rows }) => rows)[0]?.target;
}

test("in the browser a flow of the month counts with what the year brought before", () => {
  const before = { yearSoFar: { TN_MOI: 1000n }, lastDecember: {} };
  const target = targetInBrowser(
    cell("TN_MOI", entryTarget("TN_MOI", standing("TN_MOI", "headcount", 1200n), before, null)),
  );
  const reached = target && attainmentOf(target, 100n);
  expect(reached?.remaining).toBe(100n);
  expect(reached?.kind === "headcount" && percent(reached.pctOfPlan)).toEqual({ scaled: 9167n, decimals: 2 });
});

test("in the browser an increase counts from last December", () => {
  const before = { yearSoFar: {}, lastDecember: { BHXH_TN: 1000n } };
  const target = targetInBrowser(
    cell("BHXH_TN", entryTarget("BHXH_TN", standing("BHXH_TN", "increase", 100n), before, null)),
  );
  const reached = target && attainmentOf(target, 1050n);
  expect(reached?.remaining).toBe(50n);
  expect(reached?.kind === "increase" && percent(reached.pctOfPlan)).toEqual({ scaled: 5000n, decimals: 2 });
});

test("in the browser a rate asks for the people it means, also while the cell was blank when the page was drawn", () => {
  const denominator = {
    unitId: "593",
    kind: "population",
    basis: "stated",
    year: 2023,
    value: 1000n,
  } as const;
  const chosen = { ...denominator, source: "", isSum: false, isEarlier: false };
  const nothing = { yearSoFar: {}, lastDecember: {} };
  const target = targetInBrowser(
    cell("BHYT", entryTarget("BHYT", standing("BHYT", "rate", 9225n), nothing, chosen)),
  );
  expect(target && attainmentOf(target, 900n).remaining).toBe(23n);
});
