import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import type { SearchParams } from "@/app/search-params";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Segments } from "@/components/ui/segments";
import { EmptyState } from "@/components/ui/state";
import { TableBox } from "@/components/ui/table";
import { requireActor } from "@/lib/auth/session";
import { getBoundSettings } from "@/lib/data/check-settings";
import {
  findRecipientUnit,
  listRecipientResults,
  listRecipients,
  listRecipientUnits,
  listResultPeriods,
} from "@/lib/data/recipients";
import { dayInVietnam, formatDay } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { addMonths, asOfDay, periodName, periodTitle, shortPeriodName, yearOf } from "@/lib/domain/period";
import { mayKeepRecipients, RECIPIENT_KINDS, RESULT_INDICATORS } from "@/lib/domain/recipient";
import { RECIPIENT_KIND_LABELS } from "@/lib/labels";
import { RecipientControls } from "./recipient-controls";
import { RecipientList } from "./recipient-list";
import { toRow } from "./row-view";
import { ResultsForm } from "./results-form";
import { parseRecipients, recipientsHref } from "./selection";

type Props = { searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Bên nhận chỉ tiêu và kết quả" };

export default async function RecipientsPage({ searchParams }: Props) {
  const actor = await requireActor();
  const asked = parseRecipients(await searchParams);
  if (!asked) notFound();
  const now = new Date();
  const today = dayInVietnam(now);
  const units = await listRecipientUnits(actor, today);
  const unitId = asked.unit ?? units[0]?.id ?? null;
  const unit = unitId === null ? null : await findRecipientUnit(actor, unitId);
  if (!unit) notFound();
  const periods = await listResultPeriods(unit);
  const period = asked.period ?? periods.find((id) => asOfDay(id) <= today) ?? periods[0];
  if (period === undefined)
    return (
      <EmptyState as="h1" title="Chưa mở tháng nào">
        Kết quả của bên nhận ghi theo tháng; Trung ương chưa mở tháng nào trong thời gian của đơn vị này.
      </EmptyState>
    );
  if (!periods.includes(period)) notFound();
  const selection = { unit: unit.id, period, indicator: asked.indicator };
  if (asked.unit === null || asked.period === null) redirect(recipientsHref(selection));

  const [results, recipients, { bounds }] = await Promise.all([
    listRecipientResults(unit, period, asked.indicator),
    listRecipients(unit),
    getBoundSettings(),
  ]);
  const isEditable = mayKeepRecipients(actor, unit);
  const { name, unit: unitWord, nature } = INDICATORS[asked.indicator];
  const reported = results.filter(({ value }) => value !== null).length;
  const groups = RECIPIENT_KINDS.map((kind) => ({
    kind,
    label: RECIPIENT_KIND_LABELS[kind],
    rows: results.filter(({ recipient }) => recipient.kind === kind).map(toRow),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <>
      <PageHeader
        title="Bên nhận chỉ tiêu và kết quả"
        crumbs={[{ label: unit.name, href: `/units/${unit.id}?period=${period}` }]}
        crumbsLabel="Đơn vị"
        asOf={
          <>
            Kết quả đến {formatDay(asOfDay(period))}. Theo dõi riêng, không cộng vào số liệu báo cáo của đơn
            vị.{" "}
            <Link href={`/targets?unit=${unit.id}&scope=${yearOf(period)}`} prefetch={false}>
              Quyết định và phân giao
            </Link>
          </>
        }
        controls={<RecipientControls selection={selection} units={units} periods={periods} />}
      />
      {!isEditable && <Notice kind="info">Tài khoản này chỉ xem, không ghi kết quả.</Notice>}
      <div className="section-head">
        <Segments
          label="Chỉ tiêu"
          options={RESULT_INDICATORS.map((indicator) => ({
            href: recipientsHref(selection, { indicator }),
            label: INDICATORS[indicator].short,
            isCurrent: indicator === asked.indicator,
          }))}
        />
      </div>
      {groups.length === 0 ? (
        <EmptyState title={`Không có bên nhận nào trong ${periodName(period)}`}>
          Đơn vị này không có xã, phường nào; thêm hội đoàn thể, tổ chức dịch vụ thu ở bên dưới.
        </EmptyState>
      ) : (
        <TableBox
          as="h2"
          title={`${name}, ${periodName(period)}`}
          note={`${reported}/${results.length} bên nhận đã có kết quả.`}
          label="Bảng kết quả của bên nhận"
        >
          <ResultsForm
            key={JSON.stringify(selection)}
            {...selection}
            bound={bounds[asked.indicator]}
            unitWord={unitWord}
            groups={groups}
            isFlow={nature === "flow"}
            isEditable={isEditable}
            names={{
              month: periodTitle(period),
              lastMonth: shortPeriodName(addMonths(period, -1)),
              year: String(yearOf(period)),
            }}
          />
        </TableBox>
      )}
      <RecipientList unit={unit.id} recipients={recipients} today={today} isEditable={isEditable} />
    </>
  );
}
