import { beforeEach, describe, expect, test } from "vitest";
import { getCascade } from "@/lib/data/cascade";
import { db } from "@/lib/data/db";
import { attachPaper, openPaper } from "@/lib/data/decision-papers";
import { createDecision, discardDecision, saveDecisionHead } from "@/lib/data/decision-changes";
import { issueDecision } from "@/lib/data/decision-issue";
import {
  getDecision,
  listReadableDecisionIds,
  listDecisions,
  listDecisionTargets,
  type Decision,
} from "@/lib/data/decisions";
import { listTargets } from "@/lib/data/dashboard-plans";
import { supersedeDecision } from "@/lib/data/decision-copies";
import { getDecisionReview } from "@/lib/data/decision-review";
import { getUnitTargets } from "@/lib/data/unit-targets";
import { setHeadline } from "@/lib/data/headlines";
import { saveTargetDrafts, type DraftCell } from "@/lib/data/target-drafts";
import type { DecisionHead } from "@/lib/domain/decision";
import type { Actor } from "@/lib/domain/policy";
import { targetsInForce } from "@/lib/domain/target";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { open, report } from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";
import { unitOf as unit } from "@/tests/support/workflow-units";

const NOW = new Date("2026-01-10T02:00:00Z");
const YEAR = targetScopeSchema.parse("2026");
const { manager, central, viewer } = ACTORS;

const head = (change: Partial<DecisionHead> = {}): DecisionHead => ({
  issuer: "BHXH tỉnh",
  number: "1/QĐ-BHXH",
  decidedOn: "2026-01-05",
  effectiveOn: "2026-01-05",
  subject: "Giao chỉ tiêu năm 2026",
  supersedesId: null,
  ...change,
});
const BHYT = { scope: YEAR, indicator: "BHYT", kind: "headcount" } as const;
const cell = (id: string, value: bigint | null, isLocked = false): DraftCell => ({
  to: "unit",
  id,
  value,
  isLocked,
});

async function drafted(change: Partial<DecisionHead> = {}, place = "Q", actor: Actor = manager) {
  const made = await createDecision(unit(place), head(change), actor, NOW);
  if (!made.ok) throw new Error(made.reason);
  return seen(made.id, actor);
}
async function seen(id: string, actor: Actor = manager): Promise<Decision> {
  const decision = await getDecision(actor, id);
  if (!decision) throw new Error("no such decision");
  return decision;
}
async function give(decision: Decision, cells: readonly DraftCell[], actor: Actor = manager) {
  return saveTargetDrafts(decision, [{ table: BHYT, cells }], actor, NOW);
}
async function issued(change: Partial<DecisionHead>, cells: readonly DraftCell[]) {
  const draft = await drafted(change);
  await give(draft, cells);
  expect(await issueDecision(await seen(draft.id), manager, NOW)).toEqual({ ok: true });
  return seen(draft.id);
}
const inForce = async (id: string, on: string) =>
  targetsInForce(await listTargets([unit(id)], [2026]), "2026", on).map(({ value }) => value);

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
});

