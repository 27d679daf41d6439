/** Where the value should be by now, what remains, and the pace needed and reached, as formulas. */
import { knownRemaining, remainingOfAll, type ChildRow, type RemainingOver } from "./dashboard-rows";
import {
  broughtRecently,
  complete,
  measureIn,
  yearBase,
  type IndicatorView,
  type TargetView,
  type UnitFacts,
} from "./dashboard";
import { monthsUpTo, type DashboardContext } from "./dashboard-context";
import { doubtWords, isWhole } from "./dashboard-measure";
import { shareOfYear } from "./dashboard-progress";
import { decemberBefore } from "./comparison";
import { addDays, type Day } from "./day";
import { INDICATORS } from "./indicator";
import { recentBase, workingDays } from "./pace";
import { asOfDay, periodName, yearOf } from "./period";
import { between, difference, paceShare, quotient, share, sum, whole, type Formula } from "./trace-formula";

/** Of one target: where the value should be, and the rule that tells the status. */
export type PositionTrace = { view: TargetView; formulas: readonly Formula[]; note: string | null };

export type PaceTrace = {
  positions: readonly PositionTrace[];
  /** Why no target has a position by now; null if one has, and without a target. */
  unplaced: string | null;
  /** Null while no pace is told; the reason says why. */
  pace: { formulas: readonly Formula[]; holidays: readonly Day[] } | null;
  reason: string | null;
  /** Of the units below: each that has a target, with what remains; null where none has. */
  below: { over: RemainingOver; rows: readonly { row: ChildRow; remaining: bigint }[] } | null;
};

export function tracePace(
  view: IndicatorView,
  facts: UnitFacts,
  children: readonly ChildRow[],
  context: DashboardContext,
): PaceTrace {
  const over = remainingOfAll(children);
  const rows = children.flatMap((row) => {
    const remaining = knownRemaining(row.view);
    return remaining === null ? [] : [{ row, remaining }];
  });
  const positions = view.targets.flatMap((one) => positionOf(one, view, facts, context) ?? []);
  return {
    positions,
    unplaced: positions.length === 0 && view.targets.length > 0 ? noPosition(view, facts, context) : null,
    pace: paceOf(view, facts, context),
    reason: view.pace === null ? noPace(view) : null,
    below: over && rows.length > 0 ? { over, rows } : null,
  };
}

function noPosition({ id, measure }: IndicatorView, facts: UnitFacts, { period }: DashboardContext): string {
  if (measure.value === null) return "Chưa có số thực hiện nên chưa tính được mức cần có";
  const doubt = doubtWords(measure);
  if (doubt !== null) return `Chưa xếp tiến độ: số thực hiện ${doubt}`;
  const december = decemberBefore(period);
  return yearBase(facts, id, period) === null
    ? `Chưa có đủ số ${periodName(december)} nên chưa tính được mức cần có`
    : "Chưa có mẫu số của tỷ lệ giao nên chưa tính được mức cần có";
}

function noPace({ id, targets, measure }: IndicatorView): string {
  if (INDICATORS[id].direction === "lower")
    return "Mức giao là mức trần, giữ cả năm, nên không tính tốc độ mỗi ngày";
  const [headline] = targets;
  if (!headline) return "Chưa giao chỉ tiêu nên không tính tốc độ";
  if (!isWhole(measure)) return `Số thực hiện ${doubtWords(measure) ?? ""} nên chưa tính tốc độ`;
  return headline.attainment.remaining === null
    ? "Chưa tính được phần còn thiếu nên chưa tính tốc độ"
    : "Đã đạt chỉ tiêu chính, không còn phần phải làm thêm";
}

