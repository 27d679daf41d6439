import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { FigureSheetForm } from "@/app/(app)/entry/figure-sheet-form";
import { requireActor } from "@/lib/auth/session";
import { formatDay } from "@/lib/domain/day";
import { asOfDay, periodIdSchema, periodName } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";
import { unitIdSchema } from "@/lib/domain/unit";
import { figureSheetAction } from "./actions";
import { findSheetPlace, type SheetPlace } from "./read-period";

type Props = { params: Promise<{ unit: string; period: string }> };

export const metadata: Metadata = { title: "Nhập số liệu từ Excel" };

/** The month's form filled in a spreadsheet: what would change is shown before anything is written. */
export default async function FigureSheetPage({ params }: Props) {
  const actor = await requireActor();
  const { unit: unitText, period: periodText } = await params;
  const unit = unitIdSchema.safeParse(unitText);
  const period = periodIdSchema.safeParse(periodText);
  if (!unit.success || !period.success) notFound();
  const place = await findSheetPlace(actor, unit.data, period.data, new Date());
  if (!place) notFound();
  const { forms, isUnit } = place.context;
  const mayUseGrid = can(actor, "submission.reopen", { path: place.unit.path });
  const open = forms.filter(({ lock }) => lock === null).length;
  const form = `/entry/${unit.data}/${period.data}`;
  return (
    <>
      <PageHeader
        title={`Nhập số liệu ${periodName(period.data)} từ Excel`}
        crumbsLabel="Đơn vị"
        crumbs={[
          { label: "Nhập số liệu", href: "/entry" },
          isUnit
            ? { label: place.unit.shortName, href: form }
            : { label: place.unit.shortName, href: `/units/${unit.data}?period=${period.data}` },
        ]}
        asOf={
          <>
            {place.unit.name}. Số liệu đến {formatDay(asOfDay(period.data))}.{" "}
            {isUnit ? null : `${open}/${forms.length} đơn vị đang nhập được.`}
          </>
        }
      />
      <div className="target-sheet">
        <Templates place={place} />
        <FigureSheetForm
          action={figureSheetAction}
          fields={{ unit: unit.data, period: period.data }}
          backHref={isUnit ? form : mayUseGrid ? `${form}/grid` : "/entry"}
          backLabel={isUnit ? "Xem biểu" : mayUseGrid ? "Xem lưới cả tỉnh" : "Về danh sách biểu"}
        />
      </div>
    </>
  );
}

function Templates({ place: { unit, context } }: { place: SheetPlace }) {
  const href = `/api/v1/entry/${unit.id}/${context.periodId}/template`;
  const locked = context.forms.filter(({ lock }) => lock !== null).length;
  return (
    <section className="panel pad" aria-labelledby="mau">
      <h2 id="mau" className="h3">
        Mẫu để điền
      </h2>
      <p className="quiet">
        Mẫu có sẵn số đang có trong biểu và số tháng trước.
        {locked > 0 && ` ${locked} đơn vị không nhập được lúc này: dòng của các đơn vị đó bị khóa.`}
      </p>
      <p className="sheet-downloads">
        <a className="button" href={href} download>
          Tải mẫu Excel
        </a>
        <a className="button" href={`${href}?format=csv`} download>
          Tải mẫu CSV
        </a>
      </p>
    </section>
  );
}
