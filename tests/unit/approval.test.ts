import { describe, expect, test } from "vitest";
import { neighboursOf } from "@/app/(app)/submissions/[id]/neighbours";
import { bulkSchema } from "@/app/(app)/submissions/bulk-fields";
import { boundFormSchema, percentText } from "@/lib/domain/check-bound-form";
import { newCommentSchema } from "@/lib/domain/figure-comment";
import type { QueueGroup } from "@/lib/domain/submission-queue";

describe("the queue's form", () => {
  test("reads the ticked rows, and those whose answers were shown", () => {
    const form = { "pick.60.593.2023-11": "4", "seen.60.594.2023-11": "2", event: "approve", reason: "" };
    expect(bulkSchema.parse(form)).toEqual({
      event: "approve",
      picked: [{ id: "60.593.2023-11", lockVersion: 4 }],
      seen: [{ id: "60.594.2023-11", lockVersion: 2 }],
    });
  });
  test("wants a reason to return, and knows no reopening of many", () => {
    const pick = { "pick.60.593.2023-11": "4" };
    expect(bulkSchema.safeParse({ ...pick, event: "return", reason: " " }).success).toBe(false);
    expect(bulkSchema.safeParse({ ...pick, event: "reopen", reason: "x", dueOn: "2026-12-01" }).success).toBe(
      false,
    );
    expect(bulkSchema.parse({ ...pick, event: "return", reason: " sai THU " })).toMatchObject({
      reason: "sai THU",
    });
  });
  test("refuses what no page of ours sends", () => {
    expect(bulkSchema.safeParse({ "pick.a": "-1", event: "approve" }).success).toBe(false);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`pick.${index}`, "0"]));
    expect(bulkSchema.safeParse({ ...many, event: "approve" }).success).toBe(false);
  });
});

describe("the neighbours of a submission", () => {
  const row = (code: string, group: QueueGroup = "waiting") => ({
    id: `60.${code}.2023-11`,
    group,
    unit: { id: code, code, name: code, shortName: code, reportingKind: "district" as const },
  });
  const queue = [row("591"), row("593"), row("595"), row("592", "approved")];
  test("are the waiting ones before and after, and round at the ends", () => {
    expect(neighboursOf(queue, row("593"))).toMatchObject({
      previous: { name: "591" },
      next: { name: "595" },
      waiting: 3,
      at: 2,
    });
    expect(neighboursOf(queue, row("595")).next?.name).toBe("591");
    expect(neighboursOf(queue, row("591")).previous?.name).toBe("595");
  });
  test("of one that was just decided are found where it stood", () => {
    expect(neighboursOf(queue, row("592", "approved"))).toMatchObject({
      previous: { name: "591" },
      next: { name: "593" },
      at: null,
    });
  });
  test("are none where nothing else waits", () => {
    expect(neighboursOf([row("591")], row("591"))).toEqual({ previous: null, next: null, waiting: 1, at: 1 });
  });
});

describe("a bound as it is typed", () => {
  const parse = (month: string, year: string, floor: string) =>
    boundFormSchema.safeParse({ indicator: "BHYT", month, year, floor });
  test("is a percentage with a comma, and empty is never asked", () => {
    expect(parse("7,5", "", "1.000").data).toEqual({
      indicator: "BHYT",
      month: 7.5,
      year: null,
      floor: 1000,
    });
    expect(parse("10000", "0,07", "0").data).toMatchObject({ month: 10_000, year: 0.07 });
  });
  test.each(["0", "-5", "7.5", "10%", "1e3", "10001", "10000,01", "7,555", "７"])("is not %s", (text) => {
    expect(parse(text, "", "0").success).toBe(false);
  });
  test.each(["", "-1", "1,5", "9999999999999"])("has no floor of %j", (text) => {
    expect(parse("10", "30", text).success).toBe(false);
  });
  test("is written as it is typed", () => {
    expect([percentText(7.5), percentText(10), percentText(null)]).toEqual(["7,5", "10", ""]);
  });
});

test("a remark has words, a thousand characters at most, and a figure that exists", () => {
  const parse = (indicator: string, body: string) => newCommentSchema.safeParse({ indicator, body }).success;
  expect(parse("BHYT", "Vì sao tăng?")).toBe(true);
  expect(parse("BHYT", "  ")).toBe(false);
  expect(parse("BHYT", "x".repeat(1001))).toBe(false);
  expect(parse("KHONG_CO", "x")).toBe(false);
});
