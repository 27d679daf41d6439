import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Segments } from "@/components/ui/segments";
import { requireActor } from "@/lib/auth/session";
import { stateOf, type Decision } from "@/lib/data/decisions";
import { formatDay } from "@/lib/domain/day";
import { decideOnDecision, kindsOf } from "@/lib/domain/decision";
import { INDICATORS, isIndicatorId } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import { TARGET_KINDS } from "@/lib/domain/target";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { CascadeForm } from "./cascade-form";
import { readCascadeView } from "./cascade-read";
import { CascadeSheetLinks } from "@/app/(app)/targets/decisions/[id]/sheet-links";
import { cascadeHref } from "@/app/(app)/targets/selection";
import { TablePicker } from "./table-picker";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const first = z.union([z.string(), z.array(z.string()).transform((all) => all[0])]).optional();
const querySchema = z.object({
  indicator: first.pipe(z.string().refine(isIndicatorId).catch("BHYT")),
  kind: first.pipe(z.enum(TARGET_KINDS).optional().catch(undefined)),
  scope: first.pipe(targetScopeSchema.optional()),
  to: first.pipe(z.enum(["units", "recipients"]).optional().catch(undefined)),
  from: first,
  target: first,
  growth: first,
  typed: first,
  step: first,
});

export const metadata: Metadata = { title: "Phân giao chỉ tiêu" };

async function read(actor: Actor, { params, searchParams }: Props) {
  const { id } = await params;
  const asked = querySchema.safeParse(await searchParams);
  // A time that cannot be is no other time.
  if (!asked.success) notFound();
  const query = asked.data;
  const indicator = isIndicatorId(query.indicator) ? query.indicator : "BHYT";
  const kinds = kindsOf(indicator);
  const kind = query.kind && kinds.includes(query.kind) ? query.kind : kinds[0];
  const table = { indicator, kind: kind ?? "headcount", scope: query.scope };
  const found = await readCascadeView(actor, id, table, query.to);
  if (!found) notFound();
  return { query, ...found };
}

export default async function CascadePage(props: Props) {
  const actor = await requireActor();
  const { query, decision, view, table, offer } = await read(actor, props);
  const { unit, status } = decision;
  const isEditable = decideOnDecision(stateOf(decision), "edit", actor).ok;
  const isLeaf = view.lines.length === 0 && view.to === "units";
  return (
    <>
      <PageHeader
        title={`Phân giao ${INDICATORS[table.indicator].short}, ${view.names.scope}`}
        crumbsLabel="Chỉ tiêu"
        crumbs={[
          { label: "Chỉ tiêu", href: `/targets?unit=${unit.id}` },
          { label: `${decision.issuer}, ${decision.number}`, href: `/targets/decisions/${decision.id}` },
        ]}
        asOf={<AsOf decision={decision} />}
        controls={<TablePicker decision={decision} table={table} to={view.to} offer={offer} />}
      />
      {unit.level === "province" && (
        <div className="cascade-to">
          <Segments
            label="Giao cho"
            options={(["units", "recipients"] as const).map((to) => ({
              href: cascadeHref(decision.id, table, to === "recipients" ? "recipient" : "unit"),
              label: to === "units" ? "Đơn vị trực thuộc" : "Xã, hội, tổ chức dịch vụ thu",
              isCurrent: view.to === to,
            }))}
          />
        </div>
      )}
      {status === "issued" && (
        <Notice kind="info" title="Quyết định đã ban hành">
          <p>Bảng chỉ để xem. Cần đổi số: ban hành quyết định thay thế.</p>
        </Notice>
      )}
      {isEditable && view.lines.length > 0 && (
        <CascadeSheetLinks id={decision.id} table={table} to={view.to} />
      )}
      {view.lines.length === 0 ? (
        <Notice
          kind="info"
          title={isLeaf ? "Không có đơn vị trực thuộc nào nhận chỉ tiêu" : "Chưa có nơi nhận nào"}
        >
          <p>
            {isLeaf
              ? "Chọn Xã, hội, tổ chức dịch vụ thu để giao cho nơi nhận."
              : "Khai báo nơi nhận của đơn vị ở mục Nơi nhận chỉ tiêu trước khi giao."}
          </p>
        </Notice>
      ) : (
        <CascadeForm
          key={[decision.id, table.indicator, table.kind, table.scope, view.to].join()}
          id={decision.id}
          typist={actor.id}
          lockVersion={decision.lockVersion}
          table={table}
          view={view}
          start={query}
          isEditable={isEditable}
        />
      )}
    </>
  );
}

function AsOf({ decision: { unit, subject, effectiveOn, status } }: { decision: Decision }) {
  return (
    <>
      {unit.name}. {subject && `${subject}. `}Có hiệu lực {formatDay(effectiveOn)}{" "}
      <Badge kind={status === "issued" ? "stated" : "provisional"}>
        {status === "issued" ? "đã ban hành" : "dự thảo"}
      </Badge>
    </>
  );
}
