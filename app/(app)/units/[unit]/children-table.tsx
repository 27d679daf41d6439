import Link from "next/link";
import type { CSSProperties } from "react";
import { EmptyState } from "@/components/ui/state";
import { SortHeader, TableBox } from "@/components/ui/table";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { denominatorKind } from "@/lib/domain/coverage";
import { filterRows } from "@/lib/domain/dashboard-filter";
import { extremes, rankKey, ranks } from "@/lib/domain/dashboard-ranks";
import { sortRows, type ChildRow, type GapAxis, type Sort, type SortKey } from "@/lib/domain/dashboard-rows";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { INDICATORS } from "@/lib/domain/indicator";
import { planNoun } from "@/lib/domain/wording";
import { ChildRowView, type Columns } from "./child-row";
import { ChildrenTools } from "./children-tools";
import { ExtremesList } from "./extremes-list";
import { unitOf } from "@/components/figure/format";
import { CHILDREN_ANCHOR, hrefOf, MOST_ROWS, type Selection } from "./selection";
import { TotalRow } from "./total-row";
import { COMPARATOR_LABELS } from "./unit-header";

type Props = { selection: Selection; dashboard: UnitDashboard };

/** The units that are summed here, sorted by links, so that it works without JavaScript. */
export function ChildrenTable({ selection, dashboard }: Props) {
  const { view, hasReadableChildren } = dashboard;
  if (!hasReadableChildren)
    return (
      <EmptyState title="Số liệu từng đơn vị không hiển thị">
        Tài khoản xem được tổng của tỉnh này; số của từng huyện, cơ sở chỉ dành cho người trong tỉnh.
      </EmptyState>
    );
  if (view.children.length === 0)
    return <EmptyState title="Chưa có đơn vị trực thuộc">Kỳ này không có đơn vị nào bên dưới.</EmptyState>;
  const isNation = view.unit.level === "nation";
  const offices = isNation ? view.children.filter(({ unit }) => unit.level === "office") : [];
  const columns = columnsOf(view);
  const sort = shownSort(selection.sort, columns);
  const all = view.children.filter((row) => !offices.includes(row));
  const rows = sortRows(filterRows(all, selection.filter), sort);
  const shown = selection.allRows ? rows : rows.slice(0, MOST_ROWS);
  const rankedBy = rankKey(sort.key, all);
  const places = ranks(all, rankedBy);
  const ends = extremes(all, places);
  const shared = { selection, dashboard, columns };
  const title = childrenTitle(view, all);
  return (
    <div
      id={CHILDREN_ANCHOR}
      className="children"
      style={{ "--rows": shown.length + offices.length } as CSSProperties}
    >
      {ends && <ExtremesList extremes={ends} places={places} rankedBy={rankedBy} selection={selection} />}
      <TableBox
        title={title}
        note={<Note columns={columns} />}
        label={`Bảng ${title}`}
        canCopy
        tools={
          <ChildrenTools
            selection={{ ...selection, sort }}
            shown={rows.length}
            total={all.length}
            hasPlan={columns.hasPlan}
          />
        }
      >
        <table className="data units ranked">
          <thead>
            <tr>
              <Heads selection={{ ...selection, sort }} view={view} columns={columns} />
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <ChildRowView key={row.unit.id} row={row} rank={places.get(row.unit.id)} {...shared} />
            ))}
            {rows.length === 0 && (
              <tr>
                <td colSpan={10}>Không có đơn vị nào như vậy.</td>
              </tr>
            )}
          </tbody>
          <tfoot>
            {offices.map((row) => (
              <ChildRowView key={row.unit.id} row={row} {...shared} />
            ))}
            <TotalRow {...shared} />
          </tfoot>
        </table>
        {shown.length < rows.length && <More selection={selection} shown={shown.length} of={rows.length} />}
      </TableBox>
    </div>
  );
}

/** Under a table that shows only its first rows. */
function More({ selection, shown, of }: { selection: Selection; shown: number; of: number }) {
  return (
    <p className="more-rows">
      {shown} đơn vị đầu theo thứ tự đang chọn.{" "}
      <Link href={hrefOf(selection, { allRows: true }, CHILDREN_ANCHOR)} scroll={false} prefetch={false}>
        Hiện cả {of} đơn vị
      </Link>
    </p>
  );
}

