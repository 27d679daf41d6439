import { beforeEach, describe, expect, test } from "vitest";
import { findClosingRecord } from "@/lib/data/closing-record";
import { db } from "@/lib/data/db";
import {
  historyMonths,
  listContacts,
  listHistory,
  listSubmissionStates,
  listUnlocked,
  readPeriodState,
} from "@/lib/data/discipline";
import { listProvincePeriods } from "@/lib/data/period-progress";
import { lockPeriod, signMonth, unlockUnit } from "@/lib/data/periods";
import { decideSubmission } from "@/lib/data/submission-decisions";
import { findMonthState } from "@/lib/data/trace-history";
import { RECORD_INDICATORS } from "@/lib/domain/closing-record";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import type { SubmissionDecision } from "@/lib/domain/submission";
import {
  approve,
  correct,
  decide,
  NOW,
  open,
  read,
  report,
  submit,
  type,
} from "@/tests/support/workflow-moves";
import { UNITS } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const { central, manager, typist, viewer, admin } = ACTORS;
const JUNE = "2025-06" as PeriodId;

/** As they sit on units, as people really do. */
function sitting(actor: Actor, ...paths: string[]): Actor {
  const [unit] = UNITS.filter(({ path }) => path === paths[0]);
  if (!unit) throw new Error(`no unit at ${paths[0]}`);
  return { ...actor, unit, scope: { paths, provincePaths: [] } as unknown as OrgScope };
}
const ofR = sitting(manager, "/vn/r/");
const ofQ = sitting(manager, "/vn/q/", "/vn/p1/", "/vn/p2/");
const director = sitting(typist, "/vn/r/r0/");

/** As the session makes it of a stand-in that is in force. */
const standing = (self: Actor, { id, displayName }: Actor): Actor => ({
  ...self,
  onBehalfOf: { id, displayName, toDay: "2025-12-31" },
});
const ANOTHER_CENTRAL = {
  id: crypto.randomUUID(),
  username: "trunguong2",
  displayName: "trungương2",
  role: "central",
  unitId: "VN",
  createdAt: NOW,
} as const;

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open("2025-06");
});

describe("the states of a period", () => {
  const seenBy = async (actor: Actor) =>
    (await listSubmissionStates(actor, JUNE)).map(({ unitId }) => unitId).sort();

  test("are read inside the scope: central all, a manager the own province and what it came from, a director the own unit", async () => {
    expect(await seenBy(central)).toHaveLength(9);
    expect(await seenBy(viewer)).toHaveLength(9);
    expect(await seenBy(ofR)).toEqual(["R-VP", "r0"]);
    expect(await seenBy(ofQ)).toEqual(["P1-VP", "P2-VP", "a", "b", "c", "d"]);
    expect(await seenBy(director)).toEqual(["r0"]);
  });

  test("are not for administrators, nor for whoever has no scope", async () => {
    expect(await seenBy(admin)).toEqual([]);
    expect(
      await seenBy({ ...central, scope: { paths: [], provincePaths: [] } as unknown as OrgScope }),
    ).toEqual([]);
    expect(await readPeriodState(admin, JUNE)).toBeNull();
  });

  test("carry no figure", async () => {
    await report("r0", "2025-06", { BHYT: 123456n });
    expect(JSON.stringify(await listSubmissionStates(central, JUNE))).not.toContain("123456");
  });

  test("move the version of the page with every submission, signature, due day and lock", async () => {
    const states = [await readPeriodState(central, JUNE)];
    const moved = async (act: () => Promise<unknown>) => {
      await act();
      states.push(await readPeriodState(central, JUNE));
    };
    await moved(() => report("r0", "2025-06", { BHYT: 1n }));
    await moved(async () => {
      await report("R-VP", "2025-06", { BHYT: 1n });
      return signMonth("R", JUNE, manager, NOW);
    });
    await moved(() => lockPeriod(JUNE, central, "Chốt", NOW));
    expect(new Set(states).size).toBe(4);
    expect(await readPeriodState(central, "2025-07" as PeriodId)).toBeNull();
  });
});

describe("the history", () => {
  test("is of twelve months, and counts what came by the due day in months whose due day is over", async () => {
    expect(historyMonths(JUNE)).toHaveLength(12);
    expect(historyMonths(JUNE)[0]).toBe("2024-07");
    await report("r0", "2025-06", { BHYT: 1n });
    const before = new Date("2025-07-02T03:00:00Z");
    expect(await listHistory(central, JUNE, before)).toEqual([]);
    await db.submission.updateMany({ where: { unitId: "r0" }, data: { firstSubmittedAt: before } });
    const rows = await listHistory(central, JUNE, NOW);
    expect(rows.find(({ provinceId }) => provinceId === "R")).toMatchObject({
      expected: 2,
      onTime: 1,
      signed: false,
    });
    expect(await listHistory(ofR, JUNE, NOW)).toHaveLength(1);
    expect(await listHistory(admin, JUNE, NOW)).toEqual([]);
  });
});

