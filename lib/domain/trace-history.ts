/** What a figure was before: its versions, who made and decided them, and the changes below that moved a sum. */
import type { IndicatorId } from "./indicator";

/** What stands in one submitted version of one indicator. */
export type Revision = {
  version: number;
  indicator: IndicatorId;
  value: bigint | null;
  isEstimate: boolean;
  note: string | null;
  explanation: string | null;
  enteredBy: string | null;
};

export type VersionEvent = {
  at: Date;
  actor: string | null;
  /** `submission.submit`, `submission.approve`, … */
  event: string;
  version: number | null;
  reason: string | null;
};

export type FigureVersion = {
  version: number;
  /** Null where the cell was blank. */
  value: bigint | null;
  isEstimate: boolean;
  /** Who typed it; empty for what came from a file. */
  enteredBy: readonly string[];
  notes: readonly string[];
  explanations: readonly string[];
  submitted: VersionEvent | null;
  /** Approved, returned or reopened, oldest first. */
  decided: readonly VersionEvent[];
  isCounted: boolean;
};

type Parts = readonly (readonly [id: IndicatorId, sign: bigint])[];

/**
 * Versions of a figure, the newest first.
 * @param parts the indicators that are added, or the one itself
 * @param counted the version that counts
 */
export function figureVersions(
  revisions: readonly Revision[],
  events: readonly VersionEvent[],
  parts: Parts,
  counted: number | null,
): FigureVersion[] {
  const numbers = [...new Set(revisions.map(({ version }) => version))].sort((a, b) => b - a);
  return numbers.map((version) => {
    const cells = revisions.filter((one) => one.version === version);
    const ofVersion = events.filter((one) => one.version === version);
    return {
      version,
      value: combined(cells, parts),
      isEstimate: cells.some(({ isEstimate }) => isEstimate),
      enteredBy: [...new Set(cells.flatMap(({ enteredBy }) => enteredBy ?? []))],
      notes: cells.flatMap(({ note }) => note ?? []),
      explanations: cells.flatMap(({ explanation }) => explanation ?? []),
      submitted: ofVersion.find(({ event }) => event === "submission.submit") ?? null,
      decided: ofVersion.filter(({ event }) => DECISIONS.has(event)),
      isCounted: version === counted,
    };
  });
}

const DECISIONS: ReadonlySet<string> = new Set([
  "submission.approve",
  "submission.return",
  "submission.reopen",
]);

/** The value of a derived indicator, if all its parts are there. */
export function combined(
  cells: readonly { indicator: IndicatorId; value: bigint | null }[],
  parts: Parts,
): bigint | null {
  return parts.reduce<bigint | null>((total, [id, sign]) => {
    const value = cells.find(({ indicator }) => indicator === id)?.value ?? null;
    return total === null || value === null ? null : total + sign * value;
  }, 0n);
}

/** A month whose approved value was carried into a later period. */
export type CarriedMonth<Period = string> = {
  unitId: string;
  indicator: IndicatorId;
  period: Period;
  value: bigint;
};

type Member = { id: string; intoId: string | null };

/** Where a carried value comes from: the unit's own month, else those of all that it came from whole. */
export function carriedFrom<Period>(
  unitId: string,
  indicator: IndicatorId,
  lineage: readonly Member[],
  months: readonly CarriedMonth<Period>[],
): CarriedMonth<Period>[] {
  const own = months.find((one) => one.unitId === unitId && one.indicator === indicator);
  if (own) return [own];
  return lineage
    .filter(({ intoId }) => intoId === unitId)
    .flatMap(({ id }) => carriedFrom(id, indicator, lineage, months));
}
