import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { codesText, getExchangeCodes } from "@/lib/data/exchange-codes";
import { writeCodeLines } from "@/lib/domain/exchange-codes";
import { can } from "@/lib/domain/policy";
import { CodesForm } from "./codes-form";

export const metadata: Metadata = { title: "Bảng đổi mã" };

/** What other systems call the indicators and units; set by the central office for everybody. */
export default async function ExchangeCodesPage() {
  const actor = await requireActor();
  if (!can(actor, "exchange.manage", { path: "/vn/" })) notFound();
  const codes = await getExchangeCodes();
  return (
    <>
      <PageHeader
        title="Bảng đổi mã"
        crumbs={[{ label: "Trao đổi dữ liệu", href: "/exchange" }]}
        asOf="Mã ở đây và mã của hệ thống bên ngoài. Dùng cho tệp gửi vào, và cho tệp lấy ra khi chọn theo bảng đổi mã."
        controls={
          <ButtonLink href="/admin/exchange/units" prefetch={false}>
            Điền từ đơn vị của DHIS2
          </ButtonLink>
        }
      />
      <section className="panel pad" aria-label="Bảng đổi mã">
        <CodesForm
          dataElements={writeCodeLines(codes.dataElements)}
          orgUnits={writeCodeLines(codes.orgUnits)}
          seen={codesText(codes)}
        />
      </section>
    </>
  );
}