describe("whom to call", () => {
  beforeEach(async () => {
    const person = (name: string, unitId: string, role: "director" | "manager", isActive = true) => ({
      id: crypto.randomUUID(),
      username: `p-${crypto.randomUUID()}`,
      displayName: name,
      role,
      unitId,
      phone: role === "director" ? "0000 123 456" : " ",
      isActive,
      createdAt: new Date("2025-01-01"),
    });
    await db.user.createMany({
      data: [
        person("gd a2", "a2", "director"),
        person("gd a2 nghỉ", "a2", "director", false),
        person("ql R", "R", "manager"),
        person("gd r0", "r0", "director"),
      ],
    });
  });

  test("are the active people of the unit, after a merger those of the unit into which it went whole", async () => {
    const people = await listContacts(central, ["a", "R", "r0"], NOW);
    expect([...people]).toEqual([
      ["R", [{ name: "ql R", phone: null }]],
      ["a", [{ name: "gd a2", phone: "0000 123 456" }]],
    ]);
  });

  test("are told to whoever follows up, in the own scope alone", async () => {
    expect([...(await listContacts(ofR, ["a", "R"], NOW)).keys()]).toEqual(["R"]);
    for (const actor of [director, viewer, admin])
      expect((await listContacts(actor, ["a", "R"], NOW)).size).toBe(0);
  });
});

test("units that are unlocked are listed with who did it, why and until when, as long as it lasts", async () => {
  await lockPeriod(JUNE, central, "Chốt", NOW);
  const key = { provinceId: "R", unitId: "r0", periodId: JUNE };
  await unlockUnit(key, central, { until: "2025-08-04", reason: "Sai" }, NOW);
  await unlockUnit(
    key,
    central,
    { until: "2025-08-05", reason: "Nộp bổ sung" },
    new Date(NOW.getTime() + 1000),
  );
  expect(await listUnlocked(central, JUNE, NOW)).toMatchObject([
    { id: "R.r0.2025-06", until: "2025-08-05", by: "trunguong", reason: "Nộp bổ sung" },
  ]);
  expect(await listUnlocked(ofQ, JUNE, NOW)).toEqual([]);
  expect(await listUnlocked(central, JUNE, new Date("2025-08-05T17:00:00Z"))).toEqual([]);
});

