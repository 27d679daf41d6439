import pg from "pg";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { auditKey } from "@/lib/audit-key";
import { verifyAudit } from "@/lib/data/audit-verify";
import { pgTx } from "@/lib/data/raw";
import {
  hashReport,
  issueReport,
  listChangesSince,
  listIssuedReports,
  listNewestIssued,
} from "@/lib/data/issued-reports";
import { db } from "@/lib/data/db";
import { findReport } from "@/lib/data/report-editions";
import { listReportsBelow } from "@/lib/data/report-list";
import { getDraftReport } from "@/lib/data/report";
import { listReportTemplates, listTemplateVersions, saveReportTemplate } from "@/lib/data/report-templates";
import { getUnitDashboard } from "@/lib/data/dashboard";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope, Role } from "@/lib/domain/policy";
import { isEmptyReport } from "@/lib/domain/report";
import { standardTemplate } from "@/lib/domain/report-sentences";
import { correct, open, reopen, report } from "@/tests/support/workflow-moves";
import { unitOf as unit } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

vi.setConfig({ testTimeout: 60_000 });

const PERIOD = "2025-08" as PeriodId;
const NOW = new Date("2025-09-05T03:00:00Z");
const CELLS = { BHXH_BB: 100n, BHXH_TN: 50n, BHYT: 200n, TN_MOI: 1n, THU: 1000n };

/** Somebody of the world with the rights of a role at a unit. */
function at(id: string, role: Role): Actor {
  const one = unit(id);
  const province = unit(one.provinceId);
  const scope = {
    paths: [one.path],
    provincePaths: one.level === "nation" ? [] : [province.path],
  } as unknown as OrgScope;
  return { ...ACTORS.manager, role, unit: one, scope };
}

/** What a page of now would say it shows. */
async function seenBy(actor: Actor, id: string, period = PERIOD): Promise<string> {
  const read = await getDraftReport(actor, id, period);
  return read.kind === "report" ? hashReport(read.report) : "0".repeat(64);
}

const issue = async (id: string, actor: Actor, edition = 0) =>
  issueReport({ unit: id, period: PERIOD, edition, seen: await seenBy(actor, id) }, actor, NOW);

async function draft(actor: Actor, id: string) {
  const read = await getDraftReport(actor, id, PERIOD);
  if (read.kind !== "report") throw new Error(read.kind);
  return read.report;
}

beforeEach(async () => {
  await emptyDatabase();
  await plantWorld();
  await open("2025-08");
  await report("a2", "2025-08", CELLS);
  await report("bc", "2025-08", { ...CELLS, BHYT: 300n });
});

describe("a draft", () => {
  test("says what the dashboard of the same unit and period shows", async () => {
    const text = await draft(at("Q", "manager"), "Q");
    const dashboard = await getUnitDashboard(at("Q", "manager"), {
      unitId: "Q",
      period: PERIOD,
      indicator: "BHYT",
      comparator: "yoy",
    });
    const value = dashboard.kind === "dashboard" ? dashboard.view.chosen.measure.value : null;
    expect(text.tables[0]?.total.value).toBe(String(value));
    expect(text.paragraphs.find(({ sentence }) => sentence === "bhyt")?.text).toContain(
      "500 người tham gia BHYT",
    );
    expect(text.isProvisional).toBe(true);
    expect(text.notes.join(" ")).toContain("đơn vị chưa có số");
  });

  test("of a unit without any figure is empty, and cannot be issued", async () => {
    expect(isEmptyReport(await draft(at("R", "manager"), "R"))).toBe(true);
    expect(await issue("R", at("R", "manager"))).toEqual({ ok: false, reason: "empty" });
  });

  test("tells no unit of another province, and nothing at all of its units", async () => {
    const stranger = at("R", "manager");
    const foreign = await draft(stranger, "Q");
    expect(foreign.tables).toEqual([]);
    expect(JSON.stringify(foreign)).not.toContain("a2");
    expect(await getDraftReport(stranger, "a2", PERIOD)).toEqual({ kind: "not-found" });
  });
});

