/** Where each number of a unit's page is explained. */
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { TraceSection } from "@/lib/domain/trace-formula";
import type { Unit } from "@/lib/domain/unit";
import { hrefOf, type Selection } from "./selection";

export const TRACE_ANCHORS: Record<TraceSection, string> = {
  value: "gia-tri",
  plan: "ke-hoach",
  coverage: "bao-phu",
  compare: "so-sanh",
  pace: "tien-do",
  history: "lich-su",
};

type To = {
  unit: Pick<Unit, "id" | "validFrom">;
  period?: PeriodId;
  indicator?: IndicatorId;
};

/** The explanation of a number; what is left out is that of the page. */
export function traceHref(selection: Selection, section: TraceSection, to: To): string {
  const { unit, indicator = selection.indicator } = to;
  const period = to.period ?? selection.period;
  const change = { unitId: unit.id, indicator, period, ...treeOf(selection, unit, period) };
  const href = hrefOf(selection, change);
  const [path = "", query] = href.split("?");
  return `${path}/trace${query === undefined ? "" : `?${query}`}#${TRACE_ANCHORS[section]}`;
}

/** In a period before the unit began its number is that of what it came from, summed into a later tree. */
function treeOf(
  { boundaries, period: shown }: Selection,
  { validFrom }: To["unit"],
  period: PeriodId | null,
): Partial<Selection> {
  const isBefore = period !== null && asOfDay(period) < validFrom;
  return isBefore && boundaries === "then" && shown !== null ? { boundaries: "now", on: asOfDay(shown) } : {};
}

/** Of a cell beside the one that holds its row's link: the number of this section is explained there too. */
export const traceCell = (section: TraceSection) => ({ "data-trace": TRACE_ANCHORS[section] });
