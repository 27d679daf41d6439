/**
 * What the grid of a province does to many submissions at once: each in a transaction of its own, each with an answer of its
 * own, so that one that is refused keeps none of the others back.
 */
import "server-only";
import { blockingIssues, checkCells, type CheckCells, type Issue } from "@/lib/domain/checks";
import { chooseDenominator } from "@/lib/domain/coverage";
import { dayInVietnam } from "@/lib/domain/day";
import { INDICATOR_IDS } from "@/lib/domain/indicator";
import { yearOf, type PeriodId } from "@/lib/domain/period";
import type { Actor, Reader } from "@/lib/domain/policy";
import { isDerivedId } from "@/lib/domain/rollup";
import { canEnter, parseSubmissionId } from "@/lib/domain/submission";
import { readAsked } from "./asked";
import { getBoundSettings } from "./check-settings";
import { listDenominators } from "./dashboard-plans";
import { db } from "./db";
import { saveDraftCells, type DraftCellInput, type SaveDraftResult } from "./drafts";
import { listGridSubmissions } from "./grid";
import { readGridFacts, type GridFacts } from "./grid-facts";
import { submitSubmission, type SubmitResult } from "./submission-decisions";
import { readSubmissions, type Submission } from "./submissions";

/** A submission as the grid saw it, with what was typed into it. */
export type GridChange = { id: string; lockVersion: number; cells: readonly DraftCellInput[] };
/** `not-found`: there is no such submission in the scope of this person. */
export type GridSave = { id: string; result: SaveDraftResult | { ok: false; reason: "not-found" } };

/** The submissions with these ids that the reader may see, read province by province. */
async function findSubmissions(reader: Reader, ids: readonly string[]): Promise<Map<string, Submission>> {
  const keys = ids.flatMap((id) => parseSubmissionId(id) ?? []);
  const wanted = new Set(ids);
  const places = new Map(keys.map((key) => [`${key.provinceId} ${key.periodId}`, key]));
  const found = new Map<string, Submission>();
  for (const { provinceId, periodId } of places.values())
    for (const one of await readSubmissions(db, reader, "ofProvince", periodId, provinceId))
      if (wanted.has(one.id)) found.set(one.id, one);
  return found;
}

/** Saves cells of many submissions; of each cell it is said whether it was saved, overtaken or refused. */
export async function saveGridCells(
  changes: readonly GridChange[],
  actor: Actor,
  now: Date,
): Promise<GridSave[]> {
  const submissions = await findSubmissions(
    actor,
    changes.map(({ id }) => id),
  );
  const saves: GridSave[] = [];
  for (const { id, lockVersion, cells } of changes) {
    const seen = submissions.get(id);
    const result: GridSave["result"] = seen
      ? await saveDraftCells({ ...seen, lockVersion }, cells, actor, now)
      : { ok: false, reason: "not-found" };
    saves.push({ id, result });
  }
  return saves;
}

export type GridSubmit = { id: string; result: SubmitResult | { ok: false; reason: "not-found" } };

/** Submits each of them, one after the other; one that is refused stays as it was and the next is tried. */
export async function submitMany(
  seen: readonly { id: string; lockVersion: number }[],
  actor: Actor,
  now: Date,
): Promise<GridSubmit[]> {
  const submissions = await findSubmissions(
    actor,
    seen.map(({ id }) => id),
  );
  const answers: GridSubmit[] = [];
  for (const { id, lockVersion } of seen) {
    const submission = submissions.get(id);
    const result: GridSubmit["result"] = submission
      ? await submitSubmission({ ...submission, lockVersion }, actor, now)
      : { ok: false, reason: "not-found" };
    answers.push({ id, result });
  }
  return answers;
}

/** A submission that this person may send today, with what is in the way of it. */
export type Sendable = { submission: Submission; blocking: Issue[]; filled: number };

/** Of a province and period all that may be sent by this person, checked as submitting checks them. */
export async function listSendable(
  actor: Actor,
  provinceId: string,
  periodId: PeriodId,
  now: Date,
): Promise<Sendable[]> {
  const today = dayInVietnam(now);
  const all = await listGridSubmissions(actor, provinceId, periodId);
  const open = all.filter((one) => canEnter(one, actor, today));
  const unitIds = open.map(({ unitId }) => unitId);
  const indicators = INDICATOR_IDS.filter((id) => !isDerivedId(id));
  const year = yearOf(periodId);
  const [asked, { bounds }, facts, denominators] = await Promise.all([
    readAsked(db, [periodId]),
    getBoundSettings(),
    readGridFacts(db, { provinceId, periodId, unitIds, indicators }),
    listDenominators(
      unitIds.map((id) => ({ id, provinceId })),
      year,
      { newestBefore: year },
    ),
  ]);
  return open.flatMap((submission) => {
    const { unit, unitId, asOf } = submission;
    const found = facts.get(unitId);
    if (!found) return [];
    const cells = checkCellsOf(found);
    const population = chooseDenominator(denominators, unitId, [], "population", year)?.value ?? null;
    const { lastMonth, sameMonthLastYear, earlierThisYear } = found;
    const issues = checkCells(cells, {
      kind: unit.reportingKind,
      asOf,
      required: asked(periodId, unit.reportingKind),
      lastMonth,
      sameMonthLastYear,
      earlierThisYear,
      population,
      bounds,
    });
    const filled = Object.values(cells).filter(({ value }) => value !== null).length;
    return [{ submission, blocking: blockingIssues(issues, cells), filled }];
  });
}

function checkCellsOf({ cells }: GridFacts): CheckCells {
  return Object.fromEntries(
    [...cells].map(([id, { value, explanation }]) => [id, { value, explanation }] as const),
  );
}
