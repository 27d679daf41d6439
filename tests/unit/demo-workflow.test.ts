import { describe, expect, test } from "vitest";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import { DEMO_ACCOUNTS } from "@/prisma/demo/accounts";
import { byProvince, reportingUnits } from "@/prisma/demo/reporting-units";
import { buildStaff } from "@/prisma/demo/staff";
import { lockedAt, signedAt, submissionOf, type WorkflowContext } from "@/prisma/demo/workflow";
import { buildUnitTrees } from "@/prisma/seed/units";

const { units, successions } = buildUnitTrees();
const staff = buildStaff(
  units,
  new Map(successions.map(({ fromUnitId, toUnitId }) => [fromUnitId, toUnitId])),
);
const reporting = reportingUnits(units, successions);
const context: WorkflowContext = {
  last: "2026-10" as PeriodId,
  today: "2026-11-22",
  now: new Date("2026-11-22T03:00:00Z"),
  staff,
};

const month = (id: string) => {
  const provinces = byProvince(reporting, asOfDay(id as PeriodId));
  return [...provinces.values()].flat().map((unit) => submissionOf(unit, id as PeriodId, context));
};
const statuses = (id: string) => {
  const all = month(id).map(({ status }) => status);
  return Object.fromEntries(
    [...new Set(all)].sort().map((status) => [status, all.filter((one) => one === status).length]),
  );
};
const one = (unitId: string, id: string) => month(id).find(({ unit }) => unit.id === unitId);
const signed = (id: string) =>
  [...byProvince(reporting, asOfDay(id as PeriodId)).values()].filter(
    (own) =>
      signedAt(
        own.map((unit) => submissionOf(unit, id as PeriodId, context)),
        context.now,
      ) !== null,
  ).length;

describe("the last full month is half way", () => {
  test("most units are approved, others wait, were sent back, or are late", () => {
    expect(statuses("2026-10")).toEqual({ approved: 450, draft: 115, returned: 64, submitted: 103 });
  });

  test("each demo account finds something to do", () => {
    expect(one("593-2025", "2026-10")).toMatchObject({ status: "draft", draftCells: 7 });
    expect(one("68-VP-2025", "2026-10")).toMatchObject({ status: "draft", draftCells: 0 });
    expect(one("BQP", "2026-10")).toMatchObject({ status: "draft" });
    expect(one("BCA", "2026-10")).toMatchObject({ status: "submitted", version: 1, approvedVersion: null });
    expect(one("599-2025", "2026-10")?.status).toBe("submitted");
    expect(one("600-2025", "2026-10")?.reason).toBe("Thiếu số học sinh, sinh viên của năm học mới");
  });

  test("a few provinces have signed it", () => {
    expect(signed("2026-10")).toBe(4);
  });
});

describe("the month before", () => {
  test("is approved but for a handful, and one unit is open again", () => {
    expect(statuses("2026-09")).toEqual({ approved: 727, reopened: 1, returned: 2, submitted: 2 });
    expect(one("594-2025", "2026-09")).toMatchObject({
      status: "reopened",
      approvedVersion: 1,
      dueOn: "2026-11-25",
    });
  });

  test("is not locked", () => {
    expect(lockedAt("2026-09" as PeriodId, context)).toBeNull();
  });
});

describe("an older month", () => {
  test("is approved and locked, but for units that never reported", () => {
    expect(statuses("2026-08")).toEqual({ approved: 731, draft: 1 });
    expect(lockedAt("2026-08" as PeriodId, context)).toBe("2026-09-15T09:00:00+07:00");
  });

  test("is complete in every December", () => {
    expect(["2021-12", "2022-12", "2023-12", "2024-12", "2025-12"].map(statuses)).toEqual([
      { approved: 761 },
      { approved: 761 },
      { approved: 761 },
      { approved: 761 },
      { approved: 732 },
    ]);
  });

  test("has the cut-off island missing for longer than a stock is carried", () => {
    const months = ["2025-12", "2026-01", "2026-06", "2026-07"].map((id) => one("536-2025", id)?.status);
    expect(months).toEqual(["approved", "draft", "draft", "approved"]);
  });
});

test("every old unit continues in exactly one new one, so the 63 sum to the 34", () => {
  const sources = (day: string) =>
    [...byProvince(reporting, day).values()].flat().flatMap((unit) => unit.sources);
  expect(sources("2025-07-01").sort()).toEqual(sources("2025-06-30").sort());
  expect(new Set(sources("2025-07-01")).size).toBe(761);
});

test("nothing happens after now", () => {
  const early = { ...context, now: new Date("2026-11-01T01:00:00Z"), today: "2026-11-01" };
  const unit = reporting.find(({ id }) => id === "599-2025");
  expect(unit && submissionOf(unit, context.last, early).submittedAt).toBe("2026-11-01T01:00:00.000Z");
});

describe("the staff", () => {
  test("is one director per reporting unit of today and one manager per province, with the demo accounts among them", () => {
    expect(staff.people).toHaveLength(732 + 34 + 3);
    expect(staff.people.filter(({ password }) => password !== null)).toHaveLength(DEMO_ACCOUNTS.length);
  });

  test("those who submitted for an old unit are those of its successor", () => {
    expect(staff.directorOf.get("593")).toBe(staff.directorOf.get("593-2025"));
    expect(staff.managerOf.get("60")).toBe(staff.managerOf.get("68-2025"));
  });

  test("names of people are unique where they sign in, and passwords long enough", () => {
    expect(new Set(staff.people.map(({ username }) => username)).size).toBe(staff.people.length);
    expect(DEMO_ACCOUNTS.filter(({ password }) => password.length < 12)).toEqual([]);
  });

  test("every role can be tried", () => {
    expect(new Set(DEMO_ACCOUNTS.map(({ role }) => role))).toEqual(
      new Set(["director", "manager", "central", "admin", "viewer"]),
    );
  });
});
