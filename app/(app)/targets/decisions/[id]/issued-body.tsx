import { Segments } from "@/components/ui/segments";
import { EmptyState } from "@/components/ui/state";
import { TableBox } from "@/components/ui/table";
import { decisionHref } from "@/app/(app)/targets/selection";
import type { Decision } from "@/lib/data/decisions";
import type { DecisionReview } from "@/lib/data/decision-review";
import type { ReviewNumber, ReviewTable } from "@/lib/domain/decision-review";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { scopeName, type DriveNames } from "@/lib/domain/target-scope";
import { targetAmount } from "@/lib/domain/target-words";
import { ReviewTables, tableName } from "./review-table";

type Props = {
  decision: Decision;
  review: DecisionReview;
  indicator: IndicatorId | null;
  /** For which some of its numbers may be. */
  drives: DriveNames;
};

/** All numbers of an issued decision, one indicator at a time. */
export function IssuedBody({ decision, review: { tables }, indicator, drives }: Props) {
  const [first] = tables;
  if (!first)
    return <EmptyState title="Quyết định không có chỉ tiêu nào">Chỉ có văn bản được ghi nhận.</EmptyState>;
  const indicators = [...new Set(tables.map((table) => table.indicator))];
  const shown = indicators.find((one) => one === indicator) ?? first.indicator;
  return (
    <>
      <ReviewTables tables={tables} draftId={null} drives={drives} />
      {indicators.length > 1 && (
        <Segments
          label="Các số của"
          options={indicators.map((one) => ({
            href: `${decisionHref(decision.id)}?indicator=${one}`,
            label: INDICATORS[one].short,
            isCurrent: one === shown,
          }))}
        />
      )}
      {tables
        .filter((table) => table.indicator === shown)
        .map((table) => (
          <Numbers
            key={`${table.scope} ${table.kind} ${table.to}`}
            table={table}
            decision={decision}
            drives={drives}
          />
        ))}
    </>
  );
}

type NumbersProps = Pick<Props, "decision" | "drives"> & { table: ReviewTable };

function Numbers({ table, decision, drives }: NumbersProps) {
  const { indicator, kind, own, numbers, below, sum } = table;
  const name = `${tableName(table)}, ${scopeName(table.scope, drives)}`;
  return (
    <TableBox as="h2" title={name} note={`${decision.issuer} giao.`} label={`Bảng ${name}`} canCopy>
      <table className="data flat target-table">
        <thead>
          <tr>
            <th scope="col">Nơi nhận</th>
            <th scope="col" className="n">
              Chỉ tiêu
            </th>
          </tr>
        </thead>
        <tbody>
          {own !== null && (
            <tr>
              <th scope="row">{decision.unit.name}</th>
              <td className="n strong">{targetAmount(indicator, kind, own)}</td>
            </tr>
          )}
          {numbers.map((number) => (
            <NumberRow key={number.unitId ?? number.recipientId} number={number} />
          ))}
          {sum !== null && (
            <tr className="total">
              <th scope="row">Tổng</th>
              <td className="n">{targetAmount(indicator, kind, sum)}</td>
            </tr>
          )}
        </tbody>
        {below.length > 0 && (
          <tbody>
            <tr className="group">
              <th scope="colgroup" colSpan={2}>
                Đơn vị cấp dưới, đã nằm trong các số trên
              </th>
            </tr>
            {below.map((number) => (
              <NumberRow key={number.unitId} number={number} />
            ))}
          </tbody>
        )}
      </table>
    </TableBox>
  );
}

function NumberRow({ number: { name, indicator, kind, value } }: { number: ReviewNumber }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="n">{targetAmount(indicator, kind, value)}</td>
    </tr>
  );
}
