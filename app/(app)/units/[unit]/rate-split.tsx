import { DENOMINATOR_NAMES } from "@/lib/domain/coverage";
import { rateSplitWords } from "@/lib/domain/rate-words";
import type { IndicatorView } from "@/lib/domain/dashboard";
import type { Comparator } from "@/lib/domain/comparison";
import { formatSigned } from "@/lib/domain/number";
import { periodName } from "@/lib/domain/period";
import { TraceLink } from "@/components/figure/trace-link";

/** Why coverage moved: how much of it is people, how much the denominator. */
type Props = { view: IndicatorView; comparator: Comparator; href: string };

export function RateSplit({ view, comparator, href }: Props) {
  const { coverage, rateChange, comparisons } = view;
  if (!coverage) return null;
  const { base } = comparisons[comparator];
  const kind = DENOMINATOR_NAMES[coverage.denominator.kind];
  return (
    <section className="panel rate-split" aria-labelledby="rate-split-title">
      <h3 id="rate-split-title">Tách thay đổi tỷ lệ {base.label}</h3>
      {rateChange.kind === "none" ? (
        <p className="projection-none">{rateChange.reason}.</p>
      ) : (
        <>
          <p>{rateSplitWords(view, comparator)}</p>
          <dl>
            <div>
              <dt>Do số người tham gia</dt>
              <dd>
                <TraceLink href={href} isQuiet>
                  {formatSigned(rateChange.peopleEffect)} điểm %
                </TraceLink>
              </dd>
            </div>
            <div>
              <dt>Do {kind} thay đổi</dt>
              <dd>
                <TraceLink href={href} isQuiet>
                  {rateChange.isDenominatorChanged
                    ? `${formatSigned(rateChange.denominatorEffect)} điểm %`
                    : "mẫu số không đổi"}
                </TraceLink>
              </dd>
            </div>
            <div className="sum">
              <dt>Tỷ lệ bao phủ</dt>
              <dd>
                <TraceLink href={href}>{formatSigned(rateChange.points)} điểm %</TraceLink>
              </dd>
            </div>
          </dl>
          <p className="src">
            {`Kỳ so sánh: ${periodName(base.periodId)}. Phần do số người: số người tăng thêm chia cho mẫu số kỳ trước; phần còn lại do mẫu số.`}
          </p>
        </>
      )}
    </section>
  );
}
