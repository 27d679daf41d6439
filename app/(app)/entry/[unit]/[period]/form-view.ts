/** What the page hands to the form: the same as the data layer gave, with every number as a decimal string. */
import type { EntryCell } from "@/lib/data/entry-cell";
import type { EntryForm } from "@/lib/data/entry-form";
import type { EntryHistory } from "@/lib/data/entry-history";
import type { Attainment } from "@/lib/domain/attainment";
import type { CheckContext } from "@/lib/domain/checks";
import type { ByIndicator, SeenCell } from "@/lib/domain/entry-cells";
import { derivedFormula, derivedValue, entrySections } from "@/lib/domain/entry-form";
import { entryAttainment, type EntryTarget } from "@/lib/domain/entry-target";
import { indicator, type IndicatorId, type ReportingKind } from "@/lib/domain/indicator";
import { shortPeriodName } from "@/lib/domain/period";
import { isDerivedId } from "@/lib/domain/rollup";

type Denominator = NonNullable<EntryTarget["denominator"]>;

export type TargetView = {
  kind: EntryTarget["kind"];
  /** The number that stands in the paper: people, đồng, or hundredths of a percent. */
  value: string;
  reachedBefore: string | null;
  yearBase: string | null;
  denominator: (Omit<Denominator, "value"> & { value: string }) | null;
  isCeiling: boolean;
  issuer: string;
  /** "giao sau", "cộng từ 3 tỉnh": how it came to stand for this unit. */
  remark: string | null;
};

export type RowView = {
  id: IndicatorId;
  kind: "entered" | "derived";
  name: string;
  /** The formula of a derived row, the definition of an entered one. */
  formula: string | null;
  definition: string;
  isPart: boolean;
  heading: string | null;
  lastMonth: string | null;
  lastYear: string | null;
  target: TargetView | null;
  /** Where the period asks for some of the rows only: that it asks for this one. */
  isAsked?: boolean;
  /** Remarks on the figure, and where they are read. */
  comments?: { count: number; href: string };
};

export type SectionView = { key: string; title: string; unit: string | null; rows: RowView[] };
type Texts = ByIndicator<string>;

export type ChecksView = Omit<
  CheckContext,
  "lastMonth" | "sameMonthLastYear" | "earlierThisYear" | "population"
> & {
  lastMonth: Texts;
  sameMonthLastYear: Texts;
  earlierThisYear: Texts;
  population: string | null;
};

type HistoryView = {
  /** "11/2022", oldest first; the month that is typed comes after the last. */
  months: string[];
  values: Partial<Record<IndicatorId, (string | null)[]>>;
  workingDaysLeft: number;
};

export type FormView = {
  kind: ReportingKind;
  sections: SectionView[];
  draft: ByIndicator<SeenCell>;
  checks: ChecksView;
  history: HistoryView;
};

const text = (value: bigint | null) => (value === null ? null : String(value));
const integer = (digits: string | null) => (digits === null ? null : BigInt(digits));

type Shown = Pick<EntryForm, "cells" | "checks">;

/** Marks the rows that somebody said something about. */
export function withComments(
  view: FormView,
  counts: Partial<Record<IndicatorId, number>>,
  submissionId: string,
): FormView {
  const marked = (row: RowView): RowView => {
    const count = counts[row.id];
    return count ? { ...row, comments: { count, href: `/submissions/${submissionId}#c-${row.id}` } } : row;
  };
  return { ...view, sections: view.sections.map((one) => ({ ...one, rows: one.rows.map(marked) })) };
}

export function toFormView({ cells, checks }: Shown, history: EntryHistory): FormView {
  const { kind } = checks;
  const entered = cells.map(({ indicator: id }) => id);
  const byId = new Map(cells.map((cell) => [cell.indicator, cell]));
  const asked = askedOf(entered, checks.required);
  return {
    kind,
    sections: entrySections(entered, kind).map(({ rows, ...section }) => ({
      ...section,
      rows: rows.map((row) => {
        const { name, definition } = indicator(row.id);
        const common = { ...row, name, definition };
        const cell = byId.get(row.id);
        return cell
          ? {
              ...common,
              ...(asked.includes(row.id) && asked.length < entered.length ? { isAsked: true } : {}),
              formula: null,
              ...comparators(cell),
              target: targetView(cell),
            }
          : { ...common, ...derivedComparators(row.id, kind, byId), target: null };
      }),
    })),
    draft: Object.fromEntries(cells.map((cell) => [cell.indicator, seen(cell)])),
    checks: packChecks(checks),
    history: packHistory(history),
  };
}

