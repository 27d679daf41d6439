import { progressWords } from "@/components/figure/progress-words";
import { Status } from "@/components/ui/status";
import { planOf, type ChildRow } from "@/lib/domain/dashboard-rows";
import { INDICATORS } from "@/lib/domain/indicator";

const STATUSES = ["over", "ok", "risk", "behind"] as const;

/** What the shapes before the names say, as far as they are on the panel. */
export function StatusKey({ rows }: { rows: readonly ChildRow[] }) {
  const [first] = rows;
  const all = rows.map(({ view }) => planOf(view)?.progress);
  const found = new Set(all.map((progress) => progress?.status));
  const isFinal = all.some((progress) => progress?.isFinal);
  if (!first || (found.size === 1 && found.has(undefined))) return null;
  const { direction } = INDICATORS[first.view.id];
  return (
    <p className="wall-key">
      {direction === "lower" ? "So với mức giao:" : "Tiến độ kế hoạch:"}
      {STATUSES.filter((status) => found.has(status)).map((status) => (
        <Status key={status} tone={status}>
          {progressWords({ status, isExact: false, isFinal }, direction, true)}
        </Status>
      ))}
    </p>
  );
}
