import Link from "next/link";
import { unitOf } from "@/components/figure/format";
import { Status } from "@/components/ui/status";
import { SortHeader, TableBox } from "@/components/ui/table";
import { TableFilter } from "@/components/ui/table-filter";
import type { AssignmentRow } from "@/lib/domain/assignment";
import {
  ASSIGNMENT_STATES,
  assignmentState,
  filterAssignment,
  sortAssignment,
  type AssignmentOnly,
  type AssignmentSort,
} from "@/lib/domain/assignment-view";
import { DifferenceCells, PartCell, TargetCell } from "./assignment-cells";
import { assignmentHref, assignmentQuery, NO_FILTER, TABLE_ANCHOR } from "./selection";
import type { AssignmentSelection } from "./selection";

const ONLY_LABELS: readonly [AssignmentOnly | null, string][] = [
  [null, "Tất cả"],
  ["short", "Chưa giao hết đơn vị"],
  ["communes", "Chưa đủ cấp xã"],
  ["differs", "Lệch chỉ tiêu"],
];

type Props = { selection: AssignmentSelection; rows: readonly AssignmentRow[] };

/** All provinces, sorted by links and narrowed by a form, so that it works without JavaScript. */
export function AssignmentTable({ selection, rows: all }: Props) {
  const rows = sortAssignment(filterAssignment(all, selection.filter), selection.sort);
  const { indicator } = selection;
  const unit = unitOf(indicator);
  const head = (key: AssignmentSort["key"]) => {
    const { sort } = selection;
    const isCurrent = sort.key === key;
    const descending = isCurrent ? !sort.descending : key !== "name" && key !== "state";
    return {
      href: assignmentHref(selection, { sort: { key, descending } }, TABLE_ANCHOR),
      direction: isCurrent ? (sort.descending ? ("descending" as const) : ("ascending" as const)) : null,
      numeric: key === "target" || key === "handed" || key === "difference" || key === "share",
    };
  };
  return (
    <div id={TABLE_ANCHOR}>
      <TableBox
        as="h2"
        title={`${all.length} tỉnh, thành phố`}
        note="Tên tỉnh mở bảng từng đơn vị."
        label="Bảng giao chỉ tiêu theo tỉnh"
        canCopy
        tools={<Tools selection={selection} shown={rows.length} total={all.length} />}
      >
        <table className="data units assign">
          <thead>
            <tr>
              <SortHeader {...head("name")}>Tỉnh, thành phố</SortHeader>
              <SortHeader {...head("target")} unit={unit}>
                Được giao
              </SortHeader>
              <SortHeader {...head("units")}>Đơn vị được giao</SortHeader>
              <SortHeader {...head("communes")}>Xã được giao</SortHeader>
              <SortHeader {...head("handed")} unit={unit}>
                Đã giao xuống
              </SortHeader>
              <SortHeader {...head("difference")} unit={unit}>
                Chênh lệch
              </SortHeader>
              <SortHeader {...head("share")} unit="%">
                Tỷ lệ
              </SortHeader>
              <SortHeader {...head("state")}>Tình trạng</SortHeader>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ProvinceRow key={row.unit.id} row={row} selection={selection} />
            ))}
            {rows.length === 0 && (
              <tr>
                <td colSpan={8}>Không có tỉnh nào như vậy.</td>
              </tr>
            )}
          </tbody>
        </table>
      </TableBox>
    </div>
  );
}

function ProvinceRow({ row, selection }: { row: AssignmentRow; selection: AssignmentSelection }) {
  const { word, tone } = ASSIGNMENT_STATES[assignmentState(row)];
  return (
    <tr>
      <th scope="row">
        <Link href={assignmentHref(selection, { province: row.unit.id, filter: NO_FILTER })} prefetch={false}>
          {row.unit.shortName}
        </Link>
      </th>
      <TargetCell target={row.target} indicator={selection.indicator} />
      <PartCell part={row.units} />
      <PartCell part={row.communes} />
      <DifferenceCells row={row} indicator={selection.indicator} />
      <td>
        <Status tone={tone}>{word}</Status>
      </td>
    </tr>
  );
}

type ToolsProps = { selection: AssignmentSelection; shown: number; total: number };

function Tools({ selection, shown, total }: ToolsProps) {
  const { filter } = selection;
  return (
    <div className="children-tools">
      <TableFilter
        action={`/targets/assignment#${TABLE_ANCHOR}`}
        id="assignment-filter"
        label="Lọc theo tên tỉnh"
        text={filter.text}
        kept={assignmentQuery({ ...selection, filter: { ...filter, text: "" } })}
        only={ONLY_LABELS.map(([only, label]) => ({
          href: assignmentHref(selection, { filter: { ...filter, only } }, TABLE_ANCHOR),
          label,
          isCurrent: filter.only === only,
        }))}
        count={filter.text !== "" || filter.only !== null ? `${shown}/${total} tỉnh.` : null}
        clearHref={assignmentHref(selection, { filter: NO_FILTER }, TABLE_ANCHOR)}
      />
    </div>
  );
}
