import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { TableBox } from "@/components/ui/table";
import { requireActor } from "@/lib/auth/session";
import { findSubmissionId } from "@/lib/data/entry-list";
import { getPartnerForm } from "@/lib/data/partners";
import { dayInVietnam } from "@/lib/domain/day";
import { COUNT_INDICATORS, INDICATORS } from "@/lib/domain/indicator";
import { mayTellPartners, PARTNER_IDS, PARTNERS } from "@/lib/domain/partner";
import { periodName } from "@/lib/domain/period";
import { SUBMISSION_REFUSALS } from "@/lib/refusals";
import { PartnerForm } from "./partner-form";
import { readParams, type FormParams } from "@/app/(app)/entry/[unit]/[period]/read-params";

export async function generateMetadata(props: FormParams): Promise<Metadata> {
  return { title: `Đơn vị phối hợp truyền thông ${periodName((await readParams(props)).period)}` };
}

export default async function PartnersPage(props: FormParams) {
  const actor = await requireActor();
  const { unit, period } = await readParams(props);
  const now = new Date();
  const id = await findSubmissionId(unit, period);
  const form = id && (await getPartnerForm(actor, id, now));
  if (!form) notFound();
  const { submission, lock, own, cells } = form;
  const valueOf = (partner: string, indicator: string) =>
    cells.find((cell) => cell.partner === partner && cell.indicator === indicator)?.value;
  return (
    <>
      <PageHeader
        title="Đơn vị phối hợp truyền thông"
        crumbsLabel="Đơn vị"
        crumbs={[
          { label: "Nhập số liệu", href: "/entry" },
          {
            label: `${submission.unit.shortName}, ${periodName(period)}`,
            href: `/entry/${unit}/${period}`,
          },
        ]}
        asOf="Trong số của đơn vị, phần làm cùng từng đơn vị phối hợp; không bắt buộc. Việc làm cùng nhiều bên thì ghi cho bên chủ trì."
      />
      {lock && <Notice kind="info" title={SUBMISSION_REFUSALS[lock]} />}
      <TableBox
        as="h2"
        title={`${submission.unit.name}, ${periodName(period)}`}
        note="Tổng các đơn vị phối hợp không vượt số của đơn vị."
        label="Bảng đơn vị phối hợp"
      >
        <PartnerForm
          id={submission.id}
          isEditable={mayTellPartners(submission, actor, dayInVietnam(now))}
          columns={COUNT_INDICATORS.map((indicator) => ({
            id: indicator,
            name: INDICATORS[indicator].short,
            unit: INDICATORS[indicator].unit,
            own: own.get(indicator)?.toString() ?? null,
          }))}
          rows={PARTNER_IDS.map((partner) => ({
            id: partner,
            name: PARTNERS[partner],
            values: Object.fromEntries(
              COUNT_INDICATORS.map((indicator) => [indicator, valueOf(partner, indicator)?.toString() ?? ""]),
            ),
          }))}
        />
      </TableBox>
    </>
  );
}
