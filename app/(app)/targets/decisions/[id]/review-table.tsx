import Link from "next/link";
import { TableBox } from "@/components/ui/table";
import { cascadeHref } from "@/app/(app)/targets/selection";
import type { ReviewTable } from "@/lib/domain/decision-review";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount, NO_VALUE } from "@/lib/domain/number";
import { scopeName, type DriveNames } from "@/lib/domain/target-scope";
import { targetAmount } from "@/lib/domain/target-words";
import { TARGET_KIND_LABELS } from "@/lib/labels";

type Props = {
  tables: readonly ReviewTable[];
  /** Of the draft that is filled: each table leads to its numbers. */
  draftId: string | null;
  /** For which some of them may be. */
  drives: DriveNames;
};

/** The tables of a decision, each with its sum against the number that is handed down. */
export function ReviewTables({ tables, draftId, drives }: Props) {
  return (
    <TableBox
      as="h2"
      title="Chỉ tiêu trong quyết định"
      note="Thừa, thiếu so với số của đơn vị; nơi ban hành quyết định."
      label="Bảng chỉ tiêu trong quyết định"
    >
      <table className="data flat review-table narrow-cards">
        <thead>
          <tr>
            <th scope="col">Chỉ tiêu</th>
            <th scope="col">Thời gian</th>
            <th scope="col" className="n">
              Nơi nhận
            </th>
            <th scope="col" className="n">
              Tổng giao
            </th>
            <th scope="col" className="n">
              Số của đơn vị
            </th>
            <th scope="col" className="n">
              Thừa, thiếu
            </th>
          </tr>
        </thead>
        <tbody>
          {tables.map((table) => (
            <Row
              key={`${table.scope} ${table.indicator} ${table.kind} ${table.to}`}
              table={table}
              draftId={draftId}
              drives={drives}
            />
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

export const tableName = ({ indicator, kind }: Pick<ReviewTable, "indicator" | "kind">) =>
  `${INDICATORS[indicator].name}, ${TARGET_KIND_LABELS[kind]}`;

type RowProps = Omit<Props, "tables"> & { table: ReviewTable };

function Row({ table, draftId, drives }: RowProps) {
  const { indicator, kind, scope, to, own, numbers, below, sum, kept, parent, missing } = table;
  const name = tableName(table);
  return (
    <tr>
      <th scope="row">
        {draftId === null ? (
          name
        ) : (
          <Link href={cascadeHref(draftId, table, to)} prefetch={false}>
            {name}
          </Link>
        )}
        {to === "recipient" && <small>xã, phường, tổ chức</small>}
      </th>
      <td className="of-time" data-l="Thời gian">
        {scopeName(scope, drives)}
      </td>
      <td className="n" data-l="Nơi nhận">
        {numbers.length === 0 ? "1" : numbers.length}
        {numbers.length === 0 && <small>chính đơn vị</small>}
        {below.length > 0 && <small>và {below.length} cấp dưới</small>}
        {kept.count > 0 && <small>{kept.count} nơi khác giữ số cũ</small>}
        {missing.length > 0 && <small>{missing.length} nơi chưa có số</small>}
      </td>
      <td className="n" data-l="Tổng giao">
        {sum !== null
          ? targetAmount(indicator, kind, sum)
          : own !== null && numbers.length === 0
            ? targetAmount(indicator, kind, own)
            : NO_VALUE}
        {sum !== null && kept.count > 0 && <small>cùng số cũ {formatCount(sum + kept.sum)}</small>}
        {kind === "rate" && numbers.length > 0 && <small>tỷ lệ không cộng</small>}
      </td>
      <td className="n" data-l="Số của đơn vị">
        {parent ? targetAmount(indicator, kind, parent.value) : NO_VALUE}
        {parent && <small>{parent.isOwn ? "trong quyết định này" : `${parent.issuer} giao`}</small>}
      </td>
      <td className="n" data-l="Thừa, thiếu">
        <Difference table={table} />
      </td>
    </tr>
  );
}

function Difference({ table: { difference } }: { table: ReviewTable }) {
  if (difference === null) return NO_VALUE;
  if (difference === 0n) return "đủ";
  const size = formatCount(difference < 0n ? -difference : difference);
  return <span className="partial">{difference < 0n ? `thiếu ${size}` : `thừa ${size}`}</span>;
}
