import Link from "next/link";
import { reportHref } from "@/app/(app)/reports/selection";
import type { IssuedReport } from "@/lib/data/issued-reports";
import { formatInstant } from "@/lib/domain/day";
import { reportNumber } from "@/lib/domain/report-paper";

type Props = {
  unitId: string;
  period: string;
  editions: readonly IssuedReport[];
  /** Null: the draft. */
  shown: number | null;
};

/** The editions of a report, each as it was issued, and the draft of now. */
export function ReportEditions({ unitId, period, editions, shown }: Props) {
  return (
    <section className="panel pad">
      <h2 className="h3">Đã ban hành</h2>
      <ul className="report-editions">
        {editions.map(({ edition, issue, issuedAt, issuedBy }) => (
          <li key={edition}>
            <Link
              href={reportHref(unitId, period, edition)}
              {...(shown === edition ? { "aria-current": "page" as const } : {})}
              prefetch={false}
            >
              Số {reportNumber(issue.number)}
            </Link>
            <span>
              {issuedBy}, {formatInstant(issuedAt)}
            </span>
          </li>
        ))}
        <li>
          <Link
            href={reportHref(unitId, period, "draft")}
            {...(shown === null ? { "aria-current": "page" as const } : {})}
            prefetch={false}
          >
            Bản nháp theo số liệu hiện nay
          </Link>
        </li>
      </ul>
    </section>
  );
}
