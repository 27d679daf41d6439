import { describe, expect, test } from "vitest";
import type { PeriodId } from "@/lib/domain/period";
import {
  composeReportMail,
  newReportMailSchema,
  reportMailTurn,
  reportMailWhenSchema,
  ruleWords,
} from "@/lib/domain/report-mail";

const LONG_AGO = new Date("2026-01-01T00:00:00Z");
const turn = (when: string, now: string, since = LONG_AGO) =>
  reportMailTurn(reportMailWhenSchema.parse(when), since, new Date(now));

describe("the turn of a schedule", () => {
  test("begins at seven in Vietnam on its day of the month, and is caught up for two days", () => {
    expect(turn("m5", "2026-11-04T23:59:00Z")).toBeNull();
    expect(turn("m5", "2026-11-05T00:00:00Z")).toBe("2026-11-05");
    expect(turn("m5", "2026-11-07T15:00:00Z")).toBe("2026-11-05");
    expect(turn("m5", "2026-11-07T17:00:00Z")).toBeNull();
  });

  test("comes on its day of each week", () => {
    expect(turn("w1", "2026-11-16T01:00:00Z")).toBe("2026-11-16");
    expect(turn("w7", "2026-11-22T01:00:00Z")).toBe("2026-11-22");
    expect(turn("w1", "2026-11-19T01:00:00Z")).toBeNull();
  });

  test("is none before the schedule was made", () => {
    expect(turn("m5", "2026-11-05T02:00:00Z", new Date("2026-11-05T01:00:00Z"))).toBeNull();
    expect(turn("m5", "2026-12-05T02:00:00Z", new Date("2026-11-05T01:00:00Z"))).toBe("2026-12-05");
  });

  test("is said as people say it", () => {
    expect(ruleWords({ kind: "monthly", day: 5 })).toBe("ngày 5 hằng tháng");
    expect(ruleWords({ kind: "weekly", day: 7 })).toBe("Chủ nhật hằng tuần");
  });

  test("may not be a day that some months lack, and goes to somebody", () => {
    const id = "00000000-0000-7000-8000-000000000001";
    const is = (when: string, recipients: string[]) =>
      newReportMailSchema.safeParse({ unit: "60", when, recipients }).success;
    expect(is("m28", [id])).toBe(true);
    expect([is("m29", [id]), is("w8", [id]), is("m0", [id]), is("m5", []), is("m5", ["x"])]).toEqual(
      Array(5).fill(false),
    );
    expect(is("m5", Array(21).fill(id))).toBe(false);
  });
});

test("the mail says the brief on lines of their own, whether it was issued, and where the whole is", () => {
  const paper = {
    sections: [
      {
        heading: "",
        paragraphs: [{ lead: "1. BHYT:", text: "đạt 92,5%\nkế hoạch" }, "Còn thiếu 85.302 người"],
      },
    ],
  } as unknown as Parameters<typeof composeReportMail>[0]["brief"];
  const { subject, body } = composeReportMail(
    {
      unitName: "Tỉnh Bình Thuận\nBcc: x",
      period: "2023-11" as PeriodId,
      isIssued: false,
      brief: paper,
      href: "/reports/60/2023-11",
    },
    "Lê Thị Hương",
    "https://baophu.example",
  );
  expect(subject).toBe("[Bao Phủ] Báo cáo Tỉnh Bình Thuận Bcc: x, tháng 11/2023");
  expect(body).toContain("(bản nháp, chưa ban hành)");
  expect(body).toContain("\n1. BHYT: đạt 92,5% kế hoạch\n");
  expect(body).toContain("https://baophu.example/reports/60/2023-11");
});
