/** What a cascade's form begins with: the chosen total and rounding, from a posted form or from the address. */
import { ROUNDING } from "@/lib/domain/cascade-cell";
import { startChoice, TOTAL_SOURCES, type TotalChoice, type TotalFacts } from "@/lib/domain/cascade-total";
import type { TargetKind } from "@/lib/domain/target";

type Fields = Readonly<Record<string, string | undefined>>;

export function readChoice(fields: Fields, facts: TotalFacts, own: bigint | null): TotalChoice {
  const start = startChoice(facts, own);
  const from = TOTAL_SOURCES.find((one) => one === fields.from) ?? start.from;
  const short = (text: string | undefined, otherwise: string) => (text ?? otherwise).slice(0, 40);
  return {
    from,
    target: short(fields.target, start.target),
    growth: short(fields.growth, start.growth),
    typed: short(fields.typed, start.typed),
  };
}

export function readStep(fields: Fields, kind: TargetKind): bigint {
  return ROUNDING[kind].find(({ step }) => String(step) === fields.step)?.step ?? 1n;
}
