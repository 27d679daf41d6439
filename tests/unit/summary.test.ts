import { describe, expect, test } from "vitest";
import { shapeSummary, summarySchema } from "@/lib/domain/summary";
import { cell, contextOf, factsOf, province, published } from "@/tests/support/dashboard-facts";

describe("the summary of Bình Thuận in November 2023", () => {
  const summary = shapeSummary(province, published, contextOf("2023-11"));

  test("has counts as strings, rounded percentages, and null for what is undefined", () => {
    expect(summary).toEqual({
      unit: { code: "60", name: "Bình Thuận", level: "province" },
      period: "2023-11",
      indicators: {
        BHYT: {
          value: "1052062",
          stated: true,
          sum: null,
          reported: 0,
          carried: 0,
          missing: 11,
          expected: 11,
          provisional: true,
          estimate: false,
          targets: [
            {
              kind: "headcount",
              value: "1137364",
              issuer: "BHXH VN",
              decision: "01/QĐ-BHXH",
              headline: true,
              pctOfPlan: "92.50",
              remaining: "85302",
            },
            {
              kind: "rate",
              value: "92.25",
              issuer: "UBND tỉnh",
              decision: "02/QĐ-UBND",
              headline: false,
              pointsVsTarget: "-1.85",
            },
          ],
          coverage: "90.40",
          denominator: {
            kind: "population",
            basis: "stated",
            year: 2023,
            value: "1163785",
            source: "Báo cáo",
          },
          yoy: null,
          sinceYearEnd: null,
          mom: null,
        },
      },
    });
  });

  test("is what its schema promises", () => {
    expect(summarySchema.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
  });
});

test("a flow has its month as value and the year beside it", () => {
  const facts = factsOf([
    ["TN_MOI", "2024-01", cell(4n)],
    ["TN_MOI", "2024-02", cell(6n)],
  ]);
  const { indicators } = shapeSummary(province, facts, contextOf("2024-02"));
  expect(indicators.TN_MOI).toMatchObject({
    value: "6",
    sum: "6",
    yearToDate: "10",
    mom: { delta: "2", pct: "50.00" },
  });
});

test("growth against nothing has a difference and no percentage", () => {
  const facts = factsOf([
    ["BHYT", "2024-02", cell(6n)],
    ["BHYT", "2024-01", cell(0n)],
  ]);
  const { indicators } = shapeSummary(province, facts, contextOf("2024-02"));
  expect(indicators.BHYT?.mom).toEqual({ delta: "6", pct: null });
});
