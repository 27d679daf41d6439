/** The month of a whole province for the keyboard grid: every unit's cells and what they are compared with, read at once. */
import "server-only";
import type { JumpBounds } from "@/lib/domain/check-bounds";
import { enterable } from "@/lib/domain/checks";
import { chooseDenominator } from "@/lib/domain/coverage";
import { standingTargets } from "@/lib/domain/dashboard-targets";
import { grouped } from "@/lib/domain/grouped";
import { INDICATOR_IDS, type IndicatorId, type ReportingKind } from "@/lib/domain/indicator";
import { yearOf, type PeriodId } from "@/lib/domain/period";
import type { Reader } from "@/lib/domain/policy";
import type { Target } from "@/lib/domain/target";
import { readAsked, type Asked } from "./asked";
import { getBoundSettings } from "./check-settings";
import { listDenominators, listTargets } from "./dashboard-plans";
import { listLineages, type LineageMember } from "./dashboard-units";
import { db } from "./db";
import { toEntryCell, type EntryCell, type EntryPlan } from "./entry-cell";
import { readGridFacts, type GridFacts } from "./grid-facts";
import { readSubmissions, type Submission } from "./submissions";

export type GridRow = {
  submission: Submission;
  /** Of the section that is shown, in form order. */
  cells: EntryCell[];
  /** How many of the cells outside the section hold a number, and how many the period asks for there. */
  elsewhere: { filled: number; asked: number };
  earlierThisYear: GridFacts["earlierThisYear"];
  population: bigint | null;
};

export type ProvinceGrid = {
  rows: GridRow[];
  required: (kind: ReportingKind) => readonly IndicatorId[];
  bounds: JumpBounds;
};

/** The submissions of a province's period in scope whose units exist then, by code; none for roles that never see drafts. */
export async function listGridSubmissions(
  reader: Reader,
  provinceId: string,
  periodId: PeriodId,
): Promise<Submission[]> {
  const found = await readSubmissions(db, reader, "ofProvince", periodId, provinceId);
  return found.filter(({ unitExists }) => unitExists);
}

/** What any of these units fills in, in form order. @param submissions of one period */
export async function listEntered(submissions: readonly Submission[]): Promise<IndicatorId[]> {
  const [first] = submissions;
  if (!first) return [];
  const asked = await readAsked(db, [first.periodId]);
  const entered = new Set(
    submissions.flatMap(({ periodId, unit: { reportingKind: kind }, asOf }) =>
      enterable({ kind, asOf, required: asked(periodId, kind) }),
    ),
  );
  return INDICATOR_IDS.filter((id) => entered.has(id));
}

/**
 * Whatever the number of units, one statement reads all cells with what they are compared with.
 * @param submissions of one province and period; they prove that the reader may see them
 * @param section the indicators that are shown
 */
export async function getProvinceGrid(
  submissions: readonly Submission[],
  section: readonly IndicatorId[],
): Promise<ProvinceGrid> {
  const [first] = submissions;
  if (!first) throw new Error("a grid of no submission");
  const { provinceId, periodId } = first;
  const unitIds = submissions.map(({ unitId }) => unitId);
  const [asked, { bounds }, facts, plans] = await Promise.all([
    readAsked(db, [periodId]),
    getBoundSettings(),
    readGridFacts(db, { provinceId, periodId, unitIds, indicators: section }),
    readPlans(submissions, section),
  ]);
  const rows = submissions.flatMap((submission) => {
    const found = facts.get(submission.unitId);
    return found ? [toRow(submission, section, asked, found, plans(submission))] : [];
  });
  return { rows, required: (kind) => asked(periodId, kind), bounds };
}

/** Targets and denominators of all units by two statements, each unit's apart. */
async function readPlans(
  submissions: readonly Submission[],
  section: readonly IndicatorId[],
): Promise<(submission: Submission) => EntryPlan> {
  const [first] = submissions;
  const year = first ? yearOf(first.periodId) : 0;
  const lineages = await listLineages(submissions.map(({ unitId }) => unitId));
  const [targets, denominators] = await Promise.all([
    listTargets(lineages, [year]),
    listDenominators(lineages, year, { newestBefore: year }),
  ]);
  const shown = targets.filter(({ indicator }) => section.includes(indicator));
  const lineageOf = grouped(lineages, ({ rootId }) => rootId);
  const targetsOf = grouped(shown, ({ unitId }: Target) => unitId);
  const denominatorsOf = grouped(denominators, ({ unitId }) => unitId);
  return ({ unitId, asOf }) => {
    const line: LineageMember[] = lineageOf.get(unitId) ?? [];
    const own = line.flatMap(({ id }) => denominatorsOf.get(id) ?? []);
    const given = line.flatMap(({ id }) => targetsOf.get(id) ?? []);
    return { targets: standingTargets(unitId, line, given, own, asOf), denominators: own };
  };
}

function toRow(
  submission: Submission,
  section: readonly IndicatorId[],
  asked: Asked,
  facts: GridFacts,
  plan: EntryPlan,
): GridRow {
  const { unit, unitId, asOf, periodId } = submission;
  const required = asked(periodId, unit.reportingKind);
  const entered = enterable({ kind: unit.reportingKind, asOf, required });
  const year = yearOf(periodId);
  const population = chooseDenominator(plan.denominators, unitId, [], "population", year);
  return {
    submission,
    cells: entered
      .filter((id) => section.includes(id))
      .map((id) => {
        const isRequired = required.includes(id);
        return toEntryCell(id, facts.cells.get(id), { ...facts, isRequired }, plan, submission);
      }),
    elsewhere: {
      filled: facts.filledElsewhere,
      asked: required.filter((id) => !section.includes(id)).length,
    },
    earlierThisYear: facts.earlierThisYear,
    population: population?.value ?? null,
  };
}
