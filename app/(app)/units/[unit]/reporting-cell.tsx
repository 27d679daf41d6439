import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import type { UnitDashboard } from "@/lib/data/dashboard";
import type { ChildRow } from "@/lib/domain/dashboard-rows";
import { isReportingUnit } from "@/lib/domain/unit";
import { STATUS_LABELS } from "@/lib/labels";
import { submissionHref } from "./selection";

/** A province: how many of its units are reported. A reporting unit: where its number comes from. */
export function ReportingCell({ row, dashboard }: { row: ChildRow; dashboard: UnitDashboard }) {
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
  const isReopened = (dashboard.work.get(unit.id)?.reopened ?? 0) > 0;
  const words = (
    <>
      {carried > 0 && <Badge kind="carried">chuyển kỳ</Badge>}{" "}
      {isReopened && <Badge kind="reopened">đang mở lại</Badge>}{" "}
      {reported > 0 && !isReopened && (
        <span className="quiet">
          <Icon name="check" />
          đã duyệt
        </span>
      )}
      {reported === 0 && !isReopened && status && status !== "approved" && (
        <span className="quiet">{STATUS_LABELS[status].toLowerCase()}</span>
      )}
      {reported === 0 && carried === 0 && !status && <span className="partial">chưa có</span>}
    </>
  );
  return (
    <td className="source">
      {dashboard.submissionUnits.has(unit.id) ? (
        <Link href={submissionHref(unit, dashboard.view.context.period)} prefetch={false}>
          {words}
        </Link>
      ) : (
        words
      )}
    </td>
  );
}