describe("a decision", () => {
  test("counts from its day once it is issued, and not before", async () => {
    const draft = await drafted();
    expect(await give(draft, [cell("a2", 100n), cell("bc", 50n, true)])).toMatchObject({
      ok: true,
      changed: 2,
    });
    expect(await inForce("a2", "2026-06-30")).toEqual([]);
    expect(await issueDecision(await seen(draft.id), manager, NOW)).toEqual({ ok: true });
    expect(await inForce("a2", "2026-06-30")).toEqual([100n]);
    expect(await seen(draft.id)).toMatchObject({ status: "issued", issuedAt: NOW, targets: 2 });
    expect(await db.targetDraft.count()).toBe(0);
  });

  test("is superseded by a later one, and its numbers stay readable as of their days", async () => {
    const first = await issued({}, [cell("a2", 100n), cell("bc", 50n)]);
    const second = await issued({ number: "9/QĐ-BHXH", decidedOn: "2026-09-01", effectiveOn: "2026-09-01" }, [
      cell("a2", 120n),
    ]);
    expect(await inForce("a2", "2026-06-30")).toEqual([100n]);
    expect(await inForce("a2", "2026-10-31")).toEqual([120n]);
    expect(await inForce("bc", "2026-10-31")).toEqual([50n]);
    expect(second).toMatchObject({ supersedesId: first.id, supersedesNumber: "1/QĐ-BHXH" });
    expect(await seen(first.id)).toMatchObject({ supersededById: second.id });
  });

  test("that is issued is never edited, discarded or given other numbers", async () => {
    const decision = await issued({}, [cell("a2", 100n)]);
    const refused = { ok: false, reason: "issued" };
    expect(await saveDecisionHead(decision, head({ subject: "Khác" }), manager, NOW)).toEqual(refused);
    expect(await discardDecision(decision, manager, NOW)).toEqual(refused);
    expect(await give(decision, [cell("a2", 1n)])).toEqual(refused);
    expect(await issueDecision(decision, manager, NOW)).toEqual(refused);
    expect(await inForce("a2", "2026-06-30")).toEqual([100n]);
  });

  test("keeps its number to itself within the year of its issuer", async () => {
    await issued({}, [cell("a2", 100n)]);
    const again = (change: Partial<DecisionHead>) => createDecision(unit("Q"), head(change), manager, NOW);
    expect(await again({})).toEqual({ ok: false, reason: "duplicate" });
    // However it is typed.
    for (const number of ["1/qđ-bhxh", "1/QD-BHXH", " 1 / QĐ - BHXH "])
      expect(await again({ number })).toEqual({ ok: false, reason: "duplicate" });
    const later = head({ decidedOn: "2027-01-05", effectiveOn: "2027-01-05" });
    expect(await createDecision(unit("Q"), later, manager, NOW)).toMatchObject({ ok: true });
  });

  test("is written once when two write the same number at the same moment", async () => {
    const made = await Promise.all([1, 2, 3].map(() => createDecision(unit("Q"), head(), manager, NOW)));
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("supersedes no decision of another issuer", async () => {
    const other = await drafted({ issuer: "UBND tỉnh", number: "2/QĐ-UBND" });
    await give(other, [cell("Q", 500n)]);
    await issueDecision(await seen(other.id), manager, NOW);
    const made = await createDecision(unit("Q"), head({ supersedesId: other.id }), manager, NOW);
    expect(made).toEqual({ ok: false, reason: "superseded-other-issuer" });
  });

  test("does not supersede itself", async () => {
    const { id } = await drafted();
    const saved = await saveDecisionHead(await seen(id), head({ supersedesId: id }), manager, NOW);
    expect(saved).toEqual({ ok: false, reason: "superseded-itself" });
  });

  test("that somebody else moved since it was read is left as it is", async () => {
    const draft = await drafted();
    await give(draft, [cell("a2", 100n)]);
    expect(await give(draft, [cell("a2", 999n)])).toEqual({ ok: false, reason: "stale" });
    expect(await listDecisionTargets(draft)).toMatchObject([{ value: 100n }]);
  });

  test("is issued by one of two who press at once", async () => {
    const draft = await drafted();
    await give(draft, [cell("a2", 100n)]);
    const read = await seen(draft.id);
    const results = await Promise.all([issueDecision(read, manager, NOW), issueDecision(read, manager, NOW)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.target.count()).toBe(1);
  });

  test("without a number is not issued", async () => {
    expect(await issueDecision(await drafted(), manager, NOW)).toEqual({ ok: false, reason: "no-target" });
  });

  test("leaves an audit entry for each step, in the transaction of the step", async () => {
    const draft = await drafted();
    await give(draft, [cell("a2", 100n)]);
    await issueDecision(await seen(draft.id), manager, NOW);
    const entries = await db.auditEntry.findMany({ orderBy: { id: "asc" } });
    expect(entries.map(({ event }) => event)).toEqual([
      "decision.create",
      "decision.targets",
      "decision.issue",
    ]);
    expect(entries.at(-1)?.after).toMatchObject({ targets: [{ to: "a2", value: "100" }] });
  });

  test("that is discarded leaves nothing but its audit", async () => {
    const draft = await drafted();
    await give(draft, [cell("a2", 100n)]);
    expect(await discardDecision(await seen(draft.id), manager, NOW)).toEqual({ ok: true });
    expect(await db.decision.count()).toBe(0);
    expect(await db.targetDraft.count()).toBe(0);
    expect(await db.auditEntry.count({ where: { event: "decision.discard" } })).toBe(1);
  });
});

describe("who may", () => {
  test("give: only units right below, that exist when it takes effect, and the unit itself by whoever stands above", async () => {
    const draft = await drafted();
    const refused = (id: string) => ({ ok: false, reason: "receiver", id });
    expect(await give(draft, [cell("a2", 1n), cell("a", 1n)])).toEqual(refused("a"));
    expect(await give(draft, [cell("Q", 1n)])).toEqual(refused("Q"));
    expect(await give(draft, [cell("R", 1n)])).toEqual(refused("R"));
    expect(await give(draft, [cell("khong-co", 1n)])).toEqual(refused("khong-co"));
    expect(await db.targetDraft.count()).toBe(0);
    const council = await drafted({ issuer: "HĐND tỉnh", number: "7/NQ-HĐND" });
    expect(await give(council, [cell("Q", 1n)])).toMatchObject({ ok: true });
  });

  test("decide: nobody upward, nobody without the right, nobody in another's name", async () => {
    const forbidden = { ok: false, reason: "forbidden" };
    expect(await createDecision(unit("VN"), head({ issuer: "BHXH VN" }), manager, NOW)).toEqual(forbidden);
    expect(await createDecision(unit("Q"), head(), central, NOW)).toEqual(forbidden);
    expect(await createDecision(unit("Q"), head(), viewer, NOW)).toEqual(forbidden);
    const national = await createDecision(unit("Q"), head({ issuer: "BHXH VN" }), manager, NOW);
    expect(national).toEqual({ ok: false, reason: "issuer" });
  });

  test("read: a draft only those who could write it, an issued one everybody whom it concerns", async () => {
    const draft = await drafted();
    expect(await getDecision(viewer, draft.id)).toBeNull();
    expect(await listDecisions(viewer, unit("Q"), null)).toEqual([]);
    await give(draft, [cell("a2", 1n)]);
    await issueDecision(await seen(draft.id), manager, NOW);
    expect(await getDecision(viewer, draft.id)).toMatchObject({ id: draft.id });
    expect(await listDecisions(viewer, unit("a2"), YEAR)).toMatchObject([{ id: draft.id }]);
    // As of what was recorded by the end of a day.
    expect(await listDecisions(viewer, unit("a2"), YEAR, "2026-01-10")).toMatchObject([{ id: draft.id }]);
    expect(await listDecisions(viewer, unit("a2"), YEAR, "2026-01-09")).toEqual([]);
    const outsider = { ...viewer, scope: { ...viewer.scope, paths: ["/vn/r/"] } } as Actor;
    expect(await getDecision(outsider, draft.id)).toBeNull();
    expect(await getDecision(viewer, "khong-phai-ma")).toBeNull();
  });
});

describe("the scan", () => {
  const pdf = (text = "") => new TextEncoder().encode(`%PDF-1.7\n${text}\n%%EOF\n`);

  test("arrives whole and is served to those who may read the decision", async () => {
    const draft = await drafted();
    // In several pieces each way, the last one no whole one.
    const content = pdf(Array.from({ length: 900_000 }, (_, at) => String(at)).join(" "));
    expect(await attachPaper(draft, { fileName: "qd-1.pdf", content }, manager, NOW)).toEqual({ ok: true });
    const paper = await openPaper(manager, draft.id);
    expect(paper).toMatchObject({ fileName: "qd-1.pdf", size: content.length });
    const pieces: Uint8Array[] = [];
    for await (const piece of paper?.pieces() ?? []) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
    expect(await openPaper(viewer, draft.id)).toBeNull();
  });

  test("that is replaced while it is given back ends there, and is never put together from two", async () => {
    const draft = await drafted();
    const long = (text: string) => pdf(text.repeat(2_000_000));
    await attachPaper(draft, { fileName: "a.pdf", content: long("a") }, manager, NOW);
    const pieces = (await openPaper(manager, draft.id))?.pieces();
    expect((await pieces?.next())?.done).toBe(false);
    await attachPaper(await seen(draft.id), { fileName: "b.pdf", content: long("b") }, manager, NOW);
    await expect(pieces?.next()).rejects.toThrow();
  });

  test.each([
    ["empty", new Uint8Array()],
    ["not-pdf", new TextEncoder().encode("<html>%PDF-1.7 %%EOF")],
    ["cut-off", new TextEncoder().encode(`%PDF-1.7\n${"x".repeat(3_000)}`)],
    ["too-large", new Uint8Array(20 * 1024 * 1024 + 1)],
  ])("that is %s is refused", async (reason, content) => {
    const draft = await drafted();
    expect(await attachPaper(draft, { fileName: "a.pdf", content }, manager, NOW)).toEqual({
      ok: false,
      reason,
    });
    expect(await db.decisionPaper.count()).toBe(0);
  });

  test("is added to an issued decision that has none, and never replaced there", async () => {
    const decision = await issued({}, [cell("a2", 1n)]);
    expect(await attachPaper(decision, { fileName: "a.pdf", content: pdf() }, manager, NOW)).toEqual({
      ok: true,
    });
    const again = await attachPaper(
      await seen(decision.id),
      { fileName: "b.pdf", content: pdf() },
      manager,
      NOW,
    );
    expect(again).toEqual({ ok: false, reason: "has-paper" });
  });
});

describe("the headline", () => {
  const ofQ = { ...BHYT, unitId: "a2" };
  const marked = async () =>
    targetsInForce(await listTargets([unit("a2")], [2026]), "2026", "2026-06-30").map((one) => [
      one.issuer,
      one.isHeadline,
    ]);

  test("is chosen against the rule with a reason, one at a time, and given back to the rule", async () => {
    const own = await issued({}, [cell("a2", 100n)]);
    const council = await issued({ issuer: "HĐND tỉnh", number: "7/NQ-HĐND", effectiveOn: "2026-02-01" }, [
      cell("a2", 110n),
    ]);
    expect(await marked()).toEqual([
      ["HĐND tỉnh", true],
      ["BHXH tỉnh", false],
    ]);
    expect(await setHeadline(own, ofQ, "Tỉnh ủy yêu cầu", manager, NOW)).toEqual({ ok: true });
    expect(await marked()).toEqual([
      ["BHXH tỉnh", true],
      ["HĐND tỉnh", false],
    ]);
    expect(await setHeadline(council, ofQ, "Theo nghị quyết", manager, NOW)).toEqual({ ok: true });
    expect(await marked()).toEqual([
      ["HĐND tỉnh", true],
      ["BHXH tỉnh", false],
    ]);
    expect(await setHeadline(council, ofQ, null, manager, NOW)).toEqual({ ok: true });
    expect(await marked()).toEqual([
      ["HĐND tỉnh", true],
      ["BHXH tỉnh", false],
    ]);
    expect(await setHeadline(council, { ...ofQ, unitId: "bc" }, "x", manager, NOW)).toMatchObject({
      ok: false,
    });
  });
});

describe("a cascade", () => {
  test("lists who receives, with what each was given, has and is drafted", async () => {
    await issued({ number: "0/QĐ", decidedOn: "2025-07-02", effectiveOn: "2025-07-02" }, []).catch(
      () => null,
    );
    const before = await drafted({ number: "3/QĐ", decidedOn: "2025-08-01", effectiveOn: "2025-08-01" });
    await saveTargetDrafts(
      before,
      [{ table: { ...BHYT, scope: targetScopeSchema.parse("2025") }, cells: [cell("a2", 90n)] }],
      manager,
      NOW,
    );
    await issueDecision(await seen(before.id), manager, NOW);
    const population = { kind: "population", value: 200n, basis: "stated", source: "thử" } as const;
    await db.denominator.create({
      data: { provinceId: "Q", unitId: "a2", year: 2025, version: 1, recordedAt: NOW, ...population },
    });
    const draft = await drafted({ number: "4/QĐ" });
    await give(draft, [cell("a2", 100n, true)]);
    const cascade = await getCascade(await seen(draft.id), BHYT, "2026-01-10");
    expect(cascade.own).toBeNull();
    const rows = cascade.units.map(({ unit: one, plan, population, assigned, isLocked }) => ({
      id: one.id,
      plan,
      population,
      assigned,
      isLocked,
    }));
    expect(rows).toContainEqual({ id: "a2", plan: 90n, population: 200n, assigned: 100n, isLocked: true });
    expect(rows).toContainEqual({ id: "bc", plan: null, population: null, assigned: null, isLocked: false });
    expect(rows.map(({ id }) => id)).not.toContain("a");
  });
});

describe("the values of a table that is handed down", () => {
  const NEXT = { ...BHYT, scope: targetScopeSchema.parse("2027") };

  test("are of the month that is over on the day, also where the table was looked at the day before", async () => {
    for (const month of ["2025-11", "2025-12"]) {
      await open(month);
      await report("a2", month, { BHYT: month === "2025-11" ? 7n : 8n });
    }
    const draft = await drafted({ number: "1/QĐ" });
    const base = async (today: string) => (await getCascade(await seen(draft.id), NEXT, today)).basePeriod;
    expect(await base("2025-12-30")).toBe("2025-11");
    expect(await base("2025-12-31")).toBe("2025-12");
  });
});

describe("a decision in place of another", () => {
  const again = head({ number: "9/QĐ-BHXH", decidedOn: "2026-09-01", effectiveOn: "2026-09-01" });

  test("begins with its numbers, as a draft that leaves them in force", async () => {
    const first = await issued({}, [cell("a2", 100n), cell("bc", 50n)]);
    const made = await supersedeDecision(first, again, manager, NOW);
    expect(made).toMatchObject({ ok: true, copied: 2, left: 0 });
    const draft = await seen(made.ok ? made.id : "");
    expect(draft).toMatchObject({ status: "draft", supersedesId: first.id, targets: 2 });
    expect((await listDecisionTargets(draft)).map(({ unitId, value }) => [unitId, value])).toEqual([
      ["a2", 100n],
      ["bc", 50n],
    ]);
    expect(await inForce("a2", "2026-10-31")).toEqual([100n]);
    await give(draft, [cell("a2", 120n)]);
    expect(await issueDecision(await seen(draft.id), manager, NOW)).toEqual({ ok: true });
    expect(await inForce("a2", "2026-06-30")).toEqual([100n]);
    expect(await inForce("a2", "2026-10-31")).toEqual([120n]);
    expect(await inForce("bc", "2026-10-31")).toEqual([50n]);
  });

  test("keeps the choice of a headline from its day on, with an entry; the days before keep theirs", async () => {
    const council = { issuer: "HĐND tỉnh", number: "7/NQ-HĐND" };
    const first = await issued(council, [cell("Q", 100n)]);
    await issued({ issuer: "UBND tỉnh", number: "8/QĐ-UBND" }, [cell("Q", 90n)]);
    await setHeadline(first, { ...BHYT, unitId: "Q" }, "Theo nghị quyết", manager, NOW);
    const later = { decidedOn: "2026-09-01", effectiveOn: "2026-09-01" };
    const second = await issued({ ...council, ...later, number: "9/NQ-HĐND" }, [cell("Q", 120n)]);
    const headlineOn = async (on: string) =>
      targetsInForce(await listTargets([unit("Q")], [2026]), "2026", on).find(({ isHeadline }) => isHeadline);
    expect(await headlineOn("2026-06-30")).toMatchObject({ value: 100n, headlineReason: "Theo nghị quyết" });
    expect(await headlineOn("2026-10-31")).toMatchObject({ value: 120n, headlineReason: "Theo nghị quyết" });
    const entries = await db.auditEntry.findMany({
      where: { event: "target.headline" },
      orderBy: { id: "asc" },
    });
    expect(entries).toHaveLength(2);
    expect(entries[1]).toMatchObject({
      subject: "unit:Q",
      reason: "Theo nghị quyết",
      after: { decisionId: second.id, indicator: "BHYT", kind: "headcount", scope: "2026" },
    });
    await setHeadline(await seen(second.id), { ...BHYT, unitId: "Q" }, null, manager, NOW);
    expect(await headlineOn("2026-10-31")).toMatchObject({ headlineReason: null });
    expect(await headlineOn("2026-06-30")).toMatchObject({ headlineReason: null });
  });

  test("may be the second of two, each in place of a part: the first is told", async () => {
    const later = (month: number) => ({ decidedOn: `2026-0${month}-01`, effectiveOn: `2026-0${month}-01` });
    const first = await issued({}, [cell("a2", 100n), cell("bc", 50n)]);
    const second = await issued({ ...later(2), number: "9/QĐ", supersedesId: first.id }, [cell("a2", 110n)]);
    expect(await seen(first.id)).toMatchObject({ supersededById: second.id, supersededByNumber: "9/QĐ" });
    await issued({ ...later(3), number: "10/QĐ", supersedesId: first.id }, [cell("bc", 60n)]);
    expect(await inForce("a2", "2026-10-31")).toEqual([110n]);
    expect(await inForce("bc", "2026-10-31")).toEqual([60n]);
  });

  test("takes over the newest version of each number, and one audit entry says how many", async () => {
    const first = await issued({}, [cell("a2", 100n)]);
    await setHeadline(first, { ...BHYT, unitId: "a2" }, "Chọn", manager, NOW);
    const made = await supersedeDecision(await seen(first.id), again, manager, NOW);
    const [entry] = await db.auditEntry.findMany({ orderBy: { id: "desc" }, take: 1 });
    expect(entry).toMatchObject({
      event: "decision.create",
      subject: `decision:${made.ok ? made.id : ""}`,
      after: { copied: 1, left: 0, supersedesId: first.id },
    });
  });

  test("leaves out those who have ended, and says how many", async () => {
    const first = await issued({}, [cell("a2", 100n), cell("bc", 50n)]);
    await db.unit.update({ where: { id: "bc" }, data: { validTo: new Date("2026-06-30") } });
    expect(await supersedeDecision(first, again, manager, NOW)).toMatchObject({ copied: 1, left: 1 });
  });

  test("is refused with a number that is taken, a day before the other's, another issuer, and to strangers", async () => {
    const first = await issued({}, [cell("a2", 100n)]);
    const attempt = async (change: Partial<DecisionHead>, actor: Actor = manager) => {
      const result = await supersedeDecision(first, { ...again, ...change }, actor, NOW);
      return result.ok ? null : result.reason;
    };
    expect(await attempt({ number: first.number })).toBe("duplicate");
    expect(await attempt({ effectiveOn: "2026-01-01" })).toBe("superseded-later");
    expect(await attempt({ issuer: "UBND tỉnh" })).toBe("superseded-other-issuer");
    expect(await attempt({}, viewer)).toBe("forbidden");
    expect(await db.decision.count()).toBe(1);
    expect(await db.targetDraft.count()).toBe(0);
  });
});

describe("what is looked at before a decision is issued", () => {
  test("is its sum against the number that was given to hand down, and who has none", async () => {
    const council = await issued({ issuer: "HĐND tỉnh", number: "7/NQ-HĐND" }, [cell("Q", 140n)]);
    const draft = await drafted();
    await give(draft, [cell("a2", 100n), cell("bc", 50n)]);
    const { tables, strangers } = await getDecisionReview(await seen(draft.id));
    expect(strangers).toEqual([]);
    expect(tables).toMatchObject([
      { sum: 150n, difference: 10n, parent: { value: 140n, issuer: "HĐND tỉnh", isOwn: false } },
    ]);
    expect(tables[0]?.missing.map(({ id }) => id)).not.toContain("a2");
    expect(await getDecisionReview(council)).toMatchObject({ tables: [{ own: 140n, missing: [] }] });
  });

  test("counts what the others keep when it names only one of them again", async () => {
    await issued({}, [cell("a2", 100n), cell("bc", 50n)]);
    const draft = await drafted({ number: "9/QĐ", decidedOn: "2026-09-01", effectiveOn: "2026-09-01" });
    await give(draft, [cell("a2", 120n)]);
    const [table] = (await getDecisionReview(await seen(draft.id))).tables;
    expect(table).toMatchObject({ sum: 120n, kept: { count: 1, sum: 50n } });
    expect(table?.missing.map(({ id }) => id)).not.toContain("bc");
  });

  test("stops it while a number is for somebody who does not exist on its day any more", async () => {
    const draft = await drafted();
    await give(draft, [cell("a2", 100n)]);
    const moved = head({ effectiveOn: "2026-09-01" });
    expect(await saveDecisionHead(await seen(draft.id), moved, manager, NOW)).toEqual({ ok: true });
    await db.unit.update({ where: { id: "a2" }, data: { validTo: new Date("2026-06-30") } });
    const now = await seen(draft.id);
    expect((await getDecisionReview(now)).strangers).toMatchObject([{ unitId: "a2" }]);
    const refused = { ok: false, reason: "receiver", names: ["Đơn vị a2"] };
    expect(await issueDecision(now, manager, NOW)).toEqual(refused);
    expect(await db.target.count()).toBe(0);
    expect(await saveDecisionHead(now, { ...moved, subject: "Khác" }, manager, NOW)).toEqual({ ok: true });
  });

  test("a day that takes the number from a receiver is refused with its name when the head is saved", async () => {
    await db.unit.update({ where: { id: "a2" }, data: { validTo: new Date("2026-06-30") } });
    const draft = await drafted();
    await give(draft, [cell("a2", 100n), cell("bc", 1n)]);
    const now = await seen(draft.id);
    const refused = { ok: false, reason: "receiver", names: ["Đơn vị a2"] };
    const moved = (effectiveOn: string) => saveDecisionHead(now, head({ effectiveOn }), manager, NOW);
    expect(await moved("2026-07-01")).toEqual(refused);
    expect(await seen(draft.id)).toMatchObject({ effectiveOn: "2026-01-05", lockVersion: now.lockVersion });
    expect(await moved("2026-06-30")).toEqual({ ok: true });
  });

  test("a day on which its own unit does not exist is refused when it is drafted, moved and issued", async () => {
    const refused = { ok: false, reason: "unit" };
    const early = head({ effectiveOn: "2025-06-30" });
    expect(await createDecision(unit("Q"), early, manager, NOW)).toEqual(refused);
    const draft = await drafted();
    await give(draft, [cell("a2", 100n)]);
    const now = await seen(draft.id);
    expect(await saveDecisionHead(now, early, manager, NOW)).toEqual(refused);
    await db.decision.update({ where: { id: draft.id }, data: { effectiveOn: new Date("2025-06-30") } });
    expect(await issueDecision(now, manager, NOW)).toEqual(refused);
    expect(await db.target.count()).toBe(0);
  });
});

describe("the targets of a unit", () => {
  const listed = async (on: string, known: string | null = null) => {
    const { groups } = await getUnitTargets(unit("a2"), YEAR, on, known);
    return groups.flatMap(({ targets }) =>
      targets.map(({ target, replaced }) => [target.value, replaced?.value]),
    );
  };

  test("read exactly the decision in force on a day, and what was known by a day", async () => {
    const first = await issued({}, [cell("a2", 100n)]);
    const draft = await drafted({ number: "9/QĐ", decidedOn: "2026-09-01", effectiveOn: "2026-09-01" });
    await give(draft, [cell("a2", 120n)]);
    await issueDecision(await seen(draft.id), manager, new Date("2026-09-20T02:00:00Z"));
    expect(await listed("2026-06-30")).toEqual([[100n, undefined]]);
    expect(await listed("2026-10-31")).toEqual([[120n, 100n]]);
    expect(await listed("2026-10-31", "2026-09-10")).toEqual([[100n, undefined]]);
    const { groups, scopes } = await getUnitTargets(unit("a2"), YEAR, "2026-06-30", null);
    expect(scopes).toEqual(["2026"]);
    expect(groups[0]?.targets[0]?.target.decisionId).toBe(first.id);
  });

  test("name only papers that the reader may open, and nothing of drafts", async () => {
    const first = await issued({}, [cell("a2", 100n)]);
    const draft = await drafted({ number: "2/QĐ" });
    const ids = [first.id, draft.id];
    expect([...(await listReadableDecisionIds(viewer, ids))]).toEqual([first.id]);
    const outsider = { ...viewer, scope: { ...viewer.scope, paths: ["/vn/r/"] } } as Actor;
    expect([...(await listReadableDecisionIds(outsider, ids))]).toEqual([]);
    expect(await getDecision(ACTORS.admin, first.id)).toBeNull();
    expect(await listDecisions(ACTORS.admin, unit("Q"), null)).toEqual([]);
  });
});
