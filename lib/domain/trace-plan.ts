/** What each target is held against, as formulas; the papers behind it, those before it, and why it is the headline. */
import type { IndicatorView, TargetView, UnitFacts } from "./dashboard";
import { yearBase } from "./dashboard";
import type { DebtView } from "./dashboard-debt";
import { standingTargets } from "./dashboard-targets";
import type { Day } from "./day";
import { INDICATORS } from "./indicator";
import { percent, rate } from "./ratio";
import { monthOf, periodName, type PeriodId } from "./period";
import { AGENCY, type StandingTarget, type Target } from "./target";
import {
  difference,
  differenceShare,
  factor,
  points,
  pointsBetween,
  rateOf,
  share,
  sum,
  whole,
  type Formula,
} from "./trace-formula";

export type TargetTrace = {
  view: TargetView;
  /** In the order in which they build on each other; none where a side is unknown. */
  formulas: readonly Formula[];
  /** Other numbers of the same issuer and kind for the year: earlier ones that it replaced, newest first. */
  replaced: readonly Target[];
  /** Issued, but not in force on the as-of day. */
  coming: readonly Target[];
  /** Of a merged unit without a decision of its own: what its predecessors were given. */
  madeFrom: readonly StandingTarget[];
  /** Their sum. */
  inherited: Formula | null;
  /** Null for what is not the headline. */
  headlineWhy: string | null;
};

export type PlanFacts = {
  /** The targets of the year of the unit and of what it came from, in all versions. */
  targets: readonly Target[];
  debt: DebtView;
  /** Short names by id. */
  names: ReadonlyMap<string, string>;
};

const year = (on: Day) => on.slice(0, 4);

export function tracePlan(
  view: IndicatorView,
  facts: UnitFacts,
  { targets, debt, names }: PlanFacts,
  { period, asOf }: { period: PeriodId; asOf: Day },
): TargetTrace[] {
  const thisYear = targets.filter(({ indicator, scope }) => indicator === view.id && scope === year(asOf));
  return view.targets.map((one) => {
    const { target } = one;
    const rivals = thisYear.filter((other) => isSameAssignment(other, target)).filter(isOther(target));
    const parts = madeFrom(target, facts, targets, asOf);
    return {
      view: one,
      formulas: formulasOf(one, view, facts, debt, period),
      inherited: madeFromFormula(parts, facts, names, asOf),
      replaced: rivals.filter((other) => !isAfter(other, target)).toSorted(newestFirst),
      coming: rivals.filter((other) => isAfter(other, target)).toSorted(newestFirst),
      madeFrom: parts,
      headlineWhy: headlineWhy(target),
    };
  });
}

const isSameAssignment = (a: Target, b: Target) =>
  a.unitId === b.unitId && a.kind === b.kind && a.issuer === b.issuer;

const isOther = (target: Target) => (other: Target) =>
  other.decisionNumber !== target.decisionNumber || other.version !== target.version;

const isAfter = (other: Target, target: Target) =>
  other.effectiveOn > target.effectiveOn && other.decisionNumber !== target.decisionNumber;

const age = ({ effectiveOn, recordedAt, version }: Target) =>
  `${effectiveOn} ${recordedAt} ${String(version).padStart(6, "0")}`;
const newestFirst = (a: Target, b: Target) => (age(a) < age(b) ? 1 : -1);

/** "cộng từ 3 đơn vị cũ": each with its own standing target. */
function madeFrom(
  { madeFrom: ids, kind, issuer, indicator }: StandingTarget,
  facts: UnitFacts,
  targets: readonly Target[],
  asOf: Day,
): StandingTarget[] {
  return ids.flatMap((id) =>
    standingTargets(id, facts.lineage, targets, facts.denominators, asOf).filter(
      (one) => one.kind === kind && one.issuer === issuer && one.indicator === indicator,
    ),
  );
}

function headlineWhy({ isHeadline, headlineReason, kind, issuer }: StandingTarget): string | null {
  if (!isHeadline) return null;
  if (headlineReason !== null) return `Chọn làm chỉ tiêu chính: ${headlineReason}`;
  return kind === "headcount" && AGENCY.has(issuer)
    ? "Là chỉ tiêu chính theo quy tắc: số người do BHXH Việt Nam giao đứng trước"
    : "Là chỉ tiêu chính theo quy tắc: không có số người do BHXH Việt Nam giao nên lấy quyết định mới nhất";
}

