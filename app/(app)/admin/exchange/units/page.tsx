import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { dayInVietnam } from "@/lib/domain/day";
import { can } from "@/lib/domain/policy";
import { UnitsExchangeForm } from "./units-form";

export const metadata: Metadata = { title: "Đơn vị từ DHIS2" };

/** Units of another system, to fill the table of codes: what would be added is shown before anything is written. */
export default async function UnitsExchangePage() {
  const actor = await requireActor();
  if (!can(actor, "exchange.manage", { path: "/vn/" })) notFound();
  return (
    <>
      <PageHeader
        title="Đơn vị từ DHIS2"
        crumbs={[
          { label: "Trao đổi dữ liệu", href: "/exchange" },
          { label: "Bảng đổi mã", href: "/admin/exchange" },
        ]}
        asOf="Tìm đơn vị bên ngoài là đơn vị nào ở đây, để điền bảng đổi mã."
      />
      <div className="target-sheet">
        <section className="panel pad" aria-labelledby="huong-dan">
          <h2 id="huong-dan" className="h3">
            Nhập gì, không nhập gì
          </h2>
          <p>
            Đơn vị ở đây là danh mục chính thức, có cùng dữ liệu tham chiếu: tệp không tạo, không đổi tên,
            không đóng đơn vị nào.
          </p>
          <p className="quiet">
            Đơn vị khớp theo mã trước; không có mã thì theo tên, trong đơn vị cấp trên đã khớp, không phân
            biệt dấu và chữ Tỉnh, Huyện, BHXH. Không khớp hoặc khớp nhiều nơi thì liệt kê để người xem tự ghi
            vào bảng. Cấp xã không báo cáo nên không khớp.
          </p>
        </section>
        <UnitsExchangeForm on={dayInVietnam(new Date())} />
      </div>
    </>
  );
}
