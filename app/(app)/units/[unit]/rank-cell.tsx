import type { Rank } from "@/lib/domain/dashboard-ranks";

/** A place and how it moved, in neutral ink: a rank is not progress. */
export function RankCell({ rank }: { rank: Rank | undefined }) {
  return (
    <td className="n rank">
      {rank && (
        <>
          <b title={rank.isTied ? "đồng hạng" : undefined}>{rank.place}</b>
          {rank.isTied && <span className="sr"> đồng hạng</span>}
          <Move moved={rank.moved} />
        </>
      )}
    </td>
  );
}

export function Move({ moved }: { moved: number | null }) {
  if (moved === null) return <span className="move" />;
  if (moved === 0)
    return (
      <span className="move">
        –<span className="sr"> không đổi</span>
      </span>
    );
  return (
    <span className="move">
      <span aria-hidden="true">{moved > 0 ? "▲" : "▼"}</span>
      {Math.abs(moved)}
      <span className="sr">{moved > 0 ? " bậc lên" : " bậc xuống"}</span>
    </span>
  );
}
