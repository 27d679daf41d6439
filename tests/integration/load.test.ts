import { beforeEach, describe, expect, test } from "vitest";
import { listTargets } from "@/lib/data/dashboard-plans";
import { db } from "@/lib/data/db";
import { loadFiles } from "@/lib/data/load";
import { verifyRollups } from "@/lib/data/rollup-verify";
import { recordedBy, targetsInForce } from "@/lib/domain/target";
import { figures, fingerprint, load, plantIndicators, summary, TODAY } from "@/tests/support/load-files";
import { emptyDatabase } from "@/tests/support/workflow-world";

const EXAMPLES = {
  units: "docs/load/units.csv",
  denominators: "docs/load/denominators.csv",
  targets: "docs/load/targets.csv",
  figures: "docs/load/figures.csv",
};
const examples = async (isDryRun = false) => summary(await loadFiles({ files: EXAMPLES, isDryRun }, TODAY));
const differences = async () => (await verifyRollups(db)).differences;

beforeEach(async () => {
  await emptyDatabase();
  await plantIndicators();
});

describe("the example files", () => {
  test("make what the province published in November 2023", async () => {
    expect(await examples()).toEqual({
      kind: "done",
      told: [],
      counts: {
        "units created": 13,
        "units changed": 0,
        "denominator versions": 1,
        "decisions created": 2,
        "targets written": 2,
        "periods opened": 1,
        "submissions approved": 0,
        "stated totals": 1,
      },
    });
    expect(await db.statedTotal.findMany()).toEqual([
      expect.objectContaining({ provinceId: "60", unitId: "60", periodId: "2023-11", value: 1052062n }),
    ]);
    expect(await db.rollup.findFirst({ where: { unitId: "60", indicatorId: "BHYT" } })).toMatchObject({
      sum: null,
      reported: 0,
      missing: 11,
      expected: 11,
    });
    const targets = await db.target.findMany({ include: { decision: true }, orderBy: { kind: "asc" } });
    expect(
      targets.map(({ kind, value, decision }) => [kind, value, decision.issuer, decision.unitId]),
    ).toEqual([
      ["headcount", 1137364n, "BHXH VN", "VN"],
      ["rate", 9225n, "UBND tỉnh", "60"],
    ]);
    expect(await db.denominator.findMany()).toEqual([
      expect.objectContaining({ unitId: "60", year: 2023, version: 1, value: 1163785n, basis: "stated" }),
    ]);
  });

  test("leave one audit entry for each file, with its hash and counts", async () => {
    await examples();
    const entries = await db.auditEntry.findMany({ orderBy: { event: "asc" } });
    expect(
      entries.map(({ event, subject, provinceId, actorId }) => [event, subject, provinceId, actorId]),
    ).toEqual([
      ["load.denominators", "file:denominators.csv", "VN", null],
      ["load.figures", "file:figures.csv", "VN", null],
      ["load.targets", "file:targets.csv", "VN", null],
      ["load.units", "file:units.csv", "VN", null],
    ]);
    expect(entries[1]?.after).toMatchObject({
      file: "figures.csv",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      rows: 1,
      counts: { "stated totals": 1 },
    });
  });

  test("a second time change nothing at all", async () => {
    await examples();
    const before = await fingerprint();
    const again = await examples();
    expect(Object.values(again.counts).every((count) => count === 0)).toBe(true);
    expect(await fingerprint()).toBe(before);
  });

  test("in a dry run are found good and leave nothing", async () => {
    const before = await fingerprint();
    expect(await examples(true)).toMatchObject({
      kind: "done",
      counts: { "units created": 13, "stated totals": 1 },
    });
    expect(await fingerprint()).toBe(before);
  });

  test("are refused by a database that holds the demo", async () => {
    const value = { from: "2021-01", through: "2026-10", rule: 1 };
    await db.setting.create({ data: { key: "demo", value } });
    const before = await fingerprint();
    expect(await examples()).toEqual({ kind: "demo", told: [], counts: {} });
    expect(await fingerprint()).toBe(before);
  });
});

test("an error in the last row of the last file leaves nothing of any file", async () => {
  const before = await fingerprint();
  const units = "code,name,level,parent_code,valid_from,valid_to\nVN,Việt Nam,nation,,2008-08-01,\n";
  const loaded = await load({
    units,
    figures: figures("VN,2023-11,BHYT,93000000,0", "VN,2023-11,BHTN,-1,0"),
  });
  expect(loaded).toMatchObject({
    kind: "errors",
    told: [
      'figures.csv:3: value: found "-1", expected digits only, 0 to 9223372036854775807, without separators',
    ],
  });
  expect(await fingerprint()).toBe(before);
});

