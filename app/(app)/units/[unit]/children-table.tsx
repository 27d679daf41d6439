import { EmptyState } from "@/components/ui/state";
import { SortHeader, TableBox } from "@/components/ui/table";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { denominatorKind } from "@/lib/domain/coverage";
import { sortRows, type ChildRow, type SortKey } from "@/lib/domain/dashboard-rows";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { INDICATORS } from "@/lib/domain/indicator";
import { ChildRowView } from "./child-row";
import { amount, unitOf } from "./format";
import { CHILDREN_ANCHOR, hrefOf, type Selection } from "./selection";
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
  const rows = sortRows(
    view.children.filter((row) => !offices.includes(row)),
    selection.sort,
  );
  const title = childrenTitle(view, rows);
  return (
    <div id={CHILDREN_ANCHOR}>
      <TableBox title={title} note={<Note view={view} />} label={`Bảng ${title}`}>
        <table className="data units">
          <thead>
            <tr>
              <Heads selection={selection} view={view} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ChildRowView key={row.unit.id} row={row} selection={selection} dashboard={dashboard} />
            ))}
          </tbody>
          <tfoot>
            {offices.map((row) => (
              <ChildRowView key={row.unit.id} row={row} selection={selection} dashboard={dashboard} />
            ))}
            <TotalRow selection={selection} dashboard={dashboard} />
          </tfoot>
        </table>
      </TableBox>
    </div>
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

function Note({ view }: { view: DashboardView }) {
  const { gross, chosen, axis } = view;
  const miss =
    gross && gross.units > 0
      ? `Riêng ${gross.units} đơn vị dưới chỉ tiêu thiếu ${amount(chosen.id, gross.gross)} ${unitOf(chosen.id)}. `
      : "";
  return (
    <>
      {miss}
      {axis && INDICATORS[chosen.id].direction === "higher" && (
        <>
          Thanh nối mức cần có <span className="k-need" /> với mức đạt được <span className="k-dot" />.
        </>
      )}
    </>
  );
}

function Heads({ selection, view }: { selection: Selection; view: DashboardView }) {
  const { id } = view.chosen;
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
      <SortHeader {...head("name")}>{isNation ? "Tỉnh, thành phố" : "Đơn vị"}</SortHeader>
      <SortHeader {...head("value")} unit={unitOf(id)}>
        {INDICATORS[id].short}
      </SortHeader>
      <SortHeader {...head("plan")}>% kế hoạch</SortHeader>
      <AxisHead view={view} />
      {kind && (
        <SortHeader {...head("coverage")} unit={kind === "population" ? "% dân số" : "% LLLĐ"}>
          Bao phủ
        </SortHeader>
      )}
      <SortHeader {...head("remaining")} unit={unitOf(id)}>
        Còn thiếu
      </SortHeader>
      <SortHeader {...head("growth")}>{COMPARATOR_LABELS[selection.comparator]}</SortHeader>
      <SortHeader {...head("reported")}>{isNation ? "Báo cáo" : "Số liệu"}</SortHeader>
      <th scope="col">Tiến độ</th>
    </>
  );
}

/** Not a column to sort: the same percentage of plan, drawn. */
function AxisHead({ view }: { view: DashboardView }) {
  if (!view.axis || INDICATORS[view.chosen.id].direction === "lower") return null;
  return (
    <th scope="col" className="gapcol">
      <span className="sr">Mức đạt so với mức cần có, %</span>
      <span className="gaxis" aria-hidden="true">
        {view.axis.ticks.map(({ at, label }) => (
          <i key={label} style={{ left: `${at}%` }}>
            {label}
            {label === 100 && "%"}
          </i>
        ))}
      </span>
    </th>
  );
}
