import Link from "next/link";
import { Fragment } from "react";
import { TableBox } from "@/components/ui/table";
import type { UnitDashboard } from "@/lib/data/dashboard";
import type { Comparator } from "@/lib/domain/comparison";
import { denominatorKind } from "@/lib/domain/coverage";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { addDays, formatDay } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { asOfDay, periodName } from "@/lib/domain/period";
import { existsOn } from "@/lib/domain/unit";
import { planNoun } from "@/lib/domain/wording";
import { ChildRowView, type Columns } from "./child-row";
import { columnsOf } from "./children-table";
import { amount, growthPercent, signedAmount, unitOf } from "@/components/figure/format";
import { MeasureBadges } from "@/components/figure/measure-badges";
import { growthSince, sameMonths } from "@/lib/domain/dashboard-since";
import type { Extras } from "./extras";
import { BEFORE_ANCHOR, hrefOf, type Selection } from "./selection";
import { TotalRow } from "./total-row";
import { COMPARATOR_LABELS } from "./unit-header";

type Props = { selection: Selection; dashboard: UnitDashboard };
type Relatives = UnitDashboard["relatives"]["before"];

/** What the unit was made of, and what it became, each with the way there. */
export function Lineage({ selection, dashboard }: Props) {
  const { view, relatives } = dashboard;
  const { unit } = view;
  const { before, after } = relatives;
  if (before.length === 0 && after.length === 0) return null;
  return (
    <p className="lineage">
      {before.length > 0 && (
        <>
          {before.length > 1 ? "Hợp nhất" : "Tiếp nối"} từ {formatDay(unit.validFrom)}:{" "}
          <Names selection={selection} relatives={before} />.{" "}
          <Years selection={selection} dashboard={dashboard} />
        </>
      )}
      {after.length > 0 && unit.validTo && (
        <>
          Từ {formatDay(addDays(unit.validTo, 1))} thuộc{" "}
          <Names selection={selection} relatives={after} isNow />.
        </>
      )}
    </p>
  );
}

/** The way to the same month before the merger, with the old units beside their sum. */
function Years({ selection, dashboard }: Props) {
  const { period, earlier, view } = dashboard;
  const months = sameMonths(
    period.id,
    earlier.map(({ id }) => id),
  ).filter((id) => id !== period.id);
  if (months.length === 0) return null;
  const noun = view.unit.level === "province" ? "tỉnh" : "đơn vị";
  return (
    <>
      So với các {noun} cũ cùng tháng, theo địa giới hiện nay:{" "}
      {months.map((id, index) => (
        <Fragment key={id}>
          {index > 0 && ", "}
          <Link href={hrefOf(selection, { period: id, boundaries: "now" }, BEFORE_ANCHOR)} prefetch={false}>
            {periodName(id)}
          </Link>
        </Fragment>
      ))}
      .{" "}
    </>
  );
}

function Names({
  selection,
  relatives,
  isNow = false,
}: {
  selection: Selection;
  relatives: Relatives;
  isNow?: boolean;
}) {
  return relatives.map((one, index) => (
    <Fragment key={one.id}>
      {index > 0 && ", "}
      <Link href={relativeHref(selection, one, isNow)} prefetch={false}>
        {one.level === "province" ? one.shortName : one.name}
      </Link>
      {one.isWhole ? "" : " (một phần)"}
    </Fragment>
  ));
}

/** To the same period where the other unit can show it: its own, or history summed into it; else to its newest. */
function relativeHref(selection: Selection, relative: Relatives[number], isNow: boolean): string {
  const { period } = selection;
  const unitId = relative.id;
  if (period !== null && existsOn(relative, asOfDay(period)))
    return hrefOf(selection, { unitId, boundaries: "then", on: null });
  if (isNow && relative.isWhole) return hrefOf(selection, { unitId, boundaries: "now" });
  return hrefOf(selection, { unitId, boundaries: "then", on: null, period: null });
}

