import { beforeEach, describe, expect, test } from "vitest";
import { POST as postTargets } from "@/app/api/v1/decisions/[id]/dataValueSets/route";
import { createDecision } from "@/lib/data/decision-changes";
import { issueDecision } from "@/lib/data/decision-issue";
import { getDecision, listDecisionTargets, type Decision } from "@/lib/data/decisions";
import { db } from "@/lib/data/db";
import { codesText, getExchangeCodes, saveExchangeCodes } from "@/lib/data/exchange-codes";
import {
  listDraftTargetValues,
  readExchangeTargets,
  writeExchangeTargets,
} from "@/lib/data/exchange-targets";
import { saveSheetChanges } from "@/lib/data/target-sheet";
import { NO_CODES } from "@/lib/domain/exchange-codes";
import { sheetOfExchange } from "@/lib/domain/exchange-sheet";
import type { Actor } from "@/lib/domain/policy";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { TARGET_EXCHANGE_REFUSALS } from "@/lib/refusals";
import { tokenOf } from "@/tests/support/token";
import { unitOf } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

const NOW = new Date("2026-01-10T02:00:00Z");
const SCOPE = targetScopeSchema.parse("2026");
const { manager, central, typist, viewer } = ACTORS;

async function drafted(): Promise<Decision> {
  const unit = unitOf("Q");
  const head = {
    issuer: "BHXH tỉnh",
    number: "1/QĐ",
    decidedOn: "2026-01-01",
    effectiveOn: "2026-01-01",
    subject: "",
    supersedesId: null,
  };
  const made = await createDecision(unit, head, manager, NOW);
  if (!made.ok) throw new Error(made.reason);
  return seen(made.id);
}

async function seen(id: string): Promise<Decision> {
  const decision = await getDecision(manager, id);
  if (!decision) throw new Error("no such decision");
  return decision;
}

const value = (orgUnit: string, number: string, dataElement = "BHYT_TARGET") => ({
  dataElement,
  period: "2026",
  orgUnit,
  value: number,
});

async function readSet(decision: Decision, dataValues: object[]) {
  const opened = sheetOfExchange(new TextEncoder().encode(JSON.stringify({ dataValues })), "json");
  if (!opened.ok) throw new Error(opened.message);
  const draft = { decision, scope: SCOPE, to: "unit" } as const;
  const answer = await readExchangeTargets(opened.sheet, draft, manager);
  if (!answer.ok) throw new Error(answer.message);
  return { draft, sheet: opened.sheet, reading: answer.reading };
}
const read = async (decision: Decision, dataValues: object[]) =>
  (await readSet(decision, dataValues)).reading;
const write = async (decision: Decision, dataValues: object[], actor: Actor = manager) => {
  const { changes } = await read(decision, dataValues);
  return saveSheetChanges(decision, SCOPE, "unit", changes, actor, NOW);
};

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

describe("targets that arrive", () => {
  test("go into the draft and nowhere else, with the audit entry of a table; again they change nothing", async () => {
    const codes = { dataElements: { BHYT_TARGET: "deBHYT" }, orgUnits: { a2: "ouA" } };
    await saveExchangeCodes(codes, codesText(NO_CODES), central, NOW);
    const decision = await drafted();
    const values = [
      value("ouA", "11", "deBHYT"),
      value("BC", "20", "deBHYT"),
      value("BC", "92.5", "BHYT_TARGET_RATE"),
    ];
    expect(await write(decision, values)).toMatchObject({ ok: true, changed: 3 });
    const now = await seen(decision.id);
    const targets = await listDecisionTargets(now);
    expect(targets.map(({ unitId, kind, value: given }) => [unitId, kind, given]).sort()).toEqual([
      ["a2", "headcount", 11n],
      ["bc", "headcount", 20n],
      ["bc", "rate", 92_50n],
    ]);
    expect(await db.target.count()).toBe(0);
    expect(await db.auditEntry.count({ where: { event: "decision.targets" } })).toBe(1);
    expect(await read(now, values)).toMatchObject({ changes: [], unchanged: 3 });
  });

  test("with one error propose nothing that may be written; a unit of another province is none of the receivers", async () => {
    const decision = await drafted();
    for (const wrong of ["R", "r2", "P1", "Q", "a", "VN"]) {
      const { canWrite, issues } = await read(decision, [value("a2", "1"), value(wrong, "1")]);
      expect(canWrite).toBe(false);
      expect(issues.filter(({ level }) => level === "error")).toHaveLength(1);
    }
  });

  test("are refused from people who may not assign, over a draft that has moved on, and a forged receiver", async () => {
    const decision = await drafted();
    const none = () => db.targetDraft.count();
    for (const actor of [typist, viewer, central])
      expect(await write(decision, [value("a2", "1")], actor)).toMatchObject({ ok: false });
    const forged = [{ receiverId: "r2", indicator: "BHYT", kind: "headcount", value: 1n }] as const;
    expect(await saveSheetChanges(decision, SCOPE, "unit", forged, manager, NOW)).toEqual({
      ok: false,
      reason: "receiver",
      id: "r2",
    });
    expect(await none()).toBe(0);
    expect(await write(decision, [value("a2", "1")])).toMatchObject({ ok: true });
    expect(await write(decision, [value("a2", "2")])).toEqual({ ok: false, reason: "stale" });
    expect(await none()).toBe(1);
  });
});

