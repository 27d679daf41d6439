import { describe, expect, test } from "vitest";
import type { Denominator } from "@/lib/domain/coverage";
import { shapeIndicator } from "@/lib/domain/dashboard";
import { shapeDebt } from "@/lib/domain/dashboard-debt";
import { plansOfYears, standingTargets } from "@/lib/domain/dashboard-targets";
import { lacksDenominator, shapeDashboard } from "@/lib/domain/dashboard-view";
import {
  cell,
  contextOf,
  NO_DETAIL,
  factsOf,
  population,
  province,
  published,
  target,
} from "@/tests/support/dashboard-facts";

const november = contextOf("2023-11");
const billion = 1_000_000_000n;

describe("chậm đóng", () => {
  const facts = factsOf(
    [
      ["NO", "2023-11", cell(118n * billion)],
      ["NO_TINH_LAI", "2023-11", cell(81n * billion)],
      ["THU", "2023-11", cell(2_914n * billion)],
      ["PHAI_THU", "2023-11", cell(3_000n * billion)],
    ],
    {
      targets: [
        target({ indicator: "THU", kind: "amount", value: 3_200n * billion }),
        target({ indicator: "NO", kind: "rate", value: 280n }),
      ],
    },
  );
  const view = (id: "NO" | "NO_TINH_LAI" | "THU" | "PHAI_THU") => shapeIndicator(facts, id, november);
  const debt = shapeDebt({
    debt: view("NO"),
    interest: view("NO_TINH_LAI"),
    collected: view("THU"),
    due: view("PHAI_THU"),
  });

  test("each ratio has its own denominator", () => {
    expect(debt.ratios.plan?.denominator).toBe(3_200n * billion);
    expect(debt.ratios.due?.denominator).toBe(3_000n * billion);
    expect(debt.ratios.collected?.denominator).toBe(2_914n * billion);
  });

  test("a rate is a limit in percent of the plan: how far above it, and what must go", () => {
    expect(debt.limit).toMatchObject({ points: { scaled: 89n, decimals: 2 }, excess: 28_400_000_000n });
  });

  test("the part that bears interest is shown with its share", () => {
    expect(debt.interest).toEqual({
      value: 81n * billion,
      share: { numerator: 81n * billion, denominator: 118n * billion },
    });
  });
});

describe("targets", () => {
  const old = (id: string) => ({ id, validFrom: "2008-08-01", validTo: "2025-06-30", intoId: "68-2025" });
  const lineage = [
    { id: "68-2025", validFrom: "2025-07-01", validTo: null, intoId: null },
    old("60"),
    old("68"),
  ];
  const parts = [
    target({ unitId: "60", value: 10n, scope: "2025", effectiveOn: "2025-01-10" }),
    target({ unitId: "68", value: 20n, scope: "2025", effectiveOn: "2025-01-10" }),
  ];

  test("a unit that began within the year takes the sum of its predecessors', and says so", () => {
    const [one] = standingTargets("68-2025", lineage, parts, [], "2025-10-31");
    expect(one).toMatchObject({ value: 30n, madeFrom: ["60", "68"], isHeadline: true });
  });

  test("a predecessor that itself began within the year passes on what it inherited", () => {
    const renewed = { id: "68b", validFrom: "2025-04-01", validTo: "2025-06-30", intoId: "68-2025" };
    const first = { id: "68", validFrom: "2008-08-01", validTo: "2025-03-31", intoId: "68b" };
    const line = [...lineage.slice(0, 2), renewed, first];
    const [one] = standingTargets("68-2025", line, parts, [], "2025-10-31");
    expect(one).toMatchObject({ value: 30n, madeFrom: ["60", "68b"] });
  });

  test("in the year after it has only its own", () => {
    expect(standingTargets("68-2025", lineage, parts, [], "2026-10-31")).toEqual([]);
  });

  test("the steps of a trend are the headcounts as they stood when each year ended", () => {
    const raised = target({
      scope: "2022",
      value: 9n,
      decisionNumber: "09/QĐ-BHXH",
      effectiveOn: "2022-09-01",
    });
    const first = target({ scope: "2022", value: 7n, effectiveOn: "2022-01-10" });
    const rate = target({ scope: "2021", kind: "rate", value: 9000n });
    expect(
      plansOfYears("60", [{ ...province, intoId: null }], [first, raised, rate], "BHYT", [2021, 2022]),
    ).toEqual([{ year: 2022, value: 9n }]);
  });
});

test("the steps before a merged unit began are the sum of its predecessors' plans, where all have one", () => {
  const lineage = [
    { id: "68-2025", validFrom: "2025-07-01", validTo: null, intoId: null },
    { id: "60", validFrom: "2008-08-01", validTo: "2025-06-30", intoId: "68-2025" },
    { id: "68", validFrom: "2008-08-01", validTo: "2025-06-30", intoId: "68-2025" },
  ];
  const plans = [
    target({ unitId: "60", scope: "2024", value: 10n, effectiveOn: "2024-01-10" }),
    target({ unitId: "68", scope: "2024", value: 20n, effectiveOn: "2024-01-10" }),
    target({ unitId: "60", scope: "2023", value: 9n }),
    target({ unitId: "68-2025", scope: "2026", value: 40n, effectiveOn: "2026-01-10" }),
  ];
  expect(plansOfYears("68-2025", lineage, plans, "BHYT", [2023, 2024, 2025, 2026])).toEqual([
    { year: 2024, value: 30n },
    { year: 2026, value: 40n },
  ]);
});

describe("a whole dashboard", () => {
  const view = shapeDashboard(
    { unit: province, own: published, children: [], plans: [], detail: NO_DETAIL },
    "BHYT",
    november,
  );

  test("has six cards, and every indicator of the day in its group", () => {
    expect(view.cards.map(({ view: card }) => card.id)).toEqual([
      "BHXH_BB",
      "BHXH_TN",
      "BHTN",
      "BHYT",
      "THU",
      "NO",
    ]);
    expect(view.groups.map(({ group }) => group)).toContain("communication");
    expect(view.isEmpty).toBe(false);
  });

  test("leaves out an indicator that has ended", () => {
    const later = shapeDashboard(
      { unit: { ...province, validTo: null }, own: published, children: [], plans: [], detail: NO_DETAIL },
      "BHYT",
      contextOf("2025-11"),
    );
    const ids = later.groups.flatMap(({ views }) => views.map(({ id }) => id));
    expect(ids).not.toContain("BHYT_NSDLD");
  });

  test("is empty when nothing at all is stored", () => {
    const empty = shapeDashboard(
      { unit: province, own: factsOf([]), children: [], plans: [], detail: NO_DETAIL },
      "BHYT",
      november,
    );
    expect(empty.isEmpty).toBe(true);
    expect(empty.chart).toBeNull();
  });
});

test("a unit without a denominator of its own asks for its children's", () => {
  const labour: Denominator = { ...population, kind: "labour_force" };
  expect(lacksDenominator("60", [population])).toBe(true);
  expect(lacksDenominator("60", [population, labour])).toBe(false);
});
