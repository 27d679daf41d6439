/** The fields that sentences of reports know, and what each says of the facts. A field without data is null. */
import type { Comparator } from "./comparison";
import type { Coverage } from "./coverage";
import type { IndicatorView, TargetView } from "./dashboard";
import { doubtWords, isTentative, judged, type Measure } from "./dashboard-measure";
import { knownRemaining, pctOfPlan, planOf } from "./dashboard-rows";
import { perDayWords, unitTitle } from "./dashboard-words";
import { formatDay, proseMonth } from "./day";
import { INDICATORS, type IndicatorId } from "./indicator";
import { formatPercent } from "./number";
import { periodKind, periodName, yearOf, type PeriodId } from "./period";
import { absolute, percent, rate, ratio, type Rounded } from "./ratio";
import type { ReportFacts } from "./report-facts";
import { amountIn, pctIn, roughPct, type ReportStyle } from "./report-style";
import { inSentence } from "./report-units";
import { targetAmount } from "./target-words";
import { provinceKind } from "./unit";
import { pointsWords } from "./wording";

export type Field = readonly [name: string, value: string | null];

const QUARTERS = ["I", "II", "III", "IV"];

/** "8/2022" */
const month = (period: PeriodId) => `${proseMonth(period)}/${yearOf(period)}`;

/** "quý I/2022" of a month that ends one. */
function quarter(period: PeriodId): string | null {
  const number = Number(period.slice(5, 7));
  const isEnd = periodKind(period) === "month" && number % 3 === 0;
  return isEnd ? `quý ${QUARTERS[number / 3 - 1] ?? ""}/${yearOf(period)}` : null;
}

/** "toàn quốc", "toàn thành phố", "huyện Tánh Linh" */
export function placeWords({ scope, unit }: ReportFacts): string {
  if (scope === "nation") return "toàn quốc";
  if (scope === "unit") return inSentence(unit.name);
  return `toàn ${provinceKind(unit.name)}`;
}

/** "cùng kỳ năm 2022"; of a flash period that has to take a month end that month. */
function baseWords({ context }: ReportFacts, comparator: Comparator): string {
  const { periodId } = context.bases[comparator];
  if (comparator === "ytd") return `cuối năm ${yearOf(periodId)}`;
  if (comparator === "mom") return periodName(periodId);
  const isSame = periodKind(periodId) === periodKind(context.period);
  return isSame ? `cùng kỳ năm ${yearOf(periodId)}` : `cùng kỳ (${periodName(periodId)})`;
}

export const COMMON_FIELDS = [
  "ngày",
  "tháng",
  "quý",
  "thời điểm",
  "năm",
  "phạm vi",
  "tên đơn vị",
  "cùng kỳ",
  "cuối năm",
  "tháng trước",
] as const;

export function commonValues(facts: ReportFacts): Field[] {
  const { period, asOf } = facts.context;
  const day = `ngày ${formatDay(asOf)}`;
  const ofMonth = periodKind(period) === "month" ? `tháng ${month(period)}` : null;
  return [
    ["ngày", day],
    ["tháng", ofMonth],
    ["quý", quarter(period)],
    ["thời điểm", ofMonth === null ? day : `hết ${ofMonth}`],
    ["năm", String(yearOf(period))],
    ["phạm vi", placeWords(facts)],
    ["tên đơn vị", unitTitle(facts.unit)],
    ["cùng kỳ", baseWords(facts, "yoy")],
    ["cuối năm", baseWords(facts, "ytd")],
    ["tháng trước", baseWords(facts, "mom")],
  ];
}

