/**
 * People work while the line to the database is slowed, cut and reset, and while they and the database are killed at
 * any moment. Afterwards everything that was acknowledged is there, once, and everything that is there is whole.
 */
import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CleanUps } from "@/tests/bench/run";
import { LOADED_UNITS, MOVED_UNITS, PERIODS, type Acknowledged, type Task } from "./journal-plan";
import { Proxy } from "./proxy";
import { Server, through } from "./world";

const WORKER = path.join(import.meta.dirname, "journal-worker.ts");
const CELLS = ["BHXH_BB", "BHXH_TN", "BHYT", "TN_MOI"] as const;
const TYPING_UNIT = "d";

export type Finding = { verify: string; ok: boolean } & Record<string, unknown>;
type Emit = (finding: Finding) => void;

/** What was acknowledged, as the people saw it. */
class Journal {
  readonly typed = new Map<string, { done: bigint; tried: bigint }>();
  readonly submitted = new Map<string, string | null>();
  readonly approved = new Map<string, number>();
  loads = 0;
  saves = 0;

  note(one: Acknowledged): void {
    switch (one.kind) {
      case "trying":
      case "typed": {
        const known = this.typed.get(one.cell) ?? { done: 0n, tried: 0n };
        const value = BigInt(one.value);
        this.typed.set(
          one.cell,
          one.kind === "typed" ? { ...known, done: value } : { ...known, tried: value },
        );
        if (one.kind === "typed") this.saves += 1;
        return;
      }
      case "submitted":
        this.submitted.set(`${one.unit}.${one.version}`, one.value);
        return;
      case "approved":
        this.approved.set(one.unit, Math.max(this.approved.get(one.unit) ?? 0, one.version));
        return;
      case "loaded":
        this.loads += 1;
    }
  }
}

class Worker {
  private child: ChildProcess;
  /** It has done something since it was started: now there is something to break. */
  isBusy = false;
  /** The end of what went wrong beyond what it tries anew. */
  said = "";
  /** By itself: it should only ever be killed. */
  get hasEnded(): boolean {
    return this.child.exitCode !== null;
  }

  constructor(
    private readonly task: Task,
    private readonly url: string,
    private readonly journal: Journal,
  ) {
    this.child = this.start();
  }

