import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { closeDrive, createDrive } from "@/lib/data/drive-changes";
import { getGoalsText, saveDriveGoals, type UnitGoals } from "@/lib/data/drive-goals";
import { saveDriveResults, type DriveInput } from "@/lib/data/drive-results";
import { findDrive, getDrive, listDrives, listEntryUnits } from "@/lib/data/drives";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const NOW = new Date("2026-05-04T05:00:00Z");
const { typist, manager, central, viewer } = ACTORS;
const at = (actor: Actor, path: string, province: readonly string[] = []): Actor => ({
  ...actor,
  scope: { paths: [path], provincePaths: province } as unknown as OrgScope,
});
const director = at(typist, "/vn/q/a2/", ["/vn/q/"]);
const neighbour = at(typist, "/vn/q/bc/", ["/vn/q/"]);
const provincial = at(manager, "/vn/q/");
const stranger = at(manager, "/vn/r/");
const DRIVE = {
  kind: "month",
  name: "Tháng vận động 5",
  startsOn: "2026-05-01",
  endsOn: "2026-05-08",
} as const;
const goals = (...pairs: [IndicatorId, bigint][]) => new Map(pairs);
const GOALS = goals(["TN_MOI", 100n]);
const input = (value: bigint | null, seen: bigint | null = null, day = "2026-05-01"): DriveInput => ({
  day,
  indicator: "TN_MOI",
  value,
  seen,
});
const events = async () =>
  (await db.auditEntry.findMany({ orderBy: { id: "asc" } })).map(({ event }) => event);

async function create(unitId: string, actor: Actor): Promise<string> {
  const answer = await createDrive(unitId, DRIVE, GOALS, actor, NOW);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.id;
}

/** As a form that was drawn just now, or earlier. */
async function divide(
  id: string,
  units: readonly UnitGoals[],
  actor: Actor,
  { whole = GOALS, seen }: { whole?: typeof GOALS; seen?: string } = {},
) {
  return saveDriveGoals(id, { whole, units, seen: seen ?? (await getGoalsText(id)) }, actor, NOW);
}

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

describe("a drive is made", () => {
  test("by the manager for the own province, with the units that report there in its days", async () => {
    expect(await create("Q", provincial)).toBe("thang-van-dong-5-2026-05-01");
    expect(await create("Q", provincial)).toBe("thang-van-dong-5-2026-05-01-2");
    const detail = await getDrive(provincial, "thang-van-dong-5-2026-05-01", null);
    expect(detail?.rows?.map(({ id }) => id)).toEqual(["a2", "bc", "d1", "d2", "n", "Q-VP"]);
    expect([...(detail?.goals ?? [])]).toEqual([["TN_MOI", 100n]]);
    expect(await events()).toEqual(["drive.create", "drive.create"]);
  });

  test("by central for the nation, with its provinces of that day and without the national offices", async () => {
    const id = await create("VN", central);
    const detail = await getDrive(viewer, id, null);
    expect(detail?.rows?.map((row) => row.id)).toEqual(["Q", "R"]);
  });

  test("by nobody for another unit, and not without a goal", async () => {
    for (const [unit, actor] of [
      ["VN", provincial],
      ["Q", central],
      ["Q", stranger],
      ["Q", director],
      ["a2", director],
    ] as const)
      expect(await createDrive(unit, DRIVE, GOALS, actor, NOW)).toEqual({ ok: false, reason: "forbidden" });
    expect(await createDrive("khong-co", DRIVE, GOALS, central, NOW)).toMatchObject({ reason: "not-found" });
    expect(await createDrive("Q", DRIVE, goals(), provincial, NOW)).toMatchObject({ reason: "no-goal" });
    expect(await events()).toEqual([]);
  });

  test("once under a name when two make it at the same moment", async () => {
    const made = await Promise.all([1, 2, 3].map(() => createDrive("Q", DRIVE, GOALS, provincial, NOW)));
    expect(new Set(made.map((one) => (one.ok ? one.id : ""))).size).toBe(3);
  });
});

describe("a drive is read", () => {
  test("by everybody if it is the nation's, and only in its province if it is a province's", async () => {
    const [national, own] = [await create("VN", central), await create("Q", provincial)];
    expect((await listDrives(stranger)).map(({ id }) => id)).toEqual([national]);
    expect((await listDrives(director)).map(({ id }) => id).sort()).toEqual([national, own].sort());
    expect(await findDrive(stranger, own)).toBeNull();
    expect((await getDrive(director, own, null))?.rows).toHaveLength(6);
  });

  test("by unit only where the reader may read the units of the province", async () => {
    const id = await create("VN", central);
    await saveDriveResults(id, "a2", [input(5n)], director, NOW);
    expect((await getDrive(stranger, id, "Q"))?.rows).toBeNull();
    expect([...((await getDrive(stranger, id, "Q"))?.values ?? [])]).toEqual([["TN_MOI", 5n]]);
    expect((await getDrive(director, id, "Q"))?.rows?.find((row) => row.id === "a2")?.lastDay).toBe(
      "2026-05-01",
    );
    expect(await getDrive(director, id, "a2")).toBeNull();
    expect(await getDrive(director, id, "P1")).toBeNull();
  });
});

