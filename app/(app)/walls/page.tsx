import "./walls.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { listWithdrawn, wallAddress } from "@/lib/auth/wall";
import { listWalls, listWallUnits } from "@/lib/data/walls";
import { formatInstant } from "@/lib/domain/day";
import { WALL_DAYS } from "@/lib/domain/wall";
import { NewWallForm } from "./new-wall-form";
import { WallTable } from "./wall-table";

export const metadata: Metadata = { title: "Màn hình phòng điều hành" };

/** Who may show a unit to a whole room makes and closes its screens here. */
export default async function WallsPage() {
  const actor = await requireActor();
  const now = new Date();
  const [units, walls] = await Promise.all([listWallUnits(actor, now), listWalls(actor, now)]);
  if (units.length === 0) notFound();
  const withdrawn = await listWithdrawn(walls, now);
  const open = walls.filter(({ id, state }) => state === "on" && !withdrawn.has(id)).length;
  return (
    <>
      <PageHeader
        title="Màn hình phòng điều hành"
        asOf={`${open} màn hình đang mở. Màn hình chỉ xem được số liệu đã duyệt, không cần đăng nhập, hết hạn sau ${WALL_DAYS} ngày.`}
      />
      <div className="walls">
        <WallTable
          walls={walls.map((wall) => ({
            id: wall.id,
            label: wall.label,
            unitName: wall.unit.shortName,
            createdByName: wall.createdBy.displayName,
            state: wall.state,
            isWithdrawn: withdrawn.has(wall.id),
            until: formatInstant(wall.state === "waiting" ? wall.codeExpiresAt : wall.expiresAt),
            seen: wall.lastSeenAt && formatInstant(wall.lastSeenAt),
          }))}
        />
        <section className="panel pad" aria-labelledby="new-wall">
          <h2 id="new-wall" className="h3">
            Tạo màn hình
          </h2>
          <NewWallForm
            address={wallAddress()}
            units={units.map((unit) => ({ id: unit.id, name: unit.shortName }))}
          />
        </section>
      </div>
    </>
  );
}
