import { beforeEach, describe, expect, test } from "vitest";
import { getAssignment, getProvinceAssignment } from "@/lib/data/assignment";
import { db } from "@/lib/data/db";
import { createDecision } from "@/lib/data/decision-changes";
import { issueDecision } from "@/lib/data/decision-issue";
import { getDecision } from "@/lib/data/decisions";
import { saveTargetDrafts } from "@/lib/data/target-drafts";
import {
  addRecipient,
  endRecipient,
  renameRecipient,
  saveResults,
  type ResultInput,
} from "@/lib/data/recipient-changes";
import {
  findRecipientUnit,
  listRecipientResults,
  listRecipients,
  listRecipientUnits,
} from "@/lib/data/recipients";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { toRow } from "@/app/(app)/targets/recipients/row-view";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";
import { unitOf as unit } from "@/tests/support/workflow-units";

const NOW = new Date("2026-02-03T02:00:00Z");
const YEAR = targetScopeSchema.parse("2026");
const JANUARY = "2026-01" as PeriodId;
const MONTH = { period: JANUARY, indicator: "BHXH_TN" } as const;
const { manager, typist, central, viewer } = ACTORS;

const at = (actor: Actor, path: string): Actor => ({
  ...actor,
  scope: { paths: [path], provincePaths: [] } as unknown as OrgScope,
});
const director = at(typist, "/vn/q/a2/");
const neighbour = at(typist, "/vn/q/bc/");

const WOMEN = { kind: "association", name: "Hội Phụ nữ", validFrom: "2026-01-01" } as const;
const input = (value: bigint | null, seen: bigint | null, recipientId = "a2-r1"): ResultInput => ({
  recipientId,
  value,
  seen,
});
const events = () => db.auditEntry.findMany({ orderBy: { id: "asc" } });

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  for (const id of ["2025-12", "2026-01", "2026-02"]) {
    const asOf = new Date(Date.UTC(Number(id.slice(0, 4)), Number(id.slice(5)), 0));
    await db.period.create({ data: { id, kind: "month", asOf, dueOn: asOf, openedAt: NOW } });
  }
  const { id: provinceId } = unit("Q");
  for (const id of ["x1", "x2"])
    await db.unit.create({
      data: {
        id,
        code: id.toUpperCase(),
        name: `Xã ${id}`,
        shortName: id,
        level: "commune",
        parentId: "a2",
        provinceId,
        path: `/vn/q/a2/${id}/`,
        validFrom: new Date("2025-07-01"),
      },
    });
  for (const id of ["x1", "x2"])
    await db.recipient.create({
      data: {
        provinceId,
        id,
        unitId: "a2",
        kind: "commune",
        name: `Xã ${id}`,
        communeId: id,
        validFrom: new Date("2025-07-01"),
      },
    });
});

