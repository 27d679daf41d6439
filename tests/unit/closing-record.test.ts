import { describe, expect, test } from "vitest";
import { shapeRecord, type RecordFacts, type RecordRow } from "@/lib/domain/closing-record";
import type { PeriodId } from "@/lib/domain/period";

const NOW = new Date("2026-11-05T03:00:00Z");
const row = (unitId: string, change: Partial<RecordRow> = {}): RecordRow => ({
  id: `68-2025.${unitId}.2026-10`,
  provinceId: "68-2025",
  provinceName: "Lâm Đồng",
  unitId,
  unitName: `Đơn vị ${unitId}`,
  status: "approved",
  version: 1,
  approvedVersion: 1,
  firstSubmittedAt: new Date("2026-11-02T03:00:00Z"),
  periodDueOn: "2026-11-03",
  approvedAt: new Date("2026-11-03T03:00:00Z"),
  ...change,
});

const FACTS: RecordFacts = {
  unit: { id: "68-2025", name: "Tỉnh Lâm Đồng", shortName: "Lâm Đồng", level: "province" },
  period: { id: "2026-10" as PeriodId, dueOn: "2026-11-03", lockedAt: null, lockedBy: null },
  rows: [
    row("1"),
    row("2", {
      status: "draft",
      version: 0,
      approvedVersion: null,
      firstSubmittedAt: null,
      approvedAt: null,
    }),
  ],
  signs: [{ provinceId: "68-2025", signedAt: null, signedBy: null, adjustedAt: null }],
  cells: new Map([
    ["BHYT", { sum: 5n, reported: 1, carried: 1, estimated: 0, missing: 0, expected: 2, stated: null }],
    ["THU", { sum: 7n, reported: 2, carried: 0, estimated: 1, missing: 0, expected: 2, stated: null }],
  ]),
  adjustments: [],
};
const textOf = (facts: RecordFacts, isSample = false) => JSON.stringify(shapeRecord(facts, NOW, isSample));

describe("the closing record of a province", () => {
  test("is headed by the agencies and dated where it is", () => {
    expect(shapeRecord(FACTS, NOW, false)).toMatchObject({
      parentAgency: "BẢO HIỂM XÃ HỘI VIỆT\u00a0NAM",
      agency: "BẢO HIỂM XÃ HỘI TỈNH\u00a0LÂM\u00a0ĐỒNG",
      place: "Lâm Đồng",
      day: "2026-11-05",
      subject: "Chốt số liệu tháng 10/2026, Tỉnh Lâm Đồng",
    });
  });

  test("says first that nothing is closed, until the period is locked", () => {
    expect(shapeRecord(FACTS, NOW, false).warning).toContain("CHƯA CHỐT");
    const period = { ...FACTS.period, lockedAt: NOW, lockedBy: "Vũ Hoàng Long" };
    expect(shapeRecord({ ...FACTS, period }, NOW, false).warning).toBeNull();
    expect(textOf({ ...FACTS, period })).toContain("người khóa: Vũ Hoàng Long");
    expect(shapeRecord({ ...FACTS, period }, NOW, true).warning).toContain("MINH HỌA");
  });

  test("marks every number: carried, estimated, adjusted, or not there", () => {
    const adjustment = {
      unitName: "Đơn vị 1",
      provinceName: "Lâm Đồng",
      indicator: "BHYT",
      before: 4n,
      after: 5n,
      approvedAt: NOW,
      approvedBy: null,
      reason: "Nhập nhầm",
    } as const;
    const paper = shapeRecord({ ...FACTS, adjustments: [adjustment] }, NOW, false);
    const rows = paper.sections.find(({ heading }) => heading.startsWith("II."))?.table?.rows ?? [];
    const noteOf = (name: string) => rows.find((cells) => cells[1] === name)?.slice(3);
    expect(noteOf("BHYT")).toEqual(["5", "tạm tính (1 đơn vị lấy số kỳ trước); đã điều chỉnh"]);
    expect(noteOf("Số thu lũy kế")).toEqual(["7", "ước"]);
    expect(noteOf("BHXH bắt buộc")).toEqual(["–", "chưa có số liệu"]);
  });

  test("names what is missing, or says that nothing is", () => {
    expect(textOf(FACTS)).toContain("- Đơn vị 2 (chưa nộp);");
    expect(textOf({ ...FACTS, rows: [row("1")] })).toContain("Tất cả đơn vị phải nộp đã được duyệt");
  });
});

test("the record of the nation has a line for each province, and its missing units together", () => {
  const unit = { id: "VN", name: "Việt Nam", shortName: "Việt Nam", level: "nation" } as const;
  const paper = shapeRecord({ ...FACTS, unit }, NOW, false);
  expect(paper.agency).toBe("BẢO HIỂM XÃ HỘI VIỆT\u00a0NAM");
  expect(paper.sections[1]?.table?.rows).toEqual([["1", "Lâm Đồng", "2", "1", "1", "1", "chưa ký chốt"]]);
  expect(paper.sections[1]?.table?.total?.slice(1, 6)).toEqual(["Toàn quốc", "2", "1", "1", "1"]);
  expect(JSON.stringify(paper)).toContain("- Lâm Đồng, 1 đơn vị: Đơn vị 2 (chưa nộp);");
});
