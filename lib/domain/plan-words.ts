/** Whose plan a percentage is of: the target that it is held against, with its paper, and the others beside it. */
import type { IndicatorView } from "./dashboard";
import { planOf } from "./dashboard-rows";
import { assignedWords } from "./target-words";

/** "BHXH VN giao 1.137.364 người, Quyết định … ngày …", then the other targets; nothing without a plan. */
export function planWords(view: IndicatorView): string[] {
  const plan = planOf(view);
  if (!plan) return [];
  return [plan.target, ...otherTargets(view)].map(assignedWords);
}

/** What else the unit was given, which the percentage is not of. */
export function otherTargets(view: IndicatorView) {
  const plan = planOf(view);
  return view.targets.filter((one) => one !== plan).map(({ target }) => target);
}