describe("figures of reporting units", () => {
  beforeEach(async () => {
    await examples();
  });

  const DISTRICT = ["593,2023-11,BHXH_BB,30000,0", "593,2023-11,BHTN,25000,0", "593,2023-11,BHYT,200000,1"];
  const version = (number: number) =>
    db.figureRevision.findMany({ where: { version: number }, orderBy: { indicatorId: "asc" } });

  test("are approved, in a version without authors, and summed", async () => {
    const loaded = await load({ figures: figures(...DISTRICT) });
    expect(loaded).toMatchObject({ kind: "done", told: [], counts: { "submissions approved": 1 } });
    expect(await db.submission.findFirst({ where: { unitId: "593" } })).toMatchObject({
      status: "approved",
      version: 1,
      approvedVersion: 1,
      firstSubmittedAt: null,
      submittedBy: null,
      decidedBy: null,
    });
    expect(
      (await version(1)).map(({ indicatorId, value, enteredBy }) => [indicatorId, value, enteredBy]),
    ).toEqual([
      ["BHTN", 25000n, null],
      ["BHXH_BB", 30000n, null],
      ["BHYT", 200000n, null],
    ]);
    expect(await db.submissionContributor.count()).toBe(0);
    expect(await db.rollup.findFirst({ where: { unitId: "60", indicatorId: "BHYT" } })).toMatchObject({
      sum: 200000n,
      reported: 1,
      estimated: 1,
      missing: 10,
    });
    expect(await differences()).toEqual([]);
  });

  test("that are loaded again make no version", async () => {
    await load({ figures: figures(...DISTRICT) });
    const before = await fingerprint();
    expect((await load({ figures: figures(...DISTRICT) })).counts["submissions approved"]).toBe(0);
    expect(await fingerprint()).toBe(before);
  });

  test("that are corrected make a version with the whole set", async () => {
    await load({ figures: figures(...DISTRICT) });
    const loaded = await load({ figures: figures("593,2023-11,BHYT,200001,0", "594,2023-11,BHYT,90000,0") });
    expect(loaded.counts["submissions approved"]).toBe(2);
    expect((await version(2)).map(({ indicatorId, value }) => [indicatorId, value])).toEqual([
      ["BHTN", 25000n],
      ["BHXH_BB", 30000n],
      ["BHYT", 200001n],
    ]);
    const [figure] = await db.figure.findMany({ where: { unitId: "593", indicatorId: "BHYT" } });
    expect(figure).toMatchObject({ version: 2, value: 200001n, isEstimate: false });
    expect(await differences()).toEqual([]);
    const [, , latest] = await db.auditEntry.findMany({
      where: { event: "load.figures" },
      orderBy: { id: "asc" },
    });
    expect(latest?.after).toMatchObject({ revisions: { "2023-11": { 593: 2, 594: 1 } } });
  });

  test("that are late are carried into the months after, and no further than three", async () => {
    await load({ figures: figures("60,2024-02,BHYT,1,0", "60,2024-03,BHYT,1,0") });
    await load({ figures: figures("593,2023-11,BHYT,200000,0") });
    const rollups = await db.rollup.findMany({
      where: { unitId: "593", indicatorId: "BHYT" },
      orderBy: { periodId: "asc" },
    });
    expect(rollups.map(({ periodId, carried }) => [periodId, carried])).toEqual([
      ["2023-11", 0],
      ["2024-02", 1],
      ["2024-03", 0],
    ]);
    expect(await differences()).toEqual([]);
  });

  test("of a flash period open it, for what is given alone", async () => {
    await load({ figures: figures("593,2023-11-18,BHYT,200000,1") });
    expect(await db.period.findUnique({ where: { id: "2023-11-18" } })).toMatchObject({ kind: "flash" });
    const asked = await db.periodIndicator.findMany({ where: { periodId: "2023-11-18" } });
    expect(new Set(asked.map(({ indicatorId }) => indicatorId))).toEqual(new Set(["BHYT"]));
    expect(await differences()).toEqual([]);
  });

  test("that contradict each other are loaded, with a warning", async () => {
    const loaded = await load({ figures: figures("593,2023-11,BHXH_BB,10,0", "593,2023-11,BHTN,11,0") });
    expect(loaded).toMatchObject({
      kind: "done",
      told: ['figures.csv:3: warning: value: found "11", expected BHTN at most BHXH_BB 10; loaded as it is'],
    });
  });

  test("that contradict what was approved before are told too", async () => {
    await load({ figures: figures(...DISTRICT) });
    expect((await load({ figures: figures("593,2023-11,BHXH_BB,24999,0") })).told).toEqual([
      'figures.csv:2: warning: value: found "25000", expected BHTN at most BHXH_BB 24999; loaded as it is',
    ]);
  });
});