describe("goals", () => {
  test("are divided among those who take part; one is taken out, unless it has told results", async () => {
    const id = await create("Q", provincial);
    const units = [
      { unitId: "a2", takesPart: true, goals: goals(["TN_MOI", 60n]) },
      { unitId: "bc", takesPart: false, goals: goals(["TN_MOI", 40n]) },
    ];
    expect(await divide(id, units, provincial)).toEqual({ ok: true });
    const detail = await getDrive(provincial, id, null);
    expect(detail?.rows?.map((row) => row.id)).not.toContain("bc");
    expect(detail?.rows?.find((row) => row.id === "a2")?.goals.get("TN_MOI")).toBe(60n);
    expect(await saveDriveResults(id, "bc", [input(5n)], neighbour, NOW)).toMatchObject({
      reason: "not-found",
    });
    await saveDriveResults(id, "a2", [input(5n)], director, NOW);
    const out = [{ unitId: "a2", takesPart: false, goals: goals() }];
    expect(await divide(id, out, provincial)).toMatchObject({ reason: "has-results" });
  });

  test("of two who divide them from the same page are the first one's, and the second is told", async () => {
    const id = await create("Q", provincial);
    const seen = await getGoalsText(id);
    const mine = [{ unitId: "a2", takesPart: true, goals: goals(["TN_MOI", 60n]) }];
    const theirs = [{ unitId: "bc", takesPart: true, goals: goals(["TN_MOI", 40n]) }];
    expect(await divide(id, mine, provincial, { seen })).toEqual({ ok: true });
    expect(await divide(id, theirs, provincial, { seen })).toEqual({ ok: false, reason: "stale" });
    expect((await getDrive(provincial, id, null))?.rows?.map((row) => row.goals.get("TN_MOI"))).toEqual([
      60n,
      ...Array.from({ length: 5 }, () => undefined),
    ]);
    expect(await divide(id, theirs, provincial)).toEqual({ ok: true });
  });

  test("stand in the audit as they were before, of each unit that is named", async () => {
    const id = await create("Q", provincial);
    await divide(id, [{ unitId: "a2", takesPart: true, goals: goals(["TN_MOI", 60n]) }], provincial);
    const next = [
      { unitId: "a2", takesPart: false, goals: goals() },
      { unitId: "bc", takesPart: true, goals: goals(["TN_MOI", 9n]) },
    ];
    await divide(id, next, provincial);
    await divide(id, [{ unitId: "a2", takesPart: true, goals: goals() }], provincial);
    const entries = await db.auditEntry.findMany({
      where: { event: "drive.goals" },
      orderBy: { id: "asc" },
    });
    expect(entries.map(({ before }) => before)).toEqual([
      { goals: { TN_MOI: "100" }, byUnit: { a2: {} } },
      { goals: { TN_MOI: "100" }, byUnit: { a2: { TN_MOI: "60" }, bc: {} } },
      { goals: { TN_MOI: "100" }, byUnit: { a2: "không tham gia" } },
    ]);
  });

  test("of the whole are not taken back once there are results of them", async () => {
    const id = await create("Q", provincial);
    const both = goals(["TN_MOI", 100n], ["TT_HOI_NGHI", 9n]);
    expect(await divide(id, [], provincial, { whole: both })).toEqual({ ok: true });
    await saveDriveResults(id, "a2", [{ ...input(5n), indicator: "TT_HOI_NGHI" }], director, NOW);
    expect(await divide(id, [], provincial)).toEqual({ ok: false, reason: "counted" });
    const other = goals(["TT_HOI_NGHI", 9n]);
    expect(await divide(id, [], provincial, { whole: other })).toEqual({ ok: true });
  });

  test("leave somebody in", async () => {
    const id = await create("Q", provincial);
    const nobody = ["a2", "bc", "d1", "d2", "n", "Q-VP"].map((unitId) => ({
      unitId,
      takesPart: false,
      goals: goals(),
    }));
    expect(await divide(id, nobody, provincial)).toMatchObject({ reason: "no-unit" });
    expect((await getDrive(provincial, id, null))?.rows).toHaveLength(6);
  });

  test("are not divided by others, nor among units of others", async () => {
    const id = await create("Q", provincial);
    for (const actor of [central, director])
      expect(await divide(id, [], actor)).toMatchObject({ reason: "forbidden" });
    expect(await divide(id, [], stranger)).toMatchObject({ reason: "not-found" });
    const theirs = [{ unitId: "r2", takesPart: true, goals: GOALS }];
    expect(await divide(id, theirs, provincial)).toMatchObject({ reason: "not-found" });
  });
});

