/** What the plans of the units below say in words: who is behind, who is done, what remains, who moved. */
import { isShort } from "./attainment";
import type { IndicatorView } from "./dashboard";
import { doubtOf, doubtWords, isWhole } from "./dashboard-measure";
import { listed, names, plain, strong, type Note, type NotePart } from "./dashboard-note-parts";
import { rankName, ranks } from "./dashboard-ranks";
import {
  knownRemaining,
  pctOfPlan,
  planOf,
  planWithoutFigure,
  remainingOf,
  remainingOfAll,
  type ChildRow,
} from "./dashboard-rows";
import type { DashboardView } from "./dashboard-view";
import { amountWords, missingWords, perDayWords } from "./dashboard-words";
import { INDICATORS, type Indicator } from "./indicator";
import { formatPercent } from "./number";
import { seasonWords } from "./projection-season";
import { absolute, compareRatios, percent } from "./ratio";
import { capital, planNoun } from "./wording";

const WORST = 3;
const MOVERS = 2;

/** Those that miss their target. */
function shortOf(rows: readonly ChildRow[], direction: Indicator["direction"]): ChildRow[] {
  return rows.filter(({ view }) => {
    const left = knownRemaining(view);
    return left !== null && isShort(left, direction);
  });
}

const statusOf = (row: ChildRow) => planOf(row.view)?.progress?.status;

/** Of these a verdict can be told: a figure of this period, and nothing of it missing. */
const judgedRows = (rows: readonly ChildRow[]) => rows.filter(({ view }) => doubtOf(view.measure) === null);

/** Worst first: what has least of its plan, or most of what should be little. */
function byPlan(rows: readonly ChildRow[], direction: Indicator["direction"]) {
  const known = judgedRows(rows).flatMap((row) => {
    const pct = pctOfPlan(row.view);
    return pct ? [{ row, pct }] : [];
  });
  const turn = direction === "higher" ? 1 : -1;
  return known.toSorted((a, b) => turn * compareRatios(a.pct, b.pct));
}

export function laggards(rows: readonly ChildRow[], noun: string, isOver: boolean): Note | null {
  const [first] = rows;
  if (!first) return null;
  const { direction } = INDICATORS[first.view.id];
  const known = byPlan(rows, direction);
  if (known.length === 0) return rows.some(({ view }) => planOf(view)) ? null : withoutPlan(rows);
  const isLimit = direction === "lower";
  const count = (status: string) => rows.filter((row) => statusOf(row) === status).length;
  const behind = isLimit ? shortOf(rows, direction).length : count("behind");
  const risk = isLimit ? 0 : count("risk");
  const words = isLimit ? "trên mức giao" : isOver ? "không đạt kế hoạch" : "chậm tiến độ";
  const none = isOver && !isLimit ? reachedWords(rows, noun) : `Không ${noun} nào ${words}`;
  const head = behind === 0 ? none : `${behind}/${rows.length} ${noun} ${words}`;
  const near = risk > 0 ? `, ${risk} ${noun} có nguy cơ` : "";
  const open = rows.filter((row) => planOf(row.view) && doubtOf(row.view.measure)).length;
  const unjudged = open > 0 ? `; ${open} ${noun} chưa có đủ số kỳ này nên chưa xếp` : "";
  return {
    kind: behind === 0 ? "ok" : "behind",
    parts: [
      strong(head),
      plain(`${near}${unjudged}. ${isLimit ? "Cao nhất" : "Thấp nhất"}: `),
      ...listed(
        known.slice(0, WORST).map(({ row, pct }) => ({ row, text: ` ${formatPercent(percent(pct))}` })),
      ),
      plain(` ${planNoun(direction)}.`),
    ],
  };
}

/** Where the year is over and nobody missed the plan; of those without a plan or a verdict nothing is known. */
function reachedWords(rows: readonly ChildRow[], noun: string): string {
  const judged = rows.filter((row) => statusOf(row) !== undefined).length;
  return judged === rows.length
    ? `Mọi ${noun} đều đạt kế hoạch`
    : `${judged}/${rows.length} ${noun} đạt kế hoạch`;
}

/** Without any plan the lowest coverage is what stands out. */
function withoutPlan(rows: readonly ChildRow[]): Note | null {
  const known = judgedRows(rows)
    .flatMap((row) => (row.view.coverage ? [{ row, ratio: row.view.coverage.ratio }] : []))
    .toSorted((a, b) => compareRatios(a.ratio, b.ratio));
  if (known.length === 0) return null;
  return {
    kind: "behind",
    parts: [
      strong("Bao phủ thấp nhất: "),
      ...listed(
        known
          .slice(0, WORST)
          .map(({ row, ratio: one }) => ({ row, text: ` ${formatPercent(percent(one, 1))}` })),
      ),
      plain("."),
    ],
  };
}

