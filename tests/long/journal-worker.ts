/**
 * One person's work without end: types, submits, approves, sends back, reopens and loads, and tells its parent what was
 * acknowledged. Whatever fails is tried anew; the parent kills it in the middle.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { db } from "@/lib/data/db";
import { saveDraftCells } from "@/lib/data/drafts";
import { loadFiles } from "@/lib/data/load";
import { decideSubmission, submitSubmission } from "@/lib/data/submission-decisions";
import { readCells } from "@/lib/data/submission-cells";
import { getSubmission, type Submission } from "@/lib/data/submissions";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import type { SubmissionDecision } from "@/lib/domain/submission";
import { idOf } from "@/tests/support/workflow-moves";
import { ACTORS } from "@/tests/support/workflow-world";
import { BLANK, LOADED_UNITS, MOVED_UNITS, PERIODS, type Acknowledged, type Task } from "./journal-plan";

const task = JSON.parse(process.argv[2] ?? "{}") as Task;
const actors = Object.fromEntries(
  Object.entries(ACTORS).map(([name, actor]) => [name, { ...actor, id: task.ids[name] ?? actor.id }]),
) as Record<keyof typeof ACTORS, Actor>;
const tell = (acknowledged: Acknowledged) => process.send?.(acknowledged);
const now = () => new Date("2025-08-02T03:00:00Z");
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

async function read(unit: string, period: string): Promise<Submission> {
  const submission = await getSubmission(actors.manager, idOf(unit, period));
  if (!submission) throw new Error("no submission");
  return submission;
}

async function save(submission: Submission, cells: Partial<Record<IndicatorId, bigint | null>>) {
  const held = await readCells(db, submission);
  const inputs = (Object.entries(cells) as [IndicatorId, bigint | null][]).map(([indicator, value]) => ({
    indicator,
    value,
    isEstimate: false,
    note: null,
    explanation: "đã rà soát",
    expectedVersion: held.get(indicator)?.version ?? 0,
  }));
  return saveDraftCells(submission, inputs, actors.typist, now());
}

/** A cell of its own in a form that is never submitted: every acknowledged number is one higher. */
let typed = task.typedFrom;
async function type(): Promise<void> {
  const submission = await read(task.typingUnit, PERIODS.typing);
  const value = BigInt(typed + 1);
  tell({ kind: "trying", cell: task.cell, value: String(value) });
  const result = await save(submission, { [task.cell]: value });
  if (!result.ok || !result.cells.every(({ saved }) => saved)) return;
  typed += 1;
  tell({ kind: "typed", cell: task.cell, value: String(value) });
}

async function move(): Promise<void> {
  const unit = pick(MOVED_UNITS);
  const submission = await read(unit, PERIODS.moving);
  const at = now();
  if (submission.status === "submitted") {
    const decision: SubmissionDecision =
      Math.random() < 0.8 ? { event: "approve" } : { event: "return", reason: "xem lại" };
    const { ok } = await decideSubmission(submission, decision, actors.manager, at);
    if (ok && decision.event === "approve") tell({ kind: "approved", unit, version: submission.version });
    return;
  }
  if (submission.status === "approved") {
    const reopening = { event: "reopen", reason: "bổ sung", dueOn: "2025-12-31" } as const;
    await decideSubmission(submission, reopening, actors.deputy, at);
    return;
  }
  const value = BigInt(1 + Math.floor(Math.random() * 1e9));
  const saved = await save(submission, { ...BLANK, BHYT: value });
  if (!saved.ok) return;
  const fresh = await read(unit, PERIODS.moving);
  const sent = await submitSubmission(fresh, actors.typist, at);
  if (sent.ok)
    tell({ kind: "submitted", unit, version: sent.version, value: await sentValue(unit, sent.version) });
}

/** What that version says, read after it was acknowledged: somebody else may have typed between. */
async function sentValue(unit: string, version: number): Promise<string | null> {
  const row = await db.figureRevision.findFirst({
    where: { unitId: unit, periodId: PERIODS.moving, version, indicatorId: "BHYT" },
    select: { value: true },
  });
  return row?.value?.toString() ?? null;
}

/** One file with one number for every unit: all of it arrives, or nothing. */
async function loadFile(): Promise<void> {
  const value = String(1 + Math.floor(Math.random() * 1e9));
  const rows = LOADED_UNITS.map((code) => `${code},${PERIODS.loading},BHYT,${value},0`);
  const file = path.join(task.folder, `figures-${process.pid}.csv`);
  writeFileSync(file, ["unit_code,period,indicator,value,is_estimate", ...rows, ""].join("\n"));
  const outcome = await loadFiles({ files: { figures: file }, isDryRun: false }, now());
  if (outcome.kind === "done") tell({ kind: "loaded", value });
}

process.on("disconnect", () => process.exit(0));
for (;;) {
  const chance = Math.random();
  try {
    if (chance < 0.45) await type();
    else if (chance < 0.95 || !task.loads) await move();
    else await loadFile();
  } catch {
    // The line was cut, the server died, somebody was faster: whatever was not acknowledged is tried anew.
    await sleep(50);
  }
}
