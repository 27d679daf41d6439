import Link from "next/link";
import type { Unit } from "@/lib/domain/unit";

/** From a unit to what was done there to be heard, and what was written about it; an office reports no communication. */
export function CampaignLinks({ unit: { id, level } }: { unit: Pick<Unit, "id" | "level"> }) {
  return (
    <nav className="notice-links" aria-label="Truyền thông và ghi chú">
      {level !== "office" && (
        <Link href={`/campaigns?unit=${id}`} prefetch={false}>
          Truyền thông và các đợt vận động
        </Link>
      )}
      <Link href={`/campaigns/notes?unit=${id}`} prefetch={false}>
        Mô hình hay, biểu dương, nhắc nhở
      </Link>
      <Link href={`/campaigns/employers?unit=${id}`} prefetch={false}>
        Đơn vị chậm đóng, vi phạm
      </Link>
    </nav>
  );
}
