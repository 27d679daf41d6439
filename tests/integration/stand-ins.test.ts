import { beforeEach, describe, expect, test, vi } from "vitest";
import { by } from "@/lib/data/acting";
import { db } from "@/lib/data/db";
import { saveDraftBatches } from "@/lib/data/draft-batches";
import { decideSubmission } from "@/lib/data/submission-decisions";
import { getSubmissionHistory } from "@/lib/data/submission-history";
import {
  createStandIn,
  findStandIn,
  listInForce,
  listStandInChoices,
  listStandIns,
  revokeStandIn,
} from "@/lib/data/stand-ins";
import { getSignedInUser } from "@/lib/data/users";
import type { Actor, OrgScope, Role } from "@/lib/domain/policy";
import { NOW, open, read, submit, type } from "@/tests/support/workflow-moves";
import { unitOf } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

vi.setConfig({ testTimeout: 60_000 });

const TODAY = "2025-08-02";
const DAYS = { fromDay: TODAY, toDay: "2025-08-05", reason: "Nghỉ phép" };
const later = (day: string) => new Date(`${day}T03:00:00Z`);

/** A user of a unit, with the scope of that unit. */
async function person(username: string, role: Role, unitId: string): Promise<Actor> {
  const unit = unitOf(unitId);
  const { id } = await db.user.create({
    data: { id: crypto.randomUUID(), username, displayName: username, role, unitId, createdAt: NOW },
  });
  const scope = { paths: [unit.path], provincePaths: [] } as unknown as OrgScope;
  return { id, username, displayName: username, role, unit, scope, mustChangePassword: false };
}

let manager: Actor, director: Actor, officer: Actor, stranger: Actor, admin: Actor;
beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  manager = await person("quanly.q", "manager", "Q");
  director = await person("giamdoc.a2", "director", "a2");
  officer = await person("giamdoc.bc", "director", "bc");
  stranger = await person("quanly.r", "manager", "R");
  admin = await person("quantri.vn", "admin", "VN");
});

const arrange = (absent: Actor, standIn: Actor, by: Actor, days = DAYS) =>
  createStandIn({ absent: absent.username, standIn: standIn.username, ...days }, by, NOW);
const refused = (reason: string) => ({ ok: false, reason });

/** As the session makes it of a stand-in that is in force. */
const actingFor = (self: Actor, absent: Actor): Actor => ({
  ...absent,
  id: self.id,
  username: self.username,
  displayName: self.displayName,
  onBehalfOf: { id: absent.id, displayName: absent.displayName, toDay: DAYS.toDay },
});

