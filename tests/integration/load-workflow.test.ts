import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { lockPeriod, unlockUnit } from "@/lib/data/periods";
import { verifyRollups } from "@/lib/data/rollup-verify";
import type { PeriodId } from "@/lib/domain/period";
import { figures, fingerprint, load } from "@/tests/support/load-files";
import { approve, giveBack, NOW, open, reopen, report, submit, type } from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const MAY = "2025-05" as PeriodId;
const UNITS = "code,name,level,parent_code,valid_from,valid_to\n";

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open(MAY);
});

const differences = async () => (await verifyRollups(db)).differences;
const submission = () => db.submission.findFirst({ where: { unitId: "a", periodId: MAY } });
const lock = () => lockPeriod(MAY, ACTORS.central, null, NOW);
const rollup = (unitId: string, periodId: string) =>
  db.rollup.findFirst({ where: { unitId, periodId, indicatorId: "BHYT" } });

describe("over a submission that people worked on", () => {
  test("the load keeps the cells that it does not name, with their authors as contributors", async () => {
    await report("a", MAY, { BHXH_BB: 10n, BHYT: 100n });
    const loaded = await load({ figures: figures(`A,${MAY},BHYT,120,0`) });
    expect(loaded).toMatchObject({ kind: "done", told: [], counts: { "submissions approved": 1 } });
    const cells = await db.figureRevision.findMany({
      where: { unitId: "a", version: 2, value: { not: null } },
      orderBy: { indicatorId: "asc" },
    });
    expect(cells.map(({ indicatorId, value, enteredBy }) => [indicatorId, value, enteredBy])).toEqual([
      ["BHXH_BB", 10n, ACTORS.typist.id],
      ["BHYT", 120n, null],
    ]);
    const contributors = await db.submissionContributor.findMany({ where: { unitId: "a", version: 2 } });
    expect(contributors.map(({ userId }) => userId)).toEqual([ACTORS.typist.id]);
    expect(await db.figure.findMany({ where: { unitId: "a" }, select: { version: true } })).toEqual([
      { version: 2 },
      { version: 2 },
    ]);
    expect(await differences()).toEqual([]);
  });

  test.each([
    ["waits for a decision", "no version that waits for a decision", async () => undefined],
    ["was returned", "no version that was returned", () => giveBack("a", MAY)],
    [
      "was reopened",
      "no reopened submission",
      async () => {
        await approve("a", MAY);
        await reopen("a", MAY);
      },
    ],
  ])("one that %s is approved as loaded, with a warning", async (_, expected, then) => {
    await type("a", MAY, { BHXH_BB: 10n, BHXH_TN: 1n, BHYT: 100n, TN_MOI: 1n, THU: 5n });
    await submit("a", MAY);
    await then();
    const loaded = await load({ figures: figures(`A,${MAY},BHYT,120,0`) });
    expect(loaded).toMatchObject({
      kind: "done",
      told: [
        `figures.csv:2: warning: unit_code: found "P1.a.2025-05", expected ${expected}; approved as loaded`,
      ],
    });
    expect(await submission()).toMatchObject({ status: "approved", version: 2, approvedVersion: 2 });
    expect(await differences()).toEqual([]);
  });

  test("what somebody typed and did not submit stays, with a warning", async () => {
    await type("a", MAY, { BHXH_BB: 10n });
    const loaded = await load({ figures: figures(`A,${MAY},BHYT,120,0`) });
    expect(loaded.told).toEqual([
      'figures.csv:2: warning: unit_code: found "P1.a.2025-05", expected no cells that somebody is typing; approved as loaded',
    ]);
    expect(await db.submissionDraft.count({ where: { unitId: "a" } })).toBe(1);
  });
});

describe("over a reopened month into which somebody types", () => {
  test("the load is approved, and who typed stays a contributor of the version", async () => {
    await report("a", MAY, { BHXH_BB: 10n, BHYT: 100n });
    await reopen("a", MAY);
    await type("a", MAY, { BHXH_BB: 11n });
    expect(await load({ figures: figures(`A,${MAY},BHYT,120,0`) })).toMatchObject({ kind: "done" });
    expect(await submission()).toMatchObject({ status: "approved", version: 2, dueOn: null });
    const contributors = await db.submissionContributor.findMany({ where: { unitId: "a", version: 2 } });
    expect(contributors.map(({ userId }) => userId)).toEqual([ACTORS.typist.id]);
    expect(await differences()).toEqual([]);
  });
});

