/** The claims that a record makes by its own fields, each as a formula of ours that must give the published figure. */
import { attainment } from "@/lib/domain/attainment";
import { growth, multiple } from "@/lib/domain/comparison";
import { coverage, type ChosenDenominator } from "@/lib/domain/coverage";
import { percent, type Rounded } from "@/lib/domain/ratio";
import type { Claim } from "./existence";
import type { PublishedRecord, Qualifier } from "./records";
import { allowed, exactly, quotedDecimals, scaled, UNKNOWN, valueOf, type Range } from "./words";

/** Growth in rounded words: "tăng hơn 2,36 triệu người (15,96%)". All other growth is exact. */
const ROUNDED_GROWTH: Record<string, { yoy?: Qualifier; ytd?: Qualifier }> = {
  "S0#0": { yoy: "over", ytd: "over" },
  "S0#1": { yoy: "over", ytd: "under" },
  "VN202211#0": { yoy: "rounded" },
};
/** "tăng gần 45% so với năm 2020 (2.128 tỉ đồng)": the base is quoted, in tỷ đồng. */
const QUOTED_BASE: Record<string, Range> = {
  "HCMNO2021#0": { min: 2_127_500_000_000n, max: 2_128_500_000_000n },
};
const MULTIPLE = /gấp (?:gần )?(\d+,\d) lần/;

function denominatorOf(value: bigint): ChosenDenominator {
  return {
    unitId: "VN",
    kind: "population",
    basis: "stated",
    year: 2023,
    value,
    source: "",
    isSum: false,
    isEarlier: false,
  };
}

/** The digits of a result that must be there. */
export function digits(rounded: Rounded | null): bigint {
  if (rounded === null) throw new Error("Nothing was computed");
  return rounded.scaled;
}

const whole = (value: bigint) => ({ value, missing: 0, isStated: false });

export function pctOfPlan(value: bigint, target: bigint, decimals: number): bigint {
  const result = attainment(
    { kind: "headcount", value: target },
    { value, yearEndBefore: null, denominator: null },
  );
  return digits(percent(result.kind === "headcount" ? result.pctOfPlan : null, decimals));
}

export function pctCoverage(value: bigint, denominator: bigint, decimals: number): bigint {
  return digits(percent(coverage(value, denominatorOf(denominator))?.ratio ?? null, decimals));
}

export function points(value: bigint, denominator: bigint, rate: bigint): bigint {
  const facts = { value, yearEndBefore: null, denominator: denominatorOf(denominator) };
  const result = attainment({ kind: "rate", value: rate }, facts);
  return digits(result.kind === "rate" ? result.points : null);
}

export function pctGrowth(value: bigint, base: bigint, decimals: number): bigint {
  const result = growth(whole(value), whole(base));
  return digits(result.kind === "growth" ? percent(result.pct, decimals) : null);
}

export function valuesOf(record: PublishedRecord): Range | null {
  if (record.value === undefined) return null;
  return allowed(valueOf(record, record.value), record.value_qualifier);
}

/**
 * Whether plan, base or denominator was published for none of the claims: then nearly any value has some input that
 * gives the percentage, and finding one says little about our arithmetic.
 */
export function isOpen(claims: readonly Claim[]): boolean {
  return claims.length > 0 && claims.every(({ other }) => other === UNKNOWN);
}

/** What the fields of a record claim about its value; empty without a value. */
export function claimsOf(record: PublishedRecord): Claim[] {
  if (record.value === undefined) return [];
  return [
    ...planClaims(record),
    ...coverageClaims(record),
    ...growthClaims(record),
    ...multipleClaims(record),
  ];
}

function planClaims(record: PublishedRecord): Claim[] {
  const { pct_plan, target } = record;
  if (pct_plan === undefined) return [];
  const decimals = quotedDecimals(record, pct_plan);
  return [
    {
      name: `${pct_plan}% of plan`,
      formula: (value, plan) => pctOfPlan(value, plan, decimals),
      published: scaled(pct_plan, decimals),
      other: target === undefined ? UNKNOWN : exactly(valueOf(record, target)),
    },
  ];
}

function coverageClaims(record: PublishedRecord): Claim[] {
  const { pct_coverage, denominator, pct_points_vs_target, target_coverage_pct } = record;
  if (pct_coverage === undefined) return [];
  const decimals = quotedDecimals(record, pct_coverage);
  const other = denominator === undefined ? UNKNOWN : exactly(BigInt(denominator));
  const claims: Claim[] = [
    {
      name: `${pct_coverage}% coverage`,
      formula: (value, people) => pctCoverage(value, people, decimals),
      published: scaled(pct_coverage, decimals),
      other,
    },
  ];
  if (pct_points_vs_target === undefined || target_coverage_pct === undefined) return claims;
  const rate = scaled(target_coverage_pct, 2);
  claims.push({
    name: `${pct_points_vs_target} points against ${target_coverage_pct}%`,
    formula: (value, people) => points(value, people, rate),
    published: scaled(pct_points_vs_target, 2),
    other,
  });
  return claims;
}

function growthClaims(record: PublishedRecord): Claim[] {
  const words = ROUNDED_GROWTH[record.id] ?? {};
  return [
    growthClaim(record, "same time last year", record.pct_yoy, record.delta_yoy, words.yoy),
    growthClaim(record, "December", record.pct_vs_year_end, record.delta_vs_year_end, words.ytd),
  ].flatMap((claim) => claim ?? []);
}

function growthClaim(
  record: PublishedRecord,
  name: string,
  pct: number | undefined,
  delta: number | undefined,
  words: Qualifier | undefined,
): Claim | null {
  if (pct === undefined) return null;
  const decimals = quotedDecimals(record, pct);
  const claim = { name: `${pct}% since ${name}`, published: scaled(pct, decimals) };
  if (delta === undefined) {
    const formula = (value: bigint, base: bigint) => pctGrowth(value, base, decimals);
    return { ...claim, formula, other: QUOTED_BASE[record.id] ?? UNKNOWN };
  }
  const formula = (value: bigint, change: bigint) => pctGrowth(value, value - change, decimals);
  return { ...claim, formula, other: allowed(valueOf(record, delta), words) };
}

function multipleClaims({ quote, sub_indicator }: PublishedRecord): Claim[] {
  const [, times] = MULTIPLE.exec(quote) ?? [];
  if (times === undefined || sub_indicator === "nguoi_tham_du") return [];
  return [
    {
      name: `${times} times last year's`,
      formula: (value, base) => digits(multiple(value, base)),
      published: scaled(Number(times.replace(",", ".")), 1),
      other: UNKNOWN,
    },
  ];
}
