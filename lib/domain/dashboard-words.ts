/** The sentences of a dashboard: the answer on top, and what stands of one indicator. */
import type { Comparator } from "./comparison";
import { DENOMINATOR_NAMES } from "./coverage";
import type { IndicatorView, TargetView } from "./dashboard";
import { doubtWords } from "./dashboard-measure";
import { pctOfPlan, planOf } from "./dashboard-rows";
import { isYearOver, shareOfYear } from "./dashboard-progress";
import type { Day } from "./day";
import { INDICATORS, indicator } from "./indicator";
import {
  formatCount,
  formatFixed,
  formatPercent,
  formatSigned,
  formatTrimmed,
  inBillions,
  NO_VALUE,
} from "./number";
import { asOfDay, periodName, yearOf, type PeriodId } from "./period";
import { absolute, compareRatios, divideRounded, percent, rate, type Ratio, type Rounded } from "./ratio";
import type { Unit } from "./unit";
import { capital, pointsWords, remainingWords } from "./wording";

export type Phrase = { text: string; isStrong: boolean };

const plain = (text: string): Phrase => ({ text, isStrong: false });
const strong = (text: string): Phrase => ({ text, isStrong: true });

/** "Bình Thuận" for a province, else the full name: "Việt Nam", "BHXH cơ sở Tánh Linh". */
export function unitTitle(unit: Pick<Unit, "level" | "name" | "shortName">): string {
  return unit.level === "province" ? unit.shortName : unit.name;
}

const COUNTS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
const inWords = (count: number) => COUNTS[count] ?? String(count);

const BILLION = 1_000_000_000n;

/** Money as dashboards say it, in tỷ đồng: whole from ten thousand on, with two decimals below ten. */
export function moneyDecimals(dong: bigint): number {
  const size = dong < 0n ? -dong : dong;
  if (size >= 10_000n * BILLION) return 0;
  return size >= 10n * BILLION ? 1 : 2;
}

export function moneyWords(dong: bigint | null): string {
  return dong === null ? NO_VALUE : formatFixed(inBillions(dong, moneyDecimals(dong)));
}

/** "1.052.062 người", "2.914,6 tỷ đồng" */
export function amountWords(view: Pick<IndicatorView, "id">, value: bigint): string {
  const { unit } = INDICATORS[view.id];
  return unit === "đồng" ? `${moneyWords(value)} tỷ đồng` : `${formatCount(value)} ${unit}`;
}

/** What a day brought, without its sign; below ten people with one decimal: "0,4 người". */
export function perDayWords(view: Pick<IndicatorView, "id">, recent: Rounded): string {
  const size = { ...recent, scaled: absolute(recent.scaled) };
  const { unit } = INDICATORS[view.id];
  if (unit !== "đồng" && size.decimals > 0) return `${formatTrimmed(size)} ${unit}`;
  return amountWords(view, divideRounded(size.scaled, 10n ** BigInt(size.decimals)));
}

/** "còn thiếu 85.302 người", "còn thiếu 285,4 tỷ đồng" */
export function missingWords(view: Pick<IndicatorView, "id">, remaining: bigint): string {
  return remainingWords(remaining, INDICATORS[view.id], (size) => amountWords(view, size));
}

/** The answer to "are we on track?". */
export function lede(views: readonly IndicatorView[], chosen: IndicatorView, period: PeriodId): Phrase[] {
  const known = views.flatMap((view) => (headlineOf(view)?.progress ? [view] : []));
  if (known.length > 1) return manyOnTrack(known, period);
  const [only] = known;
  if (only) return standing(only);
  return standing(chosen.measure.value === null ? (firstWithValue(views) ?? chosen) : chosen, period);
}

const headlineOf = (view: IndicatorView): TargetView | undefined => view.targets[0];
const firstWithValue = (views: readonly IndicatorView[]) =>
  views.find(({ measure }) => measure.value !== null);

function manyOnTrack(views: readonly IndicatorView[], period: PeriodId): Phrase[] {
  const isOver = isYearOver(asOfDay(period));
  const statuses = views.map((view) => headlineOf(view)?.progress?.status);
  const count = (status: string) => statuses.filter((one) => one === status).length;
  const [ok, over] = [count("ok"), count("over")];
  const total = inWords(views.length);
  const first = isOver
    ? yearWords(ok + over, views.length, period)
    : ok === 0 && over === 0
      ? `Chưa chỉ tiêu nào trong ${total} chỉ tiêu đúng tiến độ.`
      : ok === 0
        ? `${capital(inWords(over))} trong ${total} chỉ tiêu đã vượt kế hoạch.`
        : `${capital(inWords(ok))} trong ${total} chỉ tiêu đúng tiến độ${over > 0 ? `, ${inWords(over)} đã vượt kế hoạch` : ""}.`;
  const worst = slowest(views);
  if (!worst) return [strong(first)];
  const name = INDICATORS[worst.view.id].short;
  const gone = formatPercent(percent(shareOfYear(asOfDay(period)), 0));
  const when = isOver ? "" : ` khi đã qua ${gone} thời gian`;
  return [
    plain(`${first} `),
    strong(`${name} ${isOver ? "còn xa chỉ tiêu nhất" : "chậm nhất"}:`),
    plain(` ${grownWords(worst, isOver)}${when}.`),
  ];
}

