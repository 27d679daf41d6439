import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { SortHeader, TableBox } from "@/components/ui/table";
import { formatDay, formatInstant } from "@/lib/domain/day";
import { timingOf, type DisciplineSort } from "@/lib/domain/discipline";
import type { UnitLine } from "@/lib/domain/discipline-units";
import { NO_VALUE } from "@/lib/domain/number";
import type { PeriodId } from "@/lib/domain/period";
import { isReopened } from "@/lib/domain/submission-queue";
import { STATUS_LABELS } from "@/lib/labels";
import { DisciplineFilter } from "./discipline-filter";
import { sortingOf, TABLE_ANCHOR, type Selection } from "./selection";

type Props = {
  period: PeriodId;
  selection: Selection;
  title: string;
  rows: readonly UnitLine[];
  all: number;
  isOver: boolean;
  /** Whoever may read the submissions themselves gets to them. */
  isLinked: boolean;
};

const COLUMNS: readonly (readonly [DisciplineSort["key"], string])[] = [
  ["name", "Đơn vị"],
  ["submitted", "Nộp lần đầu"],
  ["late", "Hạn"],
  ["approved", "Trạng thái"],
  ["signed", "Duyệt"],
];

const ONLY = [
  [null, "Tất cả"],
  ["late", "Muộn, thiếu"],
  ["todo", "Chưa duyệt"],
] as const;

/** The reporting units: when each came and where it stands. */
export function UnitTable({ period, selection, title, rows, all, isOver, isLinked }: Props) {
  return (
    <section id={TABLE_ANCHOR} className="discipline">
      {all > 1 && (
        <DisciplineFilter
          period={period}
          selection={selection}
          id="loc-don-vi"
          label="Lọc theo tên đơn vị"
          choices={ONLY}
          count={`${rows.length}/${all} đơn vị.`}
        />
      )}
      <TableBox as="h2" title={title} label={`Tình hình nộp số liệu, ${title}`} canCopy>
        <table className="data flat">
          <thead>
            <tr>
              {COLUMNS.map(([key, label]) => (
                <SortHeader key={key} {...sortingOf(period, selection, key)}>
                  {label}
                </SortHeader>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {isLinked ? (
                    <Link href={`/submissions/${row.id}`} prefetch={false}>
                      {row.unitName}
                    </Link>
                  ) : (
                    row.unitName
                  )}
                </th>
                <td className="num">
                  {row.firstSubmittedAt ? formatInstant(row.firstSubmittedAt) : NO_VALUE}
                </td>
                <td>
                  <TimingWords row={row} isOver={isOver} />
                </td>
                <td>
                  <span className="remarks">
                    {STATUS_LABELS[row.status]}
                    {isReopened(row) && row.status !== "reopened" && (
                      <Badge kind="reopened">đang mở lại</Badge>
                    )}
                    {row.status === "reopened" && <span className="quiet">hạn {formatDay(row.dueOn)}</span>}
                  </span>
                </td>
                <td className="num">{row.approvedAt ? formatInstant(row.approvedAt) : NO_VALUE}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}

function TimingWords({ row, isOver }: { row: UnitLine; isOver: boolean }) {
  const timing = timingOf(row);
  if (timing === "on-time") return "đúng hạn";
  if (timing === "late") return <Badge kind="late">muộn</Badge>;
  if (timing === "loaded") return <span className="quiet">nạp từ tệp</span>;
  return isOver ? <Badge kind="late">quá hạn, chưa nộp</Badge> : <span className="quiet">chưa nộp</span>;
}
