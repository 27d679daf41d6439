import Link from "next/link";
import type { CSSProperties } from "react";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { Status } from "@/components/ui/status";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { isShort } from "@/lib/domain/attainment";
import { denominatorKind } from "@/lib/domain/coverage";
import { pctOfPlan, planOf, remainingOf, type ChildRow, type GapBar } from "@/lib/domain/dashboard-rows";
import { INDICATORS } from "@/lib/domain/indicator";
import { NO_VALUE } from "@/lib/domain/number";
import { submissionId } from "@/lib/domain/submission";
import { isReportingUnit } from "@/lib/domain/unit";
import { STATUS_LABELS } from "@/lib/labels";
import { MiniStatus } from "./cards";
import { amount, column, growthPercent } from "./format";
import { progressWords } from "./progress-words";
import { CHILDREN_ANCHOR, hrefOf, type Selection } from "./selection";

type Props = { row: ChildRow; selection: Selection; dashboard: UnitDashboard };

export function ChildRowView({ row, selection, dashboard }: Props) {
  const { unit, view, growth, mergedFrom } = row;
  const { id, measure } = view;
  const { direction } = INDICATORS[id];
  const progress = planOf(view)?.progress ?? null;
  const isCarried = isReportingUnit(unit) && measure.reporting.carried > 0;
  const href = hrefOf(selection, { unitId: unit.id }, isReportingUnit(unit) ? "" : CHILDREN_ANCHOR);
  return (
    <tr {...(isCarried ? { className: "is-carried" } : {})}>
      <th scope="row">
        {progress && <MiniStatus tone={progress.status} />}
        <Link href={hrefOf(selection, { unitId: unit.id })} prefetch={false}>
          {unit.reportingKind === "national_office" ? unit.name : unit.shortName}
        </Link>
        {mergedFrom.length > 0 && (
          <small title={mergedFrom.join(", ")}>
            gộp {mergedFrom.length} {unit.level === "province" ? "tỉnh" : "đơn vị"}
          </small>
        )}
      </th>
      <td className="n">
        <Link className="value" href={href} prefetch={false}>
          {amount(id, measure.value)}
        </Link>
        {measure.isStated && <Mark title="số công bố">*</Mark>}
        {measure.isEstimate && <Mark title="ước">≈</Mark>}
      </td>
      <td className="n strong">{column(pctOfPlan(view), 2)}</td>
      {dashboard.view.axis && direction === "higher" && (
        <td className="gapcol">{row.gap && <Gap bar={row.gap} tone={progress?.status ?? "ok"} />}</td>
      )}
      {denominatorKind(id) && <td className="n">{column(view.coverage?.ratio ?? null, 1)}</td>}
      <td className="n">
        <Remaining view={view} />
      </td>
      <td className="n" title={growth.kind === "none" ? growth.reason : undefined}>
        {growthPercent(growth)}
      </td>
      <Reporting row={row} dashboard={dashboard} />
      <td>
        {progress && <Status tone={progress.status}>{progressWords(progress, direction, true)}</Status>}
      </td>
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

export function Remaining({ view }: { view: ChildRow["view"] }) {
  const remaining = remainingOf(view);
  if (remaining === null) return NO_VALUE;
  const { direction } = INDICATORS[view.id];
  const digits = amount(view.id, remaining < 0n ? -remaining : remaining);
  if (isShort(remaining, direction)) return direction === "lower" ? `giảm ${digits}` : digits;
  return <span className="over">{direction === "lower" ? `dưới ${digits}` : `vượt ${digits}`}</span>;
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

/** A province: how many of its units are reported. A reporting unit: where its number comes from. */
function Reporting({ row, dashboard }: { row: ChildRow; dashboard: UnitDashboard }) {
  const { unit, view } = row;
  const { reported, carried, expected } = view.measure.reporting;
  if (!isReportingUnit(unit) || dashboard.view.unit.level === "nation") {
    const reopened = dashboard.work.get(unit.id)?.reopened ?? 0;
    return (
      <td className="n">
        {reopened > 0 && <Badge kind="reopened">{reopened} mở lại</Badge>}{" "}
        <span className={reported < expected ? "partial" : undefined}>
          {reported}/{expected}
        </span>
      </td>
    );
  }
  const status = dashboard.statuses.get(unit.id);
  const key = { provinceId: unit.provinceId, unitId: unit.id, periodId: dashboard.view.context.period };
  const words = (
    <>
      {carried > 0 && <Badge kind="carried">chuyển kỳ</Badge>}
      {status === "reopened" && <Badge kind="reopened">đang mở lại</Badge>}
      {reported > 0 && status !== "reopened" && (
        <span className="quiet">
          <Icon name="check" />
          đã duyệt
        </span>
      )}
      {reported === 0 &&
        carried === 0 &&
        (expected === 0 ? NO_VALUE : <span className="partial">chưa có</span>)}
      {reported === 0 && status && status !== "approved" && (
        <span className="quiet">{STATUS_LABELS[status].toLowerCase()}</span>
      )}
    </>
  );
  return (
    <td className="source">
      {dashboard.submissionUnits.has(unit.id) ? (
        <Link href={`/submissions/${submissionId(key)}`} prefetch={false}>
          {words}
        </Link>
      ) : (
        words
      )}
    </td>
  );
}