function positionOf(
  one: TargetView,
  view: IndicatorView,
  facts: UnitFacts,
  { period, asOf, rule }: DashboardContext,
): PositionTrace | null {
  const { target, attainment, progress } = one;
  const { value } = view.measure;
  const goal = attainment.kind === "rate" ? attainment.headcount : target.value;
  if (progress === null || goal === null || value === null) return null;
  const goalTerm = whole(goal, attainment.kind === "rate" ? "số người phải có" : "chỉ tiêu", {
    section: "plan",
  });
  if (INDICATORS[view.id].direction === "lower") {
    const now = whole(value, "thực hiện", { section: "value" });
    const formulas = value > 0n ? [share(goalTerm, now, "mức giao trên thực hiện")] : [];
    return {
      view: one,
      formulas,
      note: progress.isFinal
        ? "Đã hết năm: trên mức giao là không đạt."
        : `Từ ${rule.okPercent}% là sát mức giao, dưới nữa là cao hơn mức giao.`,
    };
  }
  const december = yearBase(facts, view.id, period);
  const isIncrease = target.kind === "increase";
  const start = isIncrease ? 0n : december;
  const counted = isIncrease ? (december === null ? null : value - december) : value;
  if (start === null || counted === null || progress.expected === null)
    return {
      view: one,
      formulas: [],
      note:
        progress.status === "over"
          ? "Đã đạt chỉ tiêu; chưa có đủ số liệu cuối năm trước."
          : "Đã hết năm, chưa tới chỉ tiêu; chưa có đủ số liệu cuối năm trước.",
    };
  if (goal <= start)
    return {
      view: one,
      formulas: [],
      note: "Đầu năm đã đạt chỉ tiêu nên mức cần có bằng chính chỉ tiêu.",
    };
  const { numerator, denominator } = shareOfYear(asOf);
  const from =
    isIncrease || isFromZero(view)
      ? whole(start, "đầu năm")
      : whole(start, "cuối năm trước", { period: decemberBefore(period), section: "value" });
  const now = whole(counted, isIncrease ? "đã tăng thêm" : "thực hiện", { section: "value" });
  const gone = whole(numerator, "ngày đã qua");
  const days = whole(denominator, "ngày của năm");
  const got = whole(counted - start, "đã tăng thêm");
  const need = whole(goal - start, "phải tăng thêm");
  return {
    view: one,
    formulas: [
      between(from, goalTerm, gone, days, "mức cần có"),
      share(whole(progress.expected, "mức cần có"), goalTerm, "cần có, trên chỉ tiêu", 1),
      difference(now, from, "đã tăng thêm"),
      difference(goalTerm, from, "phải tăng thêm"),
      paceShare({ got, need, gone, days }, "so với tiến độ"),
    ],
    note: progress.isFinal
      ? "Đã hết năm: đạt chỉ tiêu là hoàn thành hoặc vượt, chưa tới là không đạt."
      : `Đúng tiến độ từ ${rule.okPercent}%, có nguy cơ chậm từ ${rule.riskPercent}%, dưới nữa là chậm; đạt chỉ tiêu là hoàn thành hoặc vượt.`,
  };
}

const isFromZero = ({ id }: IndicatorView) =>
  INDICATORS[id].nature === "flow" || INDICATORS[id].nature === "cumulative";

function paceOf(view: IndicatorView, facts: UnitFacts, context: DashboardContext): PaceTrace["pace"] {
  const { pace, targets } = view;
  const remaining = targets[0]?.attainment.remaining ?? null;
  if (pace === null || remaining === null) return null;
  const { asOf, period, holidays } = context;
  const end = `${asOf.slice(0, 4)}-12-31`;
  const weekdays = workingDays(asOf, end, new Set());
  const off = weekdaysIn(asOf, end, holidays);
  const left = whole(BigInt(pace.daysLeft), "ngày làm việc còn lại");
  const rest = whole(remaining, "còn thiếu", { section: "plan" });
  const recentDays = workingDays(asOfDay(recentBase(period)), asOf, holidays);
  const brought = broughtFormula(view, facts, context);
  return {
    formulas: [
      difference(
        whole(BigInt(weekdays), "thứ Hai đến thứ Sáu"),
        whole(BigInt(off.length), "ngày nghỉ"),
        "ngày làm việc còn lại",
      ),
      ...(pace.needed !== null && pace.daysLeft > 0 ? [quotient(rest, left, "cần mỗi ngày", "up")] : []),
      ...(brought === null || pace.recent === null
        ? []
        : [
            brought,
            quotient(
              whole(brought.result.number.scaled, "ba tháng gần nhất"),
              whole(BigInt(recentDays), `ngày làm việc từ sau ${periodName(recentBase(period))}`),
              "đang đạt mỗi ngày",
              "half",
              pace.recent.decimals,
            ),
          ]),
    ],
    holidays: off,
  };
}

/** Days off between two days that would else be working days. */
function weekdaysIn(after: Day, until: Day, holidays: ReadonlySet<Day>): Day[] {
  return [...holidays]
    .filter((day) => day > after && day <= until && workingDays(addDays(day, -1), day, new Set()) === 1)
    .sort();
}

/** What the last three months brought; null if a part of it is unknown. */
function broughtFormula(view: IndicatorView, facts: UnitFacts, { period }: DashboardContext): Formula | null {
  const { id } = view;
  if (broughtRecently(facts, id, period) === null) return null;
  const at = (one: typeof period, name: string) =>
    whole(complete(measureIn(facts, id, one)) ?? 0n, `${name}${periodName(one)}`, {
      period: one,
      section: "value",
    });
  const term = (sign: 1n | -1n, one: typeof period, name = "") => ({ sign, operand: at(one, name) });
  if (INDICATORS[id].nature === "flow")
    return sum(
      monthsUpTo(period, 3).map((month) => term(1n, month, "trong ")),
      "ba tháng gần nhất",
    );
  const base = recentBase(period);
  const restarted = INDICATORS[id].nature === "cumulative" && yearOf(base) !== yearOf(period);
  return sum(
    [term(1n, period), term(-1n, base), ...(restarted ? [term(1n, decemberBefore(period))] : [])],
    "ba tháng gần nhất",
  );
}
