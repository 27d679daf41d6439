import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { lockPeriod } from "@/lib/data/periods";
import { lockAffected, recomputeAll, recomputeMany } from "@/lib/data/rollups";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { inTransaction } from "@/lib/data/transaction";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import type { Unit } from "@/lib/domain/unit";
import { figures, load } from "@/tests/support/load-files";
import { correct, NOW, open, provinceOf, report } from "@/tests/support/workflow-moves";
import { addSuccession, loadUnits } from "@/tests/support/workflow-tree";
import { SUCCESSIONS, UNITS } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

async function rollup(unitId: string, periodId: string, indicatorId: IndicatorId) {
  const row = await db.rollup.findFirst({ where: { unitId, periodId, indicatorId } });
  if (!row) return null;
  const { sum, reported, carried, estimated, missing, expected } = row;
  return { sum, reported, carried, estimated, missing, expected };
}

const of = (sum: bigint | null, counts: Partial<Record<"reported" | "carried" | "missing", number>>) => {
  const all = { reported: 0, carried: 0, missing: 0, ...counts };
  return { sum, estimated: 0, ...all, expected: all.reported + all.carried + all.missing };
};

async function openAll(...periods: string[]) {
  for (const period of periods) expect(await open(period)).toEqual({ ok: true });
}

const differences = async () => (await verifyRollups(db)).differences;
const JUNE_OF_P1 = { provinceId: "P1", periodId: "2025-06" as PeriodId };
const unit = (id: string) => UNITS.filter((one) => one.id === id);

describe("an approval", () => {
  test("is in the rollups of its unit and of its province, for what was entered and what follows from it", async () => {
    await openAll("2025-06");
    await report("a", "2025-06", { BHXH_BB: 10n, BHXH_TN: 3n, BHYT: 100n });
    expect(await rollup("a", "2025-06", "BHYT")).toEqual(of(100n, { reported: 1 }));
    expect(await rollup("P1", "2025-06", "BHYT")).toEqual(of(100n, { reported: 1, missing: 2 }));
    expect(await rollup("P1", "2025-06", "TONG")).toEqual(of(103n, { reported: 1, missing: 2 }));
    expect(await rollup("a", "2025-06", "THU")).toEqual(of(null, { missing: 1 }));
    expect(await rollup("VN", "2025-06", "BHYT")).toBeNull();
    expect(await differences()).toEqual([]);
  });

  test("moves the data version of its province, and of no other", async () => {
    await openAll("2025-06");
    const versions = async () =>
      (await db.dataVersion.findMany({ orderBy: { provinceId: "asc" } })).map((row) => row.version);
    const before = await versions();
    await report("a", "2025-06", { BHYT: 100n });
    expect(await versions()).toEqual(before.map((version, index) => version + (index === 0 ? 1n : 0n)));
  });

  test("writes only the rows that changed", async () => {
    await openAll("2025-06");
    await report("a", "2025-06", { BHYT: 100n });
    await report("b", "2025-06", { BHYT: 100n });
    const changed = await inTransaction(async (tx) =>
      recomputeMany(tx, await lockAffected(tx, [JUNE_OF_P1]), NOW),
    );
    expect(changed).toBe(0);
  });

  test("of a national office is stored for the office alone; the nation is summed when it is read", async () => {
    await openAll("2025-06");
    await report("BQP", "2025-06", { BHXH_BB: 10n, BHYT: 40n, THU: 5n });
    expect(await rollup("BQP", "2025-06", "TONG")).toEqual(of(40n, { reported: 1 }));
    expect(await db.rollup.count({ where: { unitId: "VN" } })).toBe(0);
    expect(await differences()).toEqual([]);
  });
});

