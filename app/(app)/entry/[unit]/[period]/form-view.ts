/** What the page hands to the form: the same as the data layer gave, with every number as a decimal string. */
import type { EntryCell, EntryForm } from "@/lib/data/entry-form";
import type { EntryHistory } from "@/lib/data/entry-history";
import type { CheckContext } from "@/lib/domain/checks";
import type { ByIndicator, SeenCell } from "@/lib/domain/entry-cells";
import { derivedFormula, derivedValue, entrySections } from "@/lib/domain/entry-form";
import { indicator, type IndicatorId, type ReportingKind } from "@/lib/domain/indicator";
import { shortPeriodName } from "@/lib/domain/period";
import { isDerivedId } from "@/lib/domain/rollup";

export type TargetView = {
  /** The number that stands in the paper: people, đồng, or hundredths of a percent. */
  value: string;
  isRate: boolean;
  isCeiling: boolean;
  issuer: string;
  /** "giao sau", "cộng từ 3 tỉnh": how it came to stand for this unit. */
  remark: string | null;
  /** The value that fulfils it; null where that cannot be told. */
  goal: string | null;
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

export function toFormView({ submission, cells, checks }: EntryForm, history: EntryHistory): FormView {
  const { reportingKind: kind } = submission.unit;
  const entered = cells.map(({ indicator: id }) => id);
  const byId = new Map(cells.map((cell) => [cell.indicator, cell]));
  return {
    kind,
    sections: entrySections(entered, kind).map(({ rows, ...section }) => ({
      ...section,
      rows: rows.map((row) => {
        const { name, definition } = indicator(row.id);
        const common = { ...row, name, definition };
        const cell = byId.get(row.id);
        return cell
          ? { ...common, formula: null, ...comparators(cell), target: targetView(cell) }
          : { ...common, ...derivedComparators(row.id, kind, byId), target: null };
      }),
    })),
    draft: Object.fromEntries(cells.map((cell) => [cell.indicator, seen(cell)])),
    checks: packChecks(checks),
    history: packHistory(history),
  };
}

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

function targetView(cell: EntryCell): TargetView | null {
  const { target, lastDecember, value, remaining } = cell;
  if (!target) return null;
  const { issuer, isLater, madeFrom } = target;
  const goals = {
    headcount: target.value,
    amount: target.value,
    increase: lastDecember === null ? null : lastDecember + target.value,
    rate: value === null || remaining === null ? null : value + remaining,
  };
  const from = madeFrom.length > 0 ? `cộng từ ${madeFrom.length} đơn vị` : null;
  return {
    value: String(target.value),
    isRate: target.kind === "rate",
    isCeiling: indicator(cell.indicator).direction === "lower",
    issuer,
    remark: from ?? (isLater ? "giao sau" : null),
    goal: text(goals[target.kind]),
  };
}

function packHistory({ months, values: byId, workingDaysLeft }: EntryHistory): HistoryView {
  const packed = Object.entries(byId).map(([id, all]) => [id, all.map(text)] as const);
  return { months: months.map(shortPeriodName), values: Object.fromEntries(packed), workingDaysLeft };
}

type Values = CheckContext["lastMonth"];

function texts(values: Values): Texts {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, String(value)]));
}

function values(all: Texts): Values {
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
    population: population === null ? null : BigInt(population),
  };
}
