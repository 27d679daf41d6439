import { Segments } from "@/components/ui/segments";
import { HEADLINE } from "@/lib/domain/dashboard-context";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { standing } from "@/lib/domain/dashboard-words";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { DETAIL_ANCHOR, hrefOf, type Selection } from "./selection";

/** The switch that governs everything below it, and what stands of the chosen indicator in a sentence. */
export function DetailHead({ selection, view }: { selection: Selection; view: DashboardView }) {
  const { id } = view.chosen;
  const headline: readonly IndicatorId[] = HEADLINE;
  const options = headline.includes(id) ? headline : [...headline, id];
  return (
    <div className="detail-head">
      <div className="section-head">
        <h2>Chi tiết {INDICATORS[id].name}</h2>
        <Segments
          label="Chỉ tiêu"
          options={options.map((one) => ({
            href: hrefOf(selection, { indicator: one }, DETAIL_ANCHOR),
            label: INDICATORS[one].short,
            isCurrent: one === id,
          }))}
        />
      </div>
      <p key={id} className="standing">
        {standing(view.chosen, view.context.period).map(({ text, isStrong }, index) =>
          isStrong ? <b key={index}>{text}</b> : text,
        )}
      </p>
    </div>
  );
}
