/** Tables that leave the product: the same rows as on the page, numbers as exact numbers, and where they come from. */
import { COMPARATOR_NAMES, COMPARATORS, type Comparator } from "./comparison";
import type { Growth } from "./comparison";
import type { IndicatorView } from "./dashboard";
import { filterRows, isFiltering, type RowFilter } from "./dashboard-filter";
import type { Measure } from "./dashboard-measure";
import { side } from "./dashboard-measure";
import { rankKey, ranks, rankName } from "./dashboard-ranks";
import { pctOfPlan, planOf, remainingOf, sortRows, type ChildRow, type Sort } from "./dashboard-rows";
import type { DashboardView } from "./dashboard-view";
import { growth } from "./comparison";
import { formatDay } from "./day";
import { INDICATORS, type IndicatorId } from "./indicator";
import { periodName, periodTitle, shortPeriodName } from "./period";
import { otherTargets } from "./plan-words";
import { assignedWords } from "./target-words";
import { percent, type Ratio, type Rounded } from "./ratio";
import { unitTitle } from "./dashboard-words";
import { capital, planNoun } from "./wording";

/** Text, a whole number, a rounded one, or nothing: nothing is an empty cell, never 0. */
export type ExportCell = string | bigint | Rounded | null;

export const EXPORT_TABLES = ["children", "indicators", "trend"] as const;
export type ExportTableName = (typeof EXPORT_TABLES)[number];

export type ExportTable = {
  head: readonly string[];
  rows: readonly (readonly ExportCell[])[];
  /** What the numbers are of, and by whom, as pairs of words. */
  provenance: readonly (readonly [string, string])[];
};

export type ExportSelection = { comparator: Comparator; sort: Sort; filter: RowFilter };

const pct = (exact: Ratio | null): Rounded | null => exact && percent(exact, 2);
const count = (number: number) => BigInt(number);
const deltaOf = (one: Growth) => (one.kind === "growth" ? one.delta : null);
const growthOf = (one: Growth) => (one.kind === "growth" ? pct(one.pct) : null);

/** "tạm tính; ước; số công bố" */
function doubts(measure: Measure | null): string {
  if (!measure || measure.value === null) return "";
  const words = [
    measure.isStated && "số công bố",
    measure.isProvisional && "tạm tính",
    measure.isEstimate && "ước",
  ];
  return words.filter((word) => typeof word === "string").join("; ");
}

const REPORTING = ["Đã báo cáo", "Lấy kỳ trước", "Chưa có", "Phải báo cáo"];
const reporting = ({ reporting: one }: Measure): ExportCell[] =>
  [one.reported, one.carried, one.missing, one.expected].map(count);

/** Whose plan it is, and what was given besides. */
const ASSIGNED = ["Nơi giao", "Quyết định", "Chỉ tiêu khác"];
function assigned(view: IndicatorView): ExportCell[] {
  const plan = planOf(view)?.target;
  const others = otherTargets(view).map(assignedWords).join("; ");
  return [
    plan?.issuer ?? null,
    plan ? `${plan.decisionNumber}, ${formatDay(plan.decidedOn)}` : null,
    others === "" ? null : others,
  ];
}

export function exportTable(
  name: ExportTableName,
  view: DashboardView,
  selection: ExportSelection,
): ExportTable {
  const tables = { children: childrenTable, indicators: indicatorTable, trend: trendTable };
  return tables[name](view, selection);
}

function childrenTable(view: DashboardView, selection: ExportSelection): ExportTable {
  const { chosen, children } = view;
  const { unit } = INDICATORS[chosen.id];
  const ranked = children.filter((row) => row.unit.reportingKind !== "national_office");
  const key = rankKey(selection.sort.key, ranked);
  const places = ranks(ranked, key);
  const row = ({
    unit: one,
    view: shown,
    mergedFrom,
    growth: change,
  }: Pick<ChildRow, "unit" | "view" | "mergedFrom" | "growth">): ExportCell[] => {
    const rank = places.get(one.id);
    return [
      one.code,
      one.name,
      mergedFrom.join("; "),
      rank ? count(rank.place) : null,
      rank?.moved === undefined || rank.moved === null ? null : count(rank.moved),
      shown.measure.value,
      planOf(shown)?.target.value ?? null,
      ...assigned(shown),
      pct(pctOfPlan(shown)),
      pct(planOf(shown)?.expectedOfPlan ?? null),
      remainingOf(shown),
      pct(shown.coverage?.ratio ?? null),
      shown.coverage?.denominator.value ?? null,
      deltaOf(change),
      growthOf(change),
      ...reporting(shown.measure),
      doubts(shown.measure),
    ];
  };
  const shown = sortRows(filterRows(children, selection.filter), selection.sort);
  const total = {
    unit: view.unit,
    view: chosen,
    mergedFrom: [],
    growth: chosen.comparisons[selection.comparator].growth,
  };
  const against = COMPARATOR_NAMES[selection.comparator];
  const plan = planNoun(INDICATORS[chosen.id].direction);
  return {
    head: [
      "Mã",
      "Đơn vị",
      "Gộp từ",
      `Hạng theo ${rankName(key, chosen.id)}`,
      `Số bậc tăng ${against}`,
      `${INDICATORS[chosen.id].name} (${unit})`,
      `${capital(plan)} (${unit})`,
      ...ASSIGNED,
      `% ${plan}`,
      "% cần có đến ngày chốt",
      `Còn lại so với kế hoạch (${unit})`,
      "Bao phủ (%)",
      "Mẫu số (người)",
      `Tăng, giảm ${against} (${unit})`,
      `Tăng, giảm ${against} (%)`,
      ...REPORTING,
      "Ghi chú",
    ],
    rows: [...shown.map(row), row(total)],
    provenance: [
      ...provenance(view, selection.comparator),
      ["Số tăng hạng", "Số dương là lên hạng; so trong các đơn vị có số ở cả hai kỳ"],
      ...(isFiltering(selection.filter)
        ? [["Bộ lọc", `${filterWords(selection.filter)}: ${shown.length}/${children.length} đơn vị`] as const]
        : []),
    ],
  };
}