describe("who issues whose report", () => {
  test.each([
    ["VN", "VN", "central", true],
    ["Q", "VN", "central", "forbidden"],
    ["Q", "Q", "manager", true],
    ["a2", "Q", "manager", true],
    ["a2", "a2", "director", true],
    ["Q", "a2", "director", "forbidden"],
    ["bc", "a2", "director", "forbidden"],
    ["VN", "Q", "manager", "forbidden"],
    ["Q", "R", "manager", "forbidden"],
    ["a2", "R", "manager", "not-found"],
    ["Q", "Q", "viewer", "forbidden"],
    ["VN", "VN", "admin", "forbidden"],
    ["không-có", "VN", "central", "not-found"],
  ] as const)("%s by somebody of %s who is %s: %s", async (id, own, role, answer) => {
    const result = await issue(id, at(own, role));
    expect(result.ok ? true : result.reason).toBe(answer);
  });
});

describe("an issued report", () => {
  const manager = at("Q", "manager");

  test("is numbered by unit and year, with the head of the chain and the hash of its content", async () => {
    expect(await issue("Q", manager)).toEqual({ ok: true, number: 1 });
    expect(await issue("a2", manager)).toEqual({ ok: true, number: 1 });
    expect(await issue("Q", manager, 1)).toEqual({ ok: true, number: 2 });
    const [newest, first] = await listIssuedReports(manager, unit("Q"), PERIOD);
    expect([newest?.edition, first?.edition]).toEqual([2, 1]);
    expect(first?.issue.proof.hash).toMatch(/^[0-9a-f]{64}$/);
    const entry = await db.auditEntry.findFirst({ where: { subject: "report:Q.Q.2025-08.1" } });
    expect(entry?.after).toEqual({ number: 1, year: 2025, hash: first?.issue.proof.hash });
    const before = await db.auditEntry.findFirst({
      where: { provinceId: "Q", seq: BigInt(first?.issue.proof.seq ?? "0") },
    });
    expect(Buffer.from(before?.mac ?? []).toString("hex")).toBe(first?.issue.proof.mac);
  });

  test("stays as it was when a unit is corrected afterwards, and the correction is listed beside it", async () => {
    const { id, displayName } = ACTORS.deputy;
    await issue("Q", { ...manager, onBehalfOf: { id, displayName, toDay: "2025-09-30" } });
    const [frozen] = await listIssuedReports(manager, unit("Q"), PERIOD);
    expect(frozen?.issuedBy).toBe("duyet (thay duyet2)");
    await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
    const [again] = await listIssuedReports(manager, unit("Q"), PERIOD);
    expect(again).toEqual(frozen);
    expect((await draft(manager, "Q")).tables[0]?.total.value).toBe("560");
    expect(again?.report.tables[0]?.total.value).toBe("500");
    const long = { issuedAt: new Date("2025-01-01"), report: again?.report ?? (await draft(manager, "Q")) };
    const { corrections } = await listChangesSince(manager, unit("Q"), long);
    expect(
      corrections.map(({ unitId, indicator, from, to }) => [unitId, indicator, from, to]),
    ).toContainEqual(["a2", "BHYT", 200n, 260n]);
  });

  test("names who told the month later, whose number of the month before it had counted", async () => {
    await issue("Q", manager);
    const [issued] = await listIssuedReports(manager, unit("Q"), PERIOD);
    if (!issued) throw new Error("nothing was issued");
    const since = { ...issued, issuedAt: new Date("2025-01-01") };
    const filings = async (reader = manager) => (await listChangesSince(reader, unit("Q"), since)).filings;
    const filed = async (reader = manager) =>
      (await filings(reader)).map(({ unitId, periodId }) => [unitId, periodId]);
    const ofA2 = async () => (await filings()).find(({ unitId }) => unitId === "a2");
    const first = await ofA2();
    expect(first?.by).toBe("duyet");
    expect(await filed()).toEqual([
      ["a2", "2025-08"],
      ["bc", "2025-08"],
    ]);
    await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
    expect(await ofA2()).toEqual(first);
    await reopen("a2", "2025-08");
    expect(await ofA2()).toEqual(first);
    expect(
      await listChangesSince(manager, unit("Q"), { ...since, issuedAt: new Date("2099-01-01") }),
    ).toEqual({
      corrections: [],
      filings: [],
    });
    expect(await filed(at("R", "manager"))).toEqual([]);
  });

  test("is what was on the screen: a number or a word that changed since is looked at first", async () => {
    const asked = { unit: "Q", period: PERIOD, edition: 0, seen: await seenBy(manager, "Q") };
    await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
    expect(await issueReport(asked, manager, NOW)).toEqual({ ok: false, reason: "changed" });
    expect(await db.issuedReport.count()).toBe(0);
    const again = { ...asked, seen: await seenBy(manager, "Q") };
    expect(await issueReport(again, manager, NOW)).toEqual({ ok: true, number: 1 });
    const [issued] = await listIssuedReports(manager, unit("Q"), PERIOD);
    expect(issued?.issue.proof.hash).toBe(again.seen);
  });

  test("is issued once when two do it at the same moment, and each number is given once", async () => {
    const both = await Promise.all([issue("Q", manager), issue("Q", manager)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "stale" });
    await open("2025-09");
    await report("a2", "2025-09", { ...CELLS, THU: 1100n });
    const period = "2025-09" as PeriodId;
    const other = { unit: "Q", period, edition: 0, seen: await seenBy(manager, "Q", period) };
    const numbers = await Promise.all([issue("Q", manager, 1), issueReport(other, manager, NOW)]);
    expect(numbers.map((one) => one.ok && one.number).toSorted()).toEqual([2, 3]);
  });

  test("whose content somebody changes in the database is found by the audit", async () => {
    await issue("Q", manager);
    const owner = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
    await owner.connect();
    const findings = async () => {
      const found: string[] = [];
      const options = { key: auditKey(), witnessed: [], packagedUnits: [] };
      await verifyAudit(pgTx(owner), options, (line) => found.push(line));
      return found.filter((line) => line.startsWith("issued_reports"));
    };
    expect(await findings()).toEqual([]);
    await owner.query("UPDATE issued_reports SET content = replace(content, '500', '501')");
    expect(await findings()).toEqual([expect.stringContaining("issued_reports Q.Q.2025-08.1 hash")]);
    await owner.query("DELETE FROM issued_reports");
    expect(await findings()).toEqual([expect.stringContaining("there is no row")]);
    await owner.end();
  });

  test("is closed to whoever may not read the units that it tells of", async () => {
    await issue("Q", manager);
    expect(await listIssuedReports(at("R", "manager"), unit("Q"), PERIOD)).toEqual([]);
    expect(await listNewestIssued(at("R", "viewer"), 10)).toEqual([]);
    expect((await listNewestIssued(at("a2", "director"), 10)).map(({ unitId }) => unitId)).toEqual(["Q"]);
    const shown = async (id: string, role: Role) => {
      const found = await findReport(at(id, role), "Q", PERIOD, "newest");
      return found.kind === "found" && [found.issued?.edition ?? null, found.standing];
    };
    expect(await shown("R", "manager")).toEqual([null, "untold"]);
    expect(await shown("a2", "director")).toEqual([1, expect.objectContaining({ number: 1 })]);
    await issue("VN", at("VN", "central"));
    expect((await listNewestIssued(at("R", "viewer"), 10)).map(({ unitId }) => unitId)).toEqual(["VN"]);
  });
});