describe("a day's results", () => {
  test("are told by directors and managers of the unit, summed, corrected and taken back", async () => {
    const id = await create("VN", central);
    expect(
      await saveDriveResults(id, "a2", [input(5n), input(7n, null, "2026-05-02")], director, NOW),
    ).toMatchObject({
      ok: true,
      changed: 2,
    });
    await saveDriveResults(id, "bc", [input(1n)], provincial, NOW);
    expect((await getDrive(viewer, id, null))?.values.get("TN_MOI")).toBe(13n);
    await saveDriveResults(id, "a2", [input(6n, 5n), input(null, 7n, "2026-05-02")], provincial, NOW);
    const detail = await getDrive(viewer, id, null);
    expect(detail?.daily).toEqual([{ day: "2026-05-01", values: new Map([["TN_MOI", 7n]]) }]);
    const entries = await db.auditEntry.findMany({
      where: { event: "drive.results" },
      orderBy: { id: "asc" },
    });
    expect(entries.map(({ provinceId }) => provinceId)).toEqual(["Q", "Q", "Q"]);
    expect(entries.at(-1)?.before).toEqual([
      { day: "2026-05-01", indicator: "TN_MOI", value: "5" },
      { day: "2026-05-02", indicator: "TN_MOI", value: "7" },
    ]);
  });

  test("are not told by others, of days to come, outside the drive or of what it does not count", async () => {
    const id = await create("Q", provincial);
    for (const actor of [neighbour, viewer, central, at(viewer, "/vn/q/a2/")])
      expect((await saveDriveResults(id, "a2", [input(5n)], actor, NOW)).ok).toBe(false);
    expect(await saveDriveResults(id, "a2", [input(5n)], stranger, NOW)).toMatchObject({
      reason: "not-found",
    });
    const wrong = [
      input(1n, null, "2026-05-05"),
      input(1n, null, "2026-04-30"),
      { ...input(1n), indicator: "HGD_MOI" as const },
      input(100_000_000n),
    ];
    const answer = await saveDriveResults(id, "a2", wrong, director, NOW);
    expect(answer.ok && answer.cells.map((cell) => !cell.saved && cell.reason)).toEqual([
      "future",
      "outside",
      "indicator",
      "too-large",
    ]);
    expect(await db.driveResult.count()).toBe(0);
  });

  test("of two people in one cell are the first one's, and the second is told", async () => {
    const id = await create("Q", provincial);
    const answers = await Promise.all([
      saveDriveResults(id, "a2", [input(5n)], director, NOW),
      saveDriveResults(id, "a2", [input(6n)], provincial, NOW),
    ]);
    const cells = answers.flatMap((answer) => (answer.ok ? answer.cells : []));
    expect(cells.filter(({ saved }) => saved)).toHaveLength(1);
    expect(cells.find(({ saved }) => !saved)).toMatchObject({ reason: "stale" });
  });

  test("are entered for the units of the own scope alone", async () => {
    const id = await create("VN", central);
    expect((await listEntryUnits(director, id, "Q")).map((unit) => unit.id)).toEqual(["a2"]);
    expect((await listEntryUnits(provincial, id, "Q")).map((unit) => unit.id)).toHaveLength(6);
    expect(await listEntryUnits(provincial, id, "R")).toEqual([]);
  });
});

describe("a closed drive", () => {
  test("keeps its summary, and refuses days, goals and a second closing", async () => {
    const id = await create("Q", provincial);
    for (const actor of [director, central])
      expect(await closeDrive(id, "Xong", actor, NOW)).toMatchObject({ reason: "forbidden" });
    expect(await closeDrive(id, "Đạt 5 người.", provincial, NOW)).toEqual({ ok: true });
    expect(await findDrive(director, id)).toMatchObject({
      isClosed: true,
      summary: "Đạt 5 người.",
      closedBy: "duyet",
    });
    expect(await saveDriveResults(id, "a2", [input(5n)], director, NOW)).toMatchObject({ reason: "closed" });
    expect(await divide(id, [], provincial)).toMatchObject({ reason: "closed" });
    expect(await closeDrive(id, "Lại", provincial, NOW)).toMatchObject({ reason: "closed" });
  });

  test("is closed before or after a day that is told at the same moment, never in between", async () => {
    const id = await create("Q", provincial);
    const [closed, told] = await Promise.all([
      closeDrive(id, "Xong", provincial, NOW),
      saveDriveResults(id, "a2", [input(5n)], director, NOW),
    ]);
    expect(closed).toEqual({ ok: true });
    expect(await db.driveResult.count()).toBe(told.ok ? 1 : 0);
  });
});