/** Of one indicator; "ước" and "tạm tính" say what its number is worth. */
export const FIGURE_FIELDS = [
  "ước",
  "tạm tính",
  "giá trị",
  "trong kỳ",
  "% kế hoạch",
  "% kế hoạch làm tròn",
  "kế hoạch",
  "nơi giao",
  "còn thiếu",
  "vượt",
  "cần mỗi ngày",
  "tăng giảm so cùng kỳ",
  "% so cùng kỳ",
  "tăng giảm % so cùng kỳ",
  "tăng giảm so cuối năm",
  "% so cuối năm",
  "tăng giảm % so cuối năm",
  "tăng giảm so tháng trước",
  "% so tháng trước",
  "bao phủ",
  "mẫu số",
  "chỉ tiêu bao phủ",
  "nơi giao bao phủ",
  "so chỉ tiêu bao phủ",
  "bằng chỉ tiêu bao phủ",
] as const;

const issuerWords = (issuer: string) => (issuer === "BHXH VN" ? "BHXH Việt Nam" : issuer);

/** Below whatever marks numbers as tạm tính. */
export const PROVISIONAL_REASONS = "chưa đủ đơn vị, chưa đủ tháng, hoặc lấy số kỳ trước";

/** "(tạm tính)"; what lacks units says of how many. */
export function provisionalWords(measure: Measure): string | null {
  if (!isTentative(measure)) return null;
  const doubt = doubtWords(measure);
  return doubt === null ? "(tạm tính)" : `(tạm tính, ${doubt})`;
}

function denominatorWords({ denominator }: Coverage): string {
  if (denominator.kind === "population") return "dân số";
  return denominator.basis === "working_age" ? "lực lượng lao động trong độ tuổi" : "lực lượng lao động";
}

/** "tăng hơn 2,36 triệu người", "15,96%", "tăng 15,96%"; what has not changed has no percentage. */
function changeFields(
  view: IndicatorView,
  style: ReportStyle,
  comparator: Comparator,
  name: string,
): Field[] {
  const { growth } = view.comparisons[comparator];
  const [amount, size, both] = [`tăng giảm ${name}`, `% ${name}`, `tăng giảm % ${name}`];
  if (growth.kind === "none") {
    return [
      [amount, null],
      [size, null],
      [both, null],
    ];
  }
  const { delta, pct } = growth;
  if (delta === 0n) {
    return [
      [amount, "không đổi"],
      [size, null],
      [both, "không đổi"],
    ];
  }
  const verb = delta < 0n ? "giảm" : "tăng";
  const share = pct && pctIn({ ...pct, numerator: absolute(pct.numerator) });
  return [
    [amount, `${verb} ${amountIn(style, view.id, delta, "change")}`],
    [size, share],
    [both, share && `${verb} ${share}`],
  ];
}

function planFields(view: IndicatorView, style: ReportStyle): Field[] {
  const plan = planOf(view);
  const remaining = plan === null ? null : knownRemaining(view);
  const isLower = INDICATORS[view.id].direction === "lower";
  const short = remaining !== null && remaining > 0n && !isLower;
  const past = remaining !== null && remaining < 0n && !isLower;
  const target = plan?.target;
  const increase = target?.kind === "increase" ? "phát triển mới " : "";
  return [
    ["% kế hoạch", pctIn(pctOfPlan(view))],
    ["% kế hoạch làm tròn", roughPct(pctOfPlan(view), style)],
    ["kế hoạch", target ? `${increase}${planAmount(view.id, target, style)}` : null],
    ["nơi giao", target ? issuerWords(target.issuer) : null],
    ["còn thiếu", short ? amountIn({ ...style, rounding: "exact" }, view.id, remaining) : null],
    ["vượt", past ? amountIn({ ...style, rounding: "exact" }, view.id, -remaining) : null],
    ["cần mỗi ngày", neededWords(view)],
  ];
}

/** A plan is a round number as it was given: never rounded again. */
function planAmount(id: IndicatorId, { kind, value }: TargetView["target"], style: ReportStyle): string {
  if (kind === "amount") return amountIn({ ...style, rounding: "exact" }, id, value);
  return targetAmount(id, kind, value);
}

function neededWords({ id, pace }: IndicatorView): string | null {
  const needed = pace?.needed ?? null;
  return needed === null || needed <= 0n ? null : perDayWords({ id }, { scaled: needed, decimals: 0 });
}

