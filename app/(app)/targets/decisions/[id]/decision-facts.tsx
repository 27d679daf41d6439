import Link from "next/link";
import { decisionHref } from "@/app/(app)/targets/selection";
import type { Decision } from "@/lib/data/decisions";
import { formatInstant } from "@/lib/domain/day";

/** What stands around an issued decision: what it replaced, what replaced it, who issued it when. */
export function DecisionFacts({ decision }: { decision: Decision }) {
  const { subject, supersedesId, supersedesNumber, supersededById, supersededByNumber } = decision;
  const { issuedAt, issuedBy, recordedAt, recordedBy } = decision;
  return (
    <section className="panel pad" aria-labelledby="facts">
      <h2 id="facts" className="h3">
        Văn bản
      </h2>
      <dl className="decision-facts">
        {subject !== "" && <Fact term="Trích yếu">{subject}</Fact>}
        <Fact term="Thay thế">
          {supersedesId === null ? (
            "Không thay quyết định nào"
          ) : (
            <Link href={decisionHref(supersedesId)} prefetch={false}>
              {supersedesNumber}
            </Link>
          )}
        </Fact>
        {supersededById !== null && (
          <Fact term="Được thay bởi">
            <Link href={decisionHref(supersededById)} prefetch={false}>
              {supersededByNumber}
            </Link>
          </Fact>
        )}
        <Fact term="Ban hành trên hệ thống">
          {issuedAt ? `${formatInstant(issuedAt)}${by(issuedBy)}` : "Nạp từ tệp dữ liệu"}
        </Fact>
        <Fact term="Ghi nhận">
          {formatInstant(recordedAt)}
          {by(recordedBy)}
        </Fact>
      </dl>
    </section>
  );
}

const by = (person: Decision["issuedBy"]) => (person ? `, ${person.displayName}` : "");

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