describe("arranging", () => {
  test("the absent person, the manager and the administrator may, each with an audit entry", async () => {
    expect(await arrange(manager, director, manager)).toMatchObject({ ok: true });
    expect(await arrange(officer, stranger, admin)).toEqual(refused("not-allowed"));
    const other = { ...DAYS, fromDay: "2025-08-10", toDay: "2025-08-11" };
    expect(await arrange(officer, manager, manager, other)).toMatchObject({ ok: true });
    const next = { ...DAYS, fromDay: "2025-08-20", toDay: "2025-08-21" };
    expect(await arrange(manager, officer, admin, next)).toMatchObject({ ok: true });
    const entries = await db.auditEntry.findMany({
      where: { event: "stand_in.create" },
      orderBy: { id: "asc" },
    });
    expect(entries.map(({ actorId, provinceId }) => [actorId, provinceId])).toEqual([
      [manager.id, "Q"],
      [manager.id, "Q"],
      [admin.id, "Q"],
    ]);
  });

  test("a stranger, a colleague, and a name that nobody has are refused alike", async () => {
    expect(await arrange(director, officer, stranger)).toEqual(refused("not-found"));
    expect(await arrange(director, officer, officer)).toEqual(refused("not-found"));
    expect(
      await createStandIn({ absent: director.username, standIn: "khong-co", ...DAYS }, manager, NOW),
    ).toEqual(refused("not-found"));
    expect(await arrange(admin, manager, admin)).toEqual(refused("not-found"));
    expect(await db.standIn.count()).toBe(0);
  });

  test("of two who arrange for the same days at once one succeeds", async () => {
    const results = await Promise.all([
      arrange(director, officer, manager),
      arrange(director, manager, director),
    ]);
    expect(results.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(results.find(({ ok }) => !ok)).toEqual(refused("overlap"));
  });

  test("there is no chain, whichever of the two comes first, and not when both come at once", async () => {
    expect(await arrange(manager, director, manager)).toMatchObject({ ok: true });
    expect(await arrange(director, officer, manager)).toEqual(refused("chain"));
    expect(await arrange(officer, manager, officer)).toEqual(refused("chain"));
    await db.standIn.deleteMany();
    const both = await Promise.all([
      arrange(manager, director, manager),
      arrange(director, officer, director),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("the choices are people whom one may represent, and who may represent them", async () => {
    const choices = await listStandInChoices(director, NOW);
    expect(choices.absent.map(({ username }) => username)).toEqual([director.username]);
    expect(choices.standIns.map(({ username }) => username).toSorted()).toEqual([
      officer.username,
      manager.username,
    ]);
    const all = await listStandInChoices(admin, NOW);
    expect(all.absent.map(({ username }) => username)).not.toContain(admin.username);
  });
});

describe("being in force", () => {
  test("it is from its first day to its last, and for nobody else", async () => {
    const made = await arrange(manager, director, manager, { ...DAYS, fromDay: "2025-08-03" });
    const id = made.ok ? made.id : "";
    expect(await findStandIn(director, id, NOW)).toBe("over");
    expect(await findStandIn(director, id, later("2025-08-03"))).toMatchObject({ id, toDay: "2025-08-05" });
    expect(await findStandIn(director, id, new Date("2025-08-05T16:59:59Z"))).toMatchObject({ id });
    expect(await findStandIn(director, id, new Date("2025-08-05T17:00:00Z"))).toBe("over");
    expect(await findStandIn(officer, id, later("2025-08-03"))).toBeNull();
    expect(await findStandIn(director, "khong-phai-id", NOW)).toBeNull();
    expect(await listInForce(director, later("2025-08-04"))).toHaveLength(1);
    expect(await listInForce(director, later("2025-08-06"))).toEqual([]);
  });

  test("it ends when it is revoked, and whoever did it is in the audit", async () => {
    const made = await arrange(manager, director, manager);
    const id = made.ok ? made.id : "";
    expect(await revokeStandIn(id, stranger, NOW)).toBe(false);
    expect(await revokeStandIn(id, director, NOW)).toBe(true);
    expect(await revokeStandIn(id, director, NOW)).toBe(false);
    expect(await findStandIn(director, id, NOW)).toBe("over");
    expect(await listStandIns(manager, NOW)).toMatchObject([
      { state: "revoked", revokedBy: director.username },
    ]);
    expect(await db.auditEntry.count({ where: { event: "stand_in.revoke", actorId: director.id } })).toBe(1);
  });

  test.each(["absent", "standIn"] as const)("it ends when the account of the %s is disabled", async (who) => {
    const made = await arrange(manager, director, manager);
    const id = made.ok ? made.id : "";
    const user = who === "absent" ? manager : director;
    await db.user.update({ where: { id: user.id }, data: { isActive: false } });
    expect(await findStandIn(director, id, NOW)).toBe("over");
    expect(await listInForce(director, NOW)).toEqual([]);
  });

  test("it ends when one of the two moves to another province or becomes an administrator", async () => {
    const made = await arrange(manager, director, manager);
    const id = made.ok ? made.id : "";
    await db.user.update({ where: { id: director.id }, data: { unitId: "R", role: "manager" } });
    expect(await findStandIn(director, id, NOW)).toBe("over");
    await db.user.update({ where: { id: director.id }, data: { unitId: "a2", role: "director" } });
    await db.user.update({ where: { id: manager.id }, data: { unitId: "VN", role: "admin" } });
    expect(await findStandIn(director, id, NOW)).toBe("over");
  });

  test("a reader finds those of the own scope, and a stranger none", async () => {
    await arrange(director, officer, manager);
    expect(await listStandIns(manager, NOW)).toHaveLength(1);
    expect(await listStandIns(admin, NOW)).toHaveLength(1);
    expect(await listStandIns(officer, NOW)).toHaveLength(1);
    expect(await listStandIns(stranger, NOW)).toEqual([]);
  });
});

/** One figure of the form, by a file that the officer uploads in the manager's place. */
async function uploadForManager() {
  const acting = actingFor(officer, manager);
  const { provinceId, unitId, periodId, lockVersion } = await read("a2", "2025-07");
  const cells = [
    { indicator: "THU", value: 110n, isEstimate: false, note: null, explanation: null, expectedVersion: 1 },
  ] as const;
  const entry = { provinceId, ...by(acting), event: "figures.upload", subject: `unit:${unitId}`, at: NOW };
  const result = await saveDraftBatches(
    [{ provinceId, unitId, periodId, lockVersion, cells }],
    entry,
    acting,
    NOW,
  );
  expect(result).toEqual({ ok: true, cells: 1 });
}

describe("acting", () => {
  const CELLS = { BHXH_BB: 10n, BHXH_TN: 5n, BHYT: 20n, TN_MOI: 1n, THU: 100n };

  test("what a stand-in approves names both, in the history and in the audit", async () => {
    await open("2025-07");
    await type("a2", "2025-07", CELLS);
    await submit("a2", "2025-07");
    const acting = actingFor(officer, manager);
    const result = await decideSubmission(await read("a2", "2025-07"), { event: "approve" }, acting, NOW);
    expect(result).toEqual({ ok: true });
    const after = await read("a2", "2025-07");
    const name = `${officer.displayName} (thay ${manager.displayName})`;
    expect(after.decidedBy).toEqual({ id: officer.id, displayName: name });
    const history = await getSubmissionHistory(after);
    expect(history.map(({ event, actor }) => [event, actor?.displayName])).toEqual([
      ["submission.submit", ACTORS.typist.displayName],
      ["submission.approve", name],
    ]);
    const entry = await db.auditEntry.findFirst({ where: { event: "submission.approve" } });
    expect(entry).toMatchObject({ actorId: officer.id, onBehalfOf: manager.id });
  });

  test("both stand with a version that one typed or submitted for the other, and neither approves it", async () => {
    await open("2025-07");
    const acting = actingFor(officer, manager);
    await type("a2", "2025-07", CELLS, acting);
    await submit("a2", "2025-07");
    const seen = await read("a2", "2025-07");
    expect(seen.contributors.toSorted()).toEqual([ACTORS.typist.id, officer.id, manager.id].toSorted());
    const approve = (by: Actor) => decideSubmission(seen, { event: "approve" }, by, NOW);
    expect(await approve(manager)).toEqual(refused("contributor"));
    expect(await approve(acting)).toEqual(refused("contributor"));
    expect(await approve(actingFor(manager, { ...manager, id: ACTORS.deputy.id }))).toEqual(
      refused("contributor"),
    );
    expect(await approve(ACTORS.deputy)).toEqual({ ok: true });
  });

  test("a cell that was typed for the absent person still counts as theirs in the next version", async () => {
    await open("2025-07");
    await type("a2", "2025-07", CELLS, actingFor(officer, manager));
    await submit("a2", "2025-07");
    await decideSubmission(
      await read("a2", "2025-07"),
      { event: "return", reason: "Xem lại THU" },
      ACTORS.deputy,
      NOW,
    );
    await type("a2", "2025-07", { THU: 120n });
    await submit("a2", "2025-07");
    const seen = await read("a2", "2025-07");
    expect(seen.contributors).toContain(manager.id);
    expect(await decideSubmission(seen, { event: "approve" }, manager, NOW)).toEqual(refused("contributor"));
  });

  describe("what one typed for a person who had typed already", () => {
    const typed: [string, () => Promise<unknown>][] = [
      ["in the form", () => type("a2", "2025-07", { THU: 110n }, actingFor(officer, manager))],
      ["from a file", uploadForManager],
    ];
    test.each(typed)("%s is still theirs in the next version", async (_how, typeForThem) => {
      await open("2025-07");
      await type("a2", "2025-07", CELLS, manager);
      await typeForThem();
      await submit("a2", "2025-07");
      const reason = "Xem lại";
      await decideSubmission(await read("a2", "2025-07"), { event: "return", reason }, ACTORS.deputy, NOW);
      // All but the cell that was typed for the absent person.
      const others = Object.keys(CELLS).filter((id) => id !== "THU");
      await type("a2", "2025-07", Object.fromEntries(others.map((id) => [id, 7n])));
      await submit("a2", "2025-07");
      const seen = await read("a2", "2025-07");
      expect(seen.contributors).toContain(manager.id);
      expect(await decideSubmission(seen, { event: "approve" }, manager, NOW)).toEqual(
        refused("contributor"),
      );
    });
  });

  test("the rights are those of the absent person as the database knows them", async () => {
    const absent = await getSignedInUser(manager.id, NOW);
    expect(absent?.paths).toContain("/vn/q/");
    expect(absent?.paths).toContain("/vn/p1/");
  });
});
