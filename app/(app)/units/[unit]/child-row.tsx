import Link from "next/link";
import type { CSSProperties } from "react";
import { Badge } from "@/components/ui/badge";
import { Status } from "@/components/ui/status";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { isShort } from "@/lib/domain/attainment";
import type { IndicatorView } from "@/lib/domain/dashboard";
import { pctOfPlan, planOf, remainingOf, type ChildRow, type GapBar } from "@/lib/domain/dashboard-rows";
import { doubtWords } from "@/lib/domain/dashboard-measure";
import type { Rank } from "@/lib/domain/dashboard-ranks";
import { INDICATORS } from "@/lib/domain/indicator";
import { NO_VALUE } from "@/lib/domain/number";
import type { TraceSection } from "@/lib/domain/trace-formula";
import { isReportingUnit } from "@/lib/domain/unit";
import { MiniStatus } from "@/components/figure/mini-status";
import { PickBox } from "./children-tools";
import { amount, column, growthPercent } from "@/components/figure/format";
import { progressWords } from "@/components/figure/progress-words";
import { RankCell } from "./rank-cell";
import { ReportingCell } from "./reporting-cell";
import { hrefOf, type Selection } from "./selection";
import { traceCell, traceHref } from "./trace-href";
import { PlanLink } from "@/components/figure/plan-link";
import { TraceLink } from "@/components/figure/trace-link";

/** What the table shows of its indicator, the same for every row. */
export type Columns = {
  hasPlan: boolean;
  hasCoverage: boolean;
  /** The bar of the plan: not where lower is better. */
  hasGap: boolean;
  /** Of money. */
  decimals: number;
  /** Rows have a place and can be picked to be compared. */
  isRanked: boolean;
};

type Props = {
  row: ChildRow;
  rank?: Rank | undefined;
  selection: Selection;
  dashboard: UnitDashboard;
  columns: Columns;
};

export function ChildRowView({ row, rank, selection, dashboard, columns }: Props) {
  const { unit, view, growth, mergedFrom } = row;
  const { id, measure } = view;
  const { direction } = INDICATORS[id];
  const progress = planOf(view)?.progress ?? null;
  const doubt = measure.value === null ? null : doubtWords(measure);
  const isCarried = isReportingUnit(unit) && measure.reporting.carried > 0;
  const to = (section: TraceSection) => traceHref(selection, section, { unit, indicator: id });
  return (
    <tr {...(isCarried ? { className: "is-carried" } : {})}>
      {columns.isRanked && <RankCell rank={rank} />}
      <th scope="row">
        {columns.isRanked && selection.pick && (
          <PickBox id={unit.id} name={unit.shortName} isPicked={selection.pick.includes(unit.id)} />
        )}
        {progress && <MiniStatus tone={progress.status} />}
        <Link href={hrefOf(selection, { unitId: unit.id })} prefetch={false}>
          {unit.reportingKind === "national_office" ? unit.name : unit.shortName}
        </Link>
        {dashboard.work.get(unit.id)?.isCorrected && (
          <>
            {" "}
            <Badge kind="corrected">đã điều chỉnh</Badge>
          </>
        )}
        {mergedFrom.length > 0 && (
          <small title={mergedFrom.join(", ")}>
            gộp {mergedFrom.length} {unit.level === "province" ? "tỉnh" : "đơn vị"}
          </small>
        )}
      </th>
      <td className="n">
        <TraceLink className="value" href={to("value")}>
          {amount(id, measure.value, columns.decimals)}
        </TraceLink>
        {measure.isStated && <Mark title="số công bố">*</Mark>}
        {measure.isEstimate && <Mark title="ước">≈</Mark>}
      </td>
      {columns.hasPlan && (
        <td className="n strong">
          <PlanLink view={view} href={to("plan")}>
            {column(pctOfPlan(view), 2)}
          </PlanLink>
        </td>
      )}
      {columns.hasGap && (
        <td className="gapcol">{row.gap && <Gap bar={row.gap} tone={progress?.status ?? "ok"} />}</td>
      )}
      {columns.hasCoverage && (
        <td className="n" {...traceCell("coverage")}>
          {column(view.coverage?.ratio ?? null, 1)}
        </td>
      )}
      {columns.hasPlan && (
        <td className="n" {...traceCell("plan")}>
          <Remaining view={view} decimals={columns.decimals} />
        </td>
      )}
      <td className="n" title={growth.kind === "none" ? growth.reason : undefined} {...traceCell("compare")}>
        {growthPercent(growth)}
      </td>
      <ReportingCell row={row} dashboard={dashboard} />
      {columns.hasPlan && (
        <td>
          {progress && <Status tone={progress.status}>{progressWords(progress, direction, true)}</Status>}
          {doubt && <span className="quiet">{doubt}</span>}
        </td>
      )}
    </tr>
  );
}

function Mark({ title, children }: { title: string; children: string }) {
  return (
    <abbr className="mark" title={title}>
      {children}
    </abbr>
  );
}

type RemainingProps = {
  view: IndicatorView;
  decimals?: number;
  /** Beside indicators of which more is better, what must go is said: "giảm 27,6". */
  isMixed?: boolean;
};

export function Remaining({ view, decimals, isMixed = false }: RemainingProps) {
  const remaining = remainingOf(view);
  if (remaining === null) return NO_VALUE;
  const { direction } = INDICATORS[view.id];
  const digits = amount(view.id, remaining < 0n ? -remaining : remaining, decimals);
  if (isShort(remaining, direction)) return isMixed && direction === "lower" ? `giảm ${digits}` : digits;
  return <span className="over">{direction === "lower" ? `thấp hơn ${digits}` : `vượt ${digits}`}</span>;
}

export function Gap({ bar, tone }: { bar: GapBar; tone: string }) {
  const style = {
    "--t": `${bar.full}%`,
    "--lo": `${bar.from}%`,
    "--w": `${bar.width}%`,
    "--e": `${bar.needed ?? bar.reached}%`,
    "--v": `${bar.reached}%`,
  } as CSSProperties;
  return (
    <span className={`gap ${tone}`} style={style} aria-hidden="true">
      <i />
      {bar.needed !== null && <b />}
      <u />
    </span>
  );
}
