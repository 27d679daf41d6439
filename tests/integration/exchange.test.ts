import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { listDataValues, listExchangeUnits, listTargetValues } from "@/lib/data/exchange";
import { codesText, getExchangeCodes, listKnownUnitKeys, saveExchangeCodes } from "@/lib/data/exchange-codes";
import { readExchange, writeExchange } from "@/lib/data/exchange-import";
import { NO_CODES } from "@/lib/domain/exchange-codes";
import { sheetOfExchange } from "@/lib/domain/exchange-sheet";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import { EXCHANGE_REFUSALS } from "@/lib/refusals";
import { NOW, open, report, submit, type } from "@/tests/support/workflow-moves";
import { UNITS, unitOf } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const { typist, manager, central, viewer } = ACTORS;
const JUNE = "2025-06" as PeriodId;
const BY_CODE = { idScheme: "code", codes: NO_CODES } as const;
const within = (actor: Actor, paths: string[], provincePaths: string[] = []): Actor => ({
  ...actor,
  scope: { paths, provincePaths } as unknown as OrgScope,
});

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open("2025-06");
});

const value = (orgUnit: string, dataElement: string, number: string, more: object = {}) => ({
  dataElement,
  period: "202506",
  orgUnit,
  value: number,
  ...more,
});

async function send(values: object[], actor: Actor = typist, unitId = "P1", isDryRun = false) {
  const bytes = new TextEncoder().encode(JSON.stringify({ dataValues: values }));
  const opened = sheetOfExchange(bytes, "json");
  if (!opened.ok) throw new Error(opened.message);
  const unit = unitOf(unitId);
  const read = await readExchange(opened.sheet, unit, actor, NOW);
  if (!read.ok) throw new Error(read.message);
  return writeExchange(
    {
      reading: read.reading,
      sheet: opened.sheet,
      format: "json",
      bytes,
      isDryRun,
      refusals: EXCHANGE_REFUSALS,
    },
    unit,
    actor,
    NOW,
  );
}

const drafts = () =>
  db.submissionDraft.findMany({
    select: { unitId: true, indicatorId: true, value: true, isEstimate: true },
    orderBy: [{ unitId: "asc" }, { indicatorId: "asc" }],
  });

describe("figures that leave", () => {
  const take = (actor: Actor, unitId = "VN") => listDataValues(actor, unitOf(unitId), [JUNE], null, BY_CODE);

  test("are those that were approved, of reporting units alone, estimates marked", async () => {
    await report("a", "2025-06", { BHYT: 100n, BHXH_BB: 40n }, ["BHYT"]);
    await type("b", "2025-06", { BHYT: 70n });
    expect(await take(central)).toEqual([
      { dataElement: "BHXH_BB", period: "202506", orgUnit: "A", value: "40" },
      { dataElement: "BHYT", period: "202506", orgUnit: "A", value: "100", comment: "ước" },
    ]);
    expect(await listDataValues(central, unitOf("P1"), [JUNE], ["BHYT"], BY_CODE)).toHaveLength(1);
    expect(await take(central, "P2")).toEqual([]);
  });

  test("are those that their reader may read: a district of another province is not among them", async () => {
    await report("a", "2025-06", { BHYT: 100n });
    await report("c", "2025-06", { BHYT: 30n });
    await report("BQP", "2025-06", { BHYT: 5n, BHXH_BB: 5n, THU: 1n });
    const units = async (actor: Actor) => [...new Set((await take(actor))?.map(({ orgUnit }) => orgUnit))];
    expect(await units(within(viewer, ["/vn/p1/a/"], ["/vn/p1/"]))).toEqual(["BQP", "A"]);
    expect(await units(within(viewer, ["/vn/p2/"]))).toEqual(["BQP", "C"]);
  });

  test("come back as they left: nothing changes, and by the names of the other system as well", async () => {
    await report("a", "2025-06", { BHYT: 100n });
    const codes = { dataElements: { BHYT: "deBHYT" }, orgUnits: { a: "ouA" } };
    await saveExchangeCodes(codes, codesText(NO_CODES), central, NOW);
    const mapped = await listDataValues(central, unitOf("P1"), [JUNE], null, { idScheme: "mapped", codes });
    expect(mapped).toEqual([{ dataElement: "deBHYT", period: "202506", orgUnit: "ouA", value: "100" }]);
    const { status, summary } = await send(mapped ?? []);
    expect([status, summary.importCount]).toEqual([200, { imported: 0, updated: 0, ignored: 1, deleted: 0 }]);
    expect(await drafts()).toEqual([]);
  });
});