describe("a locked period", () => {
  test("takes no figures, neither entered nor stated", async () => {
    await lock();
    const before = await fingerprint();
    const loaded = await load({ figures: figures(`A,${MAY},BHYT,120,0`, `P1,${MAY},BHYT,120,0`) });
    expect(loaded.told).toEqual([
      'figures.csv:2: period: found "2025-05", expected an open period; this one is locked',
      'figures.csv:3: period: found "2025-05", expected an open period; this one is locked',
    ]);
    expect(await fingerprint()).toBe(before);
  });

  test("takes the figures of a unit that central unlocked", async () => {
    await lock();
    const key = { provinceId: "P1", unitId: "a", periodId: MAY };
    await unlockUnit(key, ACTORS.central, { until: "2026-12-31", reason: "Bổ sung" }, NOW);
    expect(await load({ figures: figures(`A,${MAY},BHYT,120,0`) })).toMatchObject({ kind: "done", told: [] });
    expect(await differences()).toEqual([]);
  });

  test("lets no unit come or go", async () => {
    await lock();
    const rows =
      "E,Huyện E,district,P1,2020-01-01,2025-06-30\nB,Đơn vị b,district,P1,2008-08-01,2025-04-30\n";
    expect((await load({ units: UNITS + rows })).told).toEqual([
      'units.csv:2: code: found "E", expected open periods wherever the unit comes or goes; locked: 2025-05',
      'units.csv:3: code: found "B", expected open periods wherever the unit comes or goes; locked: 2025-05',
      'units.csv:3: valid_to: found "2025-04-30", expected 2025-06-30: units succeed this one from the next day',
    ]);
  });
});

describe("units", () => {
  test("that are younger than a period owe it from now on", async () => {
    const rows = "E,Huyện E,district,P1,2020-01-01,2025-06-30\n";
    expect(await rollup("P1", MAY)).toMatchObject({ expected: 3 });
    const loaded = await load({ units: UNITS + rows, figures: figures(`E,${MAY},BHYT,7,0`) });
    expect(loaded).toMatchObject({ kind: "done", counts: { "units created": 1, "submissions approved": 1 } });
    expect(await rollup("P1", MAY)).toMatchObject({ sum: 7n, expected: 4 });
    expect(await differences()).toEqual([]);
  });

  test("that end earlier owe nothing after their end", async () => {
    const rows = "N,Đơn vị n,district,Q,2025-07-01,2025-07-15\n";
    await open("2025-07");
    const before = await rollup("Q", "2025-07");
    expect(await load({ units: UNITS + rows })).toMatchObject({
      kind: "done",
      counts: { "units changed": 1 },
    });
    expect((await rollup("Q", "2025-07"))?.expected).toBe((before?.expected ?? 0) - 1);
    expect(await differences()).toEqual([]);
  });

  test("do not end before their figures", async () => {
    await open("2025-07");
    await load({ figures: figures("N,2025-07,BHYT,7,0") });
    const rows = "N,Đơn vị n,district,Q,2025-07-01,2025-07-15\n";
    expect((await load({ units: UNITS + rows })).told).toEqual([
      'units.csv:2: valid_to: found "2025-07-15", expected a day after the unit\'s last figures; it has figures of 2025-07',
    ]);
  });

  test("that are communes become recipients", async () => {
    const rows = "22918,Phường Hàm Thắng,commune,N,2025-07-01,\n";
    await load({ units: UNITS + rows });
    expect(await db.recipient.findMany()).toEqual([
      expect.objectContaining({
        provinceId: "Q",
        id: "22918-2025",
        unitId: "n",
        kind: "commune",
        communeId: "22918-2025",
        name: "Phường Hàm Thắng",
      }),
    ]);
  });
});

describe("figures across July 2025", () => {
  test("go to the unit that has the code on the last day of the period", async () => {
    const loaded = await load({
      figures: figures(`R,${MAY},BHYT,1,0`, "Q,2025-07,BHYT,1,0", "P1,2025-07,BHYT,1,0"),
    });
    expect(loaded.told).toEqual([
      'figures.csv:4: unit_code: found "P1", expected a unit that exists on 2025-07-31; P1 (P1) existed from 2008-08-01 to 2025-06-30, succeeded by Q Q (Q)',
    ]);
  });

  test("are carried to the heirs", async () => {
    await open("2025-07");
    await load({ figures: figures("A,2025-06,BHYT,50,0") });
    expect(await rollup("a2", "2025-07")).toMatchObject({ sum: 50n, carried: 1 });
    expect(await differences()).toEqual([]);
  });
});

test("loads and approvals at once end without deadlock, and every sum is right", async () => {
  await open("2025-06");
  const files = ["2025-03", "2025-04", MAY, "2025-06"].map((period) =>
    figures(`A,${period},BHYT,100,0`, `B,${period},BHYT,200,0`, `C,${period},BHYT,300,0`),
  );
  const loads = files.reduce(
    (last, content) => last.then(async () => void (await load({ figures: content }))),
    Promise.resolve(),
  );
  const people = ["d", "P1-VP", "P2-VP"].flatMap((unit) =>
    [MAY, "2025-06"].map((period) => report(unit, period, { BHXH_BB: 10n, BHXH_TN: 1n, BHYT: 100n })),
  );
  await Promise.all([loads, ...people, open("2025-07"), open("2025-08")]);
  expect(await db.figure.count({ where: { indicatorId: "BHYT" } })).toBe(18);
  expect(await differences()).toEqual([]);
});
