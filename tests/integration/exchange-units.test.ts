import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/data/db";
import { codesText, getExchangeCodes, saveExchangeCodes } from "@/lib/data/exchange-codes";
import { addUnitCodes, readExchangeUnits } from "@/lib/data/exchange-units";
import { NO_CODES, writeCodeLines } from "@/lib/domain/exchange-codes";
import { UNITS } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const NOW = new Date("2026-01-10T02:00:00Z");
const { manager, central, typist, viewer } = ACTORS;
const FOREIGN = [
  { id: "ouVN", name: "Đơn vị VN" },
  { id: "ouQ", name: "Don vi Q", parent: { id: "ouVN" } },
  { id: "ouA", name: "x", code: "A2", parent: { id: "ouQ" } },
  { id: "ouP1", name: "Đơn vị P1", parent: { id: "ouVN" } },
];

async function read(on = "2026-01-10") {
  const bytes = new TextEncoder().encode(JSON.stringify({ organisationUnits: FOREIGN }));
  const answer = await readExchangeUnits(bytes, on);
  if (!answer.ok) throw new Error(answer.message);
  const { matches } = answer.reading;
  const lines = writeCodeLines(Object.fromEntries(matches.map(({ unit, foreign }) => [unit.id, foreign.id])));
  return { ...answer, lines, seen: codesText(answer.codes) };
}

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

test("lines are found among the units of the day, added to the table with its audit entry, and found no more", async () => {
  const before = { dataElements: { BHYT: "deBHYT" }, orgUnits: { R: "ouR" } };
  await saveExchangeCodes(before, codesText(NO_CODES), central, NOW);
  const { lines, seen, reading } = await read();
  expect(lines).toBe("VN = ouVN\nQ = ouQ\na2 = ouA");
  expect(reading.unclear.map(({ foreign: { id } }) => id)).toEqual(["ouP1"]);
  expect(await addUnitCodes(lines, seen, central, NOW)).toEqual({ ok: true, added: 3 });
  expect(await getExchangeCodes()).toEqual({
    ...before,
    orgUnits: { R: "ouR", VN: "ouVN", Q: "ouQ", a2: "ouA" },
  });
  const [, entry] = await db.auditEntry.findMany({
    where: { event: "setting.exchange" },
    orderBy: { at: "asc" },
  });
  expect(entry?.before).toEqual(before);
  expect((await read()).reading).toMatchObject({ matches: [], held: 3 });
  const old = await read("2025-06-30");
  expect(old.reading.matches.map(({ unit }) => unit.id)).toEqual(["P1"]);
  const units = await db.unit.findMany({ select: { id: true, name: true } });
  expect(units.map(({ id, name }) => `${id} ${name}`).sort()).toEqual(
    UNITS.map(({ id, name }) => `${id} ${name}`).sort(),
  );
});

test("nobody but the central office adds lines, none over a table that has changed, none that is forged", async () => {
  const { lines, seen } = await read();
  for (const actor of [manager, typist, viewer])
    expect(await addUnitCodes(lines, seen, actor, NOW)).toEqual({ ok: false, reason: "forbidden" });
  const wrong: [string, RegExp][] = [
    ["nowhere = x", /^Dòng 1: không có mã “nowhere” ở đây$/],
    ["Q = x\nR = x", /^Dòng 2: mã bên ngoài “x” đã dùng/],
    ["Q = R", /^Dòng 1: mã bên ngoài “R” trùng với một mã ở đây$/],
    ["Q x", /^Dòng 1: viết mã ở đây/],
  ];
  for (const [text, message] of wrong)
    expect(await addUnitCodes(text, seen, central, NOW)).toMatchObject({
      reason: "lines",
      message: expect.stringMatching(message),
    });
  expect(await getExchangeCodes()).toEqual(NO_CODES);
  await saveExchangeCodes({ dataElements: { BHYT: "x" }, orgUnits: {} }, seen, central, NOW);
  expect(await addUnitCodes(lines, seen, central, NOW)).toEqual({ ok: false, reason: "stale" });
  expect((await getExchangeCodes()).orgUnits).toEqual({});
});
