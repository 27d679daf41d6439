import type { CSSProperties } from "react";
import type { IndicatorView } from "@/lib/domain/dashboard";
import type { DebtView } from "@/lib/domain/dashboard-debt";
import { doubtWords } from "@/lib/domain/dashboard-measure";
import { pctOfPlan, planOf } from "@/lib/domain/dashboard-rows";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatPercent } from "@/lib/domain/number";
import { percent, rate, type Ratio } from "@/lib/domain/ratio";
import { amount } from "./format";
import { PlanLink } from "./plan-link";
import { TraceLink, type TraceTo } from "./trace-link";

/** For drawing only: a share of the bar, never past its end. */
const share = (ratio: Ratio | null) =>
  ratio === null ? "0%" : `${Math.min(100, Math.max(0, Number(percent(ratio).scaled) / 100))}%`;

type Props = { view: IndicatorView; debt: DebtView; traceTo?: TraceTo | undefined; why?: string | null };

/** % of plan with the place where it should be by now; where lower is better, the limit. */
export function PlanBar({ view, debt, traceTo, why }: Props) {
  if (INDICATORS[view.id].direction === "lower")
    return <LimitBar view={view} debt={debt} traceTo={traceTo} />;
  const plan = planOf(view);
  const pct = pctOfPlan(view);
  if (!plan || !pct)
    return (
      <div className="kpi-plan">
        <p>
          <span className="quiet">
            {view.targets.length > 0 ? "Chỉ có chỉ tiêu tỷ lệ" : "Chưa giao chỉ tiêu"}
          </span>
        </p>
      </div>
    );
  const { expectedOfPlan, progress } = plan;
  const doubt = doubtWords(view.measure);
  return (
    <div className="kpi-plan">
      <p>
        <span>
          <PlanLink view={view} href={traceTo?.("plan")} why={why}>
            <b>{formatPercent(percent(pct))}</b>
          </PlanLink>{" "}
          kế hoạch
        </span>
        {doubt && <span className="need">{doubt}</span>}
        {expectedOfPlan && (
          <span className="need">
            cần có{" "}
            <TraceLink href={traceTo?.("pace")} isQuiet>
              {formatPercent(percent(expectedOfPlan, 1))}
            </TraceLink>
          </span>
        )}
      </p>
      <div
        className={`bar ${progress?.status ?? ""}`}
        style={{ "--v": share(pct), "--e": share(expectedOfPlan) } as CSSProperties}
        aria-hidden="true"
      >
        <i />
        {expectedOfPlan && <b />}
      </div>
    </div>
  );
}

/** The bar runs to a quarter beyond the larger of value and limit, so that an excess can be seen. */
function LimitBar({ view, debt, traceTo }: Props) {
  const plan = planOf(view);
  const limit = plan?.target.value ?? null;
  const { value } = view.measure;
  const end = value === null || limit === null ? null : ((value > limit ? value : limit) * 5n) / 4n;
  const part = (one: bigint | null): Ratio | null =>
    one === null || end === null || end === 0n ? null : { numerator: one, denominator: end };
  const ratio = debt.ratios.plan;
  return (
    <div className="kpi-plan">
      <p>
        <span>
          {ratio ? (
            <>
              <PlanLink view={view} href={traceTo?.("plan")}>
                <b>{formatPercent(percent(ratio))}</b>
              </PlanLink>{" "}
              kế hoạch thu
            </>
          ) : (
            <span className="quiet">Chưa có kế hoạch thu</span>
          )}
        </span>
        {debt.limit ? (
          <span className="need">không quá {formatPercent(rate(debt.limit.target.value))}</span>
        ) : (
          limit !== null && <span className="need">không quá {amount(view.id, limit)} tỷ</span>
        )}
      </p>
      {end !== null && (
        <div
          className={`bar ${plan?.progress?.status ?? ""}`}
          style={{ "--v": share(part(value)), "--e": share(part(limit)) } as CSSProperties}
          aria-hidden="true"
        >
          <i />
          <b />
        </div>
      )}
    </div>
  );
}
