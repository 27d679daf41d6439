import { Status } from "@/components/ui/status";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { doubtWords } from "@/lib/domain/dashboard-measure";
import { pctOfPlan, planOf } from "@/lib/domain/dashboard-rows";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { INDICATORS } from "@/lib/domain/indicator";
import { Gap, Remaining, type Columns } from "./child-row";
import { amount, column, growthPercent } from "@/components/figure/format";
import { MeasureBadges } from "@/components/figure/measure-badges";
import { progressWords } from "@/components/figure/progress-words";
import type { TraceSection } from "@/lib/domain/trace-formula";
import type { Selection } from "./selection";
import { traceCell, traceHref } from "./trace-href";
import { PlanLink } from "@/components/figure/plan-link";
import { TraceLink } from "@/components/figure/trace-link";

type Props = {
  selection: Selection;
  dashboard: UnitDashboard;
  columns: Columns;
  /** Of itself, unless the rows above call for another name. */
  title?: string;
  /** The rows above count their units, instead of telling the state of each. */
  hasCounts?: boolean;
};

/** The unit itself under its children. What is shown is its own number, also where a stated total stands in. */
export function TotalRow({ selection, dashboard, columns, title, hasCounts }: Props) {
  const { view } = dashboard;
  const isNation = view.unit.level === "nation";
  const isCounted = hasCounts ?? isNation;
  const { chosen } = view;
  const { id, measure } = chosen;
  const { direction } = INDICATORS[id];
  const progress = planOf(chosen)?.progress ?? null;
  const { reported, expected } = measure.reporting;
  const doubt = measure.value === null ? null : doubtWords(measure);
  const growth = chosen.comparisons[selection.comparator].growth;
  const to = (section: TraceSection) => traceHref(selection, section, { unit: view.unit, indicator: id });
  return (
    <tr className="total">
      {columns.isRanked && <td className="rank" />}
      <th scope="row">
        {title ?? (isNation ? "Toàn quốc" : unitTitle(view.unit))} <MeasureBadges measure={measure} />
      </th>
      <td className="n">
        <TraceLink className="value" href={to("value")}>
          {amount(id, measure.value, columns.decimals)}
        </TraceLink>
      </td>
      {columns.hasPlan && (
        <td className="n">
          <PlanLink view={chosen} href={to("plan")}>
            {column(pctOfPlan(chosen), 2)}
          </PlanLink>
        </td>
      )}
      {columns.hasGap && (
        <td className="gapcol">
          {view.totalGap && <Gap bar={view.totalGap} tone={progress?.status ?? "ok"} />}
        </td>
      )}
      {columns.hasCoverage && (
        <td className="n" {...traceCell("coverage")}>
          {column(chosen.coverage?.ratio ?? null, 1)}
        </td>
      )}
      {columns.hasPlan && (
        <td className="n" {...traceCell("plan")}>
          <Remaining view={chosen} decimals={columns.decimals} />
        </td>
      )}
      <td className="n" {...traceCell("compare")}>
        {growthPercent(growth)}
      </td>
      <td className={isCounted ? "n" : undefined}>
        <span className={reported < expected ? "partial" : undefined}>
          {reported}/{expected}
        </span>
        {!isCounted && " đã duyệt"}
      </td>
      {columns.hasPlan && (
        <td>
          {progress && <Status tone={progress.status}>{progressWords(progress, direction, true)}</Status>}
          {doubt && <span className="quiet">{doubt}</span>}
        </td>
      )}
    </tr>
  );
}
