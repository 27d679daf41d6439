import { MeasureBadges } from "@/components/figure/measure-badges";
import { PlanBar } from "@/components/figure/plan-bar";
import { amount, unitOf } from "@/components/figure/format";
import { progressWords } from "@/components/figure/progress-words";
import { Status } from "@/components/ui/status";
import type { IndicatorView } from "@/lib/domain/dashboard";
import type { DebtView } from "@/lib/domain/dashboard-debt";
import { planOf } from "@/lib/domain/dashboard-rows";
import type { DashboardView } from "@/lib/domain/dashboard-view";
import { INDICATORS } from "@/lib/domain/indicator";

/** The answer in a sentence, and the six numbers that prove it. */
export function AnswerPanel({ view }: { view: DashboardView }) {
  return (
    <div className="wall-answer">
      <p className="wall-lede">
        {view.lede.map(({ text, isStrong }, index) => (isStrong ? <b key={index}>{text}</b> : text))}
      </p>
      <div className="wall-cards">
        {view.cards.map(({ view: card }) => (
          <Card key={card.id} view={card} debt={view.debt} />
        ))}
      </div>
    </div>
  );
}

function Card({ view, debt }: { view: IndicatorView; debt: DebtView }) {
  const { id, measure, targets } = view;
  const progress = targets[0]?.progress ?? planOf(view)?.progress ?? null;
  return (
    <article className="wall-card" aria-labelledby={`w-${id}`}>
      <h3 id={`w-${id}`}>{INDICATORS[id].name}</h3>
      {progress && (
        <Status tone={progress.status}>{progressWords(progress, INDICATORS[id].direction, true)}</Status>
      )}
      <p className="wall-value">
        <b className="num">{amount(id, measure.value)}</b>{" "}
        {measure.value !== null && <span>{unitOf(id)}</span>}
      </p>
      <p className="badges">
        <MeasureBadges measure={measure} />
      </p>
      <PlanBar view={view} debt={debt} />
    </article>
  );
}
