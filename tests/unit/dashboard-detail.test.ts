import { describe, expect, test } from "vitest";
import { shapeIndicator, type UnitFacts } from "@/lib/domain/dashboard";
import { shapeDebt } from "@/lib/domain/dashboard-debt";
import { detailPeriods } from "@/lib/domain/dashboard-detail";
import { shapeProjection } from "@/lib/domain/dashboard-projection";
import { shapeDebtSeries, shapeYear } from "@/lib/domain/dashboard-series";
import type { IndicatorId } from "@/lib/domain/indicator";
import { seasonWords } from "@/lib/domain/projection-season";
import { startWords } from "@/lib/domain/projection-words";
import { rateSplitWords } from "@/lib/domain/rate-words";
import {
  cell,
  contextOf,
  factsOf,
  period,
  population,
  province,
  target,
} from "@/tests/support/dashboard-facts";

const open = { ...province, validTo: null };
const lineage = [{ ...open, intoId: null }];

function projected(facts: UnitFacts, month: string, id: IndicatorId = "BHYT") {
  const context = contextOf(month);
  const view = (one: IndicatorId) => shapeIndicator(facts, one, context);
  const debt = shapeDebt({
    debt: view("NO"),
    interest: view("NO_TINH_LAI"),
    collected: view("THU"),
    due: view("PHAI_THU"),
  });
  return shapeProjection(facts, view(id), debt, context);
}

