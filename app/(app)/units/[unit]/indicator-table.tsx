import Link from "next/link";
import { TableBox } from "@/components/ui/table";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { COMPARATORS } from "@/lib/domain/comparison";
import type { IndicatorView } from "@/lib/domain/dashboard";
import { pctOfPlan } from "@/lib/domain/dashboard-rows";
import { INDICATORS, type IndicatorGroup } from "@/lib/domain/indicator";
import { NO_VALUE } from "@/lib/domain/number";
import type { TraceSection } from "@/lib/domain/trace-formula";
import { isReportingUnit } from "@/lib/domain/unit";
import { GROUP_LABELS } from "@/lib/labels";
import { Remaining } from "./child-row";
import { amount, column, growthPercent, unitOf } from "@/components/figure/format";
import { MeasureBadges } from "@/components/figure/measure-badges";
import { CHILDREN_ANCHOR, DETAIL_ANCHOR, hrefOf, type Selection } from "./selection";
import { traceCell, traceHref } from "./trace-href";
import { PlanLink } from "@/components/figure/plan-link";
import { TraceLink } from "@/components/figure/trace-link";
import { COMPARATOR_LABELS } from "./unit-header";

type Props = { selection: Selection; dashboard: UnitDashboard };

/** Every indicator of the unit, by group. A flow stands from 1 January, with the month itself beside it. */
export function IndicatorTable({ selection, dashboard }: Props) {
  const { view } = dashboard;
  const anchor = isReportingUnit(view.unit) ? DETAIL_ANCHOR : CHILDREN_ANCHOR;
  return (
    <TableBox
      title="Tất cả chỉ tiêu"
      note="Chỉ tiêu phát sinh tính từ đầu năm; số trong kỳ ghi sau tên."
      label="Bảng tất cả chỉ tiêu"
      canCopy
    >
      <table className="data indicators">
        <thead>
          <tr>
            <th scope="col">Chỉ tiêu</th>
            <th scope="col" className="n">
              Thực hiện
            </th>
            <th scope="col">Đơn vị tính</th>
            <th scope="col" className="n">
              % kế hoạch
            </th>
            <th scope="col" className="n">
              Còn thiếu
            </th>
            <th scope="col" className="n">
              Bao phủ<small>%</small>
            </th>
            {COMPARATORS.map((comparator) => (
              <th key={comparator} scope="col" className="n">
                {COMPARATOR_LABELS[comparator]}
              </th>
            ))}
            <th scope="col" className="n">
              Báo cáo
            </th>
          </tr>
        </thead>
        {view.groups.map(({ group, views }) => (
          <Group
            key={group}
            group={group}
            views={views}
            selection={selection}
            anchor={anchor}
            unit={view.unit}
          />
        ))}
      </table>
    </TableBox>
  );
}

type GroupProps = {
  group: IndicatorGroup;
  views: readonly IndicatorView[];
  selection: Selection;
  anchor: string;
  unit: UnitDashboard["view"]["unit"];
};

function Group({ group, views, ...rest }: GroupProps) {
  return (
    <tbody>
      <tr className="group">
        <th scope="colgroup" colSpan={10}>
          {GROUP_LABELS[group]}
        </th>
      </tr>
      {views.map((view) => (
        <Row key={view.id} view={view} {...rest} />
      ))}
    </tbody>
  );
}

type RowProps = Pick<GroupProps, "selection" | "anchor" | "unit"> & { view: IndicatorView };

function Row({ view, selection, anchor, unit }: RowProps) {
  const { id, measure, comparisons, coverage } = view;
  const { name, nature, definition } = INDICATORS[id];
  const { reported, expected } = measure.reporting;
  const href = hrefOf(selection, { indicator: id }, anchor);
  const to = (section: TraceSection) => traceHref(selection, section, { unit, indicator: id });
  return (
    <tr {...(id === selection.indicator ? { className: "current" } : {})}>
      <th scope="row" className={name.startsWith("trong đó") ? "child" : undefined}>
        <Link href={href} prefetch={false} title={definition}>
          {name}
        </Link>
        {nature === "flow" && measure.inPeriod !== null && (
          <small>
            trong kỳ{" "}
            <TraceLink href={to("value")} isQuiet>
              {amount(id, measure.inPeriod)}
            </TraceLink>
          </small>
        )}
      </th>
      <td className="n">
        <TraceLink className="value" href={to("value")}>
          {amount(id, measure.value)}
        </TraceLink>
      </td>
      <td>
        {unitOf(id)} <MeasureBadges measure={measure} />
      </td>
      <td className="n strong">
        <PlanLink view={view} href={to("plan")}>
          {column(pctOfPlan(view), 2)}
        </PlanLink>
      </td>
      <td className="n" {...traceCell("plan")}>
        <Remaining view={view} isMixed />
      </td>
      <td className="n" {...traceCell("coverage")}>
        {column(coverage?.ratio ?? null, 1)}
      </td>
      {COMPARATORS.map((comparator) => {
        const { growth } = comparisons[comparator];
        return (
          <td
            key={comparator}
            className="n"
            title={growth.kind === "none" ? growth.reason : undefined}
            {...traceCell("compare")}
          >
            {growthPercent(growth)}
          </td>
        );
      })}
      <td className="n">
        {expected === 0 ? (
          NO_VALUE
        ) : (
          <span className={reported < expected ? "partial" : undefined}>
            {reported}/{expected}
          </span>
        )}
      </td>
    </tr>
  );
}
