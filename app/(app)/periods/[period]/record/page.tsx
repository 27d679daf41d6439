import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { PaperSheet } from "@/components/paper/paper-sheet";
import { requireActor } from "@/lib/auth/session";
import { findClosingRecord } from "@/lib/data/closing-record";
import { periodIdSchema, periodName, periodTitle } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";

type Props = {
  params: Promise<{ period: string }>;
  searchParams: Promise<{ unit?: string | string[] }>;
};

export const metadata: Metadata = { title: "Biên bản chốt số" };

/** The record that closes a period, as the paper it will be; the Word document has the same content. */
export default async function RecordPage(props: Props) {
  const actor = await requireActor();
  const period = periodIdSchema.safeParse((await props.params).period);
  const { unit: asked } = await props.searchParams;
  const unit = unitIdSchema.safeParse(asked ?? (actor.unit.level === "province" ? actor.unit.id : "VN"));
  if (!period.success || !unit.success) notFound();
  const found = await findClosingRecord(actor, unit.data, period.data, new Date());
  if (found.kind !== "record") notFound();
  const { paper } = found;
  return (
    <>
      <PageHeader
        title="Biên bản chốt số"
        crumbs={[{ label: periodTitle(period.data), href: `/periods/${period.data}` }]}
        asOf={
          <>
            {found.unit.id === "VN" ? "Toàn quốc" : found.unit.shortName}, {periodName(period.data)}{" "}
            {found.isClosed ? (
              <Badge kind="locked">đã khóa</Badge>
            ) : (
              <Badge kind="provisional">chưa chốt</Badge>
            )}
          </>
        }
        controls={
          <a
            className="button primary"
            href={`/api/v1/periods/${period.data}/record?unit=${found.unit.id}`}
            download
          >
            <Icon name="download" />
            Tải Word
          </a>
        }
      />
      <PaperSheet paper={paper} />
    </>
  );
}
