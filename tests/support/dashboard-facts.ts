/** Small facts for tests of the dashboard's shaping: one unit with a few stored sums. */
import { cellKey, type UnitFacts } from "@/lib/domain/dashboard";
import { dashboardContext, type DashboardContext } from "@/lib/domain/dashboard-context";
import type { DetailFacts } from "@/lib/domain/dashboard-detail";
import type { Cell } from "@/lib/domain/dashboard-measure";
import type { Comparator } from "@/lib/domain/comparison";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import type { StandingTarget } from "@/lib/domain/target";
import type { Unit } from "@/lib/domain/unit";

export const period = (id: string) => id as PeriodId;

/** A complete sum of one reporting unit. */
export const cell = (sum: bigint | null, change: Partial<Cell> = {}): Cell => ({
  sum,
  reported: sum === null ? 0 : 1,
  carried: 0,
  estimated: 0,
  missing: sum === null ? 1 : 0,
  expected: 1,
  stated: null,
  ...change,
});

export const province: Unit = {
  id: "60",
  code: "60",
  name: "Tỉnh Bình Thuận",
  shortName: "Bình Thuận",
  level: "province",
  reportingKind: null,
  parentId: "VN",
  provinceId: "60",
  path: "/vn/60/",
  validFrom: "2008-08-01",
  validTo: "2025-06-30",
};

type Stored = readonly (readonly [IndicatorId, string, ...Cell[]])[];

export function factsOf(stored: Stored, change: Partial<UnitFacts> = {}): UnitFacts {
  return {
    unit: province,
    lineage: [{ ...province, intoId: null }],
    cells: new Map(stored.map(([id, month, ...cells]) => [cellKey(id, period(month)), cells])),
    targets: [],
    denominators: [],
    territories: [],
    ...change,
  };
}

export function contextOf(month: string, comparator: Comparator = "yoy"): DashboardContext {
  return dashboardContext({ period: period(month), comparator }, [], {
    rule: { okPercent: 95, riskPercent: 75 },
    holidays: new Set(),
  });
}

export const target = (change: Partial<StandingTarget>): StandingTarget => ({
  unitId: "60",
  indicator: "BHYT",
  kind: "headcount",
  value: 1_137_364n,
  scope: "2023",
  issuer: "BHXH VN",
  decisionNumber: "01/QĐ-BHXH",
  decidedOn: "2023-01-10",
  effectiveOn: "2023-01-10",
  version: 1,
  recordedAt: "2023-01-10T00:00:00.000Z",
  headlineReason: null,
  isLater: false,
  isHeadline: true,
  madeFrom: [],
  ...change,
});

export const population = {
  unitId: "60",
  kind: "population",
  basis: "stated",
  year: 2023,
  value: 1_163_785n,
  source: "Báo cáo",
  version: 1,
} as const;

/** Bình Thuận in November 2023 as it was published: a stated total, two targets, no district reported. */
export const published = factsOf(
  [
    [
      "BHYT",
      "2023-11",
      cell(null, { missing: 11, expected: 11, stated: { value: 1_052_062n, isEstimate: false } }),
    ],
  ],
  {
    targets: [
      target({}),
      target({
        kind: "rate",
        value: 9225n,
        issuer: "UBND tỉnh",
        decisionNumber: "02/QĐ-UBND",
        isHeadline: false,
      }),
    ],
    denominators: [population],
  },
);

/** Nothing of the blocks below the table was read. */
export const NO_DETAIL: DetailFacts = {
  between: { from: period("2022-12"), to: period("2023-11") },
  collection: [],
};
