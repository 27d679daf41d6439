import Link from "next/link";
import type { Correction } from "@/lib/data/corrections";
import type { ChangesSince } from "@/lib/data/issued-reports";
import type { LateFiling } from "@/lib/data/late-filings";
import { formatInstant } from "@/lib/domain/day";
import { indicator } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { periodName } from "@/lib/domain/period";

/** More than that are counted, not listed. */
const SHOWN = 30;

type Props = ChangesSince & { issuedAt: Date };

/** What changed since: the paper keeps its numbers, this says which are others now, and who told theirs later. */
export function ReportChanges({ corrections, filings, issuedAt }: Props) {
  const isNothing = corrections.length === 0 && filings.length === 0;
  return (
    <section className="panel pad" aria-labelledby="changes">
      <h2 id="changes" className="h3">
        Điều chỉnh sau khi ban hành
      </h2>
      {isNothing ? (
        <p className="quiet">Không có, kể từ {formatInstant(issuedAt)}.</p>
      ) : (
        <>
          <p className="quiet">{summary(corrections, filings)}; số trong báo cáo giữ nguyên.</p>
          <Corrections newest={corrections.toReversed()} issuedAt={issuedAt} />
          <Filings newest={filings.toReversed()} issuedAt={issuedAt} />
        </>
      )}
    </section>
  );
}

const summary = (corrections: readonly Correction[], filings: readonly LateFiling[]) =>
  [
    ...(corrections.length > 0 ? [`${corrections.length} số đã điều chỉnh`] : []),
    ...(filings.length > 0 ? [`${filings.length} biểu được duyệt lần đầu sau khi ban hành`] : []),
  ].join(", ");

/** What was decided in the moments before the issue may be in the report already. */
const decided = ({ by, at }: { by: string | null; at: Date }, issuedAt: Date) =>
  `${by === null ? "nạp từ tệp" : `${by} duyệt`} ${formatInstant(at)}${at <= issuedAt ? ", ngay trước lúc ban hành: có thể đã có trong báo cáo" : ""}`;

function Corrections({ newest, issuedAt }: { newest: readonly Correction[]; issuedAt: Date }) {
  if (newest.length === 0) return null;
  return (
    <>
      <ul className="report-changes">
        {newest.slice(0, SHOWN).map((one) => (
          <li key={`${one.unitId} ${one.periodId} ${one.indicator} ${one.sourcePeriodId} ${one.version}`}>
            <Link
              href={`/units/${one.unitId}?period=${one.periodId}&indicator=${one.indicator}`}
              prefetch={false}
            >
              {one.unitName}
            </Link>
            , {indicator(one.indicator).short} {periodName(one.periodId)}:{" "}
            <del className="num">{formatCount(one.from)}</del> <b className="num">{formatCount(one.to)}</b>
            <span>{decided(one, issuedAt)}</span>
          </li>
        ))}
      </ul>
      {newest.length > SHOWN && <p className="quiet">và {newest.length - SHOWN} số khác.</p>}
    </>
  );
}

/** Until then the sums held the month before in their place. */
function Filings({ newest, issuedAt }: { newest: readonly LateFiling[]; issuedAt: Date }) {
  if (newest.length === 0) return null;
  return (
    <>
      <h3>Biểu đến sau</h3>
      <ul className="report-changes">
        {newest.slice(0, SHOWN).map((one) => (
          <li key={`${one.unitId} ${one.periodId}`}>
            <Link href={`/units/${one.unitId}?period=${one.periodId}`} prefetch={false}>
              {one.unitName}
            </Link>
            , {periodName(one.periodId)}
            <span>{decided(one, issuedAt)}</span>
          </li>
        ))}
      </ul>
      {newest.length > SHOWN && <p className="quiet">và {newest.length - SHOWN} biểu khác.</p>}
    </>
  );
}
