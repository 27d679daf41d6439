import { describe, expect, test } from "vitest";
import { isWeekday, proseMonth, WEEKDAY_NAMES, weekdayOf, WEEKDAYS } from "@/lib/domain/day";

describe("the day of the week", () => {
  test("is counted from Monday, also before 1970", () => {
    expect(weekdayOf("2026-11-22")).toBe(7);
    expect(weekdayOf("2026-11-23")).toBe(1);
    expect(weekdayOf("1969-12-31")).toBe(3);
  });

  test("has a name as offices write it", () => {
    expect(WEEKDAYS.map((day) => WEEKDAY_NAMES[day])).toEqual([
      "thứ Hai",
      "thứ Ba",
      "thứ Tư",
      "thứ Năm",
      "thứ Sáu",
      "thứ Bảy",
      "Chủ nhật",
    ]);
    expect([0, 1, 7, 8, 1.5].map(isWeekday)).toEqual([false, true, true, false, false]);
  });
});

test("a month in prose has a zero in front only where a figure could be added", () => {
  expect(["2026-01-05", "2026-02", "2026-03", "2026-11-30"].map(proseMonth)).toEqual(["01", "02", "3", "11"]);
});
