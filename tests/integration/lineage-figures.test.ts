import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { readLineageFigures } from "@/lib/data/lineage-figures";
import type { PeriodId } from "@/lib/domain/period";
import { open, report } from "@/tests/support/workflow-moves";
import { emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const MAY = "2025-05" as PeriodId;
const read = async (unitId: string) => (await readLineageFigures(db, unitId, [MAY])).get(MAY)?.BHYT;

/** A district of P2 that begins in June 2025 and goes whole into bc. */
async function plantYoungPredecessor(): Promise<void> {
  const life = { validFrom: new Date("2025-06-01"), validTo: new Date("2025-06-30") };
  const place = { level: "district", reportingKind: "district", parentId: "P2", provinceId: "P2" } as const;
  const names = { code: "E", name: "Đơn vị e", shortName: "e" };
  await db.unit.create({ data: { id: "e", ...names, ...place, path: "/vn/p2/e/", ...life } });
  const days = { fromValidTo: life.validTo, toValidFrom: new Date("2025-07-01") };
  await db.unitSuccession.create({ data: { fromUnitId: "e", toUnitId: "bc", isWhole: true, ...days } });
}

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open("2025-05");
  await report("b", "2025-05", { BHYT: 5n });
  await report("c", "2025-05", { BHYT: 7n });
});

test("the figures of a young unit are those of its whole predecessors together", async () => {
  expect(await read("bc")).toBe(12n);
});

test("there is no sum where one of the predecessors began later, out of nothing", async () => {
  await plantYoungPredecessor();
  expect(await read("bc")).toBeUndefined();
});
