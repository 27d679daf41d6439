import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { listOwedSubmissions, listSentSubmissions } from "@/lib/data/entry-list";
import { giveBack, open, reopen, report, submit, type } from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const TODAY = "2025-08-02";
const PAGE = { offset: 0, limit: 100 };
const { typist } = ACTORS;

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open("2025-06");
});

async function owed(unitId: string) {
  const rows = await listOwedSubmissions(typist, TODAY, 100);
  return rows.find((row) => row.unitId === unitId);
}

test("cells that are typed count as filled, emptied ones and those the period does not ask for do not", async () => {
  expect(await owed("a")).toMatchObject({ filled: 0, expected: 5 });
  await type("a", "2025-06", { BHYT: 100n, BHXH_BB: 3n, THU: 0n, DON_VI: 4n });
  await type("a", "2025-06", { BHXH_BB: null });
  expect(await owed("a")).toMatchObject({ status: "draft", filled: 2, expected: 5 });
});

test("what came back still holds the cells of its version, and what was typed over them", async () => {
  await type("a", "2025-06", { BHYT: 100n, BHXH_BB: 1n, BHXH_TN: 2n, TN_MOI: null, THU: null });
  await submit("a", "2025-06");
  await giveBack("a", "2025-06");
  expect(await owed("a")).toMatchObject({ status: "returned", filled: 3 });
  await type("a", "2025-06", { BHXH_TN: null, TN_MOI: 4n, THU: 5n });
  expect(await owed("a")).toMatchObject({ filled: 4, expected: 5 });
});

test("a month that was opened again holds the cells that were approved", async () => {
  await report("a", "2025-06", { BHYT: 100n, THU: 5n });
  await reopen("a", "2025-06");
  expect(await owed("a")).toMatchObject({ status: "reopened", filled: 2, expected: 5 });
});

test("a month in which the unit did not exist is in neither list", async () => {
  await report("b", "2025-06", { BHYT: 100n });
  const lists = async () => [
    await listOwedSubmissions(typist, TODAY, 100),
    await listSentSubmissions(typist, TODAY, PAGE),
  ];
  const named = async () => (await lists()).map((rows) => rows.map(({ unitId }) => unitId));
  expect(await named()).toEqual([expect.arrayContaining(["a"]), ["b"]]);
  const ended = { data: { validTo: new Date("2025-05-31") } };
  await db.unitSuccession.deleteMany({ where: { fromUnitId: { in: ["a", "b"] } } });
  await db.unit.updateMany({ where: { id: { in: ["a", "b"] } }, ...ended });
  expect(await named()).toEqual([expect.not.arrayContaining(["a"]), []]);
});