/** When the year is over: "Hai trong sáu chỉ tiêu đạt kế hoạch năm 2023." */
function yearWords(reached: number, total: number, period: PeriodId): string {
  const year = `kế hoạch năm ${yearOf(period)}`;
  if (reached === 0) return `Không chỉ tiêu nào trong ${inWords(total)} chỉ tiêu đạt ${year}.`;
  return `${capital(inWords(reached))} trong ${inWords(total)} chỉ tiêu đạt ${year}.`;
}

/** "mới thực hiện 20% phần phải tăng thêm"; of what fell "giảm 26 người thay vì tăng thêm 55 người". */
function grownWords({ view, grown }: { view: IndicatorView; grown: Ratio }, isOver: boolean): string {
  const { numerator, denominator } = grown;
  if (numerator < 0n)
    return `giảm ${amountWords(view, -numerator)} thay vì tăng thêm ${amountWords(view, denominator)}`;
  return `${isOver ? "" : "mới "}thực hiện ${formatPercent(percent(grown, 0))} phần phải tăng thêm`;
}

/** "Đã tăng thêm 79,2% phần phải tăng thêm, khi 83,3% thời gian của năm đã qua": what the status is told from. */
export function statusWhy({ targets }: IndicatorView, asOf: Day): string | null {
  const grown = targets[0]?.progress?.grown ?? null;
  if (grown === null) return null;
  const [part, gone] = [formatPercent(percent(grown, 1)), formatPercent(percent(shareOfYear(asOf), 1))];
  return `Xếp tiến độ theo phần tăng thêm: đã được ${part} phần phải tăng trong năm, ${gone} thời gian đã qua`;
}

/** Of the indicators that lag, the one that has the least of its growth. */
function slowest(views: readonly IndicatorView[]) {
  const lagging = views.flatMap((view) => {
    const one = headlineOf(view)?.progress;
    return one && one.grown && (one.status === "behind" || one.status === "risk")
      ? [{ view, grown: one.grown }]
      : [];
  });
  return lagging.toSorted((a, b) => compareRatios(a.grown, b.grown))[0];
}

/** What stands of one indicator: value, plan and what remains, coverage against its rate. */
export function standing(view: IndicatorView, period?: PeriodId): Phrase[] {
  const { short } = indicator(view.id);
  const { value } = view.measure;
  if (value === null) return [plain(`${short} chưa có số liệu${period ? ` ${periodName(period)}` : ""}.`)];
  const plan = planOf(view);
  const remaining = plan?.attainment.remaining ?? null;
  const rest = remaining === null ? "" : `, ${missingWords(view, remaining)}`;
  const doubt = doubtWords(view.measure);
  return [...reached(view, value), plain(`${rest}${coverageWords(view)}${doubt ? ` (${doubt})` : ""}.`)];
}

/** "BHYT đạt 92,5% kế hoạch"; of what is better low "Chậm đóng 434,1 tỷ đồng, bằng 109,07% mức giao". */
function reached(view: IndicatorView, value: bigint): Phrase[] {
  const { name, short, direction, nature } = indicator(view.id);
  const pct = pctOfPlan(view);
  const amount = amountWords(view, value);
  if (pct && direction === "higher") return [strong(`${short} đạt ${formatPercent(percent(pct))} kế hoạch`)];
  if (pct) return [strong(`${short} ${amount}`), plain(`, bằng ${formatPercent(percent(pct))} mức giao`)];
  if (nature !== "flow") return [strong(`${short} ${amount}`)];
  const { inPeriod } = view.measure;
  const month = inPeriod === null ? "" : `, trong kỳ ${amountWords(view, inPeriod)}`;
  return [strong(`${name} ${amount}`), plain(` từ đầu năm${month}`)];
}

/** "; bao phủ 90,4% dân số, thấp hơn 1,85 điểm % so với chỉ tiêu 92,25%" */
function coverageWords({ coverage, targets }: IndicatorView): string {
  if (!coverage) return "";
  const words = `; bao phủ ${formatPercent(percent(coverage.ratio))} ${DENOMINATOR_NAMES[coverage.denominator.kind]}`;
  const target = targets.find(({ attainment }) => attainment.kind === "rate");
  const against = target ? rateWords(target) : "";
  return against === "" ? words : `${words}, ${against}`;
}

/** "tăng 0,52 điểm % so với cùng kỳ: do số người +0,80, do dân số −0,28"; null while the denominator is the same. */
export function rateChangeWords(
  { coverage, rateChange, comparisons }: IndicatorView,
  comparator: Comparator,
): string | null {
  if (!coverage || rateChange.kind === "none" || !rateChange.isDenominatorChanged) return null;
  const { points, peopleEffect, denominatorEffect } = rateChange;
  const size = { ...points, scaled: points.scaled < 0n ? -points.scaled : points.scaled };
  const verb = points.scaled < 0n ? "giảm" : "tăng";
  const change = points.scaled === 0n ? "không đổi" : `${verb} ${formatTrimmed(size)} điểm %`;
  const kind = DENOMINATOR_NAMES[coverage.denominator.kind];
  return `${change} ${comparisons[comparator].base.label}: do số người ${formatSigned(peopleEffect)}, do ${kind} ${formatSigned(denominatorEffect)}`;
}

/** "thấp hơn 1,85 điểm % so với chỉ tiêu 92,25%" */
export function rateWords({ target, attainment }: TargetView): string {
  if (attainment.kind !== "rate" || attainment.points === null) return "";
  const words = pointsWords(attainment.points);
  const goal = formatPercent(rate(target.value));
  return words === "bằng chỉ tiêu" ? `bằng chỉ tiêu ${goal}` : `${words} so với chỉ tiêu ${goal}`;
}