test("a stated total that is replaced is kept in the audit entry", async () => {
  await examples();
  await load({ figures: figures("60,2023-11,BHYT,1052063,1") });
  expect(await db.statedTotal.findFirst()).toMatchObject({ value: 1052063n, isEstimate: true });
  const [, entry] = await db.auditEntry.findMany({
    where: { event: "load.figures" },
    orderBy: { id: "asc" },
  });
  expect(entry?.after).toMatchObject({
    replaced: [{ unitId: "60", indicator: "BHYT", before: "1052062", value: "1052063" }],
  });
});

test("a derived total and a national one may be stated", async () => {
  await examples();
  const loaded = await load({ figures: figures("60,2023-11,TONG,1060000,0", "VN,2023-11,BHYT,93000000,0") });
  expect(loaded).toMatchObject({ kind: "done", counts: { "stated totals": 2 } });
});

describe("denominators", () => {
  const file = (...rows: string[]) => ["unit_code,year,kind,value,source", ...rows].join("\n");

  test("that differ become a new version, and the last loaded counts", async () => {
    await examples();
    await load({ denominators: file("60,2023,population,1163786,NSO") });
    await load({ denominators: file("60,2023,population,1163786,NSO") });
    const versions = await db.denominator.findMany({ orderBy: { version: "asc" } });
    expect(versions.map(({ version, value, source }) => [version, value, source])).toEqual([
      [1, 1163785n, "Tính từ tỷ lệ bao phủ 90,4% đã công bố ngày 30/11/2023"],
      [2, 1163786n, "NSO"],
    ]);
  });

  test("of a code that named two units in the year are told, and go where as_of says", async () => {
    const units = [
      "code,name,level,parent_code,valid_from,valid_to",
      "VN,Việt Nam,nation,,2008-08-01,",
      "68,Tỉnh Lâm Đồng,province,VN,2008-08-01,2025-06-30",
      "68,Tỉnh Lâm Đồng,province,VN,2025-07-01,",
    ].join("\n");
    const unsaid = await load({ units, denominators: file("68,2025,population,3,NSO") });
    expect(unsaid.told).toEqual([
      'denominators.csv:2: warning: unit_code: found "68", expected a day in as_of: 2025 had Lâm Đồng (68) and Lâm Đồng (68-2025); 3 is loaded for Lâm Đồng (68-2025)',
    ]);
    const said = await load({
      denominators: "unit_code,year,kind,value,source,as_of\n68,2025,population,1,NSO,2025-06-30",
    });
    expect(said.told).toEqual([]);
    const rows = await db.denominator.findMany({ orderBy: { unitId: "asc" } });
    expect(rows.map(({ unitId, value }) => [unitId, value])).toEqual([
      ["68", 1n],
      ["68-2025", 3n],
    ]);
  });

  test("of one unit, year and kind are given once", async () => {
    await examples();
    const loaded = await load({ denominators: file("60,2022,population,5,NSO", "60,2022,population,6,NSO") });
    expect(loaded.told).toEqual([
      'denominators.csv:3: unit_code: found "60", expected each unit, year and kind once; line 2 has them too',
    ]);
  });

  test("move the data version of their province", async () => {
    await examples();
    const before = await db.dataVersion.findUniqueOrThrow({ where: { provinceId: "60" } });
    await load({ denominators: file("60,2022,population,5,NSO") });
    const after = await db.dataVersion.findUniqueOrThrow({ where: { provinceId: "60" } });
    expect(after.version).toBe(before.version + 1n);
  });
});

