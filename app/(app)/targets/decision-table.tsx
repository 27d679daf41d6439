import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/state";
import { TableBox } from "@/components/ui/table";
import type { Decision } from "@/lib/data/decisions";
import { formatDay } from "@/lib/domain/day";
import { formatCount } from "@/lib/domain/number";
import { decisionHref, paperHref } from "./selection";

type Props = { decisions: readonly Decision[]; scopeName: string; unitId: string };

/** The papers: those that decide for the unit, and those that give it a number. */
export function DecisionTable({ decisions, scopeName, unitId }: Props) {
  if (decisions.length === 0)
    return (
      <EmptyState title={`Chưa có quyết định ${scopeName}`}>
        Quyết định giao chỉ tiêu cho đơn vị này, hoặc do đơn vị này lập, hiện ở đây.
      </EmptyState>
    );
  return (
    <TableBox
      as="h2"
      title="Quyết định"
      note="Quyết định giao cho đơn vị và quyết định của đơn vị, mới nhất trước."
      label="Bảng quyết định"
    >
      <table className="data flat">
        <thead>
          <tr>
            <th scope="col">Số</th>
            <th scope="col">Nơi ban hành</th>
            <th scope="col">Ngày ký</th>
            <th scope="col">Hiệu lực từ</th>
            <th scope="col">Trạng thái</th>
            <th scope="col" className="n">
              Số chỉ tiêu
            </th>
            <th scope="col">Bản quét</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map((decision) => (
            <tr key={decision.id}>
              <th scope="row">
                <Link href={decisionHref(decision.id)} prefetch={false}>
                  {decision.number}
                </Link>
              </th>
              <td>
                {decision.issuer}
                {decision.unit.id !== unitId && ` (${decision.unit.shortName})`}
              </td>
              <td className="num">{formatDay(decision.decidedOn)}</td>
              <td className="num">{formatDay(decision.effectiveOn)}</td>
              <td>
                <DecisionStatus decision={decision} />
              </td>
              <td className="n">{formatCount(BigInt(decision.targets))}</td>
              <td>
                {decision.paperName === null ? (
                  "Chưa có"
                ) : (
                  <a href={paperHref(decision.id)} aria-label={`Tải bản quét ${decision.number}`}>
                    Tải PDF
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function DecisionStatus({ decision }: { decision: Decision }) {
  if (decision.status === "draft") return <Badge kind="provisional">dự thảo</Badge>;
  const { supersededByNumber } = decision;
  return <>{supersededByNumber === null ? "Đã ban hành" : `Thay bởi ${supersededByNumber}`}</>;
}