describe("the projection of a unit", () => {
  const years = [2020, 2021, 2022].flatMap((year) => [
    ["BHYT", `${year}-06`, cell(99n)] as const,
    ["BHYT", `${year}-12`, cell(120n)] as const,
  ]);
  // Every year from 120 to 120: the line stands at 120 in June, and 99 is 0,825 of it.
  const stored = [
    ["BHYT", "2019-12", cell(120n)] as const,
    ...years,
    ["BHYT", "2023-06", cell(99n)] as const,
  ];
  const facts = factsOf(stored, {
    unit: open,
    lineage,
    targets: [target({ value: 121n }), target({ value: 120n, issuer: "UBND tỉnh" })],
  });

  test("tells December and the chance of each target", () => {
    expect(projected(facts, "2023-06")).toMatchObject({
      kind: "projection",
      projection: { december: 120n, years: [2020, 2021, 2022] },
      goals: [
        { goal: 121n, chance: { reached: 0, of: 3 } },
        { goal: 120n, chance: { reached: 3, of: 3 } },
      ],
      from: "2023-06",
      held: null,
    });
  });

  describe("beside a status that counts days evenly", () => {
    /** December before, June of the past years and now; the target, and where past years ended. */
    const season = (june: bigint, end: bigint, now: bigint, goal: bigint) => {
      const seasonal = factsOf(
        [
          ["BHYT", "2019-12", cell(100n)],
          ...[2020, 2021, 2022].flatMap((year) => [
            ["BHYT", `${year}-06`, cell(june)] as const,
            ["BHYT", `${year}-12`, cell(end)] as const,
          ]),
          ["BHYT", "2023-06", cell(now)],
        ],
        { targets: [target({ value: goal })] },
      );
      return seasonWords(
        shapeIndicator(seasonal, "BHYT", contextOf("2023-06")),
        projected(seasonal, "2023-06"),
      );
    };

    test("says where years fall towards their end", () => {
      expect(season(120n, 100n, 121n, 140n)).toBe(
        "tính đều theo ngày thì đúng tiến độ, nhưng theo nhịp các tháng cuối năm của những năm trước thì tháng 12 chỉ khoảng 102 người, thấp hơn cả số hiện nay, dưới chỉ tiêu 140 người.",
      );
    });

    test("says where years catch up towards their end", () => {
      expect(season(80n, 100n, 88n, 110n)).toMatch(
        /^tính đều theo ngày thì chậm, nhưng các năm trước cuối năm tăng nhanh hơn: .* đạt chỉ tiêu 110 người\.$/,
      );
    });

    test("says nothing where both agree", () => {
      expect(season(100n, 100n, 130n, 110n)).toBeNull();
      expect(season(100n, 100n, 90n, 110n)).toBeNull();
    });
  });

  describe("of a month to which figures were carried", () => {
    const months = [2020, 2021, 2022].flatMap((year) => [
      ["BHYT", `${year}-05`, cell(110n)] as const,
      ["BHYT", `${year}-12`, cell(120n)] as const,
    ]);
    const late = (may: ReturnType<typeof cell>) =>
      factsOf([
        ["BHYT", "2019-12", cell(120n)],
        ...months,
        ["BHYT", "2023-05", may],
        ["BHYT", "2023-06", cell(50n, { reported: 1, carried: 2, expected: 3 })],
      ]);

    test("is told from the newest month that is complete, and says so", () => {
      const told = projected(late(cell(110n)), "2023-06");
      expect(told).toMatchObject({
        projection: { december: 120n },
        from: "2023-05",
        held: { carried: 2, missing: 0 },
      });
      const said = (one: typeof told, month: string) =>
        one.kind === "projection" ? startWords(one, period(month)) : null;
      expect(said(told, "2023-06")).toBe(
        "Tính từ số đủ của tháng 05/2023; tháng 06/2023 có 2 đơn vị lấy số kỳ trước.",
      );
      expect(said(projected(late(cell(110n)), "2023-05"), "2023-05")).toBeNull();
    });

    test("stands where it stood, however few have reported the open month", () => {
      const before = projected(late(cell(110n)), "2023-05");
      const open = projected(late(cell(110n)), "2023-06");
      expect(open.kind === "projection" && open.projection).toEqual(
        before.kind === "projection" && before.projection,
      );
    });

    test("is told from a month in which so few of many are late that it says nothing, and counts them", () => {
      const few = (carried: number) =>
        projected(late(cell(110n, { reported: 200 - carried, carried, expected: 200 })), "2023-06");
      const told = few(4);
      expect(told.kind === "projection" && startWords(told, period("2023-06"))).toBe(
        "Tính từ số tháng 05/2023 của 196/200 đơn vị, 4 đơn vị lấy số kỳ trước; tháng 06/2023 có 2 đơn vị lấy số kỳ trước.",
      );
      expect(few(5).kind).toBe("none");
    });

    test("is refused where no month that its figures may come from was complete", () => {
      expect(projected(late(cell(90n, { missing: 1, expected: 2 })), "2023-06")).toEqual({
        kind: "none",
        reason: "Kỳ này có 2 đơn vị lấy số kỳ trước, các tháng trước cũng chưa đủ",
      });
    });
  });

  test("is refused with a reason: too few years, an incomplete sum, December, a flash period", () => {
    const reason = (one: UnitFacts, month: string) => {
      const view = projected(one, month);
      return view.kind === "none" ? view.reason : "";
    };
    expect(reason(factsOf(stored.slice(2)), "2023-06")).toBe(
      "Không đủ năm: có 2 năm trước đủ số liệu, cần ít nhất 3 năm",
    );
    const partly = factsOf([["BHYT", "2023-06", cell(99n, { missing: 2, expected: 3 })]]);
    expect(reason(partly, "2023-06")).toBe("Kỳ này còn thiếu số liệu của 2 đơn vị");
    expect(reason(facts, "2022-12")).toBe("Đã hết năm, không còn gì để dự báo");
    expect(reason(facts, "2023-06-18")).toMatch(/^Chỉ dự báo từ số liệu cuối tháng/);
    expect(reason(factsOf([]), "2023-06")).toBe("Chưa có số liệu của kỳ này");
  });

  test("a year in which a month was incomplete does not count", () => {
    const broken = stored.map((one) =>
      one[1] === "2021-06" ? (["BHYT", "2021-06", cell(99n, { missing: 1, expected: 2 })] as const) : one,
    );
    expect(projected(factsOf(broken), "2023-06")).toMatchObject({ kind: "none" });
  });

  test("a merged unit is told from the sum of what went into it whole", () => {
    const merged = { id: "68-2025", validFrom: "2023-04-01", validTo: null };
    const parent = (id: string) => ({
      id,
      validFrom: "2008-08-01",
      validTo: "2023-03-31",
      intoId: "68-2025",
    });
    const two = stored.map(([id, month, one]) =>
      month < "2023-04"
        ? ([id, month, cell((one.sum ?? 0n) / 3n), cell(((one.sum ?? 0n) * 2n) / 3n)] as const)
        : ([id, month, one] as const),
    );
    const facts68 = factsOf(two, {
      unit: merged,
      lineage: [{ ...merged, intoId: null }, parent("60"), parent("68")],
    });
    expect(projected(facts68, "2023-06")).toMatchObject({
      kind: "projection",
      projection: { december: 120n },
    });
  });

  test("a flow asks for every month of the years it is told from, a stock for two Decembers and four months of each", () => {
    const between = { from: period("2022-12"), to: period("2023-06") };
    expect(detailPeriods("TN_MOI", period("2023-06"), between).get("TN_MOI")).toHaveLength(60);
    expect(detailPeriods("BHXH_TN", period("2023-06"), between).get("BHXH_TN")).toHaveLength(30);
  });

  test("a rate of debt is held against what it allows of the plan", () => {
    const debts = [2020, 2021, 2022].flatMap((year) => [
      ["NO", `${year}-06`, cell(50n)] as const,
      ["NO", `${year}-12`, cell(40n)] as const,
    ]);
    const one = factsOf([["NO", "2019-12", cell(40n)], ...debts, ["NO", "2023-06", cell(50n)]], {
      targets: [
        target({ indicator: "THU", kind: "amount", value: 1_000n }),
        target({ indicator: "NO", kind: "rate", value: 400n }),
      ],
    });
    // 4% of 1.000 is 40, and 50 in June is 40 in December.
    expect(projected(one, "2023-06", "NO")).toMatchObject({
      projection: { december: 40n },
      goals: [{ goal: 40n, chance: { reached: 3 } }],
    });
  });
});