describe("a late correction", () => {
  test("moves the months that carried it, but not the fourth and none with an own figure", async () => {
    await openAll("2025-01", "2025-02", "2025-03", "2025-04", "2025-05");
    await report("R-VP", "2025-01", { BHYT: 100n });
    await report("R-VP", "2025-03", { BHYT: 300n });
    await correct("R-VP", "2025-01", { BHYT: 111n });
    expect(await rollup("R-VP", "2025-02", "BHYT")).toEqual(of(111n, { carried: 1 }));
    expect(await rollup("R-VP", "2025-03", "BHYT")).toEqual(of(300n, { reported: 1 }));
    expect(await rollup("R-VP", "2025-04", "BHYT")).toEqual(of(300n, { carried: 1 }));
    expect(await differences()).toEqual([]);
  });

  test("of an old province moves what its heir carries, locked months too, and marks them", async () => {
    await openAll("2025-06", "2025-07", "2025-08");
    await report("b", "2025-06", { BHYT: 5n });
    await report("c", "2025-06", { BHYT: 7n });
    expect(await rollup("bc", "2025-07", "BHYT")).toEqual(of(12n, { carried: 1 }));
    await lockPeriod("2025-08" as PeriodId, ACTORS.central, null, NOW);
    await correct("c", "2025-06", { BHYT: 8n });
    expect(await rollup("bc", "2025-07", "BHYT")).toEqual(of(13n, { carried: 1 }));
    expect(await rollup("bc", "2025-08", "BHYT")).toEqual(of(13n, { carried: 1 }));
    const marked = await db.provincePeriod.findMany({ where: { adjustedAt: { not: null } } });
    expect(marked.map(({ provinceId, periodId }) => [provinceId, periodId])).toEqual([["Q", "2025-08"]]);
    expect(await differences()).toEqual([]);
  });

  test("that empties a cell takes the figure and its sums away", async () => {
    await openAll("2025-06");
    await report("a", "2025-06", { BHYT: 100n, TN_MOI: 3n });
    await correct("a", "2025-06", { BHYT: 100n, TN_MOI: null });
    expect(await db.figure.count({ where: { indicatorId: "TN_MOI" } })).toBe(0);
    expect(await rollup("a", "2025-06", "TN_MOI")).toEqual(of(null, { missing: 1 }));
    expect(await differences()).toEqual([]);
  });
});

describe("what is carried", () => {
  test("through successions: one to one and many to one whole, divided not, two steps in one window", async () => {
    await openAll("2025-06", "2025-07", "2025-08");
    await report("a", "2025-06", { BHYT: 1n, THU: 9n, TN_MOI: 4n });
    await report("b", "2025-06", { BHYT: 5n });
    await report("d", "2025-06", { BHYT: 7n });
    await report("r0", "2025-06", { BHYT: 8n });
    expect(await rollup("a2", "2025-08", "BHYT")).toEqual(of(1n, { carried: 1 }));
    expect(await rollup("a2", "2025-08", "THU")).toEqual(of(9n, { carried: 1 }));
    expect(await rollup("a2", "2025-08", "TN_MOI")).toEqual(of(null, { missing: 1 }));
    expect(await rollup("bc", "2025-08", "BHYT")).toEqual(of(null, { missing: 1 }));
    expect(await rollup("d1", "2025-08", "BHYT")).toEqual(of(null, { missing: 1 }));
    expect(await rollup("r2", "2025-08", "BHYT")).toEqual(of(8n, { carried: 1 }));
    expect(await differences()).toEqual([]);
  });

  test("stays an estimate, alone and summed over predecessors", async () => {
    await openAll("2025-06", "2025-07");
    await report("a", "2025-06", { BHYT: 1n, BHXH_TN: 1n }, ["BHYT"]);
    await report("b", "2025-06", { BHYT: 5n }, ["BHYT"]);
    await report("c", "2025-06", { BHYT: 7n });
    expect(await rollup("a", "2025-06", "TONG")).toEqual({ ...of(2n, { reported: 1 }), estimated: 1 });
    expect(await rollup("a2", "2025-07", "BHYT")).toEqual({ ...of(1n, { carried: 1 }), estimated: 1 });
    expect(await rollup("bc", "2025-07", "BHYT")).toEqual({ ...of(12n, { carried: 1 }), estimated: 1 });
    expect(await rollup("Q", "2025-07", "BHYT")).toEqual({
      ...of(13n, { carried: 2, missing: 4 }),
      estimated: 2,
    });
    expect(await differences()).toEqual([]);
  });

  test("lasts three months, and of a cumulative figure not over the turn of the year", async () => {
    await openAll("2024-10", "2024-11", "2024-12", "2025-01", "2025-02");
    await report("r0", "2024-10", { BHYT: 5n, THU: 9n });
    expect(await rollup("r0", "2024-12", "THU")).toEqual(of(9n, { carried: 1 }));
    expect(await rollup("r0", "2025-01", "THU")).toEqual(of(null, { missing: 1 }));
    expect(await rollup("r0", "2025-01", "BHYT")).toEqual(of(5n, { carried: 1 }));
    expect(await rollup("r0", "2025-02", "BHYT")).toEqual(of(null, { missing: 1 }));
    expect(await differences()).toEqual([]);
  });

  test("into a flash period comes from months, and out of it comes nothing", async () => {
    await openAll("2025-09", "2025-10-15", "2025-10", "2025-11");
    await report("R-VP", "2025-10-15", { BHYT: 7n });
    expect(await rollup("R-VP", "2025-11", "BHYT")).toEqual(of(null, { missing: 1 }));
    await report("r2", "2025-09", { BHYT: 5n });
    expect(await rollup("r2", "2025-10-15", "BHYT")).toEqual(of(5n, { carried: 1 }));
    expect(await differences()).toEqual([]);
  });

  test("leaves a difference below zero where one side is older than the other", async () => {
    await openAll("2025-08", "2025-09");
    await report("r2", "2025-08", { BHXH_BB: 10n, BHYT: 10n });
    await report("r2", "2025-09", { BHXH_BB: 12n });
    expect(await rollup("r2", "2025-09", "CHI_BHYT")).toEqual(of(-2n, { carried: 1 }));
    expect(await differences()).toEqual([]);
  });
});

