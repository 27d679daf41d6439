/** Chậm đóng: its ratios, each with its denominator's name, the limit that was set, and the part that bears interest. */
import { debtRatios, type DebtBase } from "./attainment";
import type { IndicatorView } from "./dashboard";
import type { Measure } from "./dashboard-measure";
import { planOf } from "./dashboard-rows";
import { divideRounded, percent, ratio, type Ratio, type Rounded } from "./ratio";
import type { StandingTarget } from "./target";

export type DebtView = {
  ratios: Record<DebtBase, Ratio | null>;
  /** A rate target is a limit in percent of kế hoạch thu. */
  limit: {
    target: StandingTarget;
    /** Ratio less limit, in percentage points. */
    points: Rounded | null;
    /** The limit in đồng. */
    allowed: bigint | null;
    /** What must go, in đồng; below 0 under the limit. */
    excess: bigint | null;
  } | null;
  interest: { value: bigint; share: Ratio | null } | null;
};

type Views = Readonly<Record<"debt" | "interest" | "collected" | "due", IndicatorView>>;

export function shapeDebt({ debt, interest, collected, due }: Views): DebtView {
  const value = debt.measure.value;
  const plan = planOf(collected)?.target;
  const planned = plan?.kind === "amount" ? plan.value : null;
  const ratios = debtRatios(value, {
    plan: planned,
    due: due.measure.value,
    collected: collected.measure.value,
  });
  const target = debt.targets.find((one) => one.target.kind === "rate")?.target;
  const bearing = interest.measure.value;
  return {
    ratios,
    limit: target ? { target, ...against(target.value, debt.measure, planned, ratios.plan) } : null,
    interest: bearing === null ? null : { value: bearing, share: ratio(bearing, value) },
  };
}

function against(
  limit: bigint,
  { value: debt, unknown }: Measure,
  planned: bigint | null,
  exact: Ratio | null,
) {
  const points = unknown > 0 ? null : exact && { scaled: percent(exact).scaled - limit, decimals: 2 };
  const allowed = planned === null ? null : divideRounded(planned * limit, 10_000n);
  return { points, allowed, excess: debt === null || allowed === null ? null : debt - allowed };
}