describe("revenue within the year", () => {
  const facts = factsOf([
    ["THU", "2022-01", cell(80n)],
    ["THU", "2022-12", cell(1_000n)],
    ["THU", "2023-01", cell(100n)],
    ["THU", "2023-02", cell(190n, { reported: 0, carried: 1 })],
  ]);
  const year = shapeYear(facts, "THU", period("2023-02"), [{ year: 2023, value: 3_650n }]);

  test("has twelve months, of which those to come are empty, beside last year's", () => {
    expect(year.points).toHaveLength(12);
    expect(year.points[0]).toMatchObject({ measure: { value: 100n }, lastYear: { value: 80n } });
    expect(year.points[2]?.measure).toBeNull();
    expect(year.points[11]?.lastYear?.value).toBe(1_000n);
  });

  test("the plan is spread over the days of the year", () => {
    expect(year.points.map(({ planned }) => planned).slice(0, 3)).toEqual([310n, 590n, 900n]);
    expect(year.points[11]?.planned).toBe(3_650n);
  });

  test("is drawn from 0, broken where it is not final", () => {
    expect(year.chart?.isCut).toBe(false);
    expect(year.chart?.ticks[0]).toBe(0);
    expect(year.chart?.rows[1]).toMatchObject({ firm: null, label: "02/2023" });
    expect(year.chart?.endLabel).toBe("02/2023");
  });

  test("without a plan has no line of it, and without any value no drawing", () => {
    expect(shapeYear(facts, "THU", period("2023-02"), []).points[0]?.planned).toBeNull();
    expect(shapeYear(factsOf([]), "THU", period("2023-02"), []).chart).toBeNull();
  });
});

describe("chậm đóng over time", () => {
  const facts = factsOf([
    ["NO", "2022-02", cell(24n)],
    ["NO", "2023-01", cell(30n)],
    ["NO", "2023-02", cell(36n)],
    ["THU", "2023-01", cell(100n)],
    ["THU", "2023-02", cell(240n)],
    ["PHAI_THU", "2023-01", cell(120n)],
    ["PHAI_THU", "2023-02", cell(300n, { missing: 1, expected: 2 })],
  ]);
  const series = shapeDebtSeries(facts, period("2023-02"), [
    { year: 2022, value: 1_200n },
    { year: 2023, value: 1_800n },
  ]);
  const last = series.points.at(-1);

  test("is told by the plan of its year, what was due and what was collected", () => {
    expect(series.points).toHaveLength(36);
    expect(series.points.at(-2)?.ratios).toEqual({
      plan: { numerator: 30n, denominator: 1_800n },
      due: { numerator: 30n, denominator: 120n },
      collected: { numerator: 30n, denominator: 100n },
    });
    expect(last?.lastYear.plan).toEqual({ numerator: 24n, denominator: 1_200n });
  });

  test("is not told by an incomplete sum", () => {
    expect(last?.ratios.due).toBeNull();
  });

  test("each base has an axis of its own, in percent, and one of a single month no drawing", () => {
    expect(series.charts.plan?.rows.at(-1)).toMatchObject({ firm: 2, past: 2 });
    expect(series.charts.collected?.rows.at(-1)?.firm).toBe(15);
    expect(series.charts.due).toBeNull();
  });
});

describe("why a rate moved, in a sentence", () => {
  const words = (value: bigint, before: bigint, people: bigint, peopleBefore: bigint) =>
    rateSplitWords(
      shapeIndicator(
        factsOf(
          [
            ["BHYT", "2023-11", cell(value)],
            ["BHYT", "2022-11", cell(before)],
          ],
          {
            denominators: [
              { ...population, value: people },
              { ...population, year: 2022, value: peopleBefore },
            ],
          },
        ),
        "BHYT",
        contextOf("2023-11"),
      ),
      "yoy",
    );

  test("people fell and the rate rose, because there are fewer inhabitants", () => {
    expect(words(900n, 910n, 1_000n, 1_100n)).toBe(
      "Tỷ lệ tăng 7,27 điểm % tuy số người giảm 10, vì dân số giảm.",
    );
  });

  test("people rose and the rate fell, because there are more inhabitants", () => {
    expect(words(920n, 910n, 1_100n, 1_000n)).toBe(
      "Tỷ lệ giảm 7,36 điểm % tuy số người tăng 10, vì dân số tăng.",
    );
  });

  test("both moved the same way, or the denominator stood still", () => {
    expect(words(950n, 900n, 1_010n, 1_000n)).toBe("Tỷ lệ tăng 4,06 điểm %: số người tăng 50, dân số tăng.");
    expect(words(950n, 900n, 1_000n, 1_000n)).toBe(
      "Tỷ lệ tăng 5 điểm %, số người tăng 50; dân số dùng làm mẫu số không đổi.",
    );
  });
});
