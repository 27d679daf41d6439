import { amount, unitOf } from "@/components/figure/format";
import type { IndicatorId } from "@/lib/domain/indicator";
import { NO_VALUE } from "@/lib/domain/number";

/** "khớp", "thiếu 1.204", "thừa 35": what was given against what there was to give. */
export function differenceShort(id: IndicatorId, difference: bigint | null): string {
  if (difference === null) return NO_VALUE;
  if (difference === 0n) return "khớp";
  return difference < 0n ? `thiếu ${amount(id, -difference)}` : `thừa ${amount(id, difference)}`;
}

export function differenceWords(id: IndicatorId, difference: bigint | null): string {
  if (difference === null) return "Chưa so được với chỉ tiêu của tỉnh";
  if (difference === 0n) return "Khớp với chỉ tiêu của tỉnh";
  return `Tổng đã giao ${differenceShort(id, difference)} ${unitOf(id)} so với chỉ tiêu của tỉnh`;
}
