/** What deserves attention among the units below, in words: who is behind, what is missing, who moved, what is not final. */
import { isShort } from "./attainment";
import type { IndicatorView } from "./dashboard";
import { doubtOf } from "./dashboard-measure";
import { isYearOver } from "./dashboard-progress";
import { rankName, ranks } from "./dashboard-ranks";
import {
  knownRemaining,
  pctOfPlan,
  planOf,
  planWithoutFigure,
  remainingOf,
  remainingOfAll,
  territories,
  type ChildRow,
  type RowUnit,
} from "./dashboard-rows";
import type { DashboardView } from "./dashboard-view";
import { amountWords, missingWords, perDayWords } from "./dashboard-words";
import { seasonWords } from "./projection-season";
import { INDICATORS, type Indicator } from "./indicator";
import { formatPercent } from "./number";
import { absolute, compareRatios, percent } from "./ratio";
import type { Unit } from "./unit";
import { capital, planNoun } from "./wording";

/** Text, or the name of a unit that leads to its page. */
type NotePart = { text: string; isStrong?: true; unitId?: string };
export type NoteKind =
  "ok" | "behind" | "over" | "season" | "remaining" | "rank" | "missing" | "adjusted" | "reopened";
export type Note = { kind: NoteKind; parts: readonly NotePart[] };

/** What is known of the work on a unit's month. */
export type NoteWork = ReadonlyMap<string, { reopened: number; isAdjusted: boolean }>;

/** Names in one note, before the rest is counted. */
const NAMED = 8;
const WORST = 3;
const MOVERS = 2;

const strong = (text: string): NotePart => ({ text, isStrong: true });
const plain = (text: string): NotePart => ({ text });
const named = ({ id, shortName }: Pick<RowUnit, "id" | "shortName">): NotePart => ({
  text: shortName,
  unitId: id,
});

/** Empty for a unit without units below. */
export function notesOf(view: DashboardView, work: NoteWork): Note[] {
  const rows = territories(view);
  if (rows.length === 0) return [];
  const noun = view.unit.level === "nation" ? "tỉnh" : "đơn vị";
  return [
    laggards(rows, noun, isYearOver(view.context.asOf)),
    finished(rows, noun, isYearOver(view.context.asOf)),
    season(view),
    remaining(view, rows, noun),
    movers(view, rows),
    missing(view.children),
    adjusted(view.unit, view.children, work),
    reopened(view.children, work),
  ].filter((note) => note !== null);
}

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

function laggards(rows: readonly ChildRow[], noun: string, isOver: boolean): Note | null {
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

function listed(each: readonly { row: Pick<ChildRow, "unit">; text?: string }[]): NotePart[] {
  return each.flatMap(({ row, text = "" }, index) => [
    ...(index > 0 ? [plain(", ")] : []),
    named(row.unit),
    ...(text === "" ? [] : [plain(text)]),
  ]);
}

/** The first names in full, the rest counted: "…, và 5 tỉnh khác". */
function names(rows: readonly ChildRow[], noun: string): NotePart[] {
  const rest = rows.length - NAMED;
  const shown = rest > 1 ? rows.slice(0, NAMED) : rows;
  return [...listed(shown.map((row) => ({ row }))), ...(rest > 1 ? [plain(` và ${rest} ${noun} khác`)] : [])];
}

function finished(rows: readonly ChildRow[], noun: string, isOver: boolean): Note | null {
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
function season({ chosen, detail }: DashboardView): Note | null {
  const words = seasonWords(chosen, detail.projection);
  return words === null ? null : { kind: "season", parts: [strong("Dự báo khác tiến độ: "), plain(words)] };
}

/** Of the unit itself, then of those that miss their own, which no surplus of another fills, and the pace needed. */
function remaining({ chosen }: DashboardView, rows: readonly ChildRow[], noun: string): Note | null {
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
  const without = chosen.measure.unknown > 0 ? planWithoutFigure(rows) : null;
  return {
    kind: "remaining",
    parts: [
      strong(`${capital(missingWords(chosen, head))}${chosen.measure.unknown > 0 ? "," : "."}`),
      ...(chosen.measure.unknown > 0 ? withoutFigure(chosen, without, noun) : []),
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

function movers({ chosen, context }: DashboardView, rows: readonly ChildRow[]): Note | null {
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

function missing(rows: readonly ChildRow[]): Note | null {
  const without = rows.filter(({ view }) => view.measure.unknown > 0);
  const carried = rows.filter(({ view }) => view.measure.reporting.carried > 0);
  if (without.length === 0 && carried.length === 0) return null;
  const isWhole = (row: ChildRow) => row.unit.reportingKind !== null;
  const each = (list: readonly ChildRow[], count: (row: ChildRow) => number) =>
    listed(
      list.slice(0, NAMED).map((row) => ({ row, text: isWhole(row) ? "" : ` ${count(row)} đơn vị` })),
    ).concat(list.length > NAMED ? [plain(` và ${list.length - NAMED} nơi khác`)] : []);
  const parts: NotePart[] = [];
  if (without.length > 0)
    parts.push(
      strong("Chưa có số liệu: "),
      ...each(without, ({ view }) => view.measure.unknown),
      plain(". Tổng chưa đủ. "),
    );
  if (carried.length > 0)
    parts.push(
      strong("Lấy số kỳ trước: "),
      ...each(carried, ({ view }) => view.measure.reporting.carried),
      plain("."),
    );
  return { kind: "missing", parts };
}

function adjusted(unit: Unit, rows: readonly ChildRow[], work: NoteWork): Note | null {
  const changed = rows.filter((row) => work.get(row.unit.id)?.isAdjusted);
  if (changed.length === 0) return null;
  // Below a province the mark is the province's own.
  if (unit.level !== "nation")
    return {
      kind: "adjusted",
      parts: [strong("Đã điều chỉnh: "), plain("số của kỳ này được sửa sau khi khóa.")],
    };
  return {
    kind: "adjusted",
    parts: [strong("Đã điều chỉnh: "), ...names(changed, "tỉnh"), plain(" sửa số của kỳ này sau khi khóa.")],
  };
}

function reopened(rows: readonly ChildRow[], work: NoteWork): Note | null {
  const open = rows.filter((row) => (work.get(row.unit.id)?.reopened ?? 0) > 0);
  if (open.length === 0) return null;
  return {
    kind: "reopened",
    parts: [
      strong("Đang mở lại: "),
      ...listed(
        open.slice(0, NAMED).map((row) => ({
          row,
          text: row.unit.reportingKind === null ? ` ${work.get(row.unit.id)?.reopened ?? 0} biểu` : "",
        })),
      ),
      ...(open.length > NAMED ? [plain(` và ${open.length - NAMED} nơi khác`)] : []),
      plain("; vẫn tính bản đã duyệt gần nhất."),
    ],
  };
}