describe("what is asked for and found", () => {
  const manager = at("Q", "manager");
  const found = (period: string, edition: "newest" | "draft" | number = "newest") =>
    findReport(manager, "Q", period as PeriodId, edition);

  test("a period that nobody opened, an edition that nobody issued and a unit that is none are told apart", async () => {
    expect(await found("2025-09")).toEqual({ kind: "no-period" });
    expect(await found(PERIOD, 1)).toEqual({ kind: "no-edition" });
    expect(await findReport(manager, "none", PERIOD, "newest")).toEqual({ kind: "not-found" });
  });

  test("a draft counts the forms that are reopened", async () => {
    const before = await found(PERIOD, "draft");
    await correct("a2", "2025-08", { ...CELLS, BHYT: 260n });
    await reopen("a2", "2025-08");
    const after = await found(PERIOD, "draft");
    if (before.kind !== "found" || after.kind !== "found") throw new Error("there is no draft");
    expect([before.reopened, after.reopened]).toEqual([0, 1]);
    const stranger = await findReport(at("R", "manager"), "Q", PERIOD, "draft");
    expect(stranger.kind === "found" && stranger.reopened).toBe(0);
  });
});

test("the reports of the units below are listed for whoever may read those units, with the numbers of the newest", async () => {
  const manager = at("Q", "manager");
  await issue("a2", manager);
  await issue("a2", manager, 1);
  const below = await listReportsBelow(manager, "Q", PERIOD);
  expect(Object.fromEntries(below?.reports.map(({ unit: one, number }) => [one.id, number]) ?? [])).toEqual({
    "Q-VP": null,
    a2: 2,
    bc: null,
    d1: null,
    d2: null,
    n: null,
  });
  expect(await listReportsBelow(at("R", "manager"), "Q", PERIOD)).toBeNull();
  expect(await listReportsBelow(manager, "a2", PERIOD)).toBeNull();
  expect(
    (await listReportsBelow(at("R", "viewer"), "VN", PERIOD))?.reports.map(({ number }) => number),
  ).toEqual([null, null, null]);
});

