import { describe, expect, test } from "vitest";
import { byGroup, PAGE_SIZE, queueHref, queueOf, readQueueQuery } from "@/app/(app)/submissions/queue-view";
import { periodIdSchema } from "@/lib/domain/period";
import { isOnTime, isReopened, queueGroup, type QueueGroup } from "@/lib/domain/submission-queue";

const period = periodIdSchema.parse("2023-11");
const row = (group: QueueGroup, provinceId = "60") => ({
  group,
  provinceId,
  provinceName: `Tỉnh ${provinceId}`,
});
const all = { period, show: "all", province: null, page: 1 } as const;

test("what needs doing is late, waiting and returned", () => {
  const rows = [row("late"), row("waiting"), row("returned"), row("open"), row("approved")];
  const { counts, rows: shown } = queueOf(rows, { ...all, show: "todo" });
  expect(shown.map(({ group }) => group)).toEqual(["late", "waiting", "returned"]);
  expect(counts).toEqual({ todo: 3, late: 1, waiting: 1, returned: 1, open: 1, approved: 1, all: 5 });
});

test("a province filters rows and counts, and stays in the list of provinces", () => {
  const queue = queueOf([row("late", "60"), row("late", "68")], { ...all, province: "68" });
  expect(queue.rows.map(({ provinceId }) => provinceId)).toEqual(["68"]);
  expect(queue.counts.all).toBe(1);
  expect(queue.provinces.map(({ id }) => id)).toEqual(["60", "68"]);
});

test("a long queue comes in pages, and a page beyond the last is the last", () => {
  const rows = Array.from({ length: PAGE_SIZE + 1 }, () => row("late"));
  expect(queueOf(rows, all)).toMatchObject({ page: 1, pages: 2, rows: rows.slice(0, PAGE_SIZE) });
  expect(queueOf(rows, { ...all, page: 9 })).toMatchObject({ page: 2, rows: rows.slice(PAGE_SIZE) });
});

test("an empty queue has one page", () => {
  expect(queueOf([], all)).toMatchObject({ page: 1, pages: 1, rows: [] });
});

test("the query is read leniently: what makes no sense is left out", () => {
  expect(readQueueQuery({})).toEqual({ period: null, show: "todo", province: null, page: 1 });
  expect(readQueueQuery({ period: "2023-13", show: "x", province: "a/b", page: "-1" })).toEqual({
    period: null,
    show: "todo",
    province: null,
    page: 1,
  });
  expect(readQueueQuery({ period: ["2023-11", "2023-12"], show: "late", province: "60", page: "2" })).toEqual(
    {
      period,
      show: "late",
      province: "60",
      page: 2,
    },
  );
});

test("the address of a view holds what is not default, and reads back", () => {
  expect(queueHref({ ...all, show: "todo" })).toBe("/submissions?period=2023-11");
  const query = { period, show: "late", province: "60", page: 3 } as const;
  const params = new URL(queueHref(query), "http://localhost").searchParams;
  expect(readQueueQuery(Object.fromEntries(params))).toEqual(query);
});

test("groups come in the order of what needs doing, without empty ones", () => {
  expect(byGroup([row("approved"), row("late")]).map(({ group }) => group)).toEqual(["late", "approved"]);
});

describe("punctuality", () => {
  const DUE = "2023-12-03";
  const first = (day: string) => new Date(`${day}T23:59:00+07:00`);
  const sent = { firstSubmittedAt: first(DUE), periodDueOn: DUE, approvedVersion: null };
  const unsent = { ...sent, firstSubmittedAt: null };

  test("on the due day it is, on the day after it is not", () => {
    expect(isOnTime(sent, "2023-12-31")).toBe(true);
    expect(isOnTime({ ...sent, firstSubmittedAt: first("2023-12-04") }, "2023-12-31")).toBe(false);
  });

  test("what was not submitted is open until the due day is over", () => {
    expect(isOnTime(unsent, DUE)).toBeNull();
    expect(isOnTime(unsent, "2023-12-04")).toBe(false);
  });

  test("what was loaded as approved is neither punctual nor late, also once it is reopened", () => {
    expect(isOnTime({ ...unsent, approvedVersion: 1 }, "2023-12-31")).toBeNull();
  });

  test("a form that is due is late in the queue, by the due day of its reopening if it has one", () => {
    expect(queueGroup("draft", DUE, DUE)).toBe("open");
    expect(queueGroup("draft", DUE, "2023-12-04")).toBe("late");
    expect(queueGroup("reopened", "2023-12-10", "2023-12-04")).toBe("open");
    expect(queueGroup("submitted", DUE, "2023-12-04")).toBe("waiting");
    expect(queueGroup("returned", DUE, "2023-12-04")).toBe("returned");
  });
});

test.each([
  ["reopened", 1, true],
  ["submitted", 1, true],
  ["returned", 1, true],
  ["approved", 2, false],
  ["submitted", null, false],
] as const)("%s with approved version %s is reopened: %s", (status, approvedVersion, answer) => {
  expect(isReopened({ status, approvedVersion })).toBe(answer);
});