describe("a program", () => {
  async function send(decision: Decision, dataValues: object[], isDryRun: boolean, actor: Actor = manager) {
    const { draft, ...given } = await readSet(decision, dataValues);
    const more = { format: "json", isDryRun, refusals: TARGET_EXCHANGE_REFUSALS } as const;
    return writeExchangeTargets({ ...given, ...more }, draft, actor, NOW);
  }

  test("tries first, then writes all of a set, and takes it back as it gave it", async () => {
    const codes = { dataElements: { BHYT_TARGET: "deBHYT" }, orgUnits: { a2: "ouA" } };
    await saveExchangeCodes(codes, codesText(NO_CODES), central, NOW);
    const decision = await drafted();
    const values = [value("A2", "11"), value("BC", "92.5", "BHYT_TARGET_RATE")];
    const tried = await send(decision, values, true);
    expect([tried.status, tried.summary.dryRun, tried.summary.importCount.imported]).toEqual([200, true, 2]);
    expect(await db.targetDraft.count()).toBe(0);
    expect((await send(decision, values, false)).summary.importCount.imported).toBe(2);
    const now = await seen(decision.id);
    const draft = { decision: now, scope: SCOPE, to: "unit" } as const;
    const given = await listDraftTargetValues(draft, "mapped", await getExchangeCodes());
    expect(given).toContainEqual({
      dataElement: "deBHYT",
      period: "2026",
      orgUnit: "ouA",
      attributeOptionCombo: "BHXH tỉnh",
      value: "11",
    });
    for (const idScheme of ["mapped", "id", "code"] as const) {
      const back = await listDraftTargetValues(draft, idScheme, codes);
      expect((await send(now, back, false)).summary.importCount).toMatchObject({ imported: 0, updated: 0 });
    }
    expect((await send(decision, [value("A2", "12")], false)).status).toBe(409);
  });

  test("is told why nothing is written, and what it can do", async () => {
    const decision = await drafted();
    const why = async (actor: Actor) => {
      const { status, summary } = await send(decision, [value("A2", "1")], false, actor);
      return [status, summary.description];
    };
    expect(await why(typist)).toEqual([409, TARGET_EXCHANGE_REFUSALS["not-found"]]);
    expect(await why(manager)).toEqual([200, "Đã ghi 1 số vào dự thảo."]);
    expect((await send(decision, [value("A2", "2")], false)).summary.description).toBe(
      TARGET_EXCHANGE_REFUSALS.stale,
    );
    expect(await issueDecision(await seen(decision.id), manager, NOW)).toEqual({ ok: true });
    expect((await send(decision, [value("A2", "2")], false)).summary.description).toBe(
      TARGET_EXCHANGE_REFUSALS.issued,
    );
  });

  test("that names its content type is read by it, as where it gives figures", async () => {
    const decision = await drafted();
    const authorization = await tokenOf("quanly-q", "Q", "manager");
    const post = (type: string) =>
      postTargets(
        new Request(`http://localhost/api/v1/decisions/${decision.id}/dataValueSets?scope=2026&dryRun=true`, {
          method: "POST",
          headers: { authorization, "content-type": type },
          body: "orgunit,period,dataelement,value\nA2,2026,BHYT_TARGET,11\n",
        }),
        { params: Promise.resolve({ id: decision.id }) },
      );
    const taken = await post("text/csv; charset=utf-8");
    expect([taken.status, await taken.json()]).toMatchObject([200, { importCount: { imported: 1 } }]);
    expect((await post("text/plain")).status).toBe(400);
  });

  test("is told each value that is wrong by its place, and nothing of the set is written", async () => {
    const decision = await drafted();
    const { status, summary } = await send(decision, [value("A2", "11"), value("R2", "1")], false);
    expect([status, summary.status, summary.importCount.ignored]).toEqual([409, "ERROR", 2]);
    const errors = summary.conflicts.filter(({ level }) => level === "error");
    expect(errors.map(({ object }) => object)).toEqual(["dataValues[1]"]);
    expect(await db.targetDraft.count()).toBe(0);
  });
});
