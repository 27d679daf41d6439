/** A parent's number handed down to the units below it: proposals that sum exactly, locked cells that never move. */
import { apportion } from "./apportion";
import { divideRounded, divideUp } from "./ratio";

/** How a number may be proposed for each unit. */
export const PROPOSALS = ["growth", "plan", "population", "labour_force", "headroom", "equal"] as const;
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

/** Locked cells as they are, the others as given, rounded. */
function whole(
  rows: readonly CascadeRow[],
  free: readonly CascadeRow[],
  parts: readonly bigint[],
  step: bigint,
): Cascade {
  const rounded = roundParts(parts, step);
  const given = new Map(free.map(({ id }, index) => [id, rounded[index] ?? 0n]));
  return {
    ok: true,
    assigned: new Map(rows.map(({ id, assigned }) => [id, given.get(id) ?? assigned ?? 0n])),
  };
}

/**
 * Parts rounded to whole steps (10, 100, 1.000 people, a million đồng) that still sum to the same: whole steps go by the
 * largest remainder, and what is less than a step goes to the largest part, which alone may then be no whole number of steps.
 */
export function roundParts(parts: readonly bigint[], step: bigint): bigint[] {
  if (step <= 1n || parts.length === 0) return [...parts];
  const floors = parts.map((part) => part - (part % step));
  const left = sum(parts) - sum(floors);
  const steps = Number(left / step);
  const order = parts
    .map((part, index) => ({ index, remainder: part % step }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of order.slice(0, steps)) floors[index] = (floors[index] ?? 0n) + step;
  const largest = parts.reduce((best, part, index) => (part > (parts[best] ?? 0n) ? index : best), 0);
  floors[largest] = (floors[largest] ?? 0n) + (left % step);
  return floors;
}

const WEIGHTS: Record<Exclude<Proposal, "headroom">, (row: CascadeFacts) => bigint | null> = {
  growth: ({ value }) => value,
  plan: ({ plan }) => plan,
  population: ({ population }) => population,
  labour_force: ({ labourForce }) => labourForce,
  equal: () => 1n,
};

/**
 * The total spread over the cells that are not locked, so that all cells sum to it exactly (largest remainder).
 *
 * - `growth`: everybody grows by the same part of what they have;
 * - `plan`, `population`, `labour_force`: in proportion to last year's target, to the people, to the labour force;
 * - `headroom`: everybody keeps what they have, and the growth goes where people are not enrolled yet; where nothing is
 *   to be gained over what they have, as `growth`;
 * - `equal`: everybody the same, whatever is known of them.
 *
 * A unit of which the basis is not known, such as an office without a population, grows like everybody together, and the
 * others share the rest. Where the numbers are increases, all of the total is growth.
 */
export function propose(
  rows: readonly CascadeRow[],
  total: bigint,
  proposal: Proposal,
  { step = 1n, isIncrease = false }: Spreading = {},
): Cascade {
  const spread = open(rows, total);
  if ("ok" in spread) return spread;
  const { rest, free } = spread;
  const parts =
    proposal === "headroom" ? byHeadroom(free, rest, isIncrease) : byWeight(free, rest, WEIGHTS[proposal]);
  return parts === null ? refuse("no-basis") : whole(rows, free, parts, step);
}

/** How a total is spread: the step to which parts are rounded, and whether the numbers are what comes on top. */
type Spreading = { step?: bigint; isIncrease?: boolean };

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

function byHeadroom(rows: readonly CascadeRow[], rest: bigint, isIncrease: boolean): bigint[] | null {
  const values = rows.map(({ value }) => positive(value ?? 0n));
  const gain = isIncrease ? rest : rest - sum(values);
  const rooms = rows.map(({ denominator, value }) => positive((denominator ?? 0n) - (value ?? 0n)));
  if (gain <= 0n || sum(rooms) === 0n) return shared(rest, values);
  const parts = apportion(gain, rooms);
  return isIncrease ? parts : parts.map((part, index) => part + (values[index] ?? 0n));
}

/**
 * What the locked cells leave of the total, over the others in proportion to what they have been assigned; evenly where
 * they have nothing yet. Used after a cell was typed: the typed one is locked, the rest gives way.
 */
export function redistribute(rows: readonly CascadeRow[], total: bigint, step = 1n): Cascade {
  const spread = open(rows, total);
  if ("ok" in spread) return spread;
  const { rest, free } = spread;
  const weights = free.map(({ assigned }) => assigned ?? 0n);
  const parts = apportion(rest, sum(weights) > 0n ? weights : free.map(() => 1n));
  return whole(rows, free, parts, step);
}

/** Last year's total and its growth in hundredths of a percent (250n is 2,5%), rounded to a whole number like every number. */
export function grown(base: bigint, hundredths: bigint): bigint {
  return divideRounded(base * (10_000n + hundredths), 10_000n);
}

/** The people that a rate (hundredths of a percent) means: rounded up. */
export function meantHeadcount(rate: bigint, denominator: bigint): bigint {
  return divideUp(rate * denominator, FULL);
}

const FULL = 10_000n;

/** Coverage now as a rate in hundredths; null without a value or a denominator. */
export function rateOf({ value, denominator }: Pick<CascadeFacts, "value" | "denominator">): bigint | null {
  return value === null || denominator === null || denominator === 0n
    ? null
    : divideRounded(value * FULL, denominator);
}

/** How rates may be proposed: nobody sums them, what they mean in people is summed. */
export const RATE_PROPOSALS = ["same", "points", "gap"] as const;
export type RateProposal = (typeof RATE_PROPOSALS)[number];

/**
 * Rates for the cells that are not locked and have a denominator:
 *
 * - `same`: everybody the parent's rate;
 * - `points`: everybody as many points more than now, so that the people meant are just as many as the parent's;
 * - `gap`: everybody the same part of what is missing to 100%, to the same end;
 * - `rest`: as `points`, from what is assigned so far: the rest after a typed cell.
 *
 * Nobody is raised above 100%, and whoever has no denominator keeps what is there.
 */
export function proposeRates(
  rows: readonly CascadeRow[],
  parent: { rate: bigint; headcount: bigint | null },
  proposal: RateProposal | "rest",
): Cascade {
  const free = rows.filter(({ isLocked, denominator }) => !isLocked && denominator !== null);
  if (free.length === 0) return refuse("all-locked");
  const kept = rows.filter((row) => !free.includes(row) && row.assigned !== null);
  const given = (rates: readonly bigint[]): Cascade => ({
    ok: true,
    assigned: new Map([
      ...kept.map(({ id, assigned }) => [id, assigned ?? 0n] as const),
      ...free.map(({ id }, index) => [id, rates[index] ?? 0n] as const),
    ]),
  });
  if (proposal === "same") return given(free.map(() => parent.rate));
  if (parent.headcount === null) return refuse("no-basis");
  const bases = free.map((row) => (proposal === "rest" ? (row.assigned ?? rateOf(row)) : rateOf(row)));
  if (bases.some((base) => base === null)) return refuse("no-basis");
  const from = bases.map((base) => base ?? 0n);
  const held = sum(
    kept.map(({ assigned, denominator }) => meantHeadcount(assigned ?? 0n, denominator ?? 0n)),
  );
  const goal = parent.headcount - held;
  if (goal < 0n) return refuse("nothing-to-spread");
  const [raised, most] = proposal === "gap" ? [closed, GAP_PARTS] : [shifted, FULL];
  const at = (x: bigint) => from.map((base) => raised(base, x));
  const people = (rates: readonly bigint[]) =>
    sum(rates.map((rate, index) => meantHeadcount(rate, free[index]?.denominator ?? 0n)));
  return given(at(least(proposal === "gap" ? 0n : -FULL, most, (x) => people(at(x)) >= goal)));
}

const GAP_PARTS = 1_000_000n;
const shifted = (base: bigint, points: bigint) => {
  const rate = base + points;
  const top = base > FULL ? base : FULL;
  return rate < 0n ? 0n : rate > top ? top : rate;
};
const closed = (base: bigint, parts: bigint) =>
  base >= FULL ? base : base + divideUp((FULL - base) * parts, GAP_PARTS);

/** The least number between for which it holds, where it holds for all greater ones; the greatest where it holds for none. */
function least(from: bigint, to: bigint, holds: (x: bigint) => boolean): bigint {
  let [low, high] = [from, to];
  while (low < high) {
    // Half, rounded down below zero too.
    const middle = low + (high - low) / 2n;
    if (holds(middle)) high = middle;
    else low = middle + 1n;
  }
  return low;
}
