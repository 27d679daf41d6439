import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { getSheetMapping, saveSheetMapping } from "@/lib/data/sheet-mappings";
import type { SheetColumns } from "@/lib/domain/target-sheet";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";
import { UNITS } from "@/tests/support/workflow-units";

const { manager, viewer } = ACTORS;
const AT = new Date("2026-11-22T03:00:00Z");
const HEADING = "stt|don vi|bhxh tu nguyen chi tieu nam #";
const COLUMNS: SheetColumns = {
  code: null,
  name: 1,
  indicators: [{ indicator: "BHXH_TN", base: null, increase: null, target: 2, rate: null }],
};
const CORRECTED: SheetColumns = { ...COLUMNS, code: 0 };
const [unit, other] = UNITS.filter(({ level }) => level === "district");
if (!unit || !other) throw new Error("The small country has too few districts");

const entries = () =>
  db.auditEntry.findMany({ where: { event: "sheet_mapping.save" }, orderBy: { id: "asc" } });

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

test("a mapping told once is offered again for the same heading of the same unit", async () => {
  expect(await saveSheetMapping(unit, HEADING, COLUMNS, manager, AT)).toBe(true);
  expect(await getSheetMapping(manager.scope, unit, HEADING)).toEqual(COLUMNS);
  expect(await getSheetMapping(manager.scope, unit, `${HEADING}|bhyt`)).toBeNull();
  expect(await getSheetMapping(manager.scope, other, HEADING)).toBeNull();
});

test("a correction replaces it, and both are in the audit; told the same again nothing is written", async () => {
  await saveSheetMapping(unit, HEADING, COLUMNS, manager, AT);
  await saveSheetMapping(unit, HEADING, COLUMNS, manager, AT);
  await saveSheetMapping(unit, HEADING, CORRECTED, manager, AT);
  expect(await getSheetMapping(manager.scope, unit, HEADING)).toEqual(CORRECTED);
  expect(
    (await entries()).map(({ actorId, subject, before, after }) => [actorId, subject, before, after]),
  ).toEqual([
    [manager.id, `unit:${unit.id}`, null, COLUMNS],
    [manager.id, `unit:${unit.id}`, COLUMNS, CORRECTED],
  ]);
});

test("who assigns no targets remembers nothing, and who stands outside is offered nothing", async () => {
  expect(await saveSheetMapping(unit, HEADING, COLUMNS, viewer, AT)).toBe(false);
  expect(await entries()).toEqual([]);
  await saveSheetMapping(unit, HEADING, COLUMNS, manager, AT);
  const elsewhere = { ...manager.scope, paths: [other.path] };
  expect(await getSheetMapping(elsewhere, unit, HEADING)).toBeNull();
});

test("what no longer is a mapping is not offered", async () => {
  await saveSheetMapping(unit, HEADING, COLUMNS, manager, AT);
  await db.sheetMapping.updateMany({ data: { mapping: { name: "B" } } });
  expect(await getSheetMapping(manager.scope, unit, HEADING)).toBeNull();
});