  private start(): ChildProcess {
    const typedFrom = Number(this.journal.typed.get(this.task.cell)?.tried ?? 0n);
    const child = fork(WORKER, [JSON.stringify({ ...this.task, typedFrom })], {
      execArgv: ["--conditions=react-server", "--import", "tsx"],
      env: { ...process.env, DATABASE_URL: this.url, DATABASE_POOL: "3", LOG_LEVEL: "silent" },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.isBusy = false;
    child.on("message", (message) => {
      this.isBusy = true;
      this.journal.note(message as Acknowledged);
    });
    child.stderr?.on("data", (chunk: Buffer) => (this.said = (this.said + chunk).slice(-2000)));
    return child;
  }

  /** In the middle of whatever it does; then it begins anew. */
  async killAndStart(): Promise<void> {
    await this.kill();
    this.child = this.start();
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await gone;
  }
}

const FAULTS = ["reset", "cut", "slow", "workerKilled"] as const;
const oneOf = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];

/** @param rounds how often something is broken; about two a second */
export async function verifyJournal(cleanUps: CleanUps, emit: Emit, rounds: number): Promise<void> {
  const server = await Server.start(cleanUps);
  await server.migrate();
  process.env.DATABASE_URL = server.appUrl;
  process.env.MIGRATION_DATABASE_URL = server.ownerUrl;
  // Read from now on: the program connects to what the environment names when it is loaded.
  const { ACTORS, plantWorld } = await import("@/tests/support/workflow-world");
  const { open } = await import("@/tests/support/workflow-moves");
  const { db } = await import("@/lib/data/db");
  cleanUps.add(() => db.$disconnect());
  await plantWorld();
  for (const period of Object.values(PERIODS).sort()) await open(period);

  const proxy = await Proxy.start(server.port);
  cleanUps.add(() => proxy.stop());
  const folder = mkdtempSync(path.join(os.tmpdir(), "bao-phu-journal-"));
  cleanUps.add(() => rmSync(folder, { recursive: true }));
  const journal = new Journal();
  const ids = Object.fromEntries(Object.entries(ACTORS).map(([name, { id }]) => [name, id]));
  const url = through(server.appUrl, proxy.port);
  const workers = CELLS.map(
    (cell, index) =>
      new Worker(
        { ids, cell, typingUnit: TYPING_UNIT, typedFrom: 0, loads: index === 0, folder },
        url,
        journal,
      ),
  );
  cleanUps.add(() => Promise.all(workers.map((worker) => worker.kill())));

  const broken = { reset: 0, cut: 0, slow: 0, workerKilled: 0, databaseKilled: 0 };
  while (!workers.every(({ isBusy }) => isBusy)) await sleep(100);
  for (let round = 1; round <= rounds; round += 1) {
    await sleep(200 + Math.random() * 600);
    if (round % 20 === 0) {
      await server.killAndStart();
      proxy.aim(server.port);
      broken.databaseKilled += 1;
      continue;
    }
    const fault = oneOf(FAULTS) ?? "reset";
    broken[fault] += 1;
    if (fault === "reset") proxy.reset();
    else if (fault === "cut") proxy.cutAfter(Math.floor(Math.random() * 4000));
    else if (fault === "slow") {
      proxy.set("slow");
      await sleep(400);
      proxy.set("open");
    } else await oneOf(workers.filter(({ isBusy }) => isBusy))?.killAndStart();
  }
  await sleep(3_000);
  const dead = workers.filter((worker) => worker.hasEnded).map(({ said }) => said);
  for (const worker of workers) await worker.kill();
  emit({ verify: "journal-faults", ok: dead.length === 0, ...broken, dead });
  await check(journal, emit);
}

async function check(journal: Journal, emit: Emit): Promise<void> {
  const { db } = await import("@/lib/data/db");
  const { verifyRollups } = await import("@/lib/data/rollup-verify");

  const drafts = await db.submissionDraft.findMany({
    where: { unitId: TYPING_UNIT, periodId: PERIODS.typing },
  });
  const lost = [...journal.typed].filter(([cell, { done, tried }]) => {
    const held = drafts.find(({ indicatorId }) => indicatorId === cell)?.value ?? 0n;
    return held < done || held > tried;
  });
  // Every save raises the version of its cell by one: a save that was done twice would show.
  const doubled = drafts.filter(({ value, version }) => BigInt(version) > (value ?? 0n));
  emit({
    verify: "journal-typed",
    ok: journal.saves > 0 && lost.length === 0 && doubled.length === 0,
    acknowledged: journal.saves,
    lost: lost.map(([cell]) => cell),
    doubled: doubled.map(({ indicatorId }) => indicatorId),
  });

  const revisions = await db.figureRevision.findMany({
    where: { periodId: PERIODS.moving, indicatorId: "BHYT", unitId: { in: [...MOVED_UNITS] } },
  });
  const found = new Map(
    revisions.map(({ unitId, version, value }) => [`${unitId}.${version}`, String(value)]),
  );
  const missing = [...journal.submitted].filter(([key, value]) => found.get(key) !== String(value));
  const submissions = await db.submission.findMany({ where: { periodId: PERIODS.moving } });
  const submits = await db.auditEntry.findMany({ where: { event: "submission.submit" } });
  const times = new Map<string, number>();
  for (const { subject, after } of submits) {
    const key = `${subject}.${(after as { version: number }).version}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  const untold = submissions.flatMap(({ provinceId, unitId, periodId, version }) =>
    Array.from(
      { length: version },
      (_, index) => `submission:${provinceId}.${unitId}.${periodId}.${index + 1}`,
    ).filter((key) => times.get(key) !== 1),
  );
  emit({
    verify: "journal-submitted",
    ok: journal.submitted.size > 0 && missing.length === 0 && untold.length === 0,
    acknowledged: journal.submitted.size,
    found: journal.submitted.size - missing.length,
    versions: [...found.keys()].length,
    toldWrongly: untold,
  });

  const unapproved = [...journal.approved].filter(([unit, version]) => {
    const submission = submissions.find(({ unitId }) => unitId === unit);
    return (submission?.approvedVersion ?? 0) < version;
  });
  const figures = await db.figure.findMany({ where: { periodId: PERIODS.moving, indicatorId: "BHYT" } });
  const halves = submissions.filter(({ unitId, approvedVersion }) => {
    if (approvedVersion === null) return false;
    const figure = figures.find((one) => one.unitId === unitId);
    return (
      figure?.version !== approvedVersion ||
      String(figure.value) !== found.get(`${unitId}.${approvedVersion}`)
    );
  });
  emit({
    verify: "journal-approved",
    ok: journal.approved.size > 0 && unapproved.length === 0 && halves.length === 0,
    units: journal.approved.size,
    lost: unapproved,
    halves: halves.map(({ unitId }) => unitId),
  });

  const loaded = await db.figure.findMany({ where: { periodId: PERIODS.loading, indicatorId: "BHYT" } });
  const values = new Set(loaded.map(({ value }) => String(value)));
  emit({
    verify: "journal-loaded",
    ok: journal.loads > 0 && values.size === 1 && loaded.length === LOADED_UNITS.length,
    files: journal.loads,
    units: loaded.length,
    values: values.size,
  });
  const { differences } = await verifyRollups(db);
  emit({ verify: "journal-rollups", ok: differences.length === 0, differences: differences.length });

  const { verifyAudit } = await import("@/lib/data/audit-verify");
  const { auditKey } = await import("@/lib/audit-key");
  const { UNITS } = await import("@/tests/support/workflow-units");
  const findings: string[] = [];
  const given = { key: auditKey(), witnessed: [], packagedUnits: UNITS };
  const { entries, versions } = await verifyAudit(db, given, (finding) => findings.push(finding));
  // The people of the tests are planted, which no entry tells.
  const told = findings.filter((finding) => !/^users? /.test(finding));
  emit({ verify: "journal-audit", ok: told.length === 0, entries, versions, findings: told.slice(0, 10) });
}
