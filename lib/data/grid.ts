/** The month of a whole province for the keyboard grid: every unit's cells and what they are compared with, read at once. */
import "server-only";
import { z } from "zod";
import {
  JUMP_BOUNDS_SETTING,
  jumpBounds,
  jumpBoundsSchema,
  type JumpBounds,
} from "@/lib/domain/check-bounds";
import { enterable } from "@/lib/domain/checks";
import { chooseDenominator, denominatorKind, type Denominator } from "@/lib/domain/coverage";
import { standingTargets } from "@/lib/domain/dashboard-targets";
import { entryTarget } from "@/lib/domain/entry-target";
import { INDICATOR_IDS, REPORTING_KINDS, type IndicatorId, type ReportingKind } from "@/lib/domain/indicator";
import { yearOf, type PeriodId } from "@/lib/domain/period";
import { isDerivedId } from "@/lib/domain/rollup";
import type { StandingTarget, Target } from "@/lib/domain/target";
import { listDenominators, listTargets } from "./dashboard-plans";
import { listLineages, type LineageMember } from "./dashboard-units";
import { db } from "./db";
import type { EntryCell } from "./entry-form";
import { readGridFacts, type GridFacts } from "./grid-facts";
import { indicatorText } from "./submission-cells";
import { readSubmissions, type Reader, type Submission } from "./submissions";

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
  required: Record<ReportingKind, IndicatorId[]>;
  bounds: JumpBounds;
};

const ASKED = `
  SELECT reporting_kind::text AS kind, indicator_id AS indicator FROM period_indicators WHERE period_id = $1`;
const askedSchema = z.array(z.object({ kind: z.enum(REPORTING_KINDS), indicator: indicatorText }));
const BOUNDS = "SELECT value FROM settings WHERE key = $1";
const boundsSchema = z.array(z.object({ value: jumpBoundsSchema }));

/** What the period asks of each kind of unit, in form order. */
export async function readAsked(periodId: PeriodId): Promise<ProvinceGrid["required"]> {
  const asked = askedSchema.parse(await db.$queryRawUnsafe(ASKED, periodId));
  const of = (kind: ReportingKind) => {
    const ids = new Set(asked.flatMap((one) => (one.kind === kind ? [one.indicator] : [])));
    return INDICATOR_IDS.filter((id) => ids.has(id) && !isDerivedId(id));
  };
  return {
    district: of("district"),
    province_office: of("province_office"),
    national_office: of("national_office"),
  };
}

export async function readBounds(): Promise<JumpBounds> {
  const [row] = boundsSchema.parse(await db.$queryRawUnsafe(BOUNDS, JUMP_BOUNDS_SETTING));
  return jumpBounds(row?.value ?? {});
}

/** The submissions of a province's period in scope whose units exist then, by code; none for roles that never see drafts. */
export async function listGridSubmissions(
  reader: Reader,
  provinceId: string,
  periodId: PeriodId,
): Promise<Submission[]> {
  const found = await readSubmissions(db, reader, "ofProvince", periodId, provinceId);
  return found.filter(({ unitExists }) => unitExists);
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
  const [required, bounds, facts, plans] = await Promise.all([
    readAsked(periodId),
    readBounds(),
    readGridFacts(db, { provinceId, periodId, unitIds, indicators: section }),
    readPlans(submissions, section),
  ]);
  const rows = submissions.flatMap((submission) => {
    const found = facts.get(submission.unitId);
    return found ? [toRow(submission, section, required, found, plans(submission))] : [];
  });
  return { rows, required, bounds };
}

type Plan = { targets: readonly StandingTarget[]; denominators: readonly Denominator[] };

/** Targets and denominators of all units by two statements, each unit's apart. */
async function readPlans(
  submissions: readonly Submission[],
  section: readonly IndicatorId[],
): Promise<(submission: Submission) => Plan> {
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

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

function toRow(
  submission: Submission,
  section: readonly IndicatorId[],
  asked: ProvinceGrid["required"],
  facts: GridFacts,
  plan: Plan,
): GridRow {
  const { unit, unitId, asOf, periodId } = submission;
  const required = asked[unit.reportingKind];
  const entered = enterable({ kind: unit.reportingKind, asOf, required });
  const year = yearOf(periodId);
  const population = chooseDenominator(plan.denominators, unitId, [], "population", year);
  return {
    submission,
    cells: entered
      .filter((id) => section.includes(id))
      .map((id) => toCell(id, facts, plan, required.includes(id), unitId, year)),
    elsewhere: {
      filled: facts.filledElsewhere,
      asked: required.filter((id) => !section.includes(id)).length,
    },
    earlierThisYear: facts.earlierThisYear,
    population: population?.value ?? null,
  };
}

function toCell(
  id: IndicatorId,
  facts: GridFacts,
  { targets, denominators }: Plan,
  isRequired: boolean,
  unitId: string,
  year: number,
): EntryCell {
  const cell = facts.cells.get(id);
  const target = targets.find((one) => one.indicator === id && one.isHeadline) ?? null;
  const kind = denominatorKind(id);
  const denominator = kind && chooseDenominator(denominators, unitId, [], kind, year);
  return {
    indicator: id,
    isRequired,
    value: cell?.value ?? null,
    isEstimate: cell?.isEstimate ?? false,
    note: cell?.note ?? null,
    explanation: cell?.explanation ?? null,
    version: cell?.version ?? 0,
    updatedBy: cell?.updatedBy ?? null,
    updatedAt: cell?.updatedAt ?? null,
    lastMonth: facts.lastMonth[id] ?? null,
    sameMonthLastYear: facts.sameMonthLastYear[id] ?? null,
    target: target && entryTarget(id, target, facts, denominator),
  };
}
