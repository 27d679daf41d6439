import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { unitIdSchema } from "@/lib/domain/unit";
import { FigureSheetForm } from "@/app/(app)/entry/figure-sheet-form";
import { findOldSheetPlace } from "@/app/(app)/entry/[unit]/sheets/old-preview";
import { exchangeAction } from "./actions";

type Props = { params: Promise<{ unit: string }> };

export const metadata: Metadata = { title: "Số liệu từ DHIS2" };

const FILE = {
  fileLabel: "Tệp dataValueSet",
  fileHint: "Tệp .json hoặc .csv của DHIS2, lớn nhất 10 MB, không quá 20.000 giá trị.",
  accept: ".json,.csv,application/json,text/csv",
};

/** Figures of another system into the drafts of forms: what would change is shown before anything is written. */
export default async function ExchangeEntryPage({ params }: Props) {
  const actor = await requireActor();
  const id = unitIdSchema.safeParse((await params).unit);
  const unit = id.success ? await findOldSheetPlace(actor, id.data) : null;
  if (!unit) notFound();
  return (
    <>
      <PageHeader
        title="Số liệu từ DHIS2"
        crumbsLabel="Đơn vị"
        crumbs={[
          { label: "Trao đổi dữ liệu", href: "/exchange" },
          { label: unit.shortName, href: `/units/${unit.id}` },
        ]}
        asOf={`${unit.name}. Ghi vào biểu các kỳ đang mở; sau đó gửi duyệt như thường.`}
      />
      <div className="target-sheet">
        <section className="panel pad" aria-labelledby="huong-dan">
          <h2 id="huong-dan" className="h3">
            Tệp nào đọc được
          </h2>
          <p className="quiet">
            dataElement là mã chỉ tiêu (BHYT), period là 202310 cho tháng hoặc 20211118 cho ngày, orgUnit là
            mã đơn vị tại ngày chốt số liệu; mã bên ngoài đổi theo{" "}
            <Link href="/exchange#ma">bảng đổi mã</Link>. Số ước ghi “ước” ở comment. Trong tệp JSON, giá trị
            đầu tiên là dòng 2. Có một lỗi thì không ghi gì.
          </p>
        </section>
        <FigureSheetForm
          action={exchangeAction}
          fields={{ unit: unit.id }}
          backHref="/entry"
          backLabel="Về danh sách biểu"
          file={FILE}
        />
      </div>
    </>
  );
}
