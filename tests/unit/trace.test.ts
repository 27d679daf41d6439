import { describe, expect, test } from "vitest";
import { shapeDashboard, type ChildFacts } from "@/lib/domain/dashboard-view";
import type { UnitFacts } from "@/lib/domain/dashboard";
import { cellKey } from "@/lib/domain/dashboard";
import { formulasOf, shapeTrace, type TraceView } from "@/lib/domain/trace";
import { carriedFrom, figureVersions, type Revision } from "@/lib/domain/trace-history";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { Target } from "@/lib/domain/target";
import {
  cell,
  contextOf,
  factsOf,
  NO_DETAIL,
  period,
  population,
  province,
  published,
  target,
} from "@/tests/support/dashboard-facts";
import { printed, recomputed } from "@/tests/support/evaluate";

function explain(
  facts: UnitFacts,
  id: IndicatorId,
  month: string,
  { children = [], targets = facts.targets }: { children?: ChildFacts[]; targets?: readonly Target[] } = {},
): TraceView {
  const view = shapeDashboard(
    { unit: province, own: facts, children, plans: [], detail: NO_DETAIL },
    id,
    contextOf(month),
  );
  return shapeTrace(view, facts, targets, new Map([["60", "Bình Thuận"]]));
}

const lines = (view: TraceView) => formulasOf(view).map(printed);
const district = (id: string): ChildFacts["unit"] => ({
  ...province,
  id,
  code: id,
  level: "district",
  reportingKind: "district",
  path: `/vn/60/${id}/`,
});

describe("the published month of Bình Thuận", () => {
  const view = explain(published, "BHYT", "2023-11");

  test("is explained in the numbers that were published", () => {
    expect(view.targets.map(({ formulas }) => formulas.map(printed))).toEqual([
      ["1.052.062 / 1.137.364 = 92,5%", "1.137.364 − 1.052.062 = 85.302"],
      ["90,40 − 92,25 = −1,85", "92,25% × 1.163.785 = 1.073.592", "1.073.592 − 1.052.062 = 21.530"],
    ]);
    expect(view.coverage && printed(view.coverage.formula)).toBe("1.052.062 / 1.163.785 = 90,4%");
  });

  test("every formula comes to the number that it shows", () => {
    for (const formula of formulasOf(view)) expect(recomputed(formula)).toBe(formula.result.number.scaled);
  });

  test("says why the agency's headcount stands first, and nothing of the other target", () => {
    expect(view.targets.map(({ headlineWhy }) => headlineWhy)).toEqual([
      "Là chỉ tiêu chính theo quy tắc: số người do BHXH Việt Nam giao đứng trước",
      null,
    ]);
  });

  test("says why there is no comparison, and invents no formula for it", () => {
    expect(view.comparisons.map(({ formulas }) => formulas)).toEqual([[], [], []]);
    expect(view.comparisons[0]?.growth).toMatchObject({ reason: "Kỳ so sánh chưa có số liệu" });
  });
});

describe("a whole year", () => {
  const stored = [
    ["BHYT", "2022-12", cell(1_000_000n)],
    ["BHYT", "2022-11", cell(990_000n)],
    ["BHYT", "2023-08", cell(1_030_000n)],
    ["BHYT", "2023-10", cell(1_050_000n)],
    ["BHYT", "2023-11", cell(1_052_062n)],
  ] as const;
  const before = { ...population, year: 2022, value: 1_150_000n };
  const facts = factsOf(stored, { targets: published.targets, denominators: [population, before] });
  const view = explain(facts, "BHYT", "2023-11");

  test("compares with both numbers in the formula", () => {
    expect(view.comparisons[0]?.formulas.map(printed)).toEqual([
      "1.052.062 − 990.000 = +62.062",
      "( 1.052.062 − 990.000 ) / 990.000 = +6,3%",
    ]);
  });

  test("splits the change of the rate into people and denominator, which add up", () => {
    expect(view.rate?.formulas.map(printed)).toEqual([
      "1.052.062 / 1.163.785 = 90,4%",
      "990.000 / 1.150.000 = 86,09%",
      "90,40 − 86,09 = +4,31",
      "( 1.052.062 − 990.000 ) / 1.150.000 = +5,40",
      "4,31 − 5,40 = −1,09",
    ]);
  });

  test("says where the value should be by now, and the pace", () => {
    expect(view.pace.positions[0]?.formulas.map(printed)[0]).toBe(
      "1.000.000 + ( 1.137.364 − 1.000.000 ) × 334 / 365 = 1.125.697",
    );
    expect(view.pace.pace?.formulas.map(printed)).toEqual([
      "21 − 0 = 21",
      "85.302 / 21 = 4.062",
      "1.052.062 − 1.030.000 = 22.062",
      "22.062 / 65 = 339",
    ]);
  });

  test("every formula comes to the number that it shows", () => {
    for (const formula of formulasOf(view))
      expect([printed(formula), recomputed(formula)]).toEqual([
        printed(formula),
        formula.result.number.scaled,
      ]);
  });
});

