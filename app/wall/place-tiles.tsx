import type { MapView } from "@/lib/domain/dashboard-map";
import { planOf, type ChildRow } from "@/lib/domain/dashboard-rows";
import { MiniStatus } from "@/components/figure/mini-status";
import { StatusKey } from "./status-key";
import { Tiles } from "./tiles";

/** One tile for each unit, the highest first, with its value and where it stands against its plan. */
export function PlaceTiles({ rows, map }: { rows: readonly ChildRow[]; map: MapView }) {
  const rankOf = new Map(map.places.map(({ unit, rank, text }) => [unit.id, { rank, text }]));
  const sorted = rows.toSorted(
    (a, b) => (rankOf.get(a.unit.id)?.rank ?? Infinity) - (rankOf.get(b.unit.id)?.rank ?? Infinity),
  );
  return (
    <div className="wall-places">
      <Tiles
        tiles={sorted.map(({ unit, view }) => {
          const status = planOf(view)?.progress?.status;
          return {
            id: unit.id,
            name: unit.shortName,
            value: rankOf.get(unit.id)?.text ?? "–",
            ...(status ? { before: <MiniStatus tone={status} /> } : {}),
          };
        })}
      />
      <StatusKey rows={rows} />
    </div>
  );
}
