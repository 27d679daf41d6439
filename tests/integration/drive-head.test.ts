import pg from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import { auditKey } from "@/lib/audit-key";
import { verifyAudit } from "@/lib/data/audit-verify";
import { db } from "@/lib/data/db";
import { closeDrive, createDrive } from "@/lib/data/drive-changes";
import { saveDriveHead } from "@/lib/data/drive-head";
import { saveDriveResults } from "@/lib/data/drive-results";
import { findDrive } from "@/lib/data/drives";
import { pgTx } from "@/lib/data/raw";
import type { NewDrive } from "@/lib/domain/drive";
import { cutDaysWords, driveHeadText, goneUnitsWords } from "@/lib/domain/drive-head";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const NOW = new Date("2026-05-04T05:00:00Z");
const { typist, manager, central, viewer } = ACTORS;
const at = (actor: Actor, path: string, provinces: readonly string[] = []): Actor => ({
  ...actor,
  scope: { paths: [path], provincePaths: provinces } as unknown as OrgScope,
});
const director = at(typist, "/vn/q/a2/", ["/vn/q/"]);
const provincial = at(manager, "/vn/q/");
const stranger = at(manager, "/vn/r/");
const HEAD: NewDrive = {
  kind: "month",
  name: "Tháng vận động 5",
  startsOn: "2026-05-01",
  endsOn: "2026-05-08",
};
const SEEN = driveHeadText(HEAD);
const NEW: NewDrive = { kind: "peak", name: "Cao điểm 5", startsOn: "2026-05-02", endsOn: "2026-05-20" };

let id: string;
const save = (head: NewDrive = NEW, seen = SEEN, actor: Actor = provincial) =>
  saveDriveHead(id, head, seen, actor, NOW);
const head = async () => driveHeadText((await findDrive(central, id)) ?? HEAD);
const tell = (day: string, value: bigint | null = 5n) =>
  saveDriveResults(id, "a2", [{ day, indicator: "TN_MOI", value, seen: null }], director, NOW);

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  const made = await createDrive("Q", HEAD, new Map([["TN_MOI", 100n]]), provincial, NOW);
  if (!made.ok) throw new Error(made.reason);
  id = made.id;
});

describe("the head of a drive", () => {
  test("is corrected by who may make it, with what was before and after in the audit", async () => {
    expect(await save()).toEqual({ ok: true });
    expect(await head()).toBe(driveHeadText(NEW));
    const entries = await db.auditEntry.findMany({ where: { event: "drive.edit" } });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ provinceId: "Q", subject: `drive:${id}`, before: HEAD, after: NEW });
    expect(await save(NEW, driveHeadText(NEW))).toEqual({ ok: true });
    expect(await db.auditEntry.count({ where: { event: "drive.edit" } })).toBe(1);
  });

  test("is not corrected by anybody else, of a drive that is not there, or over what somebody else changed", async () => {
    for (const [actor, reason] of [
      [director, "forbidden"],
      [viewer, "forbidden"],
      [central, "forbidden"],
      [stranger, "not-found"],
    ] as const)
      expect(await save(NEW, SEEN, actor)).toEqual({ ok: false, reason });
    expect(await saveDriveHead("khong-co", NEW, SEEN, provincial, NOW)).toMatchObject({
      reason: "not-found",
    });
    expect(await save({ ...HEAD, name: "Nhanh hơn" })).toEqual({ ok: true });
    expect(await save()).toEqual({ ok: false, reason: "stale" });
    const both = await Promise.all([
      save({ ...HEAD, name: "Một" }, driveHeadText({ ...HEAD, name: "Nhanh hơn" })),
      save({ ...HEAD, name: "Hai" }, driveHeadText({ ...HEAD, name: "Nhanh hơn" })),
    ]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test("is what its entries say; changed past them it is found by the audit", async () => {
    expect(await save()).toEqual({ ok: true });
    const owner = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
    await owner.connect();
    const findings = async () => {
      const found: string[] = [];
      const options = { key: auditKey(), witnessed: [], packagedUnits: [] };
      await verifyAudit(pgTx(owner), options, (line) => found.push(line));
      return found.filter((line) => line.startsWith("drives"));
    };
    expect(await findings()).toEqual([]);
    await owner.query("UPDATE drives SET ends_on = '2026-05-21'");
    expect(await findings()).toEqual([expect.stringContaining("endsOn")]);
    await owner.end();
  });

  test("stays as it is once the drive is closed", async () => {
    await closeDrive(id, "Xong", provincial, NOW);
    expect(await save()).toEqual({ ok: false, reason: "closed" });
    expect(await head()).toBe(SEEN);
  });

  test("keeps the days that have results, and says which; an emptied day is none", async () => {
    await tell("2026-05-01");
    await tell("2026-05-03");
    expect(await save()).toEqual({ ok: false, reason: "days", days: ["2026-05-01"] });
    const later = { ...NEW, startsOn: "2026-05-04" };
    const days = ["2026-05-01", "2026-05-03"];
    expect(await save(later)).toEqual({ ok: false, reason: "days", days });
    expect(await head()).toBe(SEEN);
    await saveDriveResults(
      id,
      "a2",
      [{ day: "2026-05-01", indicator: "TN_MOI", value: null, seen: 5n }],
      director,
      NOW,
    );
    expect(await save()).toEqual({ ok: true });
  });

  test("is not moved to days on which somebody who takes part does not exist", async () => {
    const early = { ...NEW, startsOn: "2025-06-01", endsOn: "2025-06-30" };
    expect(await save(early)).toMatchObject({ ok: false, reason: "units" });
    expect(await save({ ...early, endsOn: "2025-07-01" })).toEqual({ ok: true });
  });

  test("and a day that is told at the same moment do not pass each other", async () => {
    const later = { ...NEW, startsOn: "2026-05-04" };
    const [saved, told] = await Promise.all([save(later), tell("2026-05-01")]);
    const hasDay = (await db.driveResult.count({ where: { driveId: id } })) === 1;
    expect(hasDay).toBe(!saved.ok);
    expect(told.ok && told.cells[0]?.saved).toBe(hasDay);
  });
});

test("what stands in the way is said by name, no more of it than anybody reads", () => {
  expect(cutDaysWords(["2026-05-01"])).toBe(
    "Đã có kết quả của ngày 01/05/2026: các ngày này phải còn trong đợt. Chưa lưu gì.",
  );
  const many = Array.from({ length: 7 }, (_, index) => `2026-05-0${index + 1}`);
  expect(cutDaysWords(many)).toContain("05/05/2026 và 2 nữa: các ngày");
  expect(goneUnitsWords(["Huyện A"])).toContain("Huyện A tham gia đợt nhưng không hoạt động");
});