/** Which cells of the form its period asks for. */
export const askedOf = (entered: readonly IndicatorId[], required: readonly IndicatorId[]) =>
  entered.filter((id) => required.includes(id));

function seen({ version, value, isEstimate, note, explanation }: EntryCell): SeenCell {
  return { version, value: text(value), isEstimate, note: note ?? "", explanation: explanation ?? "" };
}

function comparators({ lastMonth, sameMonthLastYear }: EntryCell) {
  return { lastMonth: text(lastMonth), lastYear: text(sameMonthLastYear) };
}

function derivedComparators(id: IndicatorId, kind: ReportingKind, byId: Map<IndicatorId, EntryCell>) {
  if (!isDerivedId(id)) return { formula: null, lastMonth: null, lastYear: null };
  const of = (side: "lastMonth" | "sameMonthLastYear") =>
    text(derivedValue(id, kind, (part) => byId.get(part)?.[side] ?? null));
  return { formula: derivedFormula(id, kind), lastMonth: of("lastMonth"), lastYear: of("sameMonthLastYear") };
}

export function targetView({
  indicator: id,
  target,
}: Pick<EntryCell, "indicator" | "target">): TargetView | null {
  if (!target) return null;
  const { kind, value, reachedBefore, yearBase, denominator, issuer, isLater, madeFrom } = target;
  const from = madeFrom.length > 0 ? `cộng từ ${madeFrom.length} đơn vị` : null;
  return {
    kind,
    value: String(value),
    reachedBefore: text(reachedBefore),
    yearBase: text(yearBase),
    denominator: denominator && { ...denominator, value: String(denominator.value) },
    isCeiling: indicator(id).direction === "lower",
    issuer,
    remark: from ?? (isLater ? "giao sau" : null),
  };
}

/** Where a cell stands against its target with what is typed in it now. */
export function attainmentOf(
  { kind, value: goal, reachedBefore, yearBase, denominator }: TargetView,
  value: bigint | null,
): Attainment {
  const target: EntryTarget = {
    kind,
    value: BigInt(goal),
    reachedBefore: integer(reachedBefore),
    yearBase: integer(yearBase),
    denominator: denominator && { ...denominator, value: BigInt(denominator.value) },
  };
  return entryAttainment(target, value);
}

function packHistory({ months, values: byId, workingDaysLeft }: EntryHistory): HistoryView {
  const packed = Object.entries(byId).map(([id, all]) => [id, all.map(text)] as const);
  return { months: months.map(shortPeriodName), values: Object.fromEntries(packed), workingDaysLeft };
}

type Values = CheckContext["lastMonth"];

export function texts(values: Values): Texts {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, String(value)]));
}

export function values(all: Texts): Values {
  return Object.fromEntries(Object.entries(all).map(([id, digits]) => [id, BigInt(digits)]));
}

function packChecks(context: CheckContext): ChecksView {
  const { kind, asOf, required, bounds, lastMonth, sameMonthLastYear, earlierThisYear, population } = context;
  return {
    kind,
    asOf,
    required,
    bounds,
    lastMonth: texts(lastMonth),
    sameMonthLastYear: texts(sameMonthLastYear),
    earlierThisYear: texts(earlierThisYear),
    population: text(population),
  };
}

/** The checks' context again, in the browser. */
export function unpackChecks(view: ChecksView): CheckContext {
  const { lastMonth, sameMonthLastYear, earlierThisYear, population } = view;
  return {
    ...view,
    lastMonth: values(lastMonth),
    sameMonthLastYear: values(sameMonthLastYear),
    earlierThisYear: values(earlierThisYear),
    population: integer(population),
  };
}
