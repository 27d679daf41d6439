import Link from "next/link";
import { unitOf } from "@/components/figure/format";
import { Status } from "@/components/ui/status";
import { TableBox } from "@/components/ui/table";
import type { UnitAssignment } from "@/lib/data/assignment";
import { ASSIGNMENT_STATES, unitState } from "@/lib/domain/assignment-view";
import { DifferenceCells, PartCell, TargetCell } from "./assignment-cells";
import type { AssignmentSelection } from "./selection";

type Props = { selection: AssignmentSelection; rows: readonly UnitAssignment[] };

/** The units of one province: what each was given, and what it handed down itself. */
export function UnitTable({ selection, rows }: Props) {
  const unit = unitOf(selection.indicator);
  return (
    <TableBox
      as="h2"
      title={`${rows.length} đơn vị`}
      note="Bên nhận: xã, phường, hội đoàn thể, tổ chức dịch vụ thu của đơn vị."
      label="Bảng giao chỉ tiêu theo đơn vị"
      canCopy
    >
      <table className="data units assign">
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            <th scope="col" className="n">
              Được giao<small>{unit}</small>
            </th>
            <th scope="col">Bên nhận được giao</th>
            <th scope="col">Xã được giao</th>
            <th scope="col" className="n">
              Đã giao xuống<small>{unit}</small>
            </th>
            <th scope="col" className="n">
              Chênh lệch<small>{unit}</small>
            </th>
            <th scope="col" className="n">
              Tỷ lệ<small>%</small>
            </th>
            <th scope="col">Tình trạng</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <UnitRow key={row.unit.id} row={row} selection={selection} />
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function UnitRow({ row, selection }: { row: UnitAssignment; selection: AssignmentSelection }) {
  const { scope, indicator } = selection;
  const state = unitState(row);
  const query = new URLSearchParams({ unit: row.unit.id, scope, indicator });
  const isSpared = row.needsNone && row.target === null;
  return (
    <tr>
      <th scope="row">
        <Link href={`/targets?${query}`} prefetch={false}>
          {row.unit.shortName}
        </Link>
      </th>
      <TargetCell target={row.target} indicator={indicator} />
      <PartCell part={row.units} />
      <PartCell part={row.communes} />
      <DifferenceCells row={row} indicator={indicator} />
      <td>
        {isSpared ? (
          <span className="spared">Không có người tham gia, không cần giao</span>
        ) : (
          state && <Status tone={ASSIGNMENT_STATES[state].tone}>{ASSIGNMENT_STATES[state].word}</Status>
        )}
      </td>
    </tr>
  );
}