describe("changes of the tree", () => {
  test("a succession that is recorded later moves what its heir carries", async () => {
    await emptyDatabase();
    await plantWorld(SUCCESSIONS.filter(({ toUnitId }) => toUnitId !== "a2"));
    await openAll("2025-06", "2025-07");
    await report("a", "2025-06", { BHYT: 5n });
    expect(await rollup("a2", "2025-07", "BHYT")).toEqual(of(null, { missing: 1 }));
    const succession = { fromUnitId: "a", toUnitId: "a2", isWhole: true };
    await addSuccession(succession);
    expect(await rollup("a2", "2025-07", "BHYT")).toEqual(of(5n, { carried: 1 }));
    expect(await differences()).toEqual([]);
  });

  test("a unit that ends leaves the periods after its end, with its rows", async () => {
    await openAll("2025-08");
    await report("r2", "2025-08", { BHYT: 5n });
    const [office] = unit("R-VP");
    expect(await loadUnits({ ...(office as Unit), validTo: "2025-07-31" })).toMatchObject({ kind: "done" });
    expect(await rollup("R-VP", "2025-08", "BHYT")).toBeNull();
    expect(await rollup("R", "2025-08", "BHYT")).toEqual(of(5n, { reported: 1 }));
    expect(await differences()).toEqual([]);
  });

  test("a unit with figures of later months does not end before them", async () => {
    await openAll("2025-06", "2025-07");
    await report("R-VP", "2025-07", { BHYT: 9n });
    const [office] = unit("R-VP");
    expect(await loadUnits({ ...(office as Unit), validTo: "2025-06-30" })).toMatchObject({
      kind: "errors",
      told: [expect.stringContaining("it has figures of 2025-07")],
    });
    expect(await rollup("R-VP", "2025-07", "BHYT")).toEqual(of(9n, { reported: 1 }));
  });

  test("a unit that is added owes the periods that are there already", async () => {
    await openAll("2025-08");
    const [old] = unit("r2");
    expect(await loadUnits({ ...(old as Unit), code: "R3", name: "Đơn vị r3" })).toMatchObject({
      kind: "done",
    });
    expect(await rollup("R", "2025-08", "BHYT")).toEqual(of(null, { missing: 3 }));
    expect(await differences()).toEqual([]);
  });
});