function filterWords({ text, only }: RowFilter): string {
  const words = [
    text === "" ? null : `tên có “${text}”`,
    only === "behind" ? "chậm hoặc có nguy cơ" : only === "missing" ? "thiếu số liệu" : null,
  ];
  return words.filter((word) => word !== null).join(", ");
}

function indicatorTable(view: DashboardView, { comparator }: ExportSelection): ExportTable {
  const row = (shown: IndicatorView): ExportCell[] => {
    const { id, measure, coverage, comparisons } = shown;
    return [
      id,
      INDICATORS[id].name,
      INDICATORS[id].unit,
      measure.value,
      measure.inPeriod,
      planOf(shown)?.target.value ?? null,
      ...assigned(shown),
      pct(pctOfPlan(shown)),
      remainingOf(shown),
      pct(coverage?.ratio ?? null),
      coverage?.denominator.value ?? null,
      ...COMPARATORS.flatMap((one) => [deltaOf(comparisons[one].growth), growthOf(comparisons[one].growth)]),
      ...reporting(measure),
      doubts(measure),
    ];
  };
  return {
    head: [
      "Mã chỉ tiêu",
      "Chỉ tiêu",
      "Đơn vị tính",
      "Thực hiện",
      "Trong kỳ",
      "Kế hoạch",
      ...ASSIGNED,
      "% kế hoạch",
      "Còn lại so với kế hoạch",
      "Bao phủ (%)",
      "Mẫu số (người)",
      ...COMPARATORS.flatMap((one) => [
        `Tăng, giảm ${COMPARATOR_NAMES[one]}`,
        `Tăng, giảm ${COMPARATOR_NAMES[one]} (%)`,
      ]),
      ...REPORTING,
      "Ghi chú",
    ],
    rows: view.groups.flatMap(({ views }) => views.map(row)),
    provenance: [
      ...provenance(view, comparator),
      ["Cách tính", "Chỉ tiêu phát sinh tính từ đầu năm; cột Trong kỳ là số của riêng kỳ này"],
    ],
  };
}

function trendTable(view: DashboardView, { comparator }: ExportSelection): ExportTable {
  const { id } = view.chosen;
  const { unit, name } = INDICATORS[id];
  return {
    head: [
      "Kỳ",
      `${name} (${unit})`,
      `Cùng kỳ năm trước (${unit})`,
      "Tăng, giảm (%)",
      ...REPORTING,
      "Ghi chú",
    ],
    rows: view.trend.points.map(({ period, measure, lastYear }): ExportCell[] => [
      shortPeriodName(period),
      measure?.value ?? null,
      lastYear?.value ?? null,
      growthOf(growth(side(measure), side(lastYear))),
      ...(measure ? reporting(measure) : REPORTING.map(() => null)),
      doubts(measure),
    ]),
    provenance: provenance(view, comparator),
  };
}

function provenance({ unit, chosen, context }: DashboardView, comparator: Comparator): [string, string][] {
  const { coverage, targets } = chosen;
  const { label, periodId } = context.bases[comparator];
  return [
    ["Đơn vị", `${unitTitle(unit)} (mã ${unit.code})`],
    ["Kỳ số liệu", periodTitle(context.period)],
    ["Số liệu đến", formatDay(context.asOf)],
    ["Chỉ tiêu", INDICATORS[chosen.id].name],
    [
      "Tình trạng",
      doubts(chosen.measure) || (chosen.measure.value === null ? "chưa có số liệu" : "đủ số liệu"),
    ],
    ["So sánh", `${label}: ${periodName(periodId)}`],
    ...targets.map(({ target }): [string, string] => [
      "Kế hoạch",
      `${target.issuer} giao, ${target.decisionNumber} ngày ${formatDay(target.decidedOn)}`,
    ]),
    ...(coverage
      ? [
          ["Mẫu số", `năm ${coverage.denominator.year}, nguồn ${coverage.denominator.source}`] as [
            string,
            string,
          ],
        ]
      : []),
    ["Nguồn", "Bao Phủ, tổng số đã duyệt của các đơn vị báo cáo; ô trống là chưa có số, không phải 0"],
  ];
}

/** In letters that every mail program and file system keeps. */
export function exportFileName(
  name: ExportTableName,
  { unitId, period, indicator }: { unitId: string; period: string; indicator: IndicatorId },
  extension: string,
): string {
  const kind = { children: "don-vi", indicators: "chi-tieu", trend: "dien-bien" }[name];
  const of = name === "indicators" ? [] : [indicator];
  return `${["bao-phu", unitId, period, ...of, kind].join("_").replace(/[^0-9A-Za-z_-]/g, "")}.${extension}`;
}
