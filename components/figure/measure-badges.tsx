import { Badge } from "@/components/ui/badge";
import type { Measure } from "@/lib/domain/dashboard-measure";
import { formatSignedCount } from "@/lib/domain/number";

/** How far the number can be trusted, in the order: where from, how complete, how exact. */
export function MeasureBadges({ measure }: { measure: Measure }) {
  const { isStated, isProvisional, isEstimate, reporting, value, statedDifference } = measure;
  if (value === null) return null;
  const isOneCarried = reporting.expected === 1 && reporting.carried === 1;
  return (
    <>
      {isStated && (
        <Badge kind="stated" title="Số nêu trong văn bản, chưa có số liệu của từng đơn vị">
          số công bố
        </Badge>
      )}{" "}
      {isOneCarried ? (
        <Badge kind="carried">chuyển kỳ</Badge>
      ) : (
        isProvisional && <Badge kind="provisional">tạm tính</Badge>
      )}{" "}
      {isEstimate && <Badge kind="estimate">ước</Badge>}{" "}
      {statedDifference !== null && statedDifference !== 0n && (
        <Badge kind="stated" title="Tổng các đơn vị trừ số công bố">
          {`lệch số công bố ${formatSignedCount(statedDifference)}`}
        </Badge>
      )}
    </>
  );
}
