import { describe, expect, test } from "vitest";
import { driveProgress } from "@/lib/domain/drive";
import { isEmptyReport } from "@/lib/domain/report";
import { driveValues, type ReportDrive } from "@/lib/domain/report-drives";
import { standardTemplate, writeSentence } from "@/lib/domain/report-sentences";
import { nation, worldOf } from "@/tests/support/report-facts";

const RULE = { okPercent: 100, riskPercent: 90 };
const drive = (
  name: string,
  value: bigint | null,
  goal: bigint | null,
  time: [bigint, bigint] = [2n, 8n],
): ReportDrive => ({
  name,
  startsOn: "2026-05-01",
  endsOn: "2026-05-08",
  indicator: "TN_MOI",
  progress: driveProgress({ value, goal }, { numerator: time[0], denominator: time[1] }, RULE),
});
const facts = (month: string, drives: readonly ReportDrive[]) => ({
  ...worldOf({ unit: nation, month, values: [] }),
  drives,
});
const write = (drives: readonly ReportDrive[], month = "2026-05") =>
  writeSentence("drives", facts(month, drives), standardTemplate("nation", "drives"));

describe("the drives of a month in its report", () => {
  test("are told with their part of goal and time, in the words of their page", () => {
    const all = [drive("Tháng vận động 5", 17n, 100n), drive("Lễ ra quân", 22_306n, 10_000n, [8n, 8n])];
    expect(write(all)).toBe(
      "Trong tháng 5/2026 có 2 đợt vận động, ra quân, theo kết quả nhanh từng ngày đến ngày 31/05/2026: " +
        "Tháng vận động 5 (từ ngày 01/05/2026 đến ngày 08/05/2026): mới tham gia BHXH tự nguyện đạt 17% mục tiêu khi đã qua 25% thời gian; " +
        "Lễ ra quân (từ ngày 01/05/2026 đến ngày 08/05/2026): mới tham gia BHXH tự nguyện đạt 223,06% mục tiêu khi đã hết thời gian.",
    );
  });

  test("without a goal of the unit are told by their result, and without either not at all", () => {
    expect(new Map(driveValues([drive("Đợt A", 1200n, null)])).get("các đợt")).toMatch(/ đạt 1\.200 người$/);
    expect(write([drive("Đợt A", null, null)])).toBeNull();
  });

  test("of which nobody has told a result are not told as 0", () => {
    const told = new Map(driveValues([drive("Đợt A", null, 10n)])).get("các đợt");
    expect(told).toMatch(/: mới tham gia BHXH tự nguyện chưa có kết quả, mục tiêu 10 người$/);
    expect(new Map(driveValues([drive("Đợt A", 0n, 10n)])).get("các đợt")).toMatch(/ đạt 0% mục tiêu khi/);
  });

  test("leave their sentence out where there is none, before the first day, and in a flash report", () => {
    expect(write([])).toBeNull();
    expect(write([drive("Đợt A", null, 10n, [0n, 8n])])).toBeNull();
    expect(write([drive("Đợt A", 1n, 10n)], "2021-11-18")).toBeNull();
  });

  test("make no report by themselves", () => {
    const told = (sentence: string) => ({ sentence, part: "communication", lead: null, text: "x" }) as const;
    expect(isEmptyReport({ paragraphs: [told("drives")], summary: [] })).toBe(true);
    expect(isEmptyReport({ paragraphs: [told("drives"), told("press")], summary: [] })).toBe(false);
  });
});
