import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { unitIdSchema } from "@/lib/domain/unit";
import { findOldSheetPlace } from "./old-preview";
import { OldSheetsForm } from "./old-sheets-form";

type Props = { params: Promise<{ unit: string }> };

export const metadata: Metadata = { title: "Biểu cũ từ Excel" };

/** Years of old sheets: columns are told once, months are found in the table, drafts are written month by month. */
export default async function OldSheetsPage({ params }: Props) {
  const actor = await requireActor();
  const id = unitIdSchema.safeParse((await params).unit);
  const unit = id.success ? await findOldSheetPlace(actor, id.data) : null;
  if (!unit) notFound();
  return (
    <>
      <PageHeader
        title="Biểu cũ từ Excel"
        crumbsLabel="Đơn vị"
        crumbs={[
          { label: "Nhập số liệu", href: "/entry" },
          { label: unit.shortName, href: `/units/${unit.id}` },
        ]}
        asOf={`${unit.name} và các đơn vị trước khi sắp xếp. Ghi vào biểu các kỳ đang mở; sau đó gửi duyệt như thường.`}
      />
      <div className="target-sheet">
        <section className="panel pad" aria-labelledby="huong-dan">
          <h2 id="huong-dan" className="h3">
            Bảng nào đọc được
          </h2>
          <p className="quiet">
            Mỗi dòng một đơn vị, có mã hoặc tên; cột tháng, hoặc mỗi trang tính một tháng. Số ghi bằng người,
            nghìn người, đồng, triệu đồng hay tỷ đồng được đổi đúng thành số nguyên. Cột nào là gì chỉ chọn
            một lần cho mỗi mẫu tiêu đề.
          </p>
        </section>
        <OldSheetsForm unit={unit.id} />
      </div>
    </>
  );
}
