import { Badge } from "@/components/ui/badge";
import type { ProvincePeriod } from "@/lib/data/period-progress";
import type { QueueRow } from "@/lib/data/submissions";
import { formatInstant } from "@/lib/domain/day";
import { periodName } from "@/lib/domain/period";
import { SignForm } from "./sign-form";

type Props = {
  province: ProvincePeriod;
  isLocked: boolean;
  /** Approved once, and open for a correction now. */
  reopened: readonly QueueRow[];
};

/** The province's signature under the month: how far it is, who signed, or the button. */
export function SignOff({ province, isLocked, reopened }: Props) {
  const { provinceId, provinceName, periodId, submissions, approved, signedAt, signedBy, adjustedAt } =
    province;
  const left = submissions - approved;
  return (
    <section className="panel state" aria-labelledby={`sign-${provinceId}`}>
      <h2 id={`sign-${provinceId}`} className="h3">
        Ký chốt {periodName(periodId)}, {provinceName}
      </h2>
      {signedAt ? (
        <p>
          {signedBy ?? "Hệ thống"} ký chốt {formatInstant(signedAt)}.{" "}
          {adjustedAt && <Badge kind="corrected">điều chỉnh sau khi ký, {formatInstant(adjustedAt)}</Badge>}{" "}
          {reopened.length > 0 && (
            <>
              <Badge kind="reopened">đã ký, có {reopened.length} biểu đang mở lại</Badge>{" "}
              {reopened.map(({ unit }) => unit.shortName).join(", ")}: số đã duyệt vẫn được tính đến lần duyệt
              sau.
            </>
          )}
        </p>
      ) : (
        <>
          <p>
            <b className="num">
              {approved}/{submissions}
            </b>{" "}
            biểu đã duyệt.{" "}
            {isLocked
              ? "Kỳ đã khóa, không ký được nữa."
              : left > 0
                ? `Ký được khi duyệt xong ${left} biểu còn lại.`
                : "Ký chốt là xác nhận số của tỉnh; ngày ký tính đúng hạn của tỉnh."}
          </p>
          {!isLocked && <SignForm province={provinceId} period={periodId} isReady={left === 0} />}
        </>
      )}
    </section>
  );
}
