import { describe, expect, test } from "vitest";
import { measureIn, shapeIndicator } from "@/lib/domain/dashboard";
import { rateChangeWords } from "@/lib/domain/dashboard-words";
import { percent } from "@/lib/domain/ratio";
import {
  cell,
  contextOf,
  factsOf,
  period,
  population,
  published,
  target,
} from "@/tests/support/dashboard-facts";

const old = (id: string) => ({
  id,
  validFrom: "2008-08-01",
  validTo: "2025-06-30",
  intoId: "68-2025",
});
const young = { id: "68-2025", validFrom: "2025-07-01", validTo: null, intoId: null };

describe("the published figures of Bình Thuận", () => {
  const view = shapeIndicator(published, "BHYT", contextOf("2023-11"));
  const [headcount, rate] = view.targets;

  test("the headcount is 92,5% reached and 85.302 people remain", () => {
    const { attainment } = headcount ?? {};
    expect(attainment).toMatchObject({ kind: "headcount", remaining: 85_302n });
    expect(attainment?.kind === "headcount" && attainment.pctOfPlan && percent(attainment.pctOfPlan)).toEqual(
      {
        scaled: 9250n,
        decimals: 2,
      },
    );
  });

  test("the coverage of 90,4% is 1,85 points below the rate, and the two are never turned into one another", () => {
    expect(view.coverage && percent(view.coverage.ratio)).toEqual({ scaled: 9040n, decimals: 2 });
    expect(rate?.attainment).toMatchObject({ kind: "rate", points: { scaled: -185n, decimals: 2 } });
  });

  test("without anything in December there is no progress and no growth", () => {
    expect(headcount?.progress).toBeNull();
    expect(view.comparisons.yoy.growth).toEqual({ kind: "none", reason: "Kỳ so sánh chưa có số liệu" });
  });
});

describe("a unit younger than the base", () => {
  const facts = factsOf(
    [
      ["BHYT", "2025-10", cell(330n)],
      ["BHYT", "2024-10", cell(100n), cell(200n)],
      ["TN_MOI", "2025-06", cell(4n), cell(6n)],
      ["TN_MOI", "2025-07", cell(5n)],
    ],
    { unit: young, lineage: [young, old("60"), old("68")] },
  );

  test("is compared with the sum of its whole predecessors", () => {
    const { growth } = shapeIndicator(facts, "BHYT", contextOf("2025-10")).comparisons.yoy;
    expect(growth).toMatchObject({ kind: "growth", delta: 30n });
  });

  test("has a flow of its own months and of its predecessors' before", () => {
    expect(measureIn(facts, "TN_MOI", period("2025-06"))?.value).toBe(10n);
    expect(shapeIndicator(facts, "TN_MOI", contextOf("2025-07")).measure.value).toBe(15n);
  });

  test("a predecessor that itself began later, out of nothing, makes the base incomplete", () => {
    const born = { id: "69", validFrom: "2025-01-01", validTo: "2025-06-30", intoId: "68-2025" };
    const { growth } = shapeIndicator(
      { ...facts, lineage: [...facts.lineage, born] },
      "BHYT",
      contextOf("2025-10"),
    ).comparisons.yoy;
    expect(growth).toEqual({ kind: "none", reason: "Kỳ so sánh còn thiếu số liệu của 1 đơn vị" });
  });

  test("a predecessor that began later out of another one is stood for by that one", () => {
    const renewed = { id: "69", validFrom: "2025-01-01", validTo: "2025-06-30", intoId: "68-2025" };
    const first = { id: "70", validFrom: "2008-08-01", validTo: "2024-12-31", intoId: "69" };
    const lineage = [young, old("60"), renewed, first];
    const { growth } = shapeIndicator({ ...facts, lineage }, "BHYT", contextOf("2025-10")).comparisons.yoy;
    expect(growth).toMatchObject({ kind: "growth", delta: 30n });
  });

  test("a predecessor of which nothing is stored makes the base incomplete", () => {
    const two = { ...facts, cells: new Map([...facts.cells, ["BHYT 2024-10", [cell(100n)]] as const]) };
    const { growth } = shapeIndicator(two, "BHYT", contextOf("2025-10")).comparisons.yoy;
    expect(growth).toEqual({ kind: "none", reason: "Kỳ so sánh còn thiếu số liệu của 1 đơn vị" });
  });
});

describe("what is counted from 1 January", () => {
  const facts = factsOf([
    ["THU", "2023-12", cell(120n)],
    ["THU", "2024-01", cell(10n)],
    ["THU", "2024-02", cell(21n)],
    ["TN_MOI", "2023-01", cell(1n)],
    ["TN_MOI", "2023-02", cell(2n)],
    ["TN_MOI", "2024-01", cell(3n)],
    ["TN_MOI", "2024-02", cell(3n)],
  ]);

  test("a cumulative value grows within the year and is not compared across January", () => {
    expect(shapeIndicator(facts, "THU", contextOf("2024-02")).comparisons.mom.growth).toMatchObject({
      delta: 11n,
    });
    const january = shapeIndicator(facts, "THU", contextOf("2024-01")).comparisons;
    expect(january.mom.growth).toEqual({ kind: "none", reason: "Số lũy kế tính lại từ tháng 1" });
    expect(january.ytd.growth.kind).toBe("none");
  });

  test("a flow is compared from January to January, its month with the month before", () => {
    const { comparisons, measure } = shapeIndicator(facts, "TN_MOI", contextOf("2024-02"));
    expect(measure).toMatchObject({ value: 6n, inPeriod: 3n });
    expect(comparisons.yoy.growth).toMatchObject({ delta: 3n });
    expect(comparisons.mom.growth).toMatchObject({ delta: 0n });
  });

  test("a flow with a month that is not stored is shown and not compared", () => {
    const { measure, comparisons } = shapeIndicator(facts, "TN_MOI", contextOf("2024-03"));
    expect(measure).toMatchObject({ value: 6n, isProvisional: true });
    expect(comparisons.yoy.growth).toEqual({ kind: "none", reason: "Chưa có số liệu của 1 tháng trong năm" });
  });
});

