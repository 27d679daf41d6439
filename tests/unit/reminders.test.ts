import { describe, expect, test } from "vitest";
import type { PeriodId } from "@/lib/domain/period";
import {
  currentStep,
  dueDaysInReach,
  instantInVietnam,
  lastDigest,
  reminderNotices,
} from "@/lib/domain/reminders";

const RULE = { days: [-3, -1, 0, 1, 3], hour: 8 };
const DUE = "2026-11-03";
const step = (vietnam: string) => currentStep(DUE, new Date(`${vietnam}+07:00`), RULE);

describe("which reminder it is time for", () => {
  test("the clock is Vietnam's: 08:00 there is 01:00 UTC, and the day ends at 17:00 UTC", () => {
    expect(instantInVietnam("2026-11-03", 8).toISOString()).toBe("2026-11-03T01:00:00.000Z");
    expect(instantInVietnam("2026-11-04", 0).toISOString()).toBe("2026-11-03T17:00:00.000Z");
  });

  test.each([
    ["2026-10-31T07:59:59", null],
    ["2026-10-31T08:00:00", -3],
    ["2026-11-02T07:59:59", -3],
    ["2026-11-02T08:00:00", -1],
    ["2026-11-03T07:59:59", -1],
    ["2026-11-03T08:00:00", 0],
    ["2026-11-03T23:59:59", 0],
    // The due day is over at 24:00, but nobody is woken for it: the reminder of the next day comes at 08:00.
    ["2026-11-04T00:00:00", 0],
    ["2026-11-04T08:00:00", 1],
    ["2026-11-06T08:00:00", 3],
    ["2026-11-08T07:59:59", 3],
    ["2026-11-08T08:00:00", null],
    ["2027-11-08T08:00:00", null],
  ])("at %s it is step %s", (when, expected) => {
    expect(step(when)).toBe(expected);
  });

  test("after a standstill of days only the newest comes", () => {
    expect(step("2026-11-04T14:00:00")).toBe(1);
  });

  test("a weekend moves nothing: 31/10/2026 is a Saturday", () => {
    expect(step("2026-10-31T09:00:00")).toBe(-3);
  });

  test("a rule without days reminds nobody", () => {
    expect(currentStep(DUE, new Date("2026-11-03T08:00:00+07:00"), { days: [], hour: 8 })).toBeNull();
  });

  test("every due day that has a step now is within reach, and few others", () => {
    const now = new Date("2026-11-03T12:00:00+07:00");
    expect(dueDaysInReach(now, RULE)).toEqual({ from: "2026-10-29", to: "2026-11-06" });
  });
});

describe("what a reminder says", () => {
  const say = (days: number) =>
    reminderNotices({ periodId: "2026-10" as PeriodId, dueOn: DUE, step: days }).director;

  test("before, on and after the day", () => {
    expect(say(-3).sentence).toBe(
      "Biểu tháng 10/2026 chưa gửi duyệt: còn 3 ngày đến hạn, hết ngày 03/11/2026.",
    );
    expect(say(0).sentence).toBe("Biểu tháng 10/2026 chưa gửi duyệt: hạn nộp là hết hôm nay, 03/11/2026.");
    expect(say(3)).toMatchObject({
      subject: "Quá hạn nộp tháng 10/2026",
      sentence: "Biểu tháng 10/2026 chưa gửi duyệt: quá hạn 3 ngày, hạn là hết ngày 03/11/2026.",
      href: "/entry/{unit}/2026-10",
    });
  });
});

describe("the digest", () => {
  const time = { hour: 7, minute: 30 };
  test.each([
    ["2026-11-03T07:29:59", "2026-11-02"],
    ["2026-11-03T07:30:00", "2026-11-03"],
    ["2026-11-03T23:59:59", "2026-11-03"],
    ["2026-11-04T00:00:00", "2026-11-03"],
  ])("at %s in Vietnam the last one was that of %s", (when, day) => {
    const last = lastDigest(new Date(`${when}+07:00`), time);
    expect(last).toEqual({ day, at: new Date(`${day}T07:30:00+07:00`) });
  });
});
