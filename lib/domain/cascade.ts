/** A parent's number handed down to the units below it: proposals that sum exactly, locked cells that never move. */
import { apportion } from "./apportion";

/** How a number may be proposed for each unit. */
export const PROPOSALS = ["growth", "plan", "population", "labour_force", "headroom"] as const;
export type Proposal = (typeof PROPOSALS)[number];

/** What a proposal needs to know of a unit; null where it is not known. Whole people, or đồng. */
export type CascadeFacts = {
  /** What it has: the value of the last December, or the newest one there is. */
  value: bigint | null;
  /** What it was given for the year before. */
  plan: bigint | null;
  population: bigint | null;
  labourForce: bigint | null;
  /** Whom the target is measured by, population or labour force: less the value it is who is not enrolled yet. */
  denominator: bigint | null;
};

export type CascadeRow = CascadeFacts & { id: string; assigned: bigint | null; isLocked: boolean };

/** `nothing-to-spread`: the locked cells already hold more than the total. `all-locked`: no cell is left to take the rest. */
export type CascadeRefusal = "nothing-to-spread" | "all-locked" | "no-basis";
export type Cascade = { ok: true; assigned: Map<string, bigint> } | { ok: false; reason: CascadeRefusal };

const refuse = (reason: CascadeRefusal): Cascade => ({ ok: false, reason });
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
const positive = (value: bigint) => (value > 0n ? value : 0n);

/** What is assigned so far; cells without a number count nothing. */
export function assignedSum(rows: readonly Pick<CascadeRow, "assigned">[]): bigint {
  return sum(rows.map(({ assigned }) => assigned ?? 0n));
}

/** Of the total what the locked cells leave, and who may take it. */
function open(rows: readonly CascadeRow[], total: bigint): { rest: bigint; free: CascadeRow[] } | Cascade {
  const free = rows.filter(({ isLocked }) => !isLocked);
  const rest = total - assignedSum(rows.filter(({ isLocked }) => isLocked));
  if (rest < 0n) return refuse("nothing-to-spread");
  if (free.length === 0 && rest > 0n) return refuse("all-locked");
  return { rest, free };
}

/** Locked cells as they are, the others as given. */
function whole(rows: readonly CascadeRow[], free: readonly CascadeRow[], parts: readonly bigint[]): Cascade {
  const given = new Map(free.map(({ id }, index) => [id, parts[index] ?? 0n]));
  return {
    ok: true,
    assigned: new Map(rows.map(({ id, assigned }) => [id, given.get(id) ?? assigned ?? 0n])),
  };
}

const WEIGHTS: Record<Exclude<Proposal, "headroom">, (row: CascadeFacts) => bigint | null> = {
  growth: ({ value }) => value,
  plan: ({ plan }) => plan,
  population: ({ population }) => population,
  labour_force: ({ labourForce }) => labourForce,
};

/**
 * The total spread over the cells that are not locked, so that all cells sum to it exactly (largest remainder).
 *
 * - `growth`: everybody grows by the same part of what they have;
 * - `plan`, `population`, `labour_force`: in proportion to last year's target, to the people, to the labour force;
 * - `headroom`: everybody keeps what they have, and the growth goes where people are not enrolled yet; where nothing is
 *   to be gained over what they have, as `growth`.
 *
 * A unit of which the basis is not known, such as an office without a population, grows like everybody together, and the
 * others share the rest.
 */
export function propose(rows: readonly CascadeRow[], total: bigint, proposal: Proposal): Cascade {
  const spread = open(rows, total);
  if ("ok" in spread) return spread;
  const { rest, free } = spread;
  const parts = proposal === "headroom" ? byHeadroom(free, rest) : byWeight(free, rest, WEIGHTS[proposal]);
  return parts === null ? refuse("no-basis") : whole(rows, free, parts);
}

function byWeight(
  rows: readonly CascadeRow[],
  rest: bigint,
  weightOf: (row: CascadeFacts) => bigint | null,
): bigint[] | null {
  const weights = rows.map(weightOf);
  const known = weights.map((weight) => positive(weight ?? 0n));
  if (weights.every((weight) => weight !== null)) return shared(rest, known);
  // First everybody alike, which fixes what those without a basis get; what is left is shared by those with one.
  const alike = shared(
    rest,
    rows.map(({ value }) => positive(value ?? 0n)),
  );
  if (alike === null) return shared(rest, known);
  const fixed = alike.map((part, index) => (weights[index] === null ? part : 0n));
  const others = shared(rest - sum(fixed), known);
  return others?.map((part, index) => part + (fixed[index] ?? 0n)) ?? alike;
}

/** Null where there is nothing to share by. */
function shared(rest: bigint, weights: readonly bigint[]): bigint[] | null {
  return rest !== 0n && sum(weights) === 0n ? null : apportion(rest, weights);
}

function byHeadroom(rows: readonly CascadeRow[], rest: bigint): bigint[] | null {
  const values = rows.map(({ value }) => positive(value ?? 0n));
  const gain = rest - sum(values);
  const rooms = rows.map(({ denominator, value }) => positive((denominator ?? 0n) - (value ?? 0n)));
  if (gain <= 0n || sum(rooms) === 0n) return shared(rest, values);
  return apportion(gain, rooms).map((part, index) => part + (values[index] ?? 0n));
}

/**
 * What the locked cells leave of the total, over the others in proportion to what they have been assigned; evenly where
 * they have nothing yet. Used after a cell was typed: the typed one is locked, the rest gives way.
 */
export function redistribute(rows: readonly CascadeRow[], total: bigint): Cascade {
  const spread = open(rows, total);
  if ("ok" in spread) return spread;
  const { rest, free } = spread;
  const weights = free.map(({ assigned }) => assigned ?? 0n);
  const parts = apportion(rest, sum(weights) > 0n ? weights : free.map(() => 1n));
  return whole(rows, free, parts);
}

/** Last year's total and its growth in hundredths of a percent (250n is 2,5%), rounded up to a whole number. */
export function grown(base: bigint, hundredths: bigint): bigint {
  const scaled = base * (10_000n + hundredths);
  return (scaled + 9_999n) / 10_000n;
}
