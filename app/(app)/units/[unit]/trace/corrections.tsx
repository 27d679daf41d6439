import { Badge } from "@/components/ui/badge";
import type { Correction } from "@/lib/data/corrections";
import { formatInstant } from "@/lib/domain/day";
import { formatCount } from "@/lib/domain/number";
import { periodName } from "@/lib/domain/period";

type Props = { corrections: readonly Correction[]; isLeaf: boolean };

/** What this number, or a number in its sum, was before it was corrected. */
export function Corrections({ corrections, isLeaf }: Props) {
  if (corrections.length === 0) return null;
  return (
    <ul className="trace-corrections">
      {corrections.map((one) => (
        <li key={`${one.unitId} ${one.sourceUnitId} ${one.sourcePeriodId} ${one.version}`}>
          <Badge kind="corrected">đã điều chỉnh</Badge> {!isLeaf && `${one.unitName}: `}
          <del className="num">{formatCount(one.from)}</del> <b className="num">{formatCount(one.to)}</b>,{" "}
          {one.by === null ? "nạp từ tệp" : `${one.by} duyệt`} {formatInstant(one.at)}
          {one.sourcePeriodId !== one.periodId && `, theo bản sửa của ${periodName(one.sourcePeriodId)}`}
        </li>
      ))}
    </ul>
  );
}
