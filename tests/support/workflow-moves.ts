/** The moves of a month, as one call each, for tests that make many of them. Refusals are answers, not errors. */
import { setTimeout as sleep } from "node:timers/promises";
import { INDICATOR_IDS, type IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { submissionId, type SubmissionDecision } from "@/lib/domain/submission";
import { saveDraftCells, type DraftCellInput } from "@/lib/data/drafts";
import { openPeriod } from "@/lib/data/periods";
import { approveFigures } from "@/lib/data/figures";
import { lockAffected, recomputeMany } from "@/lib/data/rollups";
import { decideSubmission, submitSubmission } from "@/lib/data/submission-decisions";
import { readCells } from "@/lib/data/submission-cells";
import { getSubmission, type Submission } from "@/lib/data/submissions";
import { inTransaction } from "@/lib/data/transaction";
import { db } from "@/lib/data/db";
import { UNITS } from "./workflow-units";
import { ACTORS } from "./workflow-world";

export const NOW = new Date("2025-08-02T03:00:00Z");
/** Late enough to open every month of the year. */
const AUTUMN = new Date("2025-11-02T03:00:00Z");
export type Figures = Partial<Record<IndicatorId, bigint | null>>;

export const provinceOf = (unitId: string) => UNITS.find(({ id }) => id === unitId)?.provinceId ?? unitId;
export const idOf = (unitId: string, periodId: string) =>
  submissionId({ provinceId: provinceOf(unitId), unitId, periodId: periodId as PeriodId });

/** What the period asks of districts and offices; enough of every nature to be worth it. */
const ASKED = ["BHXH_BB", "BHXH_TN", "BHYT", "TN_MOI", "THU"] as const satisfies readonly IndicatorId[];

export function open(periodId: string) {
  const required = {
    district: ASKED,
    province_office: ASKED,
    national_office: ["BHXH_BB", "BHYT", "THU"] as const,
  };
  return openPeriod({ id: periodId as PeriodId, required }, ACTORS.central, AUTUMN);
}

export async function read(unitId: string, periodId: string): Promise<Submission> {
  const submission = await getSubmission(ACTORS.manager, idOf(unitId, periodId));
  if (!submission) throw new Error(`no submission ${idOf(unitId, periodId)}`);
  return submission;
}

type Held = Awaited<ReturnType<typeof readCells>>;

function inputs(cells: Figures, held: Held, estimates: readonly IndicatorId[]): DraftCellInput[] {
  return INDICATOR_IDS.flatMap((indicator) => {
    const value = cells[indicator];
    if (value === undefined) return [];
    const isEstimate = estimates.includes(indicator);
    const expectedVersion = held.get(indicator)?.version ?? 0;
    return [{ indicator, value, isEstimate, note: null, explanation: "đã rà soát", expectedVersion }];
  });
}

/** Types all cells anew, each with an explanation, so that no warning holds the figures up. */
export async function type(
  unitId: string,
  periodId: string,
  cells: Figures,
  actor: Actor = ACTORS.typist,
  estimates: readonly IndicatorId[] = [],
) {
  const submission = await read(unitId, periodId);
  const held = await readCells(db, submission);
  return saveDraftCells(submission, inputs(cells, held, estimates), actor, NOW);
}

export async function submit(unitId: string, periodId: string, actor: Actor = ACTORS.typist) {
  return submitSubmission(await read(unitId, periodId), actor, NOW);
}

export async function decide(
  unitId: string,
  periodId: string,
  decision: SubmissionDecision,
  actor: Actor = ACTORS.manager,
) {
  return decideSubmission(await read(unitId, periodId), decision, actor, NOW);
}

export const approve = (unitId: string, periodId: string, actor?: Actor) =>
  decide(unitId, periodId, { event: "approve" }, actor);
export const giveBack = (unitId: string, periodId: string) =>
  decide(unitId, periodId, { event: "return", reason: "BHTN lớn hơn BHXH bắt buộc" });
export const reopen = (unitId: string, periodId: string) =>
  decide(unitId, periodId, { event: "reopen", reason: "Bổ sung hồ sơ", dueOn: "2025-12-31" });

const blankForm: Figures = Object.fromEntries(ASKED.map((id) => [id, null]));

/** From the empty form to the approved figure; cells that are not named are left blank, with words. */
export async function report(
  unitId: string,
  periodId: string,
  cells: Figures,
  estimates: readonly IndicatorId[] = [],
): Promise<void> {
  const form = unitId === "BQP" ? cells : { ...blankForm, ...cells };
  await type(unitId, periodId, form, ACTORS.typist, estimates);
  const submitted = await submit(unitId, periodId);
  if (!submitted.ok) throw new Error(`not submitted: ${JSON.stringify(submitted, bigints)}`);
  const approved = await approve(unitId, periodId);
  if (!approved.ok) throw new Error(`not approved: ${approved.reason}`);
}

const bigints = (_key: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

/** A later, corrected version of an approved month. */
export async function correct(unitId: string, periodId: string, cells: Figures): Promise<void> {
  await reopen(unitId, periodId);
  await report(unitId, periodId, cells);
}

/**
 * Approves what was submitted as `decideSubmission` does, and stops between locking and writing.
 * @param meanwhile runs while the rows are locked
 */
export async function approveSlowly(unitId: string, periodId: string, meanwhile: () => Promise<unknown>) {
  const { version } = await read(unitId, periodId);
  const key = { provinceId: provinceOf(unitId), unitId, periodId: periodId as PeriodId };
  await inTransaction(async (tx) => {
    const affected = await lockAffected(tx, [key]);
    await meanwhile();
    await tx.submission.update({
      where: { provinceId_unitId_periodId: key },
      data: { status: "approved", approvedVersion: version, approvedAt: NOW },
    });
    await approveFigures(tx, key, version);
    await recomputeMany(tx, affected, NOW);
  });
}

/** Until somebody waits for a lock in this database; five seconds at most. */
export async function somebodyWaits(): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const rows: { waiting: number }[] = await db.$queryRawUnsafe(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.waiting ?? 0) > 0) return;
    await sleep(100);
  }
}
