import { describe, expect, test } from "vitest";
import type { ChildRow } from "@/lib/domain/dashboard-rows";
import { periodIdSchema } from "@/lib/domain/period";
import { reportTables, remainingIn, summaryRows } from "@/lib/domain/report-tables";
import { province } from "@/tests/support/dashboard-facts";
import { worldOf } from "@/tests/support/report-facts";

describe("the tables of a report", () => {
  test("mark what has come in since January while whole months of it are absent", () => {
    const rows = (months: readonly string[]) =>
      summaryRows(
        worldOf({
          unit: province,
          month: "2023-03",
          values: months.map((month) => ["TN_MOI", month, 5n] as const),
        }),
      );
    expect(rows(["2023-01", "2023-03"])).toMatchObject([{ value: "10", isProvisional: true }]);
    expect(rows(["2023-01", "2023-02", "2023-03"])).toMatchObject([{ value: "15", isProvisional: false }]);
  });

  test("leave open what remains of a plan while units or months are missing from the value", () => {
    const facts = worldOf({
      unit: province,
      month: "2023-11",
      values: [["BHYT", "2023-11", 1n]],
      places: { BHYT: [{ name: "Huyện A", shortName: "A", plan: 1_000n, value: 400n }] },
    });
    const rowsOf = (gap: Partial<ChildRow["view"]["measure"]>) => {
      const children = (facts.children.get("BHYT") ?? []).map((row): ChildRow => ({
        ...row,
        view: { ...row.view, measure: { ...row.view.measure, ...gap } },
      }));
      return reportTables({ ...facts, children: new Map([["BHYT", children]]) })[0]?.rows ?? [];
    };
    expect(rowsOf({}).map(remainingIn)).toEqual([600n]);
    expect(rowsOf({ unknown: 2 }).map(remainingIn)).toEqual([null]);
    expect(rowsOf({ absent: [periodIdSchema.parse("2023-02")] }).map(remainingIn)).toEqual([null]);
  });

  test("of a report that was issued before units were counted keep what they said", () => {
    expect(remainingIn({ plan: "1000", reached: "400" })).toBe(600n);
  });
});