describe("verification", () => {
  test("names every rollup and every figure that is not what the approved version says", async () => {
    await openAll("2025-06");
    await load({ figures: figures("A,2025-06,BHYT,100,0") });
    await db.rollup.updateMany({ where: { unitId: "P1", indicatorId: "BHYT" }, data: { sum: 101n } });
    await db.figure.updateMany({ where: { unitId: "a" }, data: { value: 99n } });
    await db.rollup.deleteMany({ where: { unitId: "b", indicatorId: "BHYT" } });
    expect((await differences()).map(({ table, key }) => [table, key])).toEqual([
      ["figures", "P1 a 2025-06 BHYT"],
      ["rollups", "P1 b 2025-06 BHYT"],
      ["rollups", "P1 P1 2025-06 BHYT"],
    ]);
  });

  test("finds what a foreign key would refuse: a revision without its version or submission, figures and sums of nowhere", async () => {
    await openAll("2025-06");
    await load({ figures: figures("A,2025-06,BHYT,100,0") });
    const key = { unitId: "x", periodId: "2025-06", indicatorId: "BHYT" };
    await db.figureRevision.create({
      data: { ...key, provinceId: "P1", unitId: "a", version: 2, value: 1n },
    });
    await db.figureRevision.create({ data: { ...key, provinceId: "X", version: 1, value: 1n } });
    await db.figure.create({ data: { ...key, provinceId: "X", version: 1, value: 1n } });
    const counts = { reported: 1, carried: 0, estimated: 0, missing: 0, expected: 1 };
    await db.rollup.create({ data: { ...key, provinceId: "X", sum: 1n, ...counts } });
    const unknown = { provinceId: "P1", unitId: "a", periodId: "2025-06", indicatorId: "ODD", version: 1 };
    await db.figureRevision.create({ data: { ...unknown, value: 1n } });
    expect((await differences()).map(({ table, key: where }) => [table, where])).toEqual([
      ["figure_revisions", "P1 a 2025-06 BHYT"],
      ["figure_revisions", "P1 a 2025-06 ODD"],
      ["figure_revisions", "X x 2025-06 BHYT"],
      ["figures", "X x 2025-06 BHYT"],
      ["rollups", "X x 2025-06 BHYT"],
      ["figures", "P1 a 2025-06 ODD"],
    ]);
  });

  test("and a rebuild mends the rollups", async () => {
    await openAll("2025-06", "2025-07");
    await load({ figures: figures("A,2025-06,BHYT,100,0") });
    await db.rollup.deleteMany({ where: { provinceId: "P1" } });
    await db.rollup.updateMany({
      where: { provinceId: "Q", missing: 1 },
      data: { missing: 0, reported: 1, sum: 7n },
    });
    await inTransaction((tx) => recomputeAll(tx, NOW));
    expect(await differences()).toEqual([]);
  });

  test("one (province, period) can be set alone, once its row is locked", async () => {
    await openAll("2025-06");
    await db.rollup.deleteMany({ where: { provinceId: provinceOf("a") } });
    await inTransaction(async (tx) => {
      await recomputeMany(tx, await lockAffected(tx, [JUNE_OF_P1]), NOW);
    });
    expect(await differences()).toEqual([]);
  });

  test("what one change affects is itself, three months on, and the same of its heirs", async () => {
    await openAll("2025-04", "2025-05", "2025-06", "2025-07", "2025-08-15", "2025-08", "2025-09");
    const affected = await inTransaction((tx) =>
      lockAffected(tx, [{ provinceId: "P1", periodId: "2025-05" as PeriodId }]),
    );
    expect(affected.map(({ provinceId, periodId }) => `${provinceId} ${periodId}`)).toEqual([
      "P1 2025-05",
      "P1 2025-06",
      "Q 2025-07",
      "Q 2025-08",
      "Q 2025-08-15",
    ]);
    expect(await inTransaction((tx) => recomputeMany(tx, affected, NOW))).toBe(0);
  });
});
