import { DENOMINATOR_NAMES } from "@/lib/domain/coverage";
import type { MapMetric, MapView } from "@/lib/domain/dashboard-map";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { INDICATORS } from "@/lib/domain/indicator";
import { planNoun } from "@/lib/domain/wording";

/** Of what the classes are a percentage: "% dân số", "% kế hoạch năm". */
export function legendUnit({ chosen, context }: DashboardView, metric: MapMetric): string {
  if (metric === "growth") return `% ${context.bases[context.comparator].label}`;
  if (metric === "plan") return `% ${planNoun(INDICATORS[chosen.id].direction)} năm`;
  const kind = chosen.coverage?.denominator.kind;
  return kind ? `% ${DENOMINATOR_NAMES[kind]}` : "%";
}

/** What the colours mean, with how many provinces each has. */
export function LegendClasses({ map }: { map: MapView }) {
  return (
    <ol>
      {map.classes
        .filter(({ count }) => count > 0 || map.classes.length > 1)
        .map(({ label, count, shade }) => (
          <li key={label}>
            <i className={shade} />
            {label} <span>{count} tỉnh</span>
          </li>
        ))}
      {map.none > 0 && (
        <li>
          <i className="none" />
          chưa đủ số liệu <span>{map.none} tỉnh</span>
        </li>
      )}
    </ol>
  );
}