describe("targets", () => {
  const file = (...rows: string[]) =>
    ["unit_code,year,indicator,kind,value,issuer,decision_no,decision_date", ...rows].join("\n");

  test("of a known decision join it, and a later decision supersedes it", async () => {
    await examples();
    const loaded = await load({
      targets: file(
        "593,2023,BHYT,headcount,250000,BHXH VN,KH 2023,2023-01-03",
        "60,2023,BHYT,headcount,1140000,BHXH VN,KH 2023 bổ sung,2023-08-01",
      ),
    });
    expect(loaded).toMatchObject({ kind: "done", counts: { "decisions created": 1, "targets written": 2 } });
    const decisions = await db.decision.findMany({
      where: { issuer: "BHXH VN" },
      orderBy: { decidedOn: "asc" },
    });
    expect(decisions.map(({ number }) => number)).toEqual(["KH 2023", "KH 2023 bổ sung"]);
    expect(decisions[1]?.supersedesId).toBe(decisions[0]?.id);
    expect(decisions[0]?.supersedesId).toBeNull();
  });

  test("of a known decision join it however its number and its issuer are typed", async () => {
    await examples();
    const loaded = await load({
      targets: file(
        "593,2023,BHYT,headcount,250000,bhxh vn,kh  2023,2023-01-03",
        "594,2023,BHYT,headcount,1000,BHXH VN,Số 5/QĐ,2023-02-03",
        "595,2023,BHYT,headcount,1000,BHXH VN,số 5/qđ,2023-02-03",
      ),
    });
    expect(loaded).toMatchObject({ kind: "done", counts: { "decisions created": 1, "targets written": 3 } });
  });

  test("of an older decision that is loaded later are superseded by the newer", async () => {
    await examples();
    await load({ targets: file("60,2023,BHYT,headcount,1,BHXH VN,KH 2022,2022-12-20") });
    const decisions = await db.decision.findMany({
      where: { issuer: "BHXH VN" },
      orderBy: { decidedOn: "asc" },
    });
    expect(decisions[1]?.supersedesId).toBe(decisions[0]?.id);
  });

  test("with another date for a known decision are refused", async () => {
    await examples();
    const loaded = await load({
      targets: file(
        "593,2023,BHYT,headcount,1,BHXH VN,KH 2023,2023-01-04",
        "594,2023,BHYT,headcount,1,BHXH VN,Mới,2023-02-01",
        "595,2023,BHYT,headcount,1,BHXH VN,Mới,2023-02-02",
      ),
    });
    expect(loaded.told).toEqual([
      'targets.csv:4: decision_date: found "2023-02-02", expected 2023-02-01, the date of decision Mới in line 3',
      'targets.csv:2: decision_date: found "2023-01-04", expected 2023-01-03, the date under which decision KH 2023 is known',
    ]);
  });

  test("that assign the same twice on one day are refused", async () => {
    await examples();
    const loaded = await load({
      targets: file(
        "60,2024,BHYT,headcount,1,BHXH VN,A,2024-01-03",
        "60,2024,BHYT,headcount,2,BHXH VN,B,2024-01-03",
      ),
    });
    expect(loaded.told).toEqual([
      "targets.csv:3: expected each unit, year, indicator, kind and issuer once a day; line 2 has them too",
    ]);
  });

  test("between two others take their place in the chain of decisions", async () => {
    await examples();
    await load({ targets: file("60,2023,BHYT,headcount,3,BHXH VN,Ba,2023-09-01") });
    await load({ targets: file("60,2023,BHYT,headcount,2,BHXH VN,Hai,2023-05-01") });
    const decisions = await db.decision.findMany({
      where: { issuer: "BHXH VN" },
      orderBy: { decidedOn: "asc" },
      include: { supersedes: true },
    });
    expect(decisions.map(({ number, supersedes }) => [number, supersedes?.number])).toEqual([
      ["KH 2023", undefined],
      ["Hai", "KH 2023"],
      ["Ba", "Hai"],
    ]);
  });

  test("with another value are a new version, and what was believed before can still be asked", async () => {
    await examples();
    const corrected = file("60,2023,BHYT,headcount,1137365,BHXH VN,KH 2023,2023-01-03");
    const later = new Date("2026-11-23T03:00:00Z");
    await load({ targets: corrected }, { now: later });
    expect(await load({ targets: corrected }, { now: later })).toMatchObject({
      counts: { "decisions created": 0, "targets written": 0 },
    });
    const versions = await db.target.findMany({ where: { kind: "headcount" }, orderBy: { version: "asc" } });
    expect(versions.map(({ version, value, recordedAt }) => [version, value, recordedAt])).toEqual([
      [1, 1137364n, TODAY],
      [2, 1137365n, later],
    ]);
    const targets = await listTargets([{ id: "60", provinceId: "60" }], [2023]);
    const believed = (known: typeof targets) => targetsInForce(known, "2023", "2023-11-30")[0]?.value;
    expect(believed(targets)).toBe(1137365n);
    expect(believed(recordedBy(targets, TODAY.toISOString()))).toBe(1137364n);
  });

  test("that are corrected keep the old value in the audit entry", async () => {
    await examples();
    await load({ targets: file("60,2023,BHYT,headcount,1137365,BHXH VN,KH 2023,2023-01-03") });
    const [, entry] = await db.auditEntry.findMany({
      where: { event: "load.targets" },
      orderBy: { id: "asc" },
    });
    expect(entry?.after).toMatchObject({ replaced: [{ unitId: "60", before: "1137364", after: "1137365" }] });
  });

  test("of a rate above 100 are loaded, with a warning", async () => {
    await examples();
    expect((await load({ targets: file("60,2023,BHYT,rate,101,HĐND tỉnh,1/NQ,2023-01-03") })).told).toEqual([
      'targets.csv:2: warning: value: found "101", expected a rate of at most 100; loaded as it is',
    ]);
  });
});