describe("targets of kind increase and pace", () => {
  const facts = factsOf(
    [
      ["BHYT", "2022-12", cell(1_000n)],
      ["BHYT", "2023-08", cell(1_010n)],
      ["BHYT", "2023-11", cell(1_040n)],
    ],
    { targets: [target({ kind: "increase", value: 100n })] },
  );

  test("an increase counts from December", () => {
    const [one] = shapeIndicator(facts, "BHYT", contextOf("2023-11")).targets;
    expect(one?.attainment).toMatchObject({ remaining: 60n });
    expect(one?.progress?.status).toBe("behind");
  });

  test("the pace says what each working day left must bring and what the last three months brought", () => {
    const { pace } = shapeIndicator(facts, "BHYT", contextOf("2023-11"));
    expect(pace).toEqual({ daysLeft: 21, needed: 3n, recent: { scaled: 5n, decimals: 1 } });
  });

  describe("in the first months of a year", () => {
    const cumulative = factsOf(
      [
        ["THU", "2022-11", cell(110n * 19n)],
        ["THU", "2022-12", cell(130n * 19n)],
        ["THU", "2023-02", cell(40n * 19n)],
      ],
      { targets: [target({ indicator: "THU", kind: "amount", value: 10_000n })] },
    );
    const flow = factsOf(
      [
        ["TN_MOI", "2022-12", cell(21n)],
        ["TN_MOI", "2023-01", cell(22n)],
        ["TN_MOI", "2023-02", cell(19n)],
      ],
      { targets: [target({ indicator: "TN_MOI", value: 10_000n })] },
    );
    // From 1 December to 28 February there are 64 days from Monday to Friday.
    test("a cumulative value adds what December had brought before it began anew", () => {
      expect(shapeIndicator(cumulative, "THU", contextOf("2023-02")).pace?.recent).toEqual({
        scaled: (60n * 19n) / 64n + 1n,
        decimals: 0,
      });
    });

    test("a flow adds its last three months", () => {
      expect(shapeIndicator(flow, "TN_MOI", contextOf("2023-02")).pace?.recent).toEqual({
        scaled: 10n,
        decimals: 1,
      });
    });

    test("without December there is none", () => {
      const without = (facts: typeof flow) => ({
        ...facts,
        cells: new Map([...facts.cells].filter(([key]) => !key.endsWith("2022-12"))),
      });
      expect(shapeIndicator(without(cumulative), "THU", contextOf("2023-02")).pace?.recent).toBeNull();
      expect(shapeIndicator(without(flow), "TN_MOI", contextOf("2023-02")).pace?.recent).toBeNull();
    });
  });

  test("an incomplete December gives no base", () => {
    const gap = {
      ...facts,
      cells: new Map([...facts.cells, ["BHYT 2022-12", [cell(900n, { missing: 1 })]] as const]),
    };
    const [one] = shapeIndicator(gap, "BHYT", contextOf("2023-11")).targets;
    expect(one?.attainment.remaining).toBeNull();
  });
});

describe("why a coverage has moved", () => {
  const people = { ...population, version: 1 };
  const facts = factsOf(
    [
      ["BHYT", "2022-11", cell(900n)],
      ["BHYT", "2023-11", cell(910n)],
    ],
    {
      denominators: [
        { ...people, year: 2022, value: 1_000n },
        { ...people, year: 2023, value: 1_100n },
      ],
    },
  );
  const words = (one: typeof facts, comparator: "yoy" | "ytd") =>
    rateChangeWords(shapeIndicator(one, "BHYT", contextOf("2023-11", comparator)), comparator);

  test("is said in people and denominator once the denominator has changed", () => {
    expect(words(facts, "yoy")).toBe("giảm 7,27 điểm % so với cùng kỳ: do số người +1,00, do dân số −8,27");
  });

  test("is not said while the denominator is the same, or of values that may not be compared", () => {
    expect(words({ ...facts, denominators: facts.denominators.slice(0, 1) }, "yoy")).toBeNull();
    expect(words(facts, "ytd")).toBeNull();
  });

  test("of a young unit is against the denominators of what it came from", () => {
    const merged = factsOf(
      [
        ["BHYT", "2024-10", cell(100n), cell(200n)],
        ["BHYT", "2025-10", cell(330n)],
      ],
      {
        unit: young,
        lineage: [young, old("60"), old("68")],
        denominators: [
          { ...people, unitId: "60", year: 2024, value: 400n },
          { ...people, unitId: "68", year: 2024, value: 600n },
          { ...people, unitId: "68-2025", year: 2025, value: 1_100n },
        ],
      },
    );
    const view = shapeIndicator(merged, "BHYT", contextOf("2025-10"));
    expect(rateChangeWords(view, "yoy")).toBe("không đổi so với cùng kỳ: do số người +3,00, do dân số −3,00");
  });
});