/** Before it began: those that stood in its place, which add up to it. */
export function BeforeTable({ selection, dashboard, today }: Props & Pick<Extras, "today">) {
  const { view } = dashboard;
  if (view.before.length === 0) return null;
  const columns = { ...columnsOf({ ...view, children: view.before, axis: null }), isRanked: false };
  const shared = { dashboard, columns };
  const then: Selection = { ...selection, boundaries: "then", on: null };
  const noun = view.unit.level === "province" ? "tỉnh, thành phố" : "đơn vị";
  return (
    <div id={BEFORE_ANCHOR}>
      <TableBox
        title={`${view.before.length} ${noun} khi đó`}
        note="Giá trị, chỉ tiêu và mẫu số cộng lại; tỷ lệ tính trên các tổng."
        label={`Bảng ${noun} trước khi hợp nhất`}
      >
        <table className="data units">
          <thead>
            <tr>
              {heads(view, columns, selection.comparator).map(({ name, unit, isText = false }) => (
                <th key={name} scope="col" className={isText ? undefined : "n"}>
                  {name}
                  {unit && <small>{unit}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.before.map((row) => (
              <ChildRowView key={row.unit.id} row={row} selection={then} {...shared} />
            ))}
          </tbody>
          <tfoot>
            <TotalRow
              selection={selection}
              title={`${unitTitle(view.unit)} hiện nay`}
              hasCounts={view.unit.reportingKind === null}
              {...shared}
            />
          </tfoot>
        </table>
        {today && <Since selection={selection} dashboard={dashboard} today={today} />}
      </TableBox>
    </div>
  );
}

type SinceProps = Props & { today: NonNullable<Extras["today"]> };

/** Today's number of the merged unit against the sum of the old ones above it. */
function Since({ selection, dashboard, today }: SinceProps) {
  const { unit, chosen, context } = dashboard.view;
  const { id } = chosen;
  const then = { period: context.period, view: chosen };
  const change = growthSince(today, then);
  const { value } = today.view.measure;
  const pct = growthPercent(change);
  return (
    <p className="since">
      {unitTitle(unit)} {periodName(today.period)}:{" "}
      <Link href={hrefOf(selection, { period: today.period, boundaries: "then", on: null })} prefetch={false}>
        <b className="num">
          {amount(id, value)} {unitOf(id)}
        </b>
      </Link>{" "}
      <MeasureBadges measure={today.view.measure} />{" "}
      {change.kind === "none"
        ? `Không so với ${periodName(then.period)}: ${change.reason}.`
        : `So với tổng ${periodName(then.period)}: ${signedAmount(id, change.delta)} ${unitOf(id)} (${pct}).`}
    </p>
  );
}

type Head = { name: string; unit?: string; isText?: true };

/** The columns of a row, in its order. */
function heads({ chosen, unit }: DashboardView, columns: Columns, comparator: Comparator): Head[] {
  const isLimit = INDICATORS[chosen.id].direction === "lower";
  const kind = denominatorKind(chosen.id);
  const plan = (name: string, of?: string): Head[] =>
    columns.hasPlan ? [of === undefined ? { name } : { name, unit: of }] : [];
  return [
    { name: unit.level === "province" ? "Tỉnh, thành phố" : "Đơn vị", isText: true },
    { name: INDICATORS[chosen.id].short, unit: unitOf(chosen.id) },
    ...plan(`% ${planNoun(INDICATORS[chosen.id].direction)}`),
    ...(kind ? [{ name: "Bao phủ", unit: kind === "population" ? "% dân số" : "% LLLĐ" }] : []),
    ...plan(isLimit ? "Phải giảm" : "Còn thiếu", unitOf(chosen.id)),
    { name: COMPARATOR_LABELS[comparator] },
    unit.reportingKind === null ? { name: "Báo cáo" } : { name: "Số liệu", isText: true },
    ...plan("Tiến độ").map((head) => ({ ...head, isText: true as const })),
  ];
}