export function finished(rows: readonly ChildRow[], noun: string, isOver: boolean): Note | null {
  const [first] = rows;
  if (!first || INDICATORS[first.view.id].direction === "lower") return null;
  const known = byPlan(rows, "higher").toReversed();
  if (known.length === 0) return null;
  const done = known.filter(({ pct }) => pct.numerator >= pct.denominator).map(({ row }) => row);
  const none = `${isOver ? "Không" : "Chưa"} ${noun} nào hoàn thành kế hoạch.`;
  if (done.length === 0) return { kind: "over", parts: [strong(none)] };
  return {
    kind: "over",
    parts: [
      strong(`${done.length}/${rows.length} ${noun} đã hoàn thành: `),
      ...names(done, noun),
      plain("."),
    ],
  };
}

/** Where the status of the unit and the season of its past years do not say the same. */
export function season({ chosen, detail }: DashboardView): Note | null {
  const words = seasonWords(chosen, detail.projection);
  return words === null ? null : { kind: "season", parts: [strong("Dự báo khác tiến độ: "), plain(words)] };
}

/** Of the unit itself, then of those that miss their own, which no surplus of another fills, and the pace needed. */
export function remaining({ chosen }: DashboardView, rows: readonly ChildRow[], noun: string): Note | null {
  const over = remainingOfAll(rows);
  const { direction } = INDICATORS[chosen.id];
  const head = remainingOf(chosen) ?? over?.net ?? null;
  if (head === null) return null;
  const miss = direction === "lower" ? "trên mức giao phải giảm" : "dưới chỉ tiêu thiếu";
  const gross =
    over && over.units > 0
      ? ` Riêng ${over.units} ${noun} ${miss} ${amountWords(chosen, absolute(over.gross))}`
      : "";
  const net =
    over && over.net !== head && over.net !== over.gross
      ? `; bù trừ với nơi vượt thì ${missingWords(chosen, over.net)}`
      : "";
  const isPartial = !isWhole(chosen.measure);
  const without = chosen.measure.unknown > 0 ? planWithoutFigure(rows) : null;
  return {
    kind: "remaining",
    parts: [
      strong(`${capital(missingWords(chosen, head))}${isPartial ? "," : "."}`),
      ...(isPartial ? withoutFigure(chosen, without, noun) : []),
      plain(`${gross && `${gross}${net}.`}${paceWords(chosen)}`),
    ],
  };
}

/** " trong đó 17.530 người là chỉ tiêu của 1 đơn vị chưa có số (Lý Sơn).": so much of it says nothing of who has reported. */
function withoutFigure(
  view: IndicatorView,
  without: ReturnType<typeof planWithoutFigure>,
  noun: string,
): NotePart[] {
  if (view.measure.unknown === 0) return [plain(` ${doubtWords(view.measure) ?? ""}.`)];
  if (without === null) return [plain(` chưa gồm số của ${view.measure.unknown} đơn vị chưa có số.`)];
  return [
    plain(
      ` trong đó ${amountWords(view, without.plan)} là chỉ tiêu của ${without.rows.length} ${noun} chưa có số (`,
    ),
    ...names(without.rows, noun),
    plain(")."),
  ];
}

function paceWords(view: IndicatorView): string {
  const { pace } = view;
  if (!pace || pace.needed === null) return "";
  const recent =
    pace.recent === null
      ? ""
      : `; ba tháng qua mỗi ngày ${pace.recent.scaled < 0n ? "giảm" : "thêm"} ${perDayWords(view, pace.recent)}`;
  return ` Phải thêm ${amountWords(view, pace.needed)} mỗi ngày làm việc${recent}.`;
}

export function movers({ chosen, context }: DashboardView, rows: readonly ChildRow[]): Note | null {
  const places = ranks(rows, "plan");
  const moves = rows
    .flatMap((row) => {
      const rank = places.get(row.unit.id);
      return rank?.moved ? [{ row, place: rank.place, moved: rank.moved }] : [];
    })
    .toSorted((a, b) => a.place - b.place);
  const far = (turn: number) =>
    moves
      .filter(({ moved }) => moved * turn > 0)
      .toSorted((a, b) => turn * (b.moved - a.moved))
      .slice(0, MOVERS);
  const each = [
    ...far(1).map((one) => ({ ...one, word: "lên" })),
    ...far(-1).map((one) => ({ ...one, word: "xuống" })),
  ];
  if (each.length === 0) return null;
  return {
    kind: "rank",
    parts: [
      strong("Đổi hạng nhiều nhất: "),
      ...listed(each.map(({ row, moved, word }) => ({ row, text: ` ${word} ${Math.abs(moved)} bậc` }))),
      plain(
        ` ${chosen.comparisons[context.comparator].base.label}, xếp theo ${rankName("plan", chosen.id)}.`,
      ),
    ],
  };
}
