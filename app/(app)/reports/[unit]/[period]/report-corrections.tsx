import Link from "next/link";
import type { Correction } from "@/lib/data/corrections";
import { formatInstant } from "@/lib/domain/day";
import { indicator } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { periodName } from "@/lib/domain/period";

/** More than that are counted, not listed. */
const SHOWN = 30;

type Props = { corrections: readonly Correction[]; issuedAt: Date };

/** What was corrected since: the paper keeps its numbers, this says which are others now. */
export function ReportCorrections({ corrections, issuedAt }: Props) {
  const newest = corrections.toReversed();
  return (
    <section className="panel pad" aria-labelledby="corrections">
      <h2 id="corrections" className="h3">
        Điều chỉnh sau khi ban hành
      </h2>
      {newest.length === 0 ? (
        <p className="quiet">Không có, kể từ {formatInstant(issuedAt)}.</p>
      ) : (
        <>
          <p className="quiet">{newest.length} số đã điều chỉnh; số trong báo cáo giữ nguyên.</p>
          {newest.some(({ at }) => at <= issuedAt) && (
            <p className="quiet">
              Số duyệt ngay trước lúc ban hành cũng nêu ở đây, có thể đã có trong báo cáo.
            </p>
          )}
          <ul className="report-corrections">
            {newest.slice(0, SHOWN).map((one) => (
              <li key={`${one.unitId} ${one.periodId} ${one.indicator} ${one.sourcePeriodId} ${one.version}`}>
                <Link
                  href={`/units/${one.unitId}?period=${one.periodId}&indicator=${one.indicator}`}
                  prefetch={false}
                >
                  {one.unitName}
                </Link>
                , {indicator(one.indicator).short} {periodName(one.periodId)}:{" "}
                <del className="num">{formatCount(one.from)}</del>{" "}
                <b className="num">{formatCount(one.to)}</b>
                <span>
                  {one.by === null ? "nạp từ tệp" : `${one.by} duyệt`} {formatInstant(one.at)}
                </span>
              </li>
            ))}
          </ul>
          {newest.length > SHOWN && <p className="quiet">và {newest.length - SHOWN} số khác.</p>}
        </>
      )}
    </section>
  );
}
