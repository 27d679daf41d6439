import { describe, expect, test } from "vitest";
import { readHeading } from "@/lib/domain/sheet-heading";
import { otherYearIssues, yearsIn } from "@/lib/domain/sheet-years";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { receiver, sheet } from "@/tests/support/sheets";

const RECEIVERS = [receiver("288", "Thành phố Hải Dương"), receiver("290", "Thành phố Chí Linh")];
const CONTEXT = { receivers: RECEIVERS, outsiders: [] };

function issuesOf(headings: readonly string[], scope: string) {
  const heading = readHeading(
    sheet([
      ["Mã", "Đơn vị", ...headings],
      ["288", "Thành phố Hải Dương", ...headings.map((_, at) => 10 + at)],
      ["290", "Thành phố Chí Linh", ...headings.map((_, at) => 20 + at)],
    ]),
    CONTEXT,
  );
  if (!heading.guess) throw new Error("the heading says nothing");
  return otherYearIssues("", heading, heading.guess, targetScopeSchema.parse(scope));
}

describe("the year of a column", () => {
  test("that is another than the one that is filled is an error at its heading", () => {
    const issues = issuesOf(["BHYT chỉ tiêu năm 2025"], "2026");
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ level: "error", cell: "C1" });
    expect(issues[0]?.message).toContain("“BHYT chỉ tiêu năm 2025”, còn bảng đang nhập chỉ tiêu năm 2026");
  });

  test.each([
    [["BHYT chỉ tiêu năm 2026"], "2026"],
    [["BHYT chỉ tiêu năm học 2026-2027"], "SY2026"],
    [["BHYT chỉ tiêu quý IV/2026"], "2026-Q4"],
    [["BHYT chỉ tiêu năm"], "2026"],
    [["BHYT thực hiện đến 31/12/2025", "BHYT chỉ tiêu phát triển mới so với năm 2025"], "2026"],
    [["BHYT chỉ tiêu năm 2025"], "D:thang-5"],
  ])("that is its own, not said, or only compared with is none: %s for %s", (headings, scope) => {
    expect(issuesOf(headings, scope)).toEqual([]);
  });

  test("is not read from a day or a comparison", () => {
    expect(yearsIn("Chỉ tiêu năm 2026 tăng so với năm 2025")).toEqual([2026]);
    expect(yearsIn("Đến 31/12/2025")).toEqual([]);
    expect(yearsIn("Số người 12025")).toEqual([]);
  });
});
