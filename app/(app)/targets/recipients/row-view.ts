/** A recipient's month as the form is given it: numbers as decimal strings, because they travel to the browser. */
import type { RecipientResult } from "@/lib/data/recipients";
import { formatDay } from "@/lib/domain/day";
import type { RowView } from "./result-row";

const text = (value: bigint | null) => (value === null ? null : String(value));

export function toRow({ recipient, targets, value, recordedBy, lastMonth, base }: RecipientResult): RowView {
  const [target] = targets.filter(({ kind }) => kind !== "rate");
  return {
    id: recipient.id,
    name: recipient.name,
    target: target
      ? {
          kind: target.kind,
          value: String(target.value),
          issuer: target.issuer,
          paper: `${target.decisionNumber} ngày ${formatDay(target.decidedOn)}`,
          from: target.isLater ? formatDay(target.effectiveOn) : null,
          others: targets.length - 1,
        }
      : null,
    lastMonth: text(lastMonth),
    value: text(value),
    before: text(base.before),
    recordedBy,
  };
}
