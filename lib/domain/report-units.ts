/** Units reached and lagging, as officials list them: "huyện A đạt 98,7%, B 93,7%, …; các địa phương còn lại đạt dưới 92%". */
import { doubtOf, judged } from "./dashboard-measure";
import { isLate } from "./dashboard-ranks";
import { pctOfPlan, type ChildRow } from "./dashboard-rows";
import { formatPercent } from "./number";
import { compareRatios, divideUp, percent, type Ratio } from "./ratio";
import { placesOf, type ReportFacts, type UnitIndicator } from "./report-facts";
import type { Field } from "./report-fields";
import { uncapital } from "./wording";

/** So many units are named of each kind; the rest is one phrase. */
const NAMED = 5;
const LOWEST = 3;

export const UNIT_FIELDS = [
  "đơn vị hoàn thành",
  "số đơn vị hoàn thành",
  "đơn vị dẫn đầu",
  "các đơn vị còn lại",
  "đơn vị thấp nhất",
  "đơn vị chưa có số",
  "đơn vị chưa xếp",
  "số đơn vị chưa xếp",
  "số đơn vị",
] as const;

const FULL: Ratio = { numerator: 1n, denominator: 1n };
const isDone = (pct: Ratio) => compareRatios(pct, FULL) >= 0;

type Placed = { row: ChildRow; pct: Ratio };

const KINDS = ["Tỉnh ", "Thành phố ", "Huyện ", "Quận ", "Thị xã "];

/** "huyện Tánh Linh" inside a sentence; other names stay as they are. */
export const inSentence = (name: string) =>
  KINDS.some((kind) => name.startsWith(kind)) ? uncapital(name) : name;

const kindOf = ({ name, shortName }: ChildRow["unit"]) =>
  name.endsWith(shortName) ? name.slice(0, name.length - shortName.length) : "";

/** The first with its kind, those of the same kind after it without; provinces always by their short name. */
function names(rows: readonly ChildRow[]): string[] {
  const first = rows[0] ? kindOf(rows[0].unit) : "";
  return rows.map(({ unit }, index) => {
    if (unit.level === "province") return unit.shortName;
    const isPlain = index > 0 && kindOf(unit) === first && first !== "";
    return isPlain ? unit.shortName : inSentence(unit.name);
  });
}

/** With one decimal, or two; what is not the whole plan never reads 100%. */
function pctWords(exact: Ratio, decimals: readonly number[] = [1, 2]): string {
  const isShort = exact.numerator < exact.denominator;
  const shown = decimals.map((count) => formatPercent(percent(exact, count)));
  return (isShort ? shown.find((text) => text !== "100%") : shown[0]) ?? "gần 100%";
}

const withPct = (placed: readonly Placed[], say: (name: string, pct: string, index: number) => string) => {
  const called = names(placed.map(({ row }) => row));
  return placed.map(({ pct }, index) => say(called[index] ?? "", pctWords(pct), index));
};

/** @param rows of which the first are named */
function more(rows: readonly ChildRow[]): string {
  const noun = rows.every(({ unit }) => unit.level === "province") ? "tỉnh, thành phố" : "đơn vị";
  return rows.length > NAMED ? ` và ${rows.length - NAMED} ${noun} khác` : "";
}

/**
 * A bound that all of them lie below, in whole percent or in tenths: not above what the last that is named has reached, and above
 * what the table shows of the highest of them, in its hundredths.
 */
function restWords(highest: Ratio, last: Ratio | undefined): string {
  const shown = percent(highest);
  for (const step of [100n, 10n]) {
    const scaled = divideUp(highest.numerator * 10_000n, highest.denominator * step) * step;
    const isApart =
      last === undefined || compareRatios({ numerator: scaled, denominator: 10_000n }, last) <= 0;
    if (isApart && shown.scaled < scaled)
      return `dưới ${formatPercent({ scaled, decimals: shown.decimals })}`;
  }
  return `từ ${pctWords(highest, [2])} trở xuống`;
}

/**
 * Highest first; whoever has no plan, or no whole value of this period, has no place. Sums since January that lack months of
 * some show who is late, not who lags: they are named only where the plan is reached without them.
 */
function placed(rows: readonly ChildRow[]): Placed[] {
  const known = rows.flatMap((row) => {
    const pct = judged(row.view.measure) === null ? null : pctOfPlan(row.view);
    return pct && (isDone(pct) || !isLate(row.view)) ? [{ row, pct }] : [];
  });
  return known.toSorted((a, b) => compareRatios(b.pct, a.pct));
}

/** Those that would have a place, had they or all of theirs told this period. */
const unplaced = (rows: readonly ChildRow[], all: readonly Placed[]) =>
  rows.filter(
    (row) =>
      row.view.targets.length > 0 &&
      (doubtOf(row.view.measure) !== null || isLate(row.view)) &&
      !all.some((one) => one.row === row),
  );

/** How many lead: as many as are named, but never one without another that has the same percentage; one alone is no rest. */
function leading(open: readonly Placed[]): number {
  if (open.length <= NAMED + 1) return open.length;
  let count = NAMED;
  const shown = (index: number) => (open[index] ? pctWords(open[index].pct) : "");
  while (count > 1 && shown(count - 1) === shown(count)) count -= 1;
  return count;
}

export function unitValues(facts: ReportFacts, id: UnitIndicator): Field[] {
  const rows = placesOf(facts, id);
  const all = placed(rows);
  const done = all.filter(({ pct }) => isDone(pct));
  const open = all.filter(({ pct }) => !isDone(pct));
  const lead = open.slice(0, leading(open));
  const rest = open.slice(lead.length);
  const lowest = rest.length > LOWEST ? rest.slice(-LOWEST).toReversed() : [];
  const missing = rows.filter(({ view }) => view.measure.value === null);
  const waiting = unplaced(rows, all);
  const [highest] = rest;
  return [
    ["đơn vị hoàn thành", doneWords(done)],
    ["số đơn vị hoàn thành", all.length === 0 ? null : String(done.length)],
    ["đơn vị dẫn đầu", leadWords(lead)],
    ["các đơn vị còn lại", highest ? restWords(highest.pct, lead.at(-1)?.pct) : null],
    [
      "đơn vị thấp nhất",
      lowest.length === 0 ? null : withPct(lowest, (name, pct) => `${name} ${pct}`).join(", "),
    ],
    ["đơn vị chưa có số", missing.length === 0 ? null : listed(missing)],
    ["đơn vị chưa xếp", waiting.length === 0 ? null : listed(waiting)],
    ["số đơn vị chưa xếp", waiting.length === 0 ? null : String(waiting.length)],
    ["số đơn vị", all.length === 0 ? null : String(all.length)],
  ];
}

/** "huyện Phú Quí (100%), La Gi (101,2%) và 3 đơn vị khác" */
function doneWords(done: readonly Placed[]): string | null {
  if (done.length === 0) return null;
  const shown = withPct(done.slice(0, NAMED), (name, pct) => `${name} (${pct})`);
  return shown.join(", ") + more(done.map(({ row }) => row));
}

/** "huyện Tánh Linh đạt 98,7%, Hàm Tân 93,7%" */
function leadWords(lead: readonly Placed[]): string | null {
  if (lead.length === 0) return null;
  return withPct(lead, (name, pct, index) => `${name}${index === 0 ? " đạt" : ""} ${pct}`).join(", ");
}

function listed(rows: readonly ChildRow[]): string {
  return names(rows.slice(0, NAMED)).join(", ") + more(rows);
}