describe("what a value was made from", () => {
  test("a derived indicator is the sum of its parts, each of which is explained on its own", () => {
    const view = explain(
      factsOf([
        ["BHXH_BB", "2023-11", cell(70n)],
        ["BHXH_TN", "2023-11", cell(30n)],
        ["BHXH", "2023-11", cell(100n)],
      ]),
      "BHXH",
      "2023-11",
    );
    expect(lines(view)[0]).toBe("70 + 30 = 100");
    expect(view.value.derived?.left[0]).toMatchObject({ to: { indicator: "BHXH_BB", section: "value" } });
  });

  test("units that lack one of the parts are named, so that the formula still adds up", () => {
    const view = explain(
      factsOf([
        ["BHXH_BB", "2023-11", cell(70n)],
        ["BHXH_TN", "2023-11", cell(20n, { missing: 1, expected: 2 })],
        ["BHXH", "2023-11", cell(80n, { missing: 1, expected: 2 })],
      ]),
      "BHXH",
      "2023-11",
    );
    expect(lines(view)[0]).toBe("70 + 20 − 10 = 80");
  });

  test("a flow is the sum of its months, and says which are not there", () => {
    const view = explain(
      factsOf([
        ["TN_MOI", "2023-01", cell(3n)],
        ["TN_MOI", "2023-03", cell(4n)],
      ]),
      "TN_MOI",
      "2023-03",
    );
    expect(view.value.months.map(({ measure }) => measure?.value ?? null)).toEqual([3n, null, 4n]);
    expect(view.value.measure.value).toBe(7n);
  });

  test("the units below add up to the sum, a published number of one of them stands beside it", () => {
    const child = (id: string, cells: ReturnType<typeof cell>): ChildFacts => ({
      unit: district(id),
      mergedFrom: [],
      facts: {
        ...factsOf([]),
        unit: district(id),
        lineage: [{ ...district(id), intoId: null }],
        cells: new Map([[cellKey("BHYT", period("2023-11")), [cells]]]),
      },
    });
    const stated = cell(4n, { missing: 1, expected: 2, stated: { value: 9n, isEstimate: false } });
    const facts = factsOf([["BHYT", "2023-11", cell(10n, { missing: 1, expected: 3 })]]);
    const { parts } = explain(facts, "BHYT", "2023-11", {
      children: [child("593", cell(6n)), child("594", stated)],
    }).value;
    expect(parts).toMatchObject({ total: 10n, rest: 0n });
    expect(parts?.rows.map(({ adds, beside }) => [adds, beside])).toEqual([
      [6n, null],
      [4n, 9n],
    ]);
  });
});

test("an earlier decision and an earlier number of the same one are told as replaced, a later one as coming", () => {
  const standing = target({ decisionNumber: "02", version: 2, effectiveOn: "2023-06-01" });
  const others = [
    target({ decisionNumber: "01", value: 1n, effectiveOn: "2023-01-10" }),
    target({ decisionNumber: "02", value: 2n, version: 1, effectiveOn: "2023-06-01" }),
    target({ decisionNumber: "03", value: 3n, effectiveOn: "2023-12-01" }),
  ];
  const facts = { ...published, targets: [standing] };
  const [one] = explain(facts, "BHYT", "2023-11", { targets: [standing, ...others] }).targets;
  expect(one?.replaced.map(({ value }) => value)).toEqual([2n, 1n]);
  expect(one?.coming.map(({ value }) => value)).toEqual([3n]);
});

describe("versions of a figure", () => {
  const revision = (version: number, indicator: IndicatorId, value: bigint | null): Revision => ({
    version,
    indicator,
    value,
    isEstimate: false,
    note: null,
    explanation: null,
    enteredBy: "Nguyễn Thị Hương",
  });
  const parts = [
    ["BHXH_BB", 1n],
    ["BHXH_TN", 1n],
  ] as const;

  test("of a derived indicator are added from its parts, and are unknown without one of them", () => {
    const versions = figureVersions(
      [revision(1, "BHXH_BB", 5n), revision(2, "BHXH_BB", 6n), revision(2, "BHXH_TN", 1n)],
      [],
      parts,
      2,
    );
    expect(versions.map(({ version, value, isCounted }) => [version, value, isCounted])).toEqual([
      [2, 7n, true],
      [1, null, false],
    ]);
  });

  test("a carried value comes from the unit's own month, else from those of all that it came from", () => {
    const lineage = [
      { id: "new", intoId: null },
      { id: "a", intoId: "new" },
      { id: "b", intoId: "new" },
    ];
    const month = (unitId: string, value: bigint) => ({
      unitId,
      indicator: "BHYT" as const,
      period: "2025-06",
      value,
    });
    const old = [month("a", 1n), month("b", 2n)];
    expect(carriedFrom("new", "BHYT", lineage, old)).toEqual(old);
    expect(carriedFrom("new", "BHYT", lineage, [...old, month("new", 9n)])).toEqual([month("new", 9n)]);
  });
});
