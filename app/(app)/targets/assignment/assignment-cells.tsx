import { amount, column } from "@/components/figure/format";
import type { AssignmentLevel, AssignmentRow } from "@/lib/domain/assignment";
import { formatDay } from "@/lib/domain/day";
import type { IndicatorId } from "@/lib/domain/indicator";
import { formatCount, NO_VALUE } from "@/lib/domain/number";
import { differenceShort } from "./difference";
import { LEVEL_TONES, ShareBar } from "./share-bar";

/** Who gave it and by which paper stands under the number, for those who hover and those who do not. */
export function TargetCell({
  target,
  indicator,
}: {
  target: AssignmentRow["target"];
  indicator: IndicatorId;
}) {
  if (!target) return <td className="n">{NO_VALUE}</td>;
  return (
    <td className="n">
      {amount(indicator, target.value, 1)}
      <small
        className="paper"
        title={`${target.decisionNumber} ngày ${formatDay(target.decidedOn)}${target.madeFrom.length > 0 ? `, cộng từ ${target.madeFrom.length} đơn vị` : ""}`}
      >
        {target.issuer}
        {target.madeFrom.length > 0 && ", cộng"}
        {target.isLater && ", giao sau"}
      </small>
    </td>
  );
}

type Part = { expected: number; assigned: number; level: AssignmentLevel };

export function PartCell({ part }: { part: Part }) {
  if (part.expected === 0 && part.assigned === 0) return <td className="part">{NO_VALUE}</td>;
  return (
    <td className="part">
      <span className="part-words">
        {formatCount(BigInt(part.assigned))}/{formatCount(BigInt(part.expected))}
      </span>
      <ShareBar part={part.assigned} of={part.expected} tone={LEVEL_TONES[part.level]} />
    </td>
  );
}

export function DifferenceCells({ row, indicator }: { row: AssignmentRow; indicator: IndicatorId }) {
  const isOff = row.difference !== null && row.difference !== 0n;
  return (
    <>
      <td className="n">{amount(indicator, row.handedDown, 1)}</td>
      <td className={isOff ? "n strong" : "n"}>{differenceShort(indicator, row.difference)}</td>
      <td className="n">{column(row.share, 1)}</td>
    </>
  );
}