describe("an edited sentence", () => {
  const template = {
    text: "Có {giá trị}.",
    style: { rounding: "exact", over: "trên", hasAbout: false },
  } as const;
  const edit = (seen: number, one: typeof template | null = template) =>
    saveReportTemplate({ scope: "province", sentence: "bhyt", template: one, seen }, ACTORS.central, NOW);
  const bhyt = async () =>
    (await listReportTemplates("province")).find(({ sentence }) => sentence === "bhyt");

  test("is used from then on, is a version with an audit entry, and can go back to the standard", async () => {
    expect(await edit(0)).toEqual({ ok: true });
    const text = await draft(at("Q", "manager"), "Q");
    expect(text.paragraphs.find(({ sentence }) => sentence === "bhyt")?.text).toBe("Có 500 người.");
    expect(await edit(1, null)).toEqual({ ok: true });
    expect(await bhyt()).toEqual({
      sentence: "bhyt",
      template: standardTemplate("province", "bhyt"),
      version: 2,
      isStandard: true,
    });
    const versions = await listTemplateVersions("province", "bhyt");
    expect(versions.map(({ version, text: one }) => [version, one])).toEqual([
      [2, null],
      [1, "Có {giá trị}."],
    ]);
    const entries = await db.auditEntry.findMany({ where: { subject: "template:province.bhyt" } });
    expect(entries.map(({ event }) => event).toSorted()).toEqual(["template.reset", "template.save"]);
  });

  test("is edited by the central office and administrators, by nobody below", async () => {
    const change = { scope: "province", sentence: "bhyt", template, seen: 0 } as const;
    const others = [at("Q", "manager"), at("Q", "admin"), at("VN", "viewer"), at("VN", "director")];
    for (const actor of others)
      expect(await saveReportTemplate(change, actor, NOW)).toEqual({ ok: false, reason: "forbidden" });
    expect(await db.reportTemplate.count()).toBe(0);
    expect(await saveReportTemplate(change, at("VN", "admin"), NOW)).toEqual({ ok: true });
  });

  test("of two who save at once one is told, and nothing is saved twice", async () => {
    const both = await Promise.all([edit(0), edit(0)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await edit(0)).toEqual({ ok: false, reason: "stale" });
    expect(await edit(1)).toEqual({ ok: false, reason: "same" });
  });

  test("does not change what was issued", async () => {
    const manager = at("Q", "manager");
    await issue("Q", manager);
    await edit(0);
    const [frozen] = await listIssuedReports(manager, unit("Q"), PERIOD);
    expect(frozen?.report.paragraphs.find(({ sentence }) => sentence === "bhyt")?.text).toContain(
      "tham gia BHYT",
    );
  });
});
