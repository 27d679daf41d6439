import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { dayInVietnam } from "@/lib/domain/day";
import { DRIVE_INDICATORS, DRIVE_KINDS, mayManageDrive } from "@/lib/domain/drive";
import { DRIVE_KIND_WORDS } from "@/lib/domain/drive-words";
import { INDICATORS } from "@/lib/domain/indicator";
import { NewDriveForm } from "./new-drive-form";

export const metadata: Metadata = { title: "Lập đợt vận động, ra quân" };

export default async function NewDrivePage() {
  const actor = await requireActor();
  const { unit } = actor;
  if (!mayManageDrive(actor, unit)) notFound();
  const below = unit.level === "nation" ? "Tất cả các tỉnh, thành phố" : "Tất cả các đơn vị báo cáo của tỉnh";
  return (
    <>
      <PageHeader
        title="Lập đợt vận động, ra quân"
        crumbs={[{ label: "Truyền thông", href: "/campaigns" }]}
        asOf={`Đợt của ${unit.name}. ${below} tham gia; sau khi lập, bỏ bớt và giao mục tiêu từng nơi ở trang của đợt.`}
      />
      <NewDriveForm
        unit={unit.id}
        today={dayInVietnam(new Date())}
        kinds={DRIVE_KINDS.map((kind) => ({ kind, label: DRIVE_KIND_WORDS[kind] }))}
        indicators={DRIVE_INDICATORS.map((id) => ({
          id,
          name: INDICATORS[id].name,
          unit: INDICATORS[id].unit,
          isPeople: INDICATORS[id].group === "new",
        }))}
      />
    </>
  );
}