/** "34 tỉnh, thành phố", "10 huyện, thị xã, thành phố và văn phòng tỉnh" */
function childrenTitle(view: DashboardView, rows: readonly ChildRow[]): string {
  const districts = rows.filter(({ unit }) => unit.level === "district").length;
  if (view.unit.level === "nation") return `${rows.length} tỉnh, thành phố`;
  const isOld = view.unit.validTo !== null;
  const office = rows.length > districts ? " và văn phòng tỉnh" : "";
  return `${districts} ${isOld ? "huyện, thị xã, thành phố" : "BHXH cơ sở"}${office}`;
}

/** A column without a single value is left out. */
export function columnsOf({ chosen, children, axis, unit }: DashboardView): Columns {
  return {
    hasPlan: [chosen, ...children.map(({ view }) => view)].some(({ targets }) => targets.length > 0),
    hasCoverage: denominatorKind(chosen.id) !== null,
    hasGap: axis !== null && INDICATORS[chosen.id].direction === "higher",
    decimals: unit.level === "nation" ? 1 : 2,
    isRanked: true,
  };
}

/** Where the column of the sort is left out, the largest value stands first. */
function shownSort(sort: Sort, { hasPlan, hasCoverage }: Columns): Sort {
  const isGone = (key: SortKey) =>
    (!hasPlan && (key === "plan" || key === "remaining")) || (!hasCoverage && key === "coverage");
  return isGone(sort.key) ? { key: "value", descending: true } : sort;
}

function Note({ columns }: { columns: Columns }) {
  if (!columns.hasGap) return null;
  return (
    <span className="gap-note">
      Thanh nối mức cần có <span className="k-need" /> với mức đạt được <span className="k-dot" />.
    </span>
  );
}

type HeadsProps = { selection: Selection; view: DashboardView; columns: Columns };

function Heads({ selection, view, columns }: HeadsProps) {
  const { id } = view.chosen;
  const isLimit = INDICATORS[id].direction === "lower";
  const { sort } = selection;
  const kind = denominatorKind(id);
  const isNation = view.unit.level === "nation";
  const head = (key: SortKey) => {
    const isCurrent = sort.key === key;
    // Numbers are asked for from the top, names from A.
    const descending = isCurrent ? !sort.descending : key !== "name" && key !== "reported";
    return {
      href: hrefOf(selection, { sort: { key, descending } }, CHILDREN_ANCHOR),
      direction: isCurrent ? (sort.descending ? ("descending" as const) : ("ascending" as const)) : null,
      numeric: key !== "name" && (key !== "reported" || isNation),
    };
  };
  return (
    <>
      <th scope="col" className="n rank">
        Hạng
      </th>
      <SortHeader {...head("name")}>{isNation ? "Tỉnh, thành phố" : "Đơn vị"}</SortHeader>
      <SortHeader {...head("value")} unit={unitOf(id)}>
        {INDICATORS[id].short}
      </SortHeader>
      {columns.hasPlan && (
        <SortHeader {...head("plan")}>{`% ${planNoun(INDICATORS[id].direction)}`}</SortHeader>
      )}
      {columns.hasGap && view.axis && <AxisHead axis={view.axis} />}
      {columns.hasCoverage && (
        <SortHeader {...head("coverage")} unit={kind === "population" ? "% dân số" : "% LLLĐ"}>
          Bao phủ
        </SortHeader>
      )}
      {columns.hasPlan && (
        <SortHeader {...head("remaining")} unit={unitOf(id)}>
          {isLimit ? "Phải giảm" : "Còn thiếu"}
        </SortHeader>
      )}
      <SortHeader {...head("growth")}>{COMPARATOR_LABELS[selection.comparator]}</SortHeader>
      <SortHeader {...head("reported")}>{isNation ? "Báo cáo" : "Số liệu"}</SortHeader>
      {columns.hasPlan && <th scope="col">Tiến độ</th>}
    </>
  );
}

/** Not a column to sort: the same percentage of plan, drawn. */
function AxisHead({ axis }: { axis: GapAxis }) {
  return (
    <th scope="col" className="gapcol">
      <span className="sr">Mức đạt so với mức cần có, %</span>
      <span className="gaxis" aria-hidden="true">
        {axis.ticks.map(({ at, label }) => (
          <i key={label} style={{ left: `${at}%` }}>
            {label}
            {label === 100 && "%"}
          </i>
        ))}
      </span>
    </th>
  );
}
