import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/state";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { formatInstant } from "@/lib/domain/day";
import { NO_VALUE } from "@/lib/domain/number";
import { periodName } from "@/lib/domain/period";
import { STATUS_LABELS } from "@/lib/labels";
import { submissionHref } from "./selection";

/** Where the numbers of a reporting unit come from: who entered, who approved, when, which version. */
export function SubmissionPanel({ dashboard }: { dashboard: UnitDashboard }) {
  const { view, source, statuses, submissionUnits } = dashboard;
  const { unit, context } = view;
  const status = statuses.get(unit.id);
  const open = submissionUnits.has(unit.id) && (
    <Link href={submissionHref(unit, context.period)} prefetch={false}>
      Mở biểu {periodName(context.period)}
    </Link>
  );
  if (!source)
    return (
      <EmptyState title={`Chưa có biểu được duyệt ${periodName(context.period)}`} action={open}>
        {status
          ? `Biểu của đơn vị: ${STATUS_LABELS[status].toLowerCase()}.`
          : "Số trên trang, nếu có, lấy từ kỳ trước."}
      </EmptyState>
    );
  return (
    <section className="panel pad" aria-labelledby="bieu">
      <h3 id="bieu">Biểu được tính {source.isReopened && <Badge kind="reopened">đang mở lại</Badge>}</h3>
      <dl className="provenance">
        <Fact term="Bản" value={String(source.version)} />
        <Fact
          term="Người nộp"
          value={source.submittedBy?.displayName ?? "Nạp từ tệp"}
          note={source.submittedAt ? formatInstant(source.submittedAt) : null}
        />
        <Fact
          term="Người duyệt"
          value={source.approvedBy?.displayName ?? NO_VALUE}
          note={source.approvedAt ? formatInstant(source.approvedAt) : null}
        />
      </dl>
      {source.isReopened && <p className="sub2">Tổng vẫn tính bản này đến khi bản mới được duyệt.</p>}
      {open && <p>{open}</p>}
    </section>
  );
}

function Fact({ term, value, note }: { term: string; value: string; note?: string | null }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {value}
        {note && <small>{note}</small>}
      </dd>
    </div>
  );
}
