/** A formula with its numbers in it: what was divided by what, how it was rounded, and what came out. */
import type { IndicatorId } from "./indicator";
import { formatCount, formatFixed, formatPercent, formatSigned, formatTrimmed } from "./number";
import type { PeriodId } from "./period";
import { divideRounded, divideUp, percent, rate, type Ratio, type Rounded } from "./ratio";

/** The parts of an explanation, in their order. */
export const TRACE_SECTIONS = ["value", "plan", "coverage", "compare", "pace", "history"] as const;
export type TraceSection = (typeof TRACE_SECTIONS)[number];

/** Where a number is explained; what is absent is that of the explanation itself. */
export type TraceTo = {
  unitId?: string;
  period?: PeriodId;
  indicator?: IndicatorId;
  section: TraceSection;
};

/** A number as it goes into a formula, and what it is. */
export type Operand = { number: Rounded; text: string; name: string; to: TraceTo | null };

export type Sign = "+" | "−" | "×" | "/" | "(" | ")";

export type Formula = {
  left: readonly (Operand | Sign)[];
  result: { number: Rounded; text: string; name: string };
  /** The result is the quotient times 100. */
  isPercent: boolean;
  rounding: "exact" | "half" | "up";
};

/** A whole number of people, đồng or days. */
export function whole(value: bigint, name: string, to: TraceTo | null = null): Operand {
  return { number: { scaled: value, decimals: 0 }, text: formatCount(value), name, to };
}

/** A percentage that stands as a plain number among percentages: 90,40. */
export function points(number: Rounded, name: string, to: TraceTo | null = null): Operand {
  return { number, text: formatFixed(number), name, to };
}

/** A rate that is multiplied with: 92,25%. @param hundredths as it is stored */
export function factor(hundredths: bigint, name: string): Operand {
  return {
    number: { scaled: hundredths, decimals: 4 },
    text: formatPercent(rate(hundredths)),
    name,
    to: null,
  };
}

const exact = (value: bigint, name: string, isSigned = false) => ({
  number: { scaled: value, decimals: 0 },
  text: isSigned ? formatSigned({ scaled: value, decimals: 0 }) : formatCount(value),
  name,
});

/** `a + b − c = …`, exactly. */
export function sum(
  terms: readonly { sign: 1n | -1n; operand: Operand }[],
  name: string,
  isSigned = false,
): Formula {
  const total = terms.reduce((all, { sign, operand }) => all + sign * operand.number.scaled, 0n);
  return {
    left: terms.flatMap(({ sign, operand }, index) =>
      index === 0 && sign === 1n ? [operand] : [sign === 1n ? ("+" as const) : ("−" as const), operand],
    ),
    result: exact(total, name, isSigned),
    isPercent: false,
    rounding: "exact",
  };
}

/** `a − b = …` for whole numbers. */
export function difference(a: Operand, b: Operand, name: string, isSigned = false): Formula {
  return sum(
    [
      { sign: 1n, operand: a },
      { sign: -1n, operand: b },
    ],
    name,
    isSigned,
  );
}

const quotientOf = ({ number: a }: Operand, { number: b }: Operand): Ratio => ({
  numerator: a.scaled,
  denominator: b.scaled,
});

/** `a / b = 92,5%`. The denominator must not be 0. */
export function share(a: Operand, b: Operand, name: string, decimals = 2): Formula {
  const number = percent(quotientOf(a, b), decimals);
  return {
    left: [a, "/", b],
    result: { number, text: formatPercent(number), name },
    isPercent: true,
    rounding: "half",
  };
}

/** `(a − b) / c`, in percent: a growth is signed (+2,3%), what is reached of a target is not, an effect is in points. */
export function differenceShare(
  [a, b, base]: readonly [Operand, Operand, Operand],
  name: string,
  style: "growth" | "reached" | "effect",
): Formula {
  const change = a.number.scaled - b.number.scaled;
  const exactShare = { numerator: change, denominator: base.number.scaled };
  const number = percent(exactShare, style === "growth" ? 1 : 2);
  const texts = {
    growth: () => `${formatSigned(number)}%`,
    reached: () => formatPercent(number),
    effect: () => formatSigned(number),
  };
  return {
    left: ["(", a, "−", b, ")", "/", base],
    result: { number, text: texts[style](), name },
    isPercent: true,
    rounding: "half",
  };
}

/** `90,40 − 92,25 = −1,85` in percentage points. */
export function pointsBetween(a: Operand, b: Operand, name: string): Formula {
  const number = { scaled: a.number.scaled - b.number.scaled, decimals: a.number.decimals };
  return {
    left: [a, "−", b],
    result: { number, text: formatSigned(number), name },
    isPercent: false,
    rounding: "exact",
  };
}

/** `a / b`: rounded half away from zero, or up so that it suffices. */
export function quotient(
  a: Operand,
  b: Operand,
  name: string,
  rounding: "half" | "up",
  decimals = 0,
): Formula {
  const divide = rounding === "up" ? divideUp : divideRounded;
  const number = { scaled: divide(a.number.scaled * 10n ** BigInt(decimals), b.number.scaled), decimals };
  return {
    left: [a, "/", b],
    result: { number, text: decimals > 0 ? formatTrimmed(number) : formatCount(number.scaled), name },
    isPercent: false,
    rounding,
  };
}

/** `rate × denominator`, up to the next person, or to the nearest đồng. */
export function rateOf(rateOperand: Operand, base: Operand, name: string, rounding: "half" | "up"): Formula {
  const divide = rounding === "up" ? divideUp : divideRounded;
  return {
    left: [rateOperand, "×", base],
    result: exact(divide(rateOperand.number.scaled * base.number.scaled, 10_000n), name),
    isPercent: false,
    rounding,
  };
}

/** `start + (goal − start) × gone / days`: where the value should stand by now. */
export function between(start: Operand, goal: Operand, gone: Operand, days: Operand, name: string): Formula {
  const grown = (goal.number.scaled - start.number.scaled) * gone.number.scaled;
  return {
    left: [start, "+", "(", goal, "−", start, ")", "×", gone, "/", days],
    result: exact(start.number.scaled + divideRounded(grown, days.number.scaled), name),
    isPercent: false,
    rounding: "half",
  };
}

/** `got × days / (need × gone)`: what part of the growth needed by now has come. */
export function paceShare(
  { got, need, gone, days }: Record<"got" | "need" | "gone" | "days", Operand>,
  name: string,
): Formula {
  const number = percent(
    {
      numerator: got.number.scaled * days.number.scaled,
      denominator: need.number.scaled * gone.number.scaled,
    },
    1,
  );
  return {
    left: [got, "×", days, "/", "(", need, "×", gone, ")"],
    result: { number, text: formatPercent(number), name },
    isPercent: true,
    rounding: "half",
  };
}

/** How the result was rounded, as a note says it; null where it is exact. */
export function roundingWords({ rounding, result }: Formula): string | null {
  if (rounding === "exact") return null;
  if (rounding === "up") return "làm tròn lên";
  const { decimals } = result.number;
  return decimals === 0 ? "làm tròn đến số nguyên" : `làm tròn ${decimals} số lẻ`;
}
