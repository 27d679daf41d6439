import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import type { UnitTrace } from "@/lib/data/trace";
import { formatInstant } from "@/lib/domain/day";
import { componentsOf } from "@/lib/domain/trace-value";
import { figureVersions } from "@/lib/domain/trace-history";
import { periodName } from "@/lib/domain/period";
import { submissionHref } from "@/app/(app)/units/[unit]/selection";
import { Fact } from "./section";

/** The versions of a reporting unit's figure, the newest first. */
export function versionsOf({ dashboard, history }: UnitTrace) {
  const { unit, chosen } = dashboard.view;
  const components = componentsOf(chosen.id, unit);
  const parts = components.length > 0 ? components : [[chosen.id, 1n] as const];
  return history
    ? figureVersions(history.revisions, history.events, parts, dashboard.source?.version ?? null)
    : [];
}

/** Who typed, submitted and approved a reporting unit's figure, and the way to the whole submission. */
export function SourceFacts({ trace }: { trace: UnitTrace }) {
  const { dashboard, readsDrafts } = trace;
  const { source, submissionUnits, view } = dashboard;
  const { unit, context } = view;
  const counted = versionsOf(trace).find(({ isCounted }) => isCounted);
  const isCounted = counted !== undefined && counted.value !== null;
  const open = submissionUnits.has(unit.id) && (
    <p>
      <Link href={submissionHref(unit, context.period)} prefetch={false}>
        Mở biểu {periodName(context.period)}
      </Link>
    </p>
  );
  if (!source || !isCounted) return open || null;
  return (
    <>
      <dl className="provenance">
        <Fact term="Người nhập">{counted.enteredBy.join(", ") || "Nạp từ tệp"}</Fact>
        <Fact term="Người nộp">
          {source.submittedBy?.displayName ?? "Nạp từ tệp"}
          {source.submittedAt && <small>{formatInstant(source.submittedAt)}</small>}
        </Fact>
        <Fact term="Người duyệt">
          {source.approvedBy?.displayName ?? "Duyệt khi nạp"}
          {source.approvedAt && <small>{formatInstant(source.approvedAt)}</small>}
        </Fact>
        <Fact term="Bản được tính">
          bản {source.version} {source.isReopened && <Badge kind="reopened">đang mở lại</Badge>}
          {counted.isEstimate && <Badge kind="estimate">ước</Badge>}
        </Fact>
      </dl>
      {counted.notes.map((note) => (
        <p key={note}>Ghi chú của người nhập: {note}</p>
      ))}
      {counted.explanations.map((text) => (
        <p key={text}>Giải trình cảnh báo: {text}</p>
      ))}
      {readsDrafts ? (
        open
      ) : (
        <p className="quiet">Biểu, ghi chú và giải trình chỉ người trong phạm vi xem được.</p>
      )}
    </>
  );
}
