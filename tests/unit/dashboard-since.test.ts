import { expect, test } from "vitest";
import { shapeIndicator } from "@/lib/domain/dashboard";
import { growthSince, sameMonths } from "@/lib/domain/dashboard-since";
import type { IndicatorId } from "@/lib/domain/indicator";
import { cell, contextOf, factsOf, period } from "@/tests/support/dashboard-facts";

const at = (month: string, one: ReturnType<typeof cell>, id: IndicatorId = "BHYT") => ({
  period: period(month),
  view: shapeIndicator(factsOf([[id, month, one]]), id, contextOf(month)),
});

test("a month of a merged unit has the same month of each year before it began", () => {
  const earlier = ["2025-06", "2024-10", "2023-12", "2023-10", "2023-10-18"].map(period);
  expect(sameMonths(period("2026-10"), earlier)).toEqual(["2024-10", "2023-10"]);
});

test("today's number of a merged unit is compared with the sum of the old ones", () => {
  expect(growthSince(at("2026-10", cell(120n)), at("2023-12", cell(100n)))).toEqual({
    kind: "growth",
    delta: 20n,
    pct: { numerator: 20n, denominator: 100n },
  });
});

test("what is counted from 1 January is compared with the same month only, and not while a part of either side is carried", () => {
  const then = at("2023-10", cell(100n), "THU");
  expect(growthSince(at("2026-10", cell(120n), "THU"), then)).toMatchObject({ delta: 20n });
  expect(growthSince(at("2026-09", cell(120n), "THU"), then).kind).toBe("none");
  expect(growthSince(at("2026-10", cell(120n, { carried: 2, expected: 3 }), "THU"), then)).toEqual({
    kind: "none",
    reason: "2 đơn vị lấy số kỳ trước",
  });
  expect(
    growthSince(
      at("2026-10", cell(120n), "THU"),
      at("2023-10", cell(100n, { carried: 1, expected: 3 }), "THU"),
    ),
  ).toEqual({ kind: "none", reason: "Kỳ so sánh có 1 đơn vị lấy số kỳ trước" });
});

test("what came in since 1 January is not compared while a month of either side is absent", () => {
  const flow = (year: number, months: number) => {
    const each = Array.from({ length: months }, (_, index) => `${year}-0${index + 1}`);
    const facts = factsOf(each.map((month) => ["TN_MOI", month, cell(10n)]));
    const month = `${year}-03`;
    return { period: period(month), view: shapeIndicator(facts, "TN_MOI", contextOf(month)) };
  };
  const whole = { kind: "growth", delta: 0n };
  const reason = "Chưa có số liệu của 1 tháng trong năm";
  expect(growthSince(flow(2026, 3), flow(2023, 3))).toMatchObject(whole);
  expect(growthSince(flow(2026, 3), flow(2023, 2))).toEqual({ kind: "none", reason });
  expect(growthSince(flow(2026, 2), flow(2023, 3))).toEqual({ kind: "none", reason });
});