describe("the closing record", () => {
  const textOf = async (actor: Actor, unit: string) => {
    const found = await findClosingRecord(actor, unit, JUNE, NOW);
    return found.kind === "record" ? JSON.stringify(found.paper) : found.kind;
  };

  test("says that nothing is closed before the lock, and who locked it after", async () => {
    expect(await textOf(central, "VN")).toContain("CHƯA CHỐT");
    await lockPeriod(JUNE, central, "Chốt", NOW);
    const closed = await textOf(central, "VN");
    expect(closed).not.toContain("CHƯA CHỐT");
    expect(closed).toContain("người khóa: trunguong");
  });

  test("has the sums with their marks, the signatures and what is missing", async () => {
    await report("r0", "2025-06", { BHYT: 5n, BHXH_TN: 2n }, ["BHYT"]);
    await report("R-VP", "2025-06", { BHYT: 1n, BHXH_TN: 1n });
    await signMonth("R", JUNE, manager, NOW);
    const found = await findClosingRecord(central, "R", JUNE, NOW);
    if (found.kind !== "record") throw new Error(found.kind);
    const sums = found.paper.sections.find(({ heading }) => heading.startsWith("II."))?.table?.rows ?? [];
    expect(sums).toHaveLength(RECORD_INDICATORS.length);
    expect(sums.find((row) => row[1] === "BHYT")).toEqual(["5", "BHYT", "người", "6", "ước"]);
    expect(sums.find((row) => row[1] === "BHXH bắt buộc")?.[3]).toBe("–");
    expect(await textOf(central, "VN")).toContain("duyet (sau hạn)");
    expect(await textOf(central, "VN")).toContain("chưa ký chốt");
  });

  test("lists what moved after the signature, from what to what and why", async () => {
    await report("r0", "2025-06", { BHYT: 5n });
    await report("R-VP", "2025-06", { BHYT: 1n });
    const early = new Date(NOW.getTime() - 60_000);
    await db.submission.updateMany({ where: { provinceId: "R" }, data: { approvedAt: early } });
    await signMonth("R", JUNE, manager, early);
    await correct("r0", "2025-06", { BHYT: 8n });
    const found = await findClosingRecord(ofR, "R", JUNE, NOW);
    if (found.kind !== "record") throw new Error(found.kind);
    const moved = found.paper.sections.at(-1)?.table?.rows;
    expect(moved).toEqual([["r0", "BHYT", "5", "8", expect.stringContaining("Bổ sung hồ sơ")]]);
    const sums = found.paper.sections.find(({ heading }) => heading.startsWith("II."))?.table?.rows;
    expect(sums?.find((row) => row[1] === "BHYT")?.[4]).toContain("đã điều chỉnh");
  });

  const adjustmentsOf = async (actor: Actor, unit: string) => {
    const found = await findClosingRecord(actor, unit, JUNE, NOW);
    if (found.kind !== "record") throw new Error(found.kind);
    return found.paper.sections.at(-1)?.table?.rows;
  };
  const signed = async () => {
    await report("r0", "2025-06", { BHYT: 5n, BHXH_TN: 2n });
    await report("R-VP", "2025-06", { BHYT: 1n });
    const early = new Date(NOW.getTime() - 60_000);
    await db.submission.updateMany({ where: { provinceId: "R" }, data: { approvedAt: early } });
    await signMonth("R", JUNE, manager, early);
  };
  const reopenFor = (reason: string) =>
    decide("r0", "2025-06", { event: "reopen", reason, dueOn: "2025-12-31" });

  test("lists each of two corrections of a figure, with its own reason", async () => {
    await signed();
    await reopenFor("Thiếu hồ sơ");
    await report("r0", "2025-06", { BHYT: 8n, BHXH_TN: 2n });
    const later = new Date(NOW.getTime() + 60_000);
    const decideLater = async (decision: SubmissionDecision) =>
      decideSubmission(await read("r0", "2025-06"), decision, manager, later);
    await decideLater({ event: "reopen", reason: "Trùng hồ sơ", dueOn: "2025-12-31" });
    await type("r0", "2025-06", { BHYT: 7n });
    await submit("r0", "2025-06");
    expect(await decideLater({ event: "approve" })).toEqual({ ok: true });
    expect(await adjustmentsOf(ofR, "R")).toEqual([
      ["r0", "BHYT", "5", "8", expect.stringMatching(/duyet: Thiếu hồ sơ$/)],
      ["r0", "BHYT", "8", "7", expect.stringMatching(/duyet: Trùng hồ sơ$/)],
    ]);
  });

  test("lists a figure that was taken away, and who stood in for whom", async () => {
    await signed();
    await reopenFor("Nhập nhầm");
    await type("r0", "2025-06", { BHXH_TN: null });
    await submit("r0", "2025-06");
    expect(await approve("r0", "2025-06", standing(ACTORS.deputy, manager))).toEqual({ ok: true });
    expect(await adjustmentsOf(central, "VN")).toEqual([
      ["r0, R", "BHXH tự nguyện", "2", "–", expect.stringContaining("duyet2 (thay duyet): Nhập nhầm")],
    ]);
  });

  test("names of a signature, a lock and an unlocking who stood in for whom", async () => {
    await report("r0", "2025-06", { BHYT: 5n });
    await report("R-VP", "2025-06", { BHYT: 1n });
    await signMonth("R", JUNE, standing(ACTORS.deputy, manager), NOW);
    const other = await db.user.create({ data: ANOTHER_CENTRAL });
    const acting = standing({ ...central, id: other.id, displayName: other.displayName }, central);
    await lockPeriod(JUNE, acting, "Chốt", NOW);
    const key = { provinceId: "R", unitId: "r0", periodId: JUNE };
    await unlockUnit(key, acting, { until: "2025-08-05", reason: "Sai" }, NOW);
    const record = await textOf(central, "VN");
    expect(record).toContain("người khóa: trungương2 (thay trunguong)");
    expect(record).toContain("duyet2 (thay duyet)");
    expect(await listUnlocked(central, JUNE, NOW)).toMatchObject([{ by: "trungương2 (thay trunguong)" }]);
    expect(await findMonthState("R", JUNE)).toMatchObject({ signedBy: "duyet2 (thay duyet)" });
    const provinces = await listProvincePeriods(central, JUNE);
    expect(provinces.find(({ provinceId }) => provinceId === "R")?.signedBy).toBe("duyet2 (thay duyet)");
  });

  test("is for whoever answers for the unit or reads it: not for a neighbour, a director, an administrator, or a unit of another time", async () => {
    expect(await textOf(ofR, "R")).toContain("BIÊN BẢN");
    expect(await textOf(ofQ, "P1")).toContain("BIÊN BẢN");
    expect(await textOf(viewer, "VN")).toContain("BIÊN BẢN");
    expect(await textOf(ofR, "VN")).toBe("no-unit");
    expect(await textOf(ofR, "P1")).toBe("no-unit");
    expect(await textOf(director, "R")).toBe("no-unit");
    expect(await textOf(admin, "VN")).toBe("no-unit");
    expect(await textOf(central, "Q")).toBe("no-unit");
    expect(await textOf(central, "r0")).toBe("no-unit");
    const none = await findClosingRecord(central, "VN", "2025-05" as PeriodId, NOW);
    expect(none.kind).toBe("no-period");
  });
});
