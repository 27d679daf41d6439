import type { CSSProperties } from "react";
import { Status } from "@/components/ui/status";
import type { DriveProgress } from "@/lib/domain/drive";
import { restWords, statusWords, timeWords } from "@/lib/domain/drive-words";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { formatCount, formatPercent } from "@/lib/domain/number";
import { percent, type Ratio } from "@/lib/domain/ratio";

/** For drawing only: a share of the bar, never past its end. */
const share = (ratio: Ratio | null) =>
  ratio === null ? "0%" : `${Math.min(100, Number(percent(ratio).scaled) / 100)}%`;

/** One card for each goal: what was reached, against the goal and the time. */
export function GoalCards({ goals }: { goals: readonly { id: IndicatorId; progress: DriveProgress }[] }) {
  return (
    <section className="assign-cards" aria-label="Kết quả so với mục tiêu">
      {goals.map(({ id, progress }) => (
        <article key={id}>
          <header className="drive-card-head">
            <h2>{INDICATORS[id].name}</h2>
            {progress.status && <Status tone={progress.status}>{statusWords(progress)}</Status>}
          </header>
          {progress.value === null ? (
            <p className="big">Chưa có kết quả</p>
          ) : (
            <p className="big">
              <b className="num">{formatCount(progress.value)}</b> {INDICATORS[id].unit}
            </p>
          )}
          {progress.goal !== null && <Against id={id} progress={progress} />}
        </article>
      ))}
    </section>
  );
}

function Against({ id, progress }: { id: IndicatorId; progress: DriveProgress }) {
  const { goal, time, status, share: reached } = progress;
  return (
    <div className="kpi-plan">
      <p>
        <span>
          {reached === null ? (
            `Mục tiêu ${formatCount(goal)}`
          ) : (
            <>
              <b>{formatPercent(percent(reached))}</b> mục tiêu {formatCount(goal)}
            </>
          )}
        </span>
        <span className="need">đã qua {timeWords(progress)}</span>
      </p>
      <div
        className={`bar ${status ?? ""}`}
        style={{ "--v": share(reached), "--e": share(time) } as CSSProperties}
        aria-hidden="true"
      >
        <i />
        <b />
      </div>
      <p className="sub">{restWords(id, progress)}</p>
    </div>
  );
}
