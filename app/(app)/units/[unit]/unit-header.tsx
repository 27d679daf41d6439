import { Badge } from "@/components/ui/badge";
import { Freshness } from "@/components/ui/freshness";
import { PageHeader } from "@/components/ui/page-header";
import { PeriodPicker } from "@/components/ui/period-picker";
import { Segments } from "@/components/ui/segments";
import type { UnitDashboard } from "@/lib/data/dashboard";
import type { Boundaries, BoundarySwitch } from "@/lib/domain/boundaries";
import { COMPARATORS, type Comparator } from "@/lib/domain/comparison";
import { dayInVietnam, formatDay, timeInVietnam } from "@/lib/domain/day";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { periodTitle } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { versionOf } from "@/app/api/v1/answers";
import { EXPORT_TABLES } from "@/lib/domain/export-table";
import { UnitDownloads } from "./unit-downloads";
import type { Extras } from "./extras";
import { FavouriteForm } from "./favourite-form";
import { EITHER_TREE, hrefOf, queryOf, type Selection } from "./selection";

export const COMPARATOR_LABELS: Record<Comparator, string> = {
  yoy: "Cùng kỳ",
  ytd: "Cuối năm",
  mom: "Tháng trước",
};

type Props = { selection: Selection; dashboard: UnitDashboard; extras: Extras };

export function UnitHeader({ selection, dashboard, extras }: Props) {
  const { view, crumbs, period } = dashboard;
  const isThen = selection.boundaries === "then";
  const periods = isThen ? [...dashboard.periods, ...dashboard.earlier] : dashboard.periods;
  const at = periods.findIndex(({ id }) => id === period.id);
  const [newer, older] = [periods[at - 1], periods[at + 1]];
  const isBefore = older !== undefined && dashboard.earlier.includes(older);
  const keep = queryOf({ ...selection, period: null });
  return (
    <PageHeader
      title={unitTitle(view.unit)}
      {...(view.unit.level === "nation" ? { eyebrow: "Toàn quốc" } : {})}
      crumbs={crumbs.map((unit) => ({
        label: unitTitle(unit),
        href: hrefOf(selection, { unitId: unit.id }),
      }))}
      crumbsLabel="Đơn vị"
      // Another tree is another line, not the same one with its badges pushed aside.
      asOf={<AsOf key={dashboard.tree} selection={selection} dashboard={dashboard} reader={extras.reader} />}
      controls={
        <>
          <PeriodPicker
            action={`/units/${view.unit.id}`}
            current={period.id}
            periods={periods.map(({ id }) => ({ id, label: periodTitle(id) }))}
            previousHref={
              older
                ? hrefOf(selection, { period: older.id, ...(isBefore ? { boundaries: "now" } : {}) })
                : null
            }
            nextHref={newer ? hrefOf(selection, { period: newer.id }) : null}
            keep={isThen && dashboard.earlier.length > 0 ? { ...keep, boundaries: EITHER_TREE } : keep}
          />
          <BoundarySegments selection={selection} dashboard={dashboard} />
          <Segments
            label="So với"
            options={COMPARATORS.map((comparator) => ({
              href: hrefOf(selection, { comparator }),
              label: COMPARATOR_LABELS[comparator],
              isCurrent: comparator === selection.comparator,
            }))}
          />
          <div className="acts">
            <FavouriteForm
              unitId={view.unit.id}
              unitName={unitTitle(view.unit)}
              isMarked={extras.isFavourite}
            />
            <UnitDownloads
              selection={selection}
              tables={EXPORT_TABLES.filter((table) => table !== "children" || view.children.length > 0)}
            />
          </div>
        </>
      }
    />
  );
}

/** Only where there are two trees to choose from. The count is of provinces. */
function BoundarySegments({ selection, dashboard }: { selection: Selection; dashboard: UnitDashboard }) {
  if (!dashboard.boundaries) return null;
  const { current, then, now } = dashboard.boundaries;
  const option = (view: Boundaries, label: string, { unitId, count }: BoundarySwitch["now"]) => ({
    href: hrefOf(selection, { unitId, boundaries: view }),
    label,
    isCurrent: current === view,
    ...(count === null ? {} : { note: count }),
  });
  return (
    <Segments label="Địa giới" options={[option("then", "Khi đó", then), option("now", "Hiện nay", now)]} />
  );
}

/** Of a selection only what its version depends on. */
const versionQuery = ({ boundaries, on }: Selection, period: string): Record<string, string> => ({
  period,
  boundaries,
  ...(on === null ? {} : { on }),
});

type AsOfProps = { selection: Selection; dashboard: UnitDashboard; reader: Actor };

function AsOf({ selection, dashboard, reader }: AsOfProps) {
  const { view, period, updatedAt } = dashboard;
  const measures = view.cards.map(({ view: card }) => card.measure);
  const reopened = [...dashboard.work.values()].reduce((sum, one) => sum + one.reopened, 0);
  // Of a reporting unit its own figures; what its neighbours corrected is said where they are summed.
  const isAdjusted =
    view.unit.reportingKind === null
      ? [...dashboard.work.values()].some((one) => one.isAdjusted || one.isCorrected)
      : dashboard.work.get(view.unit.id)?.isCorrected === true;
  const isOwnReopened = dashboard.source?.isReopened === true;
  return (
    <>
      Số liệu đến {formatDay(period.asOf)}
      {/* As long in either tree, so that the switch moves nothing. */}
      {(dashboard.boundaries !== null || dashboard.tree > period.asOf) &&
        `, theo địa giới ngày ${formatDay(dashboard.tree)}`}
      {updatedAt && `, cập nhật ${timeInVietnam(updatedAt)} ngày ${formatDay(dayInVietnam(updatedAt))}`}{" "}
      {measures.some(({ isProvisional, value }) => isProvisional && value !== null) && (
        <Badge kind="provisional">tạm tính</Badge>
      )}{" "}
      {measures.some(({ isEstimate }) => isEstimate) && <Badge kind="estimate">ước</Badge>}{" "}
      {view.unit.reportingKind === null && reopened > 0 && (
        <Badge kind="reopened">{reopened} đơn vị đang mở lại</Badge>
      )}{" "}
      {isOwnReopened && <Badge kind="reopened">đang mở lại</Badge>}{" "}
      {isAdjusted && <Badge kind="corrected">đã điều chỉnh</Badge>}{" "}
      {period.isLocked && <Badge kind="locked">đã khóa</Badge>}{" "}
      <Freshness
        href={`/api/v1/units/${encodeURIComponent(view.unit.id)}/version?${new URLSearchParams(versionQuery(selection, period.id))}`}
        version={versionOf(reader, view.unit.id, period.id, dashboard.state)}
      />
    </>
  );
}