function formulasOf(
  one: TargetView,
  view: IndicatorView,
  facts: UnitFacts,
  debt: DebtView,
  period: PeriodId,
): Formula[] {
  const { target } = one;
  const { value } = view.measure;
  if (value === null) return [];
  const now = whole(value, `thực hiện đến ${periodName(period)}`, { section: "value" });
  if (target.kind === "rate")
    return INDICATORS[view.id].direction === "lower"
      ? limitFormulas(now, target, debt)
      : rateFormulas(now, one, view);
  const goal = whole(target.value, `chỉ tiêu ${target.scope} của ${target.issuer}`);
  if (target.kind !== "increase")
    return [
      ...(target.value === 0n ? [] : [share(now, goal, "thực hiện kế hoạch")]),
      difference(goal, now, restName(view, target.value - value)),
    ];
  const base = yearBase(facts, view.id, period);
  if (base === null) return [];
  const december = whole(base, "cuối năm trước");
  const grown = whole(value - base, "đã tăng thêm");
  return [
    difference(now, december, "đã tăng thêm"),
    ...(target.value === 0n ? [] : [differenceShare([now, december, goal], "thực hiện kế hoạch", "reached")]),
    difference(goal, grown, restName(view, target.value - (value - base))),
  ];
}

/** What a difference that is left over means. */
function restName({ id }: IndicatorView, rest: bigint): string {
  if (INDICATORS[id].direction === "lower") return rest < 0n ? "cao hơn mức giao" : "thấp hơn mức giao";
  return rest < 0n ? "vượt chỉ tiêu" : "còn thiếu";
}

function rateFormulas(
  now: ReturnType<typeof whole>,
  { target, attainment }: TargetView,
  view: IndicatorView,
): Formula[] {
  const { coverage } = view;
  if (coverage === null || attainment.kind !== "rate" || attainment.headcount === null) return [];
  const goal = `chỉ tiêu ${target.scope} của ${target.issuer}`;
  const reached = points(percent(coverage.ratio), "% bao phủ", { section: "coverage" });
  const people = whole(coverage.denominator.value, "mẫu số", { section: "coverage" });
  const needed = rateOf(factor(target.value, goal), people, "số người phải có", "up");
  return [
    ...(attainment.points === null
      ? []
      : [pointsBetween(reached, points(rate(target.value), goal), "điểm %")]),
    needed,
    difference(
      whole(attainment.headcount, "số người phải có"),
      now,
      restName(view, attainment.headcount - now.number.scaled),
    ),
  ];
}

/** Of chậm đóng a rate is a limit in percent of kế hoạch thu. */
function limitFormulas(
  now: ReturnType<typeof whole>,
  target: StandingTarget,
  { ratios, limit }: DebtView,
): Formula[] {
  const allowed = limit?.allowed ?? null;
  if (ratios.plan === null || allowed === null) return [];
  const planned = whole(ratios.plan.denominator, "kế hoạch thu", { indicator: "THU", section: "plan" });
  const goal = `mức giao ${target.scope} của ${target.issuer}`;
  return [
    share(now, planned, "trên kế hoạch thu"),
    ...(limit?.points
      ? [
          pointsBetween(
            points(percent(ratios.plan), "% kế hoạch thu"),
            points(rate(target.value), goal),
            "điểm %",
          ),
        ]
      : []),
    rateOf(factor(target.value, goal), planned, "mức được phép", "half"),
    difference(now, whole(allowed, "mức được phép"), "còn phải giảm (dưới 0: thấp hơn mức giao)"),
  ];
}

/** Chậm đóng by each of its bases. */
export function debtFormulas(value: bigint | null, { ratios, interest }: DebtView): Formula[] {
  if (value === null) return [];
  const debt = whole(value, "chậm đóng", { section: "value" });
  const bases = [
    ["plan", "kế hoạch thu", { indicator: "THU", section: "plan" }],
    ["due", "số phải thu", { indicator: "PHAI_THU", section: "value" }],
    ["collected", "số đã thu", { indicator: "THU", section: "value" }],
  ] as const;
  const over = bases.flatMap(([key, name, to]) => {
    const exact = ratios[key];
    return exact === null ? [] : [share(debt, whole(exact.denominator, name, to), `trên ${name}`)];
  });
  if (!interest?.share) return over;
  const bearing = whole(interest.value, "phải tính lãi", { indicator: "NO_TINH_LAI", section: "value" });
  return [...over, share(bearing, debt, "phần phải tính lãi", 1)];
}

/** What predecessors were given, added; a rate is weighted and has no sum. Each is explained as of its last month. */
function madeFromFormula(
  parts: readonly StandingTarget[],
  { lineage }: UnitFacts,
  names: ReadonlyMap<string, string>,
  asOf: Day,
): Formula | null {
  if (parts.length < 2 || parts[0]?.kind === "rate") return null;
  return sum(
    parts.map(({ unitId, value }) => {
      const validTo = lineage.find(({ id }) => id === unitId)?.validTo ?? null;
      const ended = validTo !== null && validTo < asOf ? { period: monthOf(validTo as PeriodId) } : {};
      const operand = whole(value, names.get(unitId) ?? unitId, { unitId, ...ended, section: "plan" });
      return { sign: 1n as const, operand };
    }),
    "chỉ tiêu cộng lại",
  );
}