describe("a recipient", () => {
  test("is added with the next id of its unit, and the audit says by whom", async () => {
    expect(await addRecipient("a2", WOMEN, director, NOW)).toEqual({ ok: true });
    expect(await addRecipient("a2", { ...WOMEN, name: "Bưu điện" }, manager, NOW)).toEqual({ ok: true });
    const all = await listRecipients(unit("a2"));
    expect(all.map(({ id, name }) => [id, name])).toEqual([
      ["x1", "Xã x1"],
      ["x2", "Xã x2"],
      ["a2-r1", "Hội Phụ nữ"],
      ["a2-r2", "Bưu điện"],
    ]);
    expect(await events()).toMatchObject([
      { event: "recipient.add", subject: "recipient:a2-r1", actorId: director.id, provinceId: "Q" },
      { event: "recipient.add", subject: "recipient:a2-r2" },
    ]);
  });

  test("is called like no other of the unit at the same time, whatever the case", async () => {
    await addRecipient("a2", WOMEN, director, NOW);
    expect(await addRecipient("a2", { ...WOMEN, name: "HỘI PHỤ NỮ" }, director, NOW)).toEqual({
      ok: false,
      reason: "duplicate",
    });
    expect(await addRecipient("bc", WOMEN, manager, NOW)).toEqual({ ok: true });
  });

  test("is added once when two add it at the same moment", async () => {
    const added = await Promise.all([1, 2, 3].map(() => addRecipient("a2", WOMEN, director, NOW)));
    expect(added.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("is written by nobody of another unit, nobody above and nobody who only reads", async () => {
    for (const stranger of [neighbour, viewer])
      expect(await addRecipient("a2", WOMEN, stranger, NOW)).toEqual({ ok: false, reason: "not-found" });
    expect(await addRecipient("a2", WOMEN, central, NOW)).toEqual({ ok: false, reason: "forbidden" });
    expect(await addRecipient("Q", WOMEN, manager, NOW)).toEqual({ ok: false, reason: "not-found" });
    expect(await addRecipient("khong-co", WOMEN, manager, NOW)).toEqual({ ok: false, reason: "not-found" });
    expect(await events()).toEqual([]);
  });

  test("is renamed and ended with a day, never deleted, and not over what somebody else did", async () => {
    await addRecipient("a2", WOMEN, director, NOW);
    const seen = { id: "a2-r1", unitId: "a2", name: "Hội Phụ nữ", validTo: null };
    expect(await renameRecipient(seen, "Hội LHPN", director, NOW)).toEqual({ ok: true });
    expect(await renameRecipient(seen, "Khác", director, NOW)).toEqual({ ok: false, reason: "stale" });
    const renamed = { ...seen, name: "Hội LHPN" };
    expect(await endRecipient(renamed, "2025-12-31", director, NOW)).toMatchObject({
      reason: "before-start",
    });
    expect(await endRecipient(renamed, "2026-01-31", director, NOW)).toEqual({ ok: true });
    expect((await listRecipients(unit("a2"))).at(-1)).toMatchObject({ validTo: "2026-01-31" });
    const february = await listRecipientResults(unit("a2"), "2026-02" as PeriodId, "BHXH_TN");
    expect(february.map(({ recipient }) => recipient.id)).toEqual(["x1", "x2"]);
    expect((await events()).map(({ event }) => event)).toEqual([
      "recipient.add",
      "recipient.rename",
      "recipient.end",
    ]);
  });

  test("that is a commune follows the list of units, and one of another unit is not found", async () => {
    const commune = { id: "x1", unitId: "a2", name: "Xã x1", validTo: null };
    expect(await renameRecipient(commune, "Khác", director, NOW)).toMatchObject({ reason: "commune" });
    await addRecipient("bc", WOMEN, manager, NOW);
    const theirs = { id: "bc-r1", unitId: "a2", name: "Hội Phụ nữ", validTo: null };
    expect(await renameRecipient(theirs, "Khác", director, NOW)).toMatchObject({ reason: "not-found" });
  });
});

describe("results of a month", () => {
  beforeEach(async () => {
    await addRecipient("a2", WOMEN, director, NOW);
  });
  const save = (inputs: readonly ResultInput[], actor: Actor = director) =>
    saveResults("a2", MONTH, inputs, actor, NOW);
  const held = async () =>
    (await listRecipientResults(unit("a2"), JANUARY, "BHXH_TN")).map(({ value }) => value);

  test("are saved with who and when, and one audit entry says what changed", async () => {
    expect(await save([input(7n, null), input(30n, null, "x1")])).toMatchObject({ ok: true, changed: 2 });
    expect(await held()).toEqual([30n, null, 7n]);
    expect((await events()).at(-1)).toMatchObject({
      event: "recipient.results",
      subject: "recipient:a2.2026-01.BHXH_TN",
      actorId: director.id,
      before: [
        { recipientId: "a2-r1", value: null },
        { recipientId: "x1", value: null },
      ],
      after: [
        { recipientId: "a2-r1", value: "7" },
        { recipientId: "x1", value: "30" },
      ],
    });
  });

  test("are emptied, and an empty one is missing, not 0", async () => {
    await save([input(7n, null)]);
    expect(await save([input(null, 7n)])).toMatchObject({ ok: true, changed: 1 });
    expect(await held()).toEqual([null, null, null]);
    expect(await save([input(0n, null)])).toMatchObject({ changed: 1 });
    expect(await held()).toEqual([null, null, 0n]);
  });

  test("are not written over what somebody else wrote meanwhile: both values come back", async () => {
    await save([input(7n, null)], manager);
    expect(await save([input(9n, null), input(4n, null, "x1")])).toMatchObject({
      ok: true,
      changed: 1,
      cells: [
        { recipientId: "a2-r1", saved: false, reason: "stale", theirs: 7n, by: manager.displayName },
        { recipientId: "x1", saved: true },
      ],
    });
    expect(await held()).toEqual([4n, null, 7n]);
    expect(await save([input(9n, 7n)])).toMatchObject({ changed: 1 });
  });

  test("of two who type into one cell at once, one is saved and the other is told", async () => {
    const answers = await Promise.all([save([input(7n, null)]), save([input(9n, null)], manager)]);
    const cells = answers.flatMap((answer) => (answer.ok ? answer.cells : []));
    expect(cells.map(({ saved }) => saved).toSorted()).toEqual([false, true]);
  });

  test("are told for recipients of the unit that exist in the month, in months that were opened", async () => {
    await addRecipient("bc", WOMEN, manager, NOW);
    expect(await save([input(7n, null, "bc-r1")])).toMatchObject({ cells: [{ reason: "not-found" }] });
    expect(await save([input(10n ** 12n, null)])).toMatchObject({ cells: [{ reason: "too-large" }] });
    const unopened = { ...MONTH, period: "2026-03" as PeriodId };
    expect(await saveResults("a2", unopened, [input(7n, null)], director, NOW)).toMatchObject({
      reason: "no-period",
    });
    expect(await save([input(7n, null)], neighbour)).toEqual({ ok: false, reason: "not-found" });
    expect(await save([input(7n, null)], viewer)).toEqual({ ok: false, reason: "not-found" });
    expect(await save([input(7n, null)], central)).toEqual({ ok: false, reason: "forbidden" });
    expect(await db.recipientResult.count()).toBe(0);
  });

  test("keep a recipient from ending before them", async () => {
    await saveResults("a2", { ...MONTH, period: "2026-02" as PeriodId }, [input(7n, null)], director, NOW);
    const seen = { id: "a2-r1", unitId: "a2", name: "Hội Phụ nữ", validTo: null };
    expect(await endRecipient(seen, "2026-01-31", director, NOW)).toMatchObject({ reason: "later-results" });
  });

  test("of a flow add up from January, of a stock stand beside December", async () => {
    const flow = { indicator: "TN_MOI" as const };
    await saveResults("a2", { ...flow, period: JANUARY }, [input(5n, null)], director, NOW);
    await saveResults(
      "a2",
      { ...MONTH, period: "2025-12" as PeriodId },
      [input(40n, null, "x1")],
      director,
      NOW,
    );
    const february = await listRecipientResults(unit("a2"), "2026-02" as PeriodId, "TN_MOI");
    expect(february.at(-1)).toMatchObject({ lastMonth: 5n, base: { before: 5n }, value: null });
    expect((await listRecipientResults(unit("a2"), JANUARY, "BHXH_TN"))[0]).toMatchObject({
      base: { before: 40n },
      lastMonth: 40n,
    });
  });

  test("move no rollup, no figure and no number that says that a dashboard changed", async () => {
    const state = async () => ({
      rollups:
        await db.$queryRaw`SELECT count(*)::int, md5(string_agg(r::text, ',' ORDER BY r::text)) FROM rollups r`,
      figures: await db.$queryRaw`SELECT count(*)::int FROM figures`,
      versions: await db.$queryRaw`SELECT province_id, version::text FROM data_versions ORDER BY 1`,
    });
    const before = await state();
    await save([input(7n, null), input(30n, null, "x1")]);
    expect(await state()).toEqual(before);
  });
});

describe("who sees recipients", () => {
  test("is whoever works inside the scope, and nobody else", async () => {
    expect((await listRecipientUnits(director, "2026-01-31")).map(({ id }) => id)).toEqual(["a2"]);
    expect(await findRecipientUnit(neighbour, "a2")).toBeNull();
    expect(await findRecipientUnit(viewer, "a2")).toBeNull();
    expect(await findRecipientUnit(manager, "Q")).toBeNull();
    expect(await findRecipientUnit(central, "a2")).toMatchObject({ id: "a2" });
  });
});

describe("how far targets were handed down", () => {
  const BHYT = { scope: YEAR, indicator: "BHYT", kind: "headcount" } as const;
  async function give(
    place: string,
    issuer: string,
    number: string,
    cells: [string, bigint][],
    from = "2026-01-05",
  ) {
    const head = {
      issuer,
      number,
      decidedOn: "2026-01-05",
      effectiveOn: from,
      subject: "Giao",
      supersedesId: null,
    };
    const made = await createDecision(unit(place), head, manager, NOW);
    if (!made.ok) throw new Error(made.reason);
    const draft = await getDecision(manager, made.id);
    if (!draft) throw new Error("no draft");
    const to = place === "Q" ? ("unit" as const) : ("recipient" as const);
    const saved = await saveTargetDrafts(
      draft,
      [{ table: BHYT, cells: cells.map(([id, value]) => ({ to, id, value, isLocked: false })) }],
      manager,
      NOW,
    );
    expect(saved).toMatchObject({ ok: true });
    const ready = await getDecision(manager, made.id);
    expect(ready && (await issueDecision(ready, manager, NOW))).toEqual({ ok: true });
  }
  const row = async () =>
    (await getAssignment(YEAR, "BHYT", "2026-02-03")).rows.find(({ unit: one }) => one.id === "Q");

  test("counts units and communes, and moves as soon as a decision is issued", async () => {
    await give("Q", "UBND tỉnh", "1/QĐ", [["Q", 100n]]);
    expect(await row()).toMatchObject({
      target: { value: 100n },
      units: { expected: 6, assigned: 0, level: "none" },
      communes: { expected: 2, assigned: 0 },
      handedDown: null,
    });
    await give("Q", "BHXH tỉnh", "2/QĐ", [
      ["a2", 60n],
      ["bc", 30n],
    ]);
    expect(await row()).toMatchObject({
      units: { assigned: 2, level: "part" },
      handedDown: 90n,
      difference: -10n,
    });
    await give("a2", "BHXH cơ sở", "3/QĐ", [["x1", 60n]]);
    expect(await row()).toMatchObject({ communes: { expected: 2, assigned: 1, level: "part" } });
  });

  test("of a year to come asks nothing for a unit that has nobody by the newest month with data", async () => {
    const counts = {
      indicatorId: "BHYT",
      periodId: JANUARY,
      reported: 1,
      carried: 0,
      estimated: 0,
      missing: 0,
      expected: 1,
    };
    const key = { provinceId: unit("Q").id, ...counts };
    await db.rollup.createMany({
      data: [
        { ...key, unitId: unit("Q").id, sum: 7n },
        { ...key, unitId: "a2", sum: 0n },
      ],
    });
    const { rows } = await getAssignment(targetScopeSchema.parse("2027"), "BHYT", "2026-02-03");
    expect(rows.find(({ unit: one }) => one.id === "Q")).toMatchObject({ units: { expected: 5 } });
  });

  test("of a month before the day of the only decision is shown with the day from which it is in force", async () => {
    await give("a2", "BHXH cơ sở", "3/QĐ", [["x1", 60n]], "2026-03-05");
    const rowIn = async (period: string) => {
      const rows = await listRecipientResults(unit("a2"), period as PeriodId, "BHYT");
      return rows.map(toRow).find(({ id }) => id === "x1")?.target;
    };
    expect(await rowIn("2026-01")).toMatchObject({ value: "60", from: "05/03/2026" });
    expect(await rowIn("2026-03")).toMatchObject({ value: "60", from: null });
  });

  test("opens a province to its units for those who belong to it, and says its sum to everybody", async () => {
    await give("Q", "BHXH tỉnh", "2/QĐ", [["a2", 60n]]);
    await give("a2", "BHXH cơ sở", "3/QĐ", [
      ["x1", 40n],
      ["x2", 25n],
    ]);
    const own = await getProvinceAssignment(manager, "Q", YEAR, "BHYT", "2026-02-03");
    expect(own?.units?.find(({ unit: one }) => one.id === "a2")).toMatchObject({
      target: { value: 60n },
      communes: { expected: 2, assigned: 2, level: "all" },
      handedDown: 65n,
      difference: 5n,
    });
    const other = await getProvinceAssignment(at(manager, "/vn/r/"), "Q", YEAR, "BHYT", "2026-02-03");
    expect(other).toMatchObject({ row: { units: { assigned: 1 } }, units: null });
    expect(await getProvinceAssignment(manager, "khong-co", YEAR, "BHYT", "2026-02-03")).toBeNull();
  });
});
