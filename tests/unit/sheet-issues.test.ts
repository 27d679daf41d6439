import { describe, expect, test } from "vitest";
import { SheetIssues } from "@/lib/domain/sheet-issues";
import { countIssues, sheetIssueText } from "@/lib/domain/target-sheet";

function many(errors: number, warnings: number) {
  const issues = new SheetIssues("Sheet1");
  // From the bottom up, warnings before errors.
  for (let row = warnings; row >= 1; row -= 1) issues.add("warning", row, 1, "cũ");
  for (let row = 1; row <= errors; row += 1) issues.add("error", row, 0, "sai");
  return issues.list();
}

describe("what is wrong with a sheet", () => {
  test("is counted whole, and of each level the first hundred are listed", () => {
    const issues = many(18_999, 1_234);
    expect(countIssues(issues, "error")).toBe(18_999);
    expect(countIssues(issues, "warning")).toBe(1_234);
    const texts = (level: string) => issues.filter((one) => one.level === level).map(sheetIssueText);
    expect(texts("error")).toHaveLength(101);
    expect(texts("error")[0]).toBe("Sheet1!A1: sai");
    expect(texts("error").at(-1)).toBe("và 18.899 lỗi khác; chỉ liệt kê 100 lỗi đầu");
    expect(texts("warning").at(-1)).toBe("và 1.134 cảnh báo khác; chỉ liệt kê 100 cảnh báo đầu");
  });

  test("is listed from the top however late it is found", () => {
    const rows = many(0, 1_234)
      .slice(0, -1)
      .map(({ cell }) => cell);
    expect([rows.length, rows[0], rows.at(-1)]).toEqual([100, "B1", "B100"]);
  });

  test("is no more than it is where all are listed", () => {
    const issues = many(100, 2);
    expect(issues).toHaveLength(102);
    expect([countIssues(issues, "error"), countIssues(issues, "warning")]).toEqual([100, 2]);
  });
});