describe("figures that arrive", () => {
  test("go into drafts and nowhere else, with one entry that names the file", async () => {
    const values = [value("A", "BHYT", "100", { comment: "ước" }), value("b", "BHXH_TN", "7")];
    const { status, summary } = await send(values);
    expect([status, summary.status]).toEqual([200, "SUCCESS"]);
    expect(summary.importCount).toEqual({ imported: 2, updated: 0, ignored: 0, deleted: 0 });
    expect(await drafts()).toEqual([
      { unitId: "a", indicatorId: "BHYT", value: 100n, isEstimate: true },
      { unitId: "b", indicatorId: "BHXH_TN", value: 7n, isEstimate: false },
    ]);
    expect(await db.figure.count()).toBe(0);
    const entries = await db.auditEntry.findMany({ where: { event: "figures.upload" } });
    expect(entries).toHaveLength(1);
    expect(entries[0]?.after).toMatchObject({ origin: "json", cells: 2, units: ["a", "b"] });
    const { summary: again } = await send(values);
    expect(again.importCount.ignored).toBe(2);
  });

  test("of a dry run are told and not written", async () => {
    const { status, summary } = await send([value("A", "BHYT", "100")], typist, "P1", true);
    expect([status, summary.dryRun, summary.importCount.imported]).toEqual([200, true, 1]);
    expect(await drafts()).toEqual([]);
    expect(await db.auditEntry.count({ where: { event: "figures.upload" } })).toBe(0);
  });

  test("are all refused for one that is wrong, which is named by its place", async () => {
    const { status, summary } = await send([value("A", "BHYT", "100"), value("C", "BHYT", "1")]);
    expect([status, summary.status, summary.importCount.ignored]).toEqual([409, "ERROR", 2]);
    const errors = summary.conflicts.filter(({ level }) => level === "error");
    expect(errors.map(({ object }) => object)).toEqual(["dataValues[1]"]);
    expect(await drafts()).toEqual([]);
  });

  test("are refused over a form that waits for its approval, and from people who type nothing", async () => {
    await type("a", "2025-06", { BHYT: 1n, BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null });
    expect((await submit("a", "2025-06")).ok).toBe(true);
    const { status, summary } = await send([value("A", "BHYT", "100")]);
    expect(status).toBe(409);
    expect(summary.conflicts.some(({ value: words }) => words.includes("chờ duyệt"))).toBe(true);
    for (const actor of [central, viewer]) {
      const { status: refused } = await send([value("B", "BHYT", "1")], actor);
      expect(refused).toBe(409);
    }
    const elsewhere = within(manager, ["/vn/p2/"]);
    expect((await send([value("B", "BHYT", "1")], elsewhere)).status).toBe(409);
  });

  test("that two send at once are written once each or not at all", async () => {
    const answers = await Promise.all([
      send([value("A", "BHYT", "100"), value("B", "BHYT", "50")]),
      send([value("A", "BHYT", "200"), value("B", "BHYT", "60")]),
    ]);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const numbers = (await drafts()).map(({ value: one }) => one);
    expect([
      [100n, 50n],
      [200n, 60n],
    ]).toContainEqual(numbers);
  });
});

describe("the table of codes", () => {
  test("is set by the central office alone, with an entry, and not over somebody faster", async () => {
    const codes = { dataElements: { BHYT: "x" }, orgUnits: { P1: "p" } };
    const seen = codesText(await getExchangeCodes());
    for (const actor of [typist, manager, viewer])
      expect(await saveExchangeCodes(codes, seen, actor, NOW)).toEqual({ ok: false, reason: "forbidden" });
    expect(await saveExchangeCodes(codes, seen, central, NOW)).toEqual({ ok: true });
    expect(await getExchangeCodes()).toEqual(codes);
    expect(await saveExchangeCodes(NO_CODES, seen, central, NOW)).toEqual({ ok: false, reason: "stale" });
    expect(await db.auditEntry.count({ where: { event: "setting.exchange" } })).toBe(1);
  });

  test("knows units by code and by id", async () => {
    expect([...(await listKnownUnitKeys(["A", "a", "P1", "nobody"]))].sort()).toEqual(["A", "P1", "a"]);
  });
});

describe("targets and units that leave", () => {
  test("targets are those in force at the end of the year, each with who gave it", async () => {
    const decide = (id: string, number: string, effectiveOn: string) =>
      db.decision.create({
        data: {
          id,
          unitId: "VN",
          issuer: "BHXH VN",
          number,
          decidedOn: new Date(effectiveOn),
          effectiveOn: new Date(effectiveOn),
          status: "issued",
          recordedAt: NOW,
        },
      });
    const [first, second] = ["00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"];
    await decide(first ?? "", "1/QĐ", "2025-01-02");
    await decide(second ?? "", "2/QĐ", "2025-06-02");
    const target = (decisionId: string, kind: "headcount" | "rate", given: bigint) =>
      db.target.create({
        data: {
          provinceId: "P1",
          unitId: "P1",
          scope: "2025",
          indicatorId: "BHYT",
          kind,
          decisionId,
          version: 1,
          value: given,
          recordedAt: NOW,
        },
      });
    await target(first ?? "", "headcount", 900n);
    await target(second ?? "", "headcount", 1000n);
    await target(first ?? "", "rate", 9225n);
    const values = await listTargetValues(viewer, unitOf("P1"), 2025, BY_CODE);
    expect(values?.map(({ dataElement, value: one, comment }) => [dataElement, one, comment]).sort()).toEqual(
      [
        ["BHYT_TARGET", "1000", "2/QĐ, 2025-06-02"],
        ["BHYT_TARGET_RATE", "92.25", "1/QĐ, 2025-01-02"],
      ],
    );
    expect(values?.[0]).toMatchObject({ period: "2025", orgUnit: "P1", attributeOptionCombo: "BHXH VN" });
  });

  test("units come from the nation down, whenever they were, as far as they may be read", async () => {
    const ids = async (actor: Actor) => (await listExchangeUnits(actor, unitOf("VN"))).map(({ id }) => id);
    expect((await ids(central))[0]).toBe("VN");
    expect(await ids(central)).toHaveLength(UNITS.length);
    const own = await ids(within(viewer, ["/vn/p1/"]));
    expect(own).toContain("a");
    expect(own).not.toContain("c");
  });
});