/** "thấp hơn 1,85 điểm %", to be followed by what it is compared with; met to the point "bằng chỉ tiêu 92,25%" instead. */
function againstFields(name: string, noun: string, given: bigint | null, points: Rounded | null): Field[] {
  const isMet = points?.scaled === 0n;
  return [
    [`so ${name}`, points === null || isMet ? null : pointsWords(points)],
    [`bằng ${name}`, isMet && given !== null ? `bằng ${noun} ${formatPercent(rate(given))}` : null],
  ];
}

function coverageFields({ coverage, targets, measure }: IndicatorView): Field[] {
  // A part of the people over all of the population is no rate.
  const known = measure.unknown > 0 ? null : coverage;
  const target = known === null ? undefined : targets.find(({ attainment }) => attainment.kind === "rate");
  const points = target?.attainment.kind === "rate" ? target.attainment.points : null;
  return [
    ["bao phủ", known && formatPercent(percent(known.ratio))],
    ["mẫu số", known && denominatorWords(known)],
    ["chỉ tiêu bao phủ", target ? formatPercent(rate(target.target.value)) : null],
    ["nơi giao bao phủ", target ? issuerWords(target.target.issuer) : null],
    ...againstFields("chỉ tiêu bao phủ", "chỉ tiêu", target?.target.value ?? null, points),
  ];
}

/** Nobody in it, as is known nobody before, and none asked for: an office without this insurance has nothing to report of it. */
function isNothing({ id, measure, targets, comparisons }: IndicatorView): boolean {
  if (INDICATORS[id].group !== "people" || judged(measure) !== 0n || targets.length > 0) return false;
  const known = Object.values(comparisons).flatMap(({ growth }) =>
    growth.kind === "growth" ? [growth.delta] : [],
  );
  return known.length > 0 && known.every((delta) => delta === 0n);
}

/** All of {@link FIGURE_FIELDS}; null each where the indicator has no value, or where nothing is to be told. */
export function figureValues(view: IndicatorView | undefined, style: ReportStyle): Field[] {
  const value = view?.measure.value ?? null;
  if (!view || value === null || isNothing(view)) return FIGURE_FIELDS.map((name) => [name, null]);
  const { measure, id } = view;
  return [
    ["ước", measure.isEstimate ? "ước" : null],
    ["tạm tính", provisionalWords(measure)],
    ["giá trị", amountIn(style, id, value)],
    ["trong kỳ", measure.inPeriod === null ? null : amountIn(style, id, measure.inPeriod)],
    ...planFields(view, style),
    ...changeFields(view, style, "yoy", "so cùng kỳ"),
    ...changeFields(view, style, "ytd", "so cuối năm"),
    ...changeFields(view, style, "mom", "so tháng trước").slice(0, 2),
    ...coverageFields(view),
  ];
}

export const DEBT_FIELDS = [
  "% kế hoạch thu",
  "% số phải thu",
  "% số đã thu",
  "mức giao",
  "so mức giao",
  "bằng mức giao",
  "phải tính lãi",
  "% phải tính lãi",
] as const;

export function debtValues({ debt, views }: ReportFacts, style: ReportStyle): Field[] {
  const { ratios, limit, interest } = debt;
  const value = views.get("NO")?.measure.value ?? null;
  return [
    ["% kế hoạch thu", pctIn(ratios.plan)],
    ["% số phải thu", pctIn(ratios.due)],
    ["% số đã thu", pctIn(ratios.collected)],
    ["mức giao", limit && formatPercent(rate(limit.target.value))],
    ...againstFields("mức giao", "mức giao", limit?.target.value ?? null, limit?.points ?? null),
    ["phải tính lãi", interest && amountIn(style, "NO_TINH_LAI", interest.value)],
    ["% phải tính lãi", interest && pctIn(ratio(interest.value, value))],
  ];
}
