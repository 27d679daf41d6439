/** What there is to hand down: the unit's own number in the decision, a target it was given, last year's grown, or a typed one. */
import { grown } from "./cascade";
import { MAX_GROWTH, parseGrowth, targetError, targetValue } from "./cascade-cell";
import type { ChosenDenominator } from "./coverage";
import { formatCount } from "./number";
import type { TargetKind } from "./target";

export const TOTAL_SOURCES = ["own", "target", "grown", "typed"] as const;
export type TotalSource = (typeof TOTAL_SOURCES)[number];

/** As it stands in the form; `target` is the place among the parent's targets. */
export type TotalChoice = { from: TotalSource; target: string; growth: string; typed: string };

export type TotalFacts = {
  kind: TargetKind;
  /** Of the targets of this kind, the headline first. */
  targets: readonly { value: bigint }[];
  /** Last year's. */
  base: bigint | null;
};

/** What is chosen to begin with: the own number in the decision, else the headline, else last year's, else nothing. */
export function startChoice({ targets, base }: TotalFacts, own: bigint | null): TotalChoice {
  const from = own !== null ? "own" : targets.length > 0 ? "target" : base !== null ? "grown" : "typed";
  return { from, target: "0", growth: "", typed: "" };
}

/** A rate grows by points, all else by a part of itself. Without a percentage it is last year's. */
export function totalOf(
  { from, target, growth, typed }: TotalChoice,
  { kind, targets, base }: TotalFacts,
  own: bigint | null,
): bigint | null {
  switch (from) {
    case "own":
      return own;
    case "target":
      return targets[Number(target)]?.value ?? null;
    case "typed":
      return targetValue(kind, typed);
    case "grown": {
      const hundredths = growth.trim() === "" ? 0n : parseGrowth(growth);
      if (base === null || hundredths === null) return null;
      const total = kind === "rate" ? base + hundredths : grown(base, hundredths);
      return total < 0n ? null : total;
    }
  }
}

/** Why the chosen total is none; null if it is one or still empty. */
export function totalError({ from, growth, typed }: TotalChoice, kind: TargetKind): string | null {
  if (from === "typed") return targetError(kind, typed);
  if (from === "grown" && growth.trim() !== "" && parseGrowth(growth) === null)
    return `Nhập tỷ lệ tăng nhiều nhất ${formatCount(MAX_GROWTH / 100n)}%, không quá hai số lẻ, ví dụ 2,5`;
  return null;
}

type Measure = Pick<ChosenDenominator, "kind" | "basis" | "year">;

/**
 * Why the people that a rate means cannot be compared with those that the parent's means, in words; null if they can. Some
 * are measured by another year or another basis than the parent.
 */
export function measureProblem(parent: Measure | null, rows: readonly (Measure | null)[]): string | null {
  if (parent === null) return null;
  const known = rows.flatMap((row) => row ?? []);
  const years = [...new Set(known.map(({ year }) => year))].filter((year) => year !== parent.year).sort();
  const hasOtherBasis = known.some(({ kind, basis }) => kind !== parent.kind || basis !== parent.basis);
  const parts = [
    years.length > 0 ? `khác năm (cấp trên ${parent.year}, nơi nhận ${years.join(", ")})` : null,
    hasOtherBasis ? "khác nguồn" : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `mẫu số ${parts.join(", ")}`;
}
